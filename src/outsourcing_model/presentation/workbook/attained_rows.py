"""Rows of one level of the calculator: what was attained, whether it was missed, and what it returns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from outsourcing_model.case.level_credit import LevelCredit
from outsourcing_model.engine.program.credited import first_limit, window_stride
from outsourcing_model.presentation.terms.credit_kinds import kind_of_credit
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook import tier_tables
from outsourcing_model.presentation.workbook.book import Row
from outsourcing_model.presentation.workbook.credit_clauses import drivers_of
from outsourcing_model.presentation.workbook.expected_rows import window_base
from outsourcing_model.presentation.workbook.scheme_rows import Scheme
from outsourcing_model.presentation.workbook.view import View
from outsourcing_model.quantities import SLACK


@dataclass(frozen=True)
class Played:
    """The rows of one level: whether it is missed, what it is due, and that without what repeated misses change."""

    missed: Row
    due: Row
    plain: Row


def just_met(view: View, offer: str, name: str) -> float:
    """Return a level that returns nothing: the goal, or the first limit where that is harder to meet."""
    promise, terms = view.case.service_levels[name], view.tiers(offer).get(name)
    goal = promise.goal or 0.0
    if promise.metric == "count":
        return min([goal, *(terms.limits if terms is not None else ())]) / promise.window_months
    if terms is None:
        return goal
    limit = first_limit(promise, terms)
    return min(goal, limit) if promise.is_number else max(goal, limit)


def given(scheme: Scheme, name: str, attained: Sequence[float] | None) -> Row:
    """Write the levels attained, to be typed over, and return what is measured: the mean or sum over its months."""
    view, promise = scheme.sheet.view, scheme.sheet.view.case.service_levels[name]
    values = list(attained or [just_met(view, scheme.sheet.offer, name)] * view.case.term)
    label, kind = view.case.label("service_levels", name), "number" if promise.is_number else "percent"
    unit = view.say(f"metric.{promise.metric}")
    row = scheme.sheet.row(view.say("calculator.attained", level=label), unit, values, kind)
    if promise.window_months == 1:
        return row
    months = promise.window_months
    adds, (condition, ended) = promise.metric == "count", ends(scheme, name)
    sums = [sum(row.values[month - months + 1 : month + 1]) if ended[month] else 0.0 for month in range(len(ended))]
    measured = sums if adds else [total / months for total in sums]
    window, numbers = _window(scheme, name), scheme.sheet.months.range.rpartition("!")[2]
    own = row.range.rpartition("!")[2]

    def formula(now: str) -> str:
        month = scheme.sheet.month(now)
        total = f"SUMPRODUCT(({numbers}>{month}-{window})*({numbers}<={month})*{own})"
        return f"IF({condition(now)},{total if adds else f'{total}/{window}'},0)"

    return scheme.sheet.row(view.say("calculator.measured", level=label), unit, measured, kind, formula)


def _window(scheme: Scheme, name: str) -> str:
    """Return the cell with the months of a level's period."""
    return scheme.sheet.page.book.names[f"offers.{scheme.sheet.offer}.levels.{name}.window"]


def ends(scheme: Scheme, name: str) -> tuple[Callable[[str], str], list[bool]]:
    """Return whether a period of a level ends with a month and is measured: the condition, and month by month."""
    view, offer = scheme.sheet.view, scheme.sheet.offer
    promise = view.case.service_levels[name]
    months, stride = promise.window_months, window_stride(promise)
    start = int(view.case.offers[offer].transition.months)
    planned = scheme.sheet.page.book.names[f"offers.{offer}.transition.months"]
    window = "1" if months == 1 else _window(scheme, name)

    def condition(now: str) -> str:
        month = scheme.sheet.month(now)
        parts = [f"{month}-{window}>=INT({planned})", f"{month}<=exit_month"]
        parts += [f"INT({month}/{window})*{window}={month}"] if stride > 1 else []
        return f"AND({','.join(parts)})"

    found = [
        month - months >= start and month <= view.last and month % stride == 0 for month in range(1, view.case.term + 1)
    ]
    return condition, found


