"""The sentences of what moves prices, each with a worked example whose number the rule computes."""

from outsourcing_model.case.exchange import ExchangeClause
from outsourcing_model.case.indexation import Indexation
from outsourcing_model.case.price_terms import Benchmark
from outsourcing_model.presentation.formats import month as month_name
from outsourcing_model.presentation.formats import months
from outsourcing_model.presentation.terms import price_examples as examples
from outsourcing_model.presentation.terms.speech import Drivers, Names, Speech, joined


def _sources(terms: Indexation, speech: Speech, names: Names, growth: float) -> list[str]:
    """Return what revises the prices, and how much of them."""
    if terms.fixed_rate is not None:
        return [speech.say("indexation.fixed_rate", rate=speech.percent(growth))]
    fixed = speech.percent(terms.fixed)
    if terms.index is not None:
        part = speech.say("indexation.share", share=speech.percent(terms.share), fixed=fixed)
        return [speech.say("indexation.index", index=names["index"]), part]
    listed = [
        speech.say("indexation.weight", weight=speech.percent(weight), index=names.get(name, name))
        for name, weight in terms.indices.items()
    ]
    stated = speech.say("indexation.indices", indices=speech.say("band.separator").join(listed))
    return [stated, speech.say("indexation.fixed_part", fixed=fixed)]


def _dates(terms: Indexation, speech: Speech) -> list[str]:
    """Return when prices are revised, and which values are compared."""
    parts = [speech.say(f"indexation.every.{terms.every}")]
    if terms.first is not None:
        first = month_name(terms.first, speech.lang, full=True)
        parts = [speech.say(f"indexation.from.{terms.every}", first=first)]
    if terms.fixed_rate is not None:
        return parts
    parts.append(speech.say(f"indexation.{terms.method}"))
    if terms.base_month is not None:
        parts.append(speech.say("indexation.base_month", month=month_name(terms.base_month, speech.lang, full=True)))
    if terms.lag_months:
        parts.append(speech.say("indexation.lag", months=months(terms.lag_months, speech.lang)))
    return parts


def _limits(terms: Indexation, speech: Speech, names: Names) -> list[str]:
    """Return rounding, cap and floor, and which services are concerned."""
    parts = []
    if terms.services:
        parts.append(speech.say("indexation.services", services=names.get("services", ", ".join(terms.services))))
    if terms.rounding is not None:
        digits = speech.number(terms.rounding.digits)
        parts.append(speech.say(f"indexation.rounding.{terms.rounding.mode}", digits=digits))
    limits = [(name, getattr(terms, name)) for name in ("cap", "floor") if getattr(terms, name) is not None]
    parts += [speech.say(f"indexation.{name}", limit=speech.percent(limit)) for name, limit in limits]
    return [*parts, speech.say(f"indexation.{terms.excess}")] if limits else parts


def indexation(terms: Indexation, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of the price revision."""
    values = {"growth": speech.percent(drivers["growth"]), "year": speech.number(drivers["year"])}
    example = speech.say("indexation.example", answer=speech.number(examples.indexation(terms, **drivers)), **values)
    sources = _sources(terms, speech, names, drivers["growth"])
    return joined(*sources, *_dates(terms, speech), *_limits(terms, speech, names), example)


def productivity(yearly: float, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the yearly price reduction."""
    answer = speech.number(examples.productivity(yearly, **drivers))
    example = speech.say("productivity.example", year=speech.number(drivers["year"]), answer=answer)
    return joined(speech.say("productivity.stated", yearly=speech.percent(yearly)), example)


def benchmark(terms: Benchmark, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the comparison with the market."""
    values = {"tolerance": speech.percent(terms.tolerance), "passed": speech.percent(terms.passed_on)}
    stated = speech.say("benchmark.stated", month=speech.number(terms.from_month), **values)
    excess = speech.say("benchmark.excess") if terms.counts == "excess" else ""
    most = speech.say("benchmark.most", most=speech.percent(terms.most)) if terms.most is not None else ""
    answer = speech.number(examples.benchmark(terms, **drivers))
    return joined(
        stated, excess, most, speech.say("benchmark.example", gap=speech.percent(drivers["gap"]), answer=answer)
    )


def exchange(terms: ExchangeClause, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of the adjustment to a currency."""
    values = {"share": speech.percent(terms.share), "band": speech.percent(terms.band)}
    reference = speech.number(terms.reference)
    base = names.get("base", speech.currency)
    stated = speech.say("exchange.stated", currency=terms.currency, base=base, reference=reference, **values)
    answer = speech.number(examples.exchange(terms, **drivers))
    example = speech.say("exchange.example", rate=speech.number(drivers["rate"]), answer=answer)
    return joined(stated, speech.say(f"exchange.{terms.beyond}"), example)
