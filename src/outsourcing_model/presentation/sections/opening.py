"""What the report opens with: the sentence, four numbers, what doing nothing costs, the worst cases."""

from dataclasses import dataclass

from outsourcing_model.metrics.results import Comparison, WorstCase
from outsourcing_model.presentation.charts.saving_distribution import chance_of_saving, enough_draws
from outsourcing_model.presentation.formats import chance, contract_month, money, months, number
from outsourcing_model.presentation.headline import range_words
from outsourcing_model.presentation.labels import alternative_label, path_label, path_value
from outsourcing_model.presentation.sections.grid import Grid, Row, missing
from outsourcing_model.wording import say


@dataclass(frozen=True)
class Card:
    """One of the four numbers: what it is, the number, and what stands beside it."""

    name: str
    number: str
    beside: str


def cards(comparison: Comparison, lang: str) -> list[Card]:
    """Return the four numbers of page one, about the shown alternative."""
    return [_saving(comparison, lang), _chance(comparison, lang), _price(comparison, lang), _cash(comparison, lang)]


def _saving(comparison: Comparison, lang: str) -> Card:
    """Return the saving with its range, or the cost of a lone alternative."""
    case, name = comparison.case, comparison.shown
    length = months(case.term, lang)
    if name == comparison.reference:
        amount = money(comparison.alternatives[name].npv_cost.mean or 0.0, case.currency, lang)
        return Card(say("measure.name.npv_cost", lang), amount, say("report.card.over", lang, length=length))
    saving = comparison.saving[name].mean or 0.0
    amount = money(abs(saving), case.currency, lang)
    beside = say("report.card.over", lang, length=length) + range_words(comparison, name, lang)
    return Card(say(f"report.card.{'saving' if saving >= 0 else 'extra_cost'}", lang), amount, beside)


def _chance(comparison: Comparison, lang: str) -> Card:
    """Return how likely the shown alternative is to cost less, and to be the best."""
    if not enough_draws(comparison):
        return Card(say("report.card.chance", lang), missing("", lang), say("reason.too_few_draws", lang))
    best = chance(comparison.alternatives[comparison.shown].probability_best, lang)
    beside = say("report.card.best", lang, chance=best)
    alone = comparison.shown == comparison.reference
    likely = missing("", lang) if alone else chance(chance_of_saving(comparison, comparison.shown), lang)
    return Card(say("report.card.chance", lang), likely, beside)


def unit_words(comparison: Comparison, lang: str) -> str:
    """Return the unit that page one divides the cost by."""
    stated = comparison.case.price_per
    counted = [service for service in comparison.case.services.values() if service.volume is not None]
    one = counted[0].unit if len(counted) == 1 else ""
    return (stated.unit if stated else one) or say("report.unit", lang)


def price_word(comparison: Comparison, alternative: str, lang: str) -> str:
    """Return price for what a provider delivers, cost for what the company delivers itself."""
    outsourced = set(comparison.case.performers(alternative).values()) - {"in_house"}
    return say(f"measure.price_or_cost.{'price' if outsourced else 'cost'}", lang)


def _price(comparison: Comparison, lang: str) -> Card:
    """Return the cost of a unit and month, the reference's beside it."""
    case, name = comparison.case, comparison.shown
    measure, before = (comparison.alternatives[each].per_unit_month for each in (name, comparison.reference))
    unit = say("measure.name.per_unit_month", lang, unit=unit_words(comparison, lang))
    heading = say("report.card.price", lang, word=price_word(comparison, name, lang), unit=unit)
    if measure.mean is None:
        return Card(heading, say("report.absent", lang), say(measure.reason, lang))
    amount = money(measure.mean, case.currency, lang)
    if name == comparison.reference or before.mean is None:
        return Card(heading, amount, "")
    reference = alternative_label(comparison.reference, case)
    beside = say("report.card.against", lang, amount=money(before.mean, case.currency, lang), reference=reference)
    return Card(heading, amount, beside)


def _cash(comparison: Comparison, lang: str) -> Card:
    """Return what is paid out before it comes back."""
    result = comparison.alternatives[comparison.shown]
    amount = money(result.peak_cash_outlay, comparison.case.currency, lang)
    if result.payback_month is None:
        beside = say(result.payback_reason, lang) if result.payback_reason else ""
    else:
        when = contract_month(comparison.case.timeline, result.payback_month, lang)
        beside = say("report.card.payback", lang, month=when)
    return Card(say("report.card.cash", lang), amount, beside)


def doing_nothing(comparison: Comparison, lang: str) -> str:
    """Return what it costs to leave all as it is."""
    case, result = comparison.case, comparison.alternatives[comparison.reference]
    total = result.total_cost.mean or 0.0
    values = {
        "reference": alternative_label(comparison.reference, case),
        "present": money(result.npv_cost.mean or 0.0, case.currency, lang),
        "total": money(total, case.currency, lang),
        "monthly": money(total / case.term, case.currency, lang),
        "length": months(case.term, lang),
        "harm": money(result.harm.mean or 0.0, case.currency, lang),
    }
    return say(f"report.nothing.{'with_harm' if result.harm.mean else 'cost'}", lang, **values)


def forgone(comparison: Comparison, lang: str) -> str:
    """Return what doing nothing gives up against the recommended alternative; nothing where the reference is it."""
    if comparison.recommended == comparison.reference:
        return ""
    before, after = (comparison.alternatives[name] for name in (comparison.reference, comparison.recommended))
    gain = (after.net_benefit.mean or 0.0) - (before.net_benefit.mean or 0.0)
    monthly = money(gain / comparison.case.term, comparison.case.currency, lang)
    return say("report.nothing.forgone", lang, gain=money(gain, comparison.case.currency, lang), monthly=monthly)


def worst_cases(comparison: Comparison, lang: str) -> Grid | None:
    """Return the worst draws in money with what drove them; None where there are none."""
    if not comparison.worst_cases or comparison.shown == comparison.reference:
        return None
    case = comparison.case
    rows = tuple(
        Row(
            say("report.worst.case", lang, number=number),
            (money(worst.saving, case.currency, lang, signed=True), _drivers(worst, comparison, lang)),
        )
        for number, worst in enumerate(comparison.worst_cases, 1)
    )
    name = alternative_label(comparison.worst_cases[0].alternative, case)
    caption = say("report.worst.caption", lang, alternative=name, draws=number(comparison.flows.draws.count, lang))
    columns = ("", say("report.worst.saving", lang), say("report.worst.drivers", lang))
    return Grid(caption, columns, rows, frozenset({1}))


def _drivers(worst: WorstCase, comparison: Comparison, lang: str) -> str:
    """Return the beliefs behind a bad draw, with what was drawn and what is believed."""
    case = comparison.case
    words = [
        say(
            "report.worst.driver", lang, what=path_label(path, case, lang), value=path_value(path, value, case, lang),
            usual=path_value(path, usual, case, lang),
        )
        for path, value, usual in worst.drivers
    ]  # fmt: skip
    return say("report.worst.separator", lang).join(words) or missing("", lang)
