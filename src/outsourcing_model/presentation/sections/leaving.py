"""The part of the report on getting out: cost by month and ground, whether leaving pays, and the end of the term."""

from collections.abc import Iterator

from outsourcing_model.metrics.exit_cost import EXIT_PARTS, ExitCost
from outsourcing_model.metrics.exit_costs import staying
from outsourcing_model.metrics.leaving import best_month, break_even_month, leaving_by_month
from outsourcing_model.metrics.option import abandonment
from outsourcing_model.metrics.renewal import end_of_term
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.formats import contract_month, money, months
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.presentation.sections.grid import Grid, Row, missing
from outsourcing_model.wording import say

A_QUARTER, A_YEAR, SHORT = 3, 12, 24


def leaving(comparison: Comparison, lang: str) -> Grid | None:
    """Return what leaving costs, offer by offer, by quarter of a short term and by year of a long one."""
    if not comparison.exit_schedule:
        return None
    case = comparison.case
    parts = [part for part in EXIT_PARTS if any(getattr(cost, part) for cost in comparison.exit_schedule)]
    rows: list[Row] = []
    for offer in dict.fromkeys(cost.offer for cost in comparison.exit_schedule):
        rows.append(Row(case.label("offers", offer), (), "group"))
        rows += _of_offer([cost for cost in comparison.exit_schedule if cost.offer == offer], parts, comparison, lang)
    heads = ("month", "notice", *(f"part.{part}" for part in parts), "total", "ground.breach")
    name = alternative_label(comparison.exit_schedule[0].alternative, case)
    columns = tuple(say(f"exit_cost.{head}", lang) for head in heads)
    return Grid(say("exit_cost.caption", lang, alternative=name), columns, tuple(rows), frozenset({0}))


def _of_offer(costs: list[ExitCost], parts: list[str], comparison: Comparison, lang: str) -> Iterator[Row]:
    """Yield the rows of one offer: the first month, the end of each period, the end of the term."""
    case = comparison.case
    every = A_QUARTER if case.term <= SHORT else A_YEAR
    breach = {cost.month: cost for cost in costs if cost.ground == "breach"}
    for cost in costs:
        if cost.ground == "breach" or not (cost.month in (cost.possible_from, case.term) or cost.month % every == 0):
            continue
        amounts = [money(getattr(cost, part), case.currency, lang) for part in parts]
        total = money(cost.total, case.currency, lang)
        other = money(breach[cost.month].total, case.currency, lang) if cost.month in breach else missing("", lang)
        when = contract_month(case.timeline, cost.month, lang)
        yield Row(when, (_notice(cost, comparison, lang), *amounts, total, other))


def _notice(cost: ExitCost, comparison: Comparison, lang: str) -> str:
    """Return when notice is given; a dash where none is needed."""
    if cost.notice_month is None:
        return missing("", lang)
    if cost.notice_month < 1:
        return say("exit_cost.before_start", lang)
    return contract_month(comparison.case.timeline, cost.notice_month, lang)


def worth_leaving(comparison: Comparison, lang: str) -> str:
    """Return whether leaving early pays against staying, and when; nothing where it can't be left before the term."""
    case, name = comparison.case, comparison.shown
    found = leaving_by_month(case, name)
    best = best_month(found)
    if best is None:
        return ""
    first = break_even_month(found)
    said = {"best": contract_month(case.timeline, best.month, lang)}
    said["gain"] = money(abs(best.verdict.gain), case.currency, lang)
    if first is not None:
        return say("exit_cost.pays", lang, first=contract_month(case.timeline, first, lang), **said)
    needed = money(best.verdict.break_even_saving, case.currency, lang)
    return say(f"exit_cost.{'too_little' if best.verdict.gain > 0 else 'never_pays'}", lang, needed=needed, **said)


def after_term(comparison: Comparison, lang: str) -> Grid | None:
    """Return the choices at the end of the term; None where the case states none or nothing is outsourced."""
    if not comparison.exit_schedule:
        return None
    found = end_of_term(staying(comparison.expected), comparison.shown)
    if found is None:
        return None
    currency = comparison.case.currency
    rows = [
        Row(
            say(f"end_of_term.choice.{name}", lang),
            (money(cost, currency, lang), money(found.worst[name], currency, lang)),
            best=frozenset({0}) if name == found.best else frozenset(),
        )
        for name, cost in found.expected.items()
    ]
    caption = say(
        "end_of_term.caption", lang, alternative=alternative_label(comparison.shown, comparison.case),
        length=months(found.months, lang),
    )  # fmt: skip
    return Grid(
        caption, tuple(say(f"end_of_term.{head}", lang) for head in ("choice_head", "expected", "worst")), tuple(rows)
    )


def abandoning(comparison: Comparison, lang: str) -> str:
    """Return what the option to give the contract up is worth; nothing where the case states none."""
    found = abandonment(comparison.case)
    if found is None:
        return ""
    low, high = (money(value, comparison.case.currency, lang) for value in found)
    return say("end_of_term.option", lang, low=low, high=high)