def missed(scheme: Scheme, name: str, measured: Row, limit: tuple[str, float], label: str) -> Row:
    """Write whether a level is missed in each month: 1 at the end of a period that misses a limit."""
    page, promise = scheme.sheet.page, scheme.sheet.view.case.service_levels[name]
    (cell, value), (condition, measured_in) = limit, ends(scheme, name)
    beyond = [x > value + SLACK if promise.is_number else x < value - SLACK for x in measured.values]
    values = [float(counts and miss) for counts, miss in zip(measured_in, beyond, strict=True)]
    sign = f">{cell}+slack" if promise.is_number else f"<{cell}-slack"
    unit = scheme.sheet.view.unit("misses")
    return scheme.sheet.row(
        label, unit, values, "whole", lambda now: f"IF(AND({condition(now)},{measured.at(now, page)}{sign}),1,0)"
    )


def level(scheme: Scheme, name: str, measured: Row) -> Played:
    """Write what a level returns month by month, and what repeated misses, persistence and the contract year change."""
    view = scheme.sheet.view
    terms, label = view.tiers(scheme.sheet.offer)[name], view.case.label("service_levels", name)
    miss = missed(scheme, name, measured, _first(scheme, name), view.say("calculator.missed", level=label))
    base = None if terms.way == "points" else window_base(scheme, name)
    alone = _alone(scheme, name, measured, base)
    plain = due = alone
    if terms.repeat is not None:
        due = _repeated(scheme, name, alone, miss)
    if terms.persistent is not None and base is not None:
        found = _found(scheme, name, miss)
        plain, due = _both(plain, due, lambda row: _persistent(scheme, name, row, base, found))
    if view.case.service_levels[name].our_share or terms.by_year:
        plain, due = _both(plain, due, lambda row: _due(scheme, name, row))
    return Played(miss, due, plain)


def _both(plain: Row, due: Row, then: Callable[[Row], Row]) -> tuple[Row, Row]:
    """Return both rows after a further step, written once where they are the same."""
    if plain is due:
        return (row := then(due)), row
    return then(plain), then(due)


def _first(scheme: Scheme, name: str) -> tuple[str, float]:
    """Return the limit beyond which a level is missed, as a formula and as a number."""
    view, offer, names = scheme.sheet.view, scheme.sheet.offer, scheme.sheet.page.book.names
    terms, promise = view.tiers(offer)[name], view.case.service_levels[name]
    cells = tier_tables.role_cells(scheme.sheet.page, view, offer, name)
    value = first_limit(promise, terms)
    if terms.limits:
        return f"INDEX({cells['limits']},1)", value
    if terms.way == "per_point":
        return names[f"offers.{offer}.levels.{name}.target"], value
    return (f"MAX(1-{cells['free']}/{cells['hours']},0)" if "free" in cells else "1"), value


def _alone(scheme: Scheme, name: str, measured: Row, base: Row | None) -> Row:
    """Write what a period returns by itself."""
    view, page, offer = scheme.sheet.view, scheme.sheet.page, scheme.sheet.offer
    terms, kind = view.tiers(offer)[name], KINDS[kind_of_credit(view.tiers(offer)[name])]
    cells, (condition, measured_in) = tier_tables.role_cells(page, view, offer, name), ends(scheme, name)
    drivers = drivers_of(view, offer, name)
    values = []
    for month, counts in enumerate(measured_in):
        here = drivers | {"attained": measured.values[month]} | ({"charge": base.values[month]} if base else {})
        values.append(kind.example(terms, **here) if counts else 0.0)

    def formula(now: str) -> str:
        here = {**cells, "attained": measured.at(now, page)} | ({"charge": base.at(now, page)} if base else {})
        return f"IF({condition(now)},{kind.formula(terms, here)},0)"

    return _row(scheme, terms, view.say("levels.due", level=view.case.label("service_levels", name)), values, formula)


