"""Rows of what one level is expected to be due: chances from the model, amounts by the formulas of the terms."""

from collections.abc import Callable

import numpy as np

from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.engine.flows import Array
from outsourcing_model.engine.program.credited import POINT, first_limit
from outsourcing_model.presentation.terms import credit_examples
from outsourcing_model.presentation.terms.credit_kinds import kind_of_credit
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook import tier_tables
from outsourcing_model.presentation.workbook.book import Row
from outsourcing_model.presentation.workbook.scheme_rows import Scheme

_SHARES = {"credit": "credit_share", "points": "points", "allocation": "pool_share", "per_point": "credit_share"}
"""Way to what the model calls the share, or the points, that a level gives."""


def level(scheme: Scheme, name: str, late: bool) -> Row:
    """Write what a level is expected to be due before any cap; without repeated misses if they act `late`."""
    view, offer = scheme.sheet.view, scheme.sheet.offer
    terms = view.tiers(offer)[name]
    base = None if terms.way == "points" else window_base(scheme, name)
    alone = _alone(scheme, name, base)
    final = _final(scheme, name, late)
    part = [view.part_due(offer, name, month) for month in range(view.case.term)]
    if terms.repeat is None and terms.persistent is None and min(part) == 1.0:
        return alone
    rows = _changes(scheme, name, alone, base, final / np.where(np.array(part) > 0, part, 1.0), late)
    return _due(scheme, name, rows, final)


def window_base(scheme: Scheme, name: str) -> Row:
    """Return the row of the charge that a level returns a share of, summed over a quarter or a year."""
    view, page = scheme.sheet.view, scheme.sheet.page
    terms, promise = view.tiers(scheme.sheet.offer)[name], view.case.service_levels[name]
    charge = scheme.charged.invoice if terms.of == INVOICE else scheme.charged.charges[terms.of]
    if promise.rolling_months is not None or promise.window_months == 1:
        return charge
    count, window = promise.window_months, page.book.names[f"offers.{scheme.sheet.offer}.levels.{name}.window"]
    values = [
        sum(charge.values[month - count + 1 : month + 1]) if (month + 1) % count == 0 else 0.0
        for month in range(len(charge.values))
    ]
    numbers = scheme.sheet.months.range.rpartition("!")[2]

    def formula(now: str) -> str:
        month = scheme.sheet.month(now)
        mask = f"({numbers}>{month}-{window})*({numbers}<={month})"
        return f"IF(INT({month}/{window})*{window}={month},SUMPRODUCT({mask}*{charge.range}),0)"

    label = view.say("levels.window_base", level=view.case.label("service_levels", name))
    return scheme.money(label, values, formula)


def _alone(scheme: Scheme, name: str, base: Row | None) -> Row:
    """Write what a level is due of each window by itself."""
    view, page, offer = scheme.sheet.view, scheme.sheet.page, scheme.sheet.offer
    terms, kind = view.tiers(offer)[name], kind_of_credit(view.tiers(offer)[name])
    cells = tier_tables.role_cells(page, view, offer, name)
    chances, given = _chances(scheme, name)
    charge = np.maximum(np.array(base.values), 0.0) if base is not None else np.ones(view.case.term)
    values = given * charge
    if terms.way == "per_hour":
        values = np.array([
            0.0 if of <= 0 else min((terms.per_hour or 0.0) * view.hours(name) * share,
                                    np.inf if terms.most is None else terms.most * of)
            for share, of in zip(given, charge, strict=True)
        ])  # fmt: skip

    def formula(now: str) -> str:
        here = cells | ({"charge": base.at(now, page)} if base is not None else {})
        if terms.limits and len(chances) == len(terms.limits):
            here["missed"] = f"{now}${chances[0].row + 1}:{now}${chances[-1].row + 1}"
            return KINDS[kind].formula(terms, here)
        if terms.way == "per_hour":
            return KINDS[kind].formula(terms, here | {"lost": chances[0].at(now, page)})
        if terms.way == "per_point":
            return f"{chances[0].at(now, page)}/{here['point']}*{here['rate']}*MAX({here['charge']},0)"
        share = chances[0].at(now, page)
        return share if base is None else f"{share}*MAX({here['charge']},0)"

    label = view.say("levels.due", level=view.case.label("service_levels", name))
    if terms.way == "points":
        return scheme.sheet.row(label, view.unit("points_penalty"), values, "number", formula, total=True)
    return scheme.money(label, list(values), formula, total=True)


def _chances(scheme: Scheme, name: str) -> tuple[list[Row], Array]:
    """Write what the model expects of a level; return the rows, and what the level gives by itself month by month."""
    view, offer = scheme.sheet.view, scheme.sheet.offer
    terms, label = view.tiers(offer)[name], view.case.label("service_levels", name)
    if terms.way == "per_hour":
        limit = first_limit(view.case.service_levels[name], terms)
        lost = view.step(f"offers.{offer}.shortfall {limit!r}.{name}")
        return [scheme.sheet.row(view.say("levels.lost", level=label), view.unit("share_of"), lost, "factor")], lost
    kind = _SHARES[terms.way]
    share = view.step(f"offers.{offer}.{kind}.{name}")
    if terms.way == "per_point":
        rate = terms.per_point or 0.0
        short = share / rate * POINT if rate else np.zeros_like(share)
        return [scheme.sheet.row(view.say("levels.short", level=label), view.unit("share_of"), short, "factor")], share
    tiers = [f"offers.{offer}.missed.{name}.{tier}" for tier in range(len(terms.limits))]
    if not all(tier in view.run.steps for tier in tiers):
        unit = view.unit("points_penalty" if terms.way == "points" else "share_of")
        return [scheme.sheet.row(view.say("levels.given", level=label), unit, share, "factor")], share
    rows = [
        scheme.sheet.row(view.say("levels.missed", level=label, tier=tier + 1), view.unit("probability"),
                         view.step(step), "factor")
        for tier, step in enumerate(tiers)
    ]  # fmt: skip
    scale = (terms.allocation or 0.0) * view.at_risk(offer) if terms.way == "allocation" else 1.0
    return rows, scale * credit_examples.steps(terms) @ np.array([row.values for row in rows])


