"""What the figures rest on: conventions, service levels, and every uncertain input with its source."""

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, children, parse
from outsourcing_model.case.record import Record
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.formats import money, months, number, percent, period
from outsourcing_model.presentation.labels import alternative_label, path_label, path_value
from outsourcing_model.presentation.sections.grid import Grid, Row, missing
from outsourcing_model.wording import say


def conventions(comparison: Comparison, lang: str, digest: str) -> list[tuple[str, str]]:
    """Return name and value of what decides the figures."""
    case, draws = comparison.case, comparison.flows.draws
    values = {
        "sign": say("report.convention.sign_value", lang),
        "horizon": _horizon(case, lang),
        "rate": _rate(case, lang),
        "timing": say(f"report.timing.{case.timing}", lang),
        "tax": _tax(case, lang),
        "hurdle": _hurdle(comparison, lang),
        "reference": alternative_label(comparison.reference, case),
        "ranking": say("report.convention.ranking_value", lang),
        "percentiles": say("report.convention.percentiles_value", lang),
        "draws": number(draws.count, lang),
        "seed": number(draws.seed, lang),
        "evpi": money(comparison.evpi, case.currency, lang),
        "digest": digest,
    }
    return [(say(f"report.convention.{name}", lang), value) for name, value in values.items() if value]


def _horizon(case: Case, lang: str) -> str:
    """Return length and months of the term."""
    when = period(case.timeline, lang)
    return say("report.convention.horizon_value", lang, length=months(case.term, lang), period=when)


def _rate(case: Case, lang: str) -> str:
    """Return the discount rate, or the rates by first year; a real one with the inflation that joins it."""
    rate = case.discount_rate
    if not isinstance(rate, dict):
        words = say("report.convention.rate_value", lang, rate=percent(rate, lang, 2))
    else:
        steps = ((year, percent(value, lang, 2)) for year, value in rate.items())
        words = say("report.worst.separator", lang).join(
            say("report.convention.rate_from", lang, year=year, rate=shown) for year, shown in steps
        )
    if case.discount_basis == "nominal":
        return words
    if case.inflation is None:
        return words + say("report.convention.rate_real", lang)
    growth = percent(case.indices[case.inflation].mean_growth, lang, 2)
    return words + say("report.convention.rate_inflated", lang, growth=growth)


def _tax(case: Case, lang: str) -> str:
    """Return the rate of tax, nothing for a case before tax."""
    if case.tax is None or case.tax.rate.span()[1] == 0:
        return ""
    return say("report.convention.tax_value", lang, rate=percent(case.tax.rate.mean, lang, 2))


def _hurdle(comparison: Comparison, lang: str) -> str:
    """Return the hurdle in money and how it is stated."""
    stated, currency = comparison.case.hurdle, comparison.case.currency
    value = money(comparison.hurdle, currency, lang)
    share, least = percent(stated.percent, lang, 1), money(stated.amount, currency, lang)
    words = say("report.convention.hurdle_value", lang, value=value, share=share, least=least)
    if not stated.personnel_percent:
        return words
    staff, cap = percent(stated.personnel_percent, lang, 1), stated.personnel_cap
    if cap is None:
        return words + say("report.convention.hurdle_staff", lang, staff=staff)
    return words + say("report.convention.hurdle_capped", lang, staff=staff, cap=money(cap, currency, lang))


def service_levels(comparison: Comparison, lang: str) -> Grid | None:
    """Return what is asked of each level, and how each performer is believed to meet it; None without levels."""
    case = comparison.case
    if not case.service_levels:
        return None
    performers = {say("case_term.own_delivery", lang): case.in_house.attainment}
    performers |= {case.label("offers", name): offer.attainment for name, offer in case.offers.items()}
    rows = []
    for name, level in case.service_levels.items():
        stated = [
            case.label("services", level.service),
            percent(level.target, lang, 2),
            percent(level.minimum, lang, 2) if level.minimum is not None else missing("", lang),
        ]
        stands = [each.get(name) for each in performers.values()]
        believed = [percent(each.mean.mean, lang, 2) if each else missing("", lang) for each in stands]
        rows.append(Row(case.label("service_levels", name), (*stated, *believed)))
    heads = [say(f"report.level.{each}", lang) for each in ("name", "service", "target", "minimum")]
    columns = (*heads, *(say("report.level.believed", lang, performer=performer) for performer in performers))
    return Grid(say("report.level.caption", lang), columns, tuple(rows), frozenset({0}))


def uncertain_inputs(comparison: Comparison, lang: str) -> Grid:
    """Return every uncertain input with its range, mean, status and source."""
    case = comparison.case
    rows = []
    for path, belief in beliefs(case).items():
        if not belief.is_constant:
            source, status = provenance(case, path)
            words = say(f"report.status.{status}", lang) if status else missing("", lang)
            figures = _range(path, belief, case, lang), path_value(path, belief.mean, case, lang)
            rows.append(Row(path_label(path, case, lang), (*figures, words, source or missing("", lang))))
    names = ("name", "range", "mean", "status", "source")
    columns = tuple(say(f"report.input.{name}", lang) for name in names)
    caption = say("report.input.caption", lang, count=number(len(rows), lang))
    return Grid(caption, columns, tuple(rows), frozenset({0, 2, 3}))


def provenance(case: Case, path: str) -> tuple[str, str]:
    """Return source and status of the figure at a path: its own, else those of the nearest record around it."""
    source = status = ""
    node: object = case
    for part in parse(path):
        node = dict(children(node))[part]
        if isinstance(node, (Record, Uncertain)):
            source = getattr(node, "source", "") or source
            status = getattr(node, "status", "") or status
    return source, status


def _range(path: str, belief: Uncertain, case: Case, lang: str) -> str:
    """Return the spread of a belief in words."""
    shown = [path_value(path, value, case, lang) for value in belief.values]
    if belief.family in ("discrete", "sample"):
        return say(f"report.belief.{belief.family}", lang, count=len(shown), values=", ".join(shown[:6]))
    names = ("low", "mode", "high") if belief.family in ("pert", "triangular") else ("first", "second")
    return say(f"report.belief.{belief.family}", lang, **dict(zip(names, shown, strict=True)))