def _repeated(scheme: Scheme, name: str, alone: Row, miss: Row) -> Row:
    """Write what misses in a row make of it."""
    view, offer = scheme.sheet.view, scheme.sheet.offer
    terms, promise = view.tiers(offer)[name], view.case.service_levels[name]
    repeat, page, stride = terms.repeat, scheme.sheet.page, window_stride(promise)
    key = f"{scheme.key}.{name}.repeat"
    back = f"*{_window(scheme, name)}" if stride > 1 else ""

    def formula(now: str) -> str:
        misses, numbers = scheme.window(miss.row, now)
        month, after = scheme.sheet.month(now), page.book.names[f"{key}.after"]
        before = f"SUMPRODUCT(({numbers}>={month}-{after}{back})*{misses})"
        cells = {"before": before, "after": after, "multiplier": page.book.names[f"{key}.multiplier"]}
        return KINDS["repeat"].formula(repeat, cells | {"credit": alone.at(now, page)})

    values = []
    for month, credit in enumerate(alone.values):
        first = month - (repeat.after if repeat else 0) * stride
        before = sum(miss.values[max(first, 0) : month])
        values.append(KINDS["repeat"].example(repeat, credit=credit, before=before))
    label = view.say("levels.repeated", level=view.case.label("service_levels", name))
    return _row(scheme, terms, label, values, formula)


def _found(scheme: Scheme, name: str, miss: Row) -> Row:
    """Write the misses in the months that count for persistent failure, where the month itself is missed."""
    view, page = scheme.sheet.view, scheme.sheet.page
    persistent = view.tiers(scheme.sheet.offer)[name].persistent
    within, months = persistent.within if persistent else 1, range(len(miss.values))
    values = [sum(miss.values[max(m - within + 1, 0) : m + 1]) if miss.values[m] else 0.0 for m in months]
    cell = page.book.names[f"{scheme.key}.{name}.persistent.within"]

    def formula(now: str) -> str:
        misses, numbers = scheme.window(miss.row, now, upto=True)
        return f"{miss.at(now, page)}*SUMPRODUCT(({numbers}>{scheme.sheet.month(now)}-{cell})*{misses})"

    label = view.say("calculator.found", level=view.case.label("service_levels", name))
    return scheme.sheet.row(label, view.unit("misses"), values, "whole", formula)


def _persistent(scheme: Scheme, name: str, row: Row, base: Row, found: Row) -> Row:
    """Write what persistent failure adds."""
    view, page, kind = scheme.sheet.view, scheme.sheet.page, KINDS["persistent"]
    terms, key = view.tiers(scheme.sheet.offer)[name], f"{scheme.key}.{name}.persistent"
    triples = zip(row.values, base.values, found.values, strict=True)
    values = [
        due + (kind.example(terms.persistent, charge=charge, found=count) if count else 0.0)
        for due, charge, count in triples
    ]
    names = {role: page.book.names[f"{key}.{role}"] for role in ("misses", "credit")}

    def formula(now: str) -> str:
        cells = {**names, "found": found.at(now, page), "charge": base.at(now, page)}
        return f"{row.at(now, page)}+{kind.formula(terms.persistent, cells)}"

    label = view.say("levels.persistent", level=view.case.label("service_levels", name))
    return _row(scheme, terms, label, values, formula)


def _due(scheme: Scheme, name: str, row: Row) -> Row:
    """Write the part that is due."""
    view, page, offer = scheme.sheet.view, scheme.sheet.page, scheme.sheet.offer
    terms, promise, names = view.tiers(offer)[name], view.case.service_levels[name], page.book.names
    keys = {"our_share": f"offers.{offer}.levels.{name}.our_share", "parts": f"{scheme.key}.{name}.by_year"}
    cells = {role: names[key] for role, key in keys.items() if key in names}
    values = [
        KINDS["credit_due"].example(terms, credit=due, our_share=promise.our_share, year=month // 12 + 1)
        for month, due in enumerate(row.values)
    ]

    def formula(now: str) -> str:
        here = {**cells, "credit": row.at(now, page), "year": scheme.sheet.year(now)}
        return KINDS["credit_due"].formula(terms, here)

    label = view.say("levels.part_due", level=view.case.label("service_levels", name))
    return _row(scheme, terms, label, values, formula)


def _row(scheme: Scheme, terms: LevelCredit, label: str, values: Sequence[float], formula: Callable[[str], str]) -> Row:
    """Write a row of amounts, or of points where a level gives points."""
    if terms.way == "points":
        unit = scheme.sheet.view.unit("points_penalty")
        return scheme.sheet.row(label, unit, values, "number", formula, total=True)
    return scheme.money(label, list(values), formula, total=True)