def _final(scheme: Scheme, name: str, late: bool) -> Array:
    """Return what the model expects a level to be due before any cap, points where it gives points."""
    view, offer = scheme.sheet.view, scheme.sheet.offer
    terms = view.tiers(offer)[name]
    alone = late and terms.repeat is not None
    if terms.way == "points":
        share = f"offers.{offer}.points.{name}"
        due = f"{share} {'due_without_repeats' if alone else 'due'}"
        return view.step(due if due in view.run.steps else share)
    return view.stepped(offer, f"{'credit_without_repeats' if alone else 'credit'}.{name}")


def _changes(scheme: Scheme, name: str, alone: Row, base: Row | None, whole: Array, late: bool) -> Row:
    """Write what repeated misses and persistent failure make of a level's due; return the row with both."""
    terms, row = scheme.sheet.view.tiers(scheme.sheet.offer)[name], alone
    if terms.repeat is not None and not late:
        row = _again(scheme, name, alone, _repeated(scheme, terms, name, whole, np.array(alone.values)))
    if terms.persistent is not None and base is not None:
        row = _often(scheme, name, row, base, whole)
    return row


def _again(scheme: Scheme, name: str, alone: Row, after: Array) -> Row:
    """Write the chance that the misses before were in a row, and what is due with repeated misses."""
    view, page, before = scheme.sheet.view, scheme.sheet.page, np.array(alone.values)
    terms, label = view.tiers(scheme.sheet.offer)[name], view.case.label("service_levels", name)
    extra = (terms.repeat.multiplier if terms.repeat else 1.0) - 1.0
    ratio = np.where(before > 0, after / np.where(before > 0, before, 1.0) - 1.0, 0.0)
    chance = ratio / extra if extra > 0 else np.zeros_like(ratio)
    told = scheme.sheet.row(view.say("levels.again", level=label), view.unit("probability"), chance, "factor")
    times = page.book.names[f"{scheme.key}.{name}.repeat.multiplier"]

    def formula(now: str) -> str:
        return f"{alone.at(now, page)}*(1+({times}-1)*{told.at(now, page)})"

    return _row(scheme, terms, view.say("levels.repeated", level=label), before * (1 + extra * chance), formula)


def _often(scheme: Scheme, name: str, row: Row, base: Row, whole: Array) -> Row:
    """Write the chance of a miss with enough others around it, and what is due with persistent failure."""
    view, page = scheme.sheet.view, scheme.sheet.page
    terms, label = view.tiers(scheme.sheet.offer)[name], view.case.label("service_levels", name)
    of = np.maximum(np.array(base.values), 0.0) * (terms.persistent.credit if terms.persistent else 0.0)
    chance = np.where(of > 0, (whole - np.array(row.values)) / np.where(of > 0, of, 1.0), 0.0)
    often = scheme.sheet.row(view.say("levels.often", level=label), view.unit("probability"), chance, "factor")
    credit = page.book.names[f"{scheme.key}.{name}.persistent.credit"]

    def formula(now: str) -> str:
        return f"{row.at(now, page)}+{credit}*{often.at(now, page)}*MAX({base.at(now, page)},0)"

    values = np.array(row.values) + of * chance
    return _row(scheme, terms, view.say("levels.persistent", level=label), values, formula)


def _repeated(scheme: Scheme, terms: LevelCredit, name: str, whole: Array, before: Array) -> Array:
    """Return what is due with repeated misses and without persistent failure."""
    if terms.persistent is None:
        return whole
    view, share = scheme.sheet.view, f"offers.{scheme.sheet.offer}.{_SHARES[terms.way]}.{name}"
    plain, again = view.step(share), view.step(f"{share} due, repeated")
    return before * np.where(plain > 0, again / np.where(plain > 0, plain, 1.0), 1.0)


def _row(scheme: Scheme, terms: LevelCredit, label: str, values: Array, formula: Callable[[str], str]) -> Row:
    """Write a row of amounts, or of points where a level gives points."""
    if terms.way == "points":
        unit = scheme.sheet.view.unit("points_penalty")
        return scheme.sheet.row(label, unit, values, "number", formula, total=True)
    return scheme.money(label, list(values), formula, total=True)


def _due(scheme: Scheme, name: str, row: Row, final: Array) -> Row:
    """Write what is due of it: without our own share of the misses, and the part of the contract year."""
    view, page, offer = scheme.sheet.view, scheme.sheet.page, scheme.sheet.offer
    terms, names = view.tiers(offer)[name], page.book.names
    cells = {role: names[key] for role, key in (("our_share", f"offers.{offer}.levels.{name}.our_share"),
                                                ("parts", f"{scheme.key}.{name}.by_year")) if key in names}  # fmt: skip
    if not cells:
        return row

    def formula(now: str) -> str:
        here = {**cells, "credit": row.at(now, page), "year": scheme.sheet.year(now)}
        return KINDS["credit_due"].formula(terms, here)

    label = view.say("levels.part_due", level=view.case.label("service_levels", name))
    return _row(scheme, terms, label, final, formula)
