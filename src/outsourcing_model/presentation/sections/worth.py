"""What a service level is worth: harm by level and alternative, prices of better targets, price for service by year."""

from outsourcing_model.metrics.gold_plating import GoldPlating, TargetStep, gold_plating
from outsourcing_model.metrics.harm import LevelHarm, harms
from outsourcing_model.metrics.penalties import subject
from outsourcing_model.metrics.ratio import values_stated
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.value_by_year import ValueYear, value_by_year
from outsourcing_model.presentation.formats import brief, money, months, number, percent
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.presentation.sections.grid import Grid, Row, missing
from outsourcing_model.wording import say

_PLACES = 3


def harm_table(comparison: Comparison, lang: str) -> Grid | None:
    """Return the harm of each level in each alternative, and what is left at the target; None without any."""
    case = comparison.case
    found = {name: {each.level: each for each in harms(comparison, name)} for name in comparison.alternatives}
    levels = [level for level in case.service_levels if any(level in each for each in found.values())]
    if not levels:
        return None
    rows = [
        Row(
            case.label("service_levels", level),
            tuple(_harm(comparison, each.get(level), lang) for each in found.values()),
        )
        for level in levels
    ]
    columns = ("", *(alternative_label(name, case) for name in comparison.alternatives))
    return Grid(say("quality.value.harm_caption", lang, length=months(case.term, lang)), columns, tuple(rows))


def _harm(comparison: Comparison, harm: LevelHarm | None, lang: str) -> str:
    """Return the harm of one level in one alternative."""
    if harm is None:
        return missing("", lang)
    amount = money(harm.expected, comparison.case.currency, lang)
    if harm.at_target is None:
        return amount
    target = money(harm.at_target, comparison.case.currency, lang)
    return say("quality.value.at_target", lang, harm=amount, target=target)


def tested(comparison: Comparison) -> tuple[GoldPlating, ...]:
    """Return the levels whose better targets have a price in the alternative told of."""
    name = subject(comparison)
    return gold_plating(comparison.expected, name) if name else ()


def target_tables(comparison: Comparison, lang: str) -> list[Grid]:
    """Return for each level the price of each better target against what it spares, the one that pays marked."""
    return [_targets(comparison, test, lang) for test in tested(comparison)]


def _targets(comparison: Comparison, test: GoldPlating, lang: str) -> Grid:
    """Return the steps between the targets of one level."""
    case = comparison.case
    names = {
        "alternative": alternative_label(test.alternative, case),
        "level": case.label("service_levels", test.level),
    }
    columns = tuple(say(f"quality.plating.{head}", lang) for head in ("step", "price", "spared", "gain"))
    rows = tuple(_step(each, test, case.currency, lang) for each in test.steps)
    return Grid(say("quality.plating.caption", lang, **names), columns, rows)


def _step(step: TargetStep, test: GoldPlating, currency: str, lang: str) -> Row:
    """Return one step; that to the target that pays is marked, those beyond it are grey."""
    ends = {"lower": percent(step.lower, lang, _PLACES), "upper": percent(step.upper, lang, _PLACES)}
    heading = say("quality.plating.from_to", lang, **ends)
    price = money(step.price, currency, lang)
    if test.best is None:
        return Row(heading, (price, missing("", lang), missing("", lang)))
    cells = (price, money(step.spared, currency, lang), money(step.gain, currency, lang, signed=True))
    marked = frozenset({2}) if step.upper == test.best else frozenset()
    return Row(heading, cells, "grey" if step.lower >= test.best else "", marked)


def target_words(comparison: Comparison, lang: str) -> list[str]:
    """Return for each level with priced targets which one pays, and what the contracted one wastes."""
    return [_said(comparison, test, lang) for test in tested(comparison)]


def plated(comparison: Comparison) -> bool:
    """Return whether some level is contracted beyond the target that pays."""
    return any(test.is_gold_plated for test in tested(comparison))


def _said(comparison: Comparison, test: GoldPlating, lang: str) -> str:
    """Return the verdict on one level."""
    level = comparison.case.label("service_levels", test.level)
    if test.best is None or test.contracted is None:
        return say("quality.plating.unknown", lang, level=level)
    values = {"best": percent(test.best, lang, _PLACES), "contracted": percent(test.contracted, lang, _PLACES)}
    if not test.is_gold_plated:
        return say("quality.plating.pays", lang, level=level, **values)
    return say(
        "quality.plating.wasteful", lang, level=level,
        amount=money(test.wasted, comparison.case.currency, lang), **values,
    )  # fmt: skip


def ratio_table(comparison: Comparison, lang: str) -> Grid | None:
    """Return cost over value delivered by contract year and alternative; None where no value is stated."""
    if not values_stated(comparison.flows):
        return None
    years = {name: value_by_year(comparison, name) for name in comparison.alternatives}
    rows = tuple(
        Row(
            say("quality.ratio.year", lang, number=number(at + 1, lang)),
            tuple(_ratio(each[at], lang) for each in years.values()),
        )
        for at in range(comparison.case.timeline.years)
    )
    columns = ("", *(alternative_label(name, comparison.case) for name in comparison.alternatives))
    return Grid(say("quality.ratio.caption", lang), columns, rows)


def _ratio(year: ValueYear, lang: str) -> str:
    """Return the ratio of one year with its range, or why there is none."""
    if year.ratio is None or year.p10 is None or year.p90 is None:
        return missing(year.reason, lang)
    ratio, low, high = (brief(value, lang) for value in (year.ratio, year.p10, year.p90))
    return ratio if low == high else say("quality.level.with_range", lang, ratio=ratio, low=low, high=high)
