"""The sentences of what one level returns, each with a worked example whose number the rule computes."""

from collections.abc import Callable

from outsourcing_model.case.level_credit import LevelCredit, Persistent, Repeat
from outsourcing_model.presentation.formats import months
from outsourcing_model.presentation.terms import credit_examples
from outsourcing_model.presentation.terms.speech import Drivers, Names, Speech, joined


def credit_tiers(terms: LevelCredit, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a level whose tiers return shares of a charge."""
    stated = speech.say("credit.stated", tiers=_tiers(terms, speech, speech.percent), **_owned(names))
    return joined(stated, _example(terms, speech, names, drivers, credit_examples.credit_tiers))


def penalty_points(terms: LevelCredit, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a level whose tiers bring penalty points."""
    stated = speech.say("credit.points", level=names["level"], tiers=_tiers(terms, speech, speech.number))
    answer = speech.number(credit_examples.penalty_points(terms, **drivers))
    attained = level(terms, speech, drivers["attained"])
    return joined(stated, speech.say("credit.points_example", attained=attained, answer=answer))


def allocation(terms: LevelCredit, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a level that returns a share of the amount at risk."""

    def times(multiplier: float) -> str:
        share = speech.percent(terms.allocation or 0.0)
        if multiplier == 1.0:
            return share
        return speech.say("credit.allocated", allocation=share, multiplier=speech.number(multiplier))

    tiers, at_risk = _tiers(terms, speech, times), speech.percent(drivers["at_risk"])
    stated = speech.say("credit.allocation", tiers=tiers, at_risk=at_risk, **_owned(names))
    return joined(stated, _example(terms, speech, names, drivers, credit_examples.allocation))


def per_point(terms: LevelCredit, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a level that returns a share of a charge for each point that it misses."""
    rate, target = speech.percent(terms.per_point or 0.0), speech.percent(drivers["target"])
    stated = speech.say("credit.per_point", rate=rate, target=target, **_owned(names))
    counted = speech.say("credit.whole_points" if terms.whole_points else "credit.part_points")
    example = _example(terms, speech, names, drivers, credit_examples.per_point)
    return joined(stated, counted, _most(terms, speech, names), example)


def per_hour(terms: LevelCredit, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a level that returns an amount for each hour down."""
    stated = speech.say("credit.per_hour", level=names["level"], amount=speech.price(terms.per_hour or 0.0))
    free = speech.say("credit.free_hours", hours=speech.number(terms.free_hours)) if terms.free_hours else ""
    example = _example(terms, speech, names, drivers, credit_examples.per_hour)
    return joined(stated, free, _most(terms, speech, names), example)


def repeat(terms: Repeat, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of misses that follow one another; `points` among the names if points are multiplied."""
    said = speech.number if "points" in names else speech.money
    times, after = speech.number(terms.multiplier), speech.number(terms.after)
    stated = speech.say("credit.repeat" if terms.after > 1 else "credit.repeat_once", after=after, times=times)
    answer = said(credit_examples.repeat(terms, **drivers))
    return joined(stated, speech.say("credit.repeat_example", credit=said(drivers["credit"]), answer=answer))


def persistent(terms: Persistent, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of persistent failure."""
    values = {
        "misses": speech.number(terms.misses), "within": months(terms.within, speech.lang),
        "credit": speech.percent(terms.credit), "base": names["base"],
    }  # fmt: skip
    answer = speech.money(credit_examples.persistent(terms, **drivers))
    example = speech.say("credit.persistent_example", charge=speech.money(drivers["charge"]), answer=answer)
    return joined(speech.say("credit.persistent", **values), example)


def credit_due(terms: LevelCredit, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of what is due of a credit: our own share of the misses, and parts by contract year."""
    share = drivers["our_share"]
    ours = speech.say("level.our_share", share=speech.percent(share)) if share else ""
    years = ""
    if terms.by_year:
        last = len(terms.by_year)
        parts = [
            speech.say("credit.year_on" if year == last else "credit.year", part=speech.percent(part),
                       year=speech.number(year))
            for year, part in enumerate(terms.by_year, 1)
        ]  # fmt: skip
        years = speech.say("credit.by_year", years=speech.say("band.separator").join(parts))
    values = {"year": speech.number(drivers["year"]), "credit": speech.money(drivers["credit"])}
    answer = speech.money(credit_examples.credit_due(terms, **drivers))
    return joined(ours, years, speech.say("credit.due_example", answer=answer, **values))


def level(terms: LevelCredit, speech: Speech, value: float) -> str:
    """Return a level in words: a share, or a number."""
    return speech.number(value) if terms.above else speech.percent(value)


def _owned(names: Names) -> dict[str, str]:
    """Return the names that a statement of a credit has."""
    return {name: names[name] for name in ("level", "base")}


def _tiers(terms: LevelCredit, speech: Speech, said: Callable[[float], str]) -> str:
    """Return the tiers of a level, what each gives in words."""
    key = "credit.tier_above" if terms.above else "credit.tier"
    parts = [
        speech.say(key, limit=level(terms, speech, limit), credit=said(step))
        for limit, step in zip(terms.limits, terms.steps, strict=True)
    ]
    return speech.say("band.separator").join(parts)


def _most(terms: LevelCredit, speech: Speech, names: Names) -> str:
    """Return the most that a level returns; nothing where none is stated."""
    if terms.most is None:
        return ""
    return speech.say("credit.most", most=speech.percent(terms.most), base=names["base"])


def _example(terms: LevelCredit, speech: Speech, names: Names, drivers: Drivers, example: Callable[..., float]) -> str:
    """Return what a level gives in an example: of a month's charge, or of a period's."""
    values = {"attained": level(terms, speech, drivers["attained"]), "charge": speech.money(drivers["charge"])}
    key = "credit.example_period" if names.get("period") else "credit.example"
    return speech.say(key, answer=speech.money(example(terms, **drivers)), **values)
