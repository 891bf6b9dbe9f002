"""What stands under the heading of credits for each level: what a miss returns, in words and as named cells."""

from collections.abc import Iterator
from typing import Any

from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.engine.program.credited import POINT
from outsourcing_model.presentation.formats import number
from outsourcing_model.presentation.terms.credit_kinds import kind_of_credit
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.view import View

LEAST = 0.1
"""How far below its limit the example of the deepest tier lies, as a share of it."""

MISSED_POINTS = 0.025
"""How far below its target the level of an example lies."""


def sentences(view: View, offer: str, name: str) -> Iterator[str]:
    """Yield the clause of what a level returns, then those of what changes it."""
    terms, names = view.tiers(offer)[name], _names(view, offer, name)
    drivers = drivers_of(view, offer, name)
    yield KINDS[kind_of_credit(terms)].sentence(terms, view.speech, names, drivers)
    single = KINDS[kind_of_credit(terms)].example(terms, **drivers)
    if terms.repeat is not None:
        points = {"points": "yes"} if terms.way == "points" else {}
        changed = {"credit": single, "before": float(terms.repeat.after)}
        yield KINDS["repeat"].sentence(terms.repeat, view.speech, points, changed)
    if terms.persistent is not None:
        found = {"charge": base_of(view, offer, name), "found": float(terms.persistent.misses)}
        yield KINDS["persistent"].sentence(terms.persistent, view.speech, names, found)
    share = view.case.service_levels[name].our_share
    if share or terms.by_year:
        credit = base_of(view, offer, name) * LEAST if terms.way == "points" else single
        yield KINDS["credit_due"].sentence(
            terms, view.speech, {}, {"credit": credit, "our_share": share, "year": 1.0}
        )  # fmt: skip


def attained_example(terms: LevelCredit, tier: int, highest: float = 1.0) -> float:
    """Return a level that misses a tier and none deeper: half way to the next limit, or a little beyond the last."""
    if not terms.limits:
        return round(max(highest - MISSED_POINTS, 0.0), 6)
    limit, sign = terms.limits[tier], 1 if terms.above else -1
    deeper = terms.limits[tier + 1] if tier + 1 < len(terms.limits) else limit * (1 + sign * LEAST) + max(sign, 0)
    return round((limit + deeper) / 2, 6)


def base_of(view: View, offer: str, name: str) -> float:
    """Return the charge at reference volumes that a credit is a share of: a month's, or that of its window."""
    terms, level = view.tiers(offer)[name], view.case.service_levels[name]
    month = view.reference_invoice(offer) if terms.of == INVOICE else view.reference(offer, terms.of)
    return month if level.rolling_months else month * level.window_months


def drivers_of(view: View, offer: str, name: str, tier: int = 0) -> dict[str, float]:
    """Return what the example of a level is computed from."""
    terms, level = view.tiers(offer)[name], view.case.service_levels[name]
    drivers = {"attained": attained_example(terms, tier, level.target or 1.0), "charge": base_of(view, offer, name)}
    if terms.way == "points":
        del drivers["charge"]
    if terms.way == "allocation":
        drivers["at_risk"] = view.at_risk(offer)
    if terms.way == "per_point":
        drivers["target"] = level.target or 0.0
    if terms.way == "per_hour":
        drivers["hours"] = level.agreed_hours * level.window_months
    return drivers


def _names(view: View, offer: str, name: str) -> dict[str, str]:
    """Return what the sentences of a level call it and its base."""
    terms, level, say = view.tiers(offer)[name], view.case.service_levels[name], view.speech.say
    several = level.window_months > 1 and not level.rolling_months
    key = "_period" if several else ""
    base = (
        say(f"credit.of_invoice{key}") if terms.of == INVOICE
        else say(f"credit.of_service{key}", service=view.service(terms.of))
    )  # fmt: skip
    names = {"level": view.case.label("service_levels", name), "base": base}
    return names | ({"period": "yes"} if several else {})


def cells(own: Lines, view: View, terms: LevelCredit) -> None:
    """Write what a level returns as named cells."""
    percent = view.unit("percent")
    if terms.limits:
        kind, unit = ("number", view.unit("number")) if terms.above else ("percent", percent)
        _column(own, view, "limits", "tier_above" if terms.above else "tier_limit", terms.limits, (unit, kind))
    if terms.credit:
        label = "tier_credit_above" if terms.above else "tier_credit"
        _column(own, view, "credits", label, terms.credit, (percent, "percent"))
    if terms.points:
        _column(own, view, "points", "tier_points", terms.points, (view.unit("points_penalty"), "number"))
    if terms.way == "allocation":
        own.cell(terms, "", "allocation", "allocation", percent, "percent")
        _column(own, view, "multipliers", "tier_multiplier", terms.steps, (view.unit("times"), "number"))
    fields = {
        "per_point": (percent, "percent"), "per_hour": (view.unit("currency"), "money"),
        "free_hours": (view.unit("hours_period"), "number"), "most": (percent, "percent"),
    }  # fmt: skip
    for field, (unit, kind) in fields.items():
        if field == terms.way or getattr(terms, field) or (field == "most" and terms.most is not None):
            own.cell(terms, "", field, field, unit, kind)
    if terms.way == "per_point" and "percentage_point" not in own.page.book.names:
        label = view.say("conventions.percentage_point")
        own.shared("percentage_point", "percentage_point", label, "", POINT, "percent")
    _changes(own, view, terms)


def _changes(own: Lines, view: View, terms: LevelCredit) -> None:
    """Write what repeated misses, persistent failure and the contract year change, as named cells."""
    percent, count = view.unit("percent"), view.unit("misses")
    parts: dict[str, tuple[Any, dict[str, tuple[str, str]]]] = {
        "repeat": (terms.repeat, {"after": (count, "whole"), "multiplier": (view.unit("times"), "number")}),
        "persistent": (
            terms.persistent,
            {"misses": (count, "whole"), "within": (view.unit("months"), "whole"), "credit": (percent, "percent")},
        ),
    }
    for path, (record, stated) in parts.items():
        for field, (unit, kind) in stated.items() if record is not None else ():
            own.cell(record, path, field, f"{path}_{field}", unit, kind)
    if terms.by_year:
        _column(own, view, "by_year", "part_of_year", terms.by_year, (percent, "percent"))


def _column(own: Lines, view: View, field: str, label: str, values: tuple[float, ...], unit: tuple[str, str]) -> None:
    """Write the tiers of a level, or its parts by year, as cells below one another."""
    ranks = [number(rank, view.lang) for rank in range(1, len(values) + 1)]
    own.column(field, field, [view.say(label, tier=rank) for rank in ranks], list(values), *unit)
