"""The sheet of service levels and credits: what each tier returns, what the caps allow, what delays cost."""

from dataclasses import dataclass

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.presentation.terms import examples
from outsourcing_model.presentation.terms.credit_kinds import kind_of_credit
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook import (
    damages,
    monthly,
    most_of_credits,
    three_answers,
    tier_tables,
    worst_month,
)
from outsourcing_model.presentation.workbook.book import FIRST, Page, slug
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.clauses import CONVENTIONS
from outsourcing_model.presentation.workbook.credit_clauses import drivers_of
from outsourcing_model.presentation.workbook.level_clauses import period
from outsourcing_model.presentation.workbook.view import View

TABLE, WIDTH = 5, 16
"""Columns of the tables beside the first ones, and their width where no months follow."""


@dataclass(frozen=True)
class Credited:
    """What other sheets use of one offer: steps and cap of its credits, the most that penalties can come to."""

    steps: dict[str, str]
    cap: str
    maximum: str
    most: float
    uncapped: bool


def write(page: Page, view: View, charged: dict[str, Charged]) -> dict[str, Credited]:
    """Fill the sheet; return what other sheets use of each offer."""
    page.columns(*monthly.LEFT, *[WIDTH] * TABLE)
    page.sheet.fit_to_pages(1, 0)
    page.title(view.say("levels.title"), view.say("levels.note"))
    page.row = 3
    return {offer: _offer(page, view, offer, charged[offer]) for offer in view.offers}


def _offer(page: Page, view: View, offer: str, charged: Charged) -> Credited:
    """Write all tables of one offer."""
    monthly.section(page, view.provider(offer), TABLE)
    three_answers.write(page, view, offer)
    _promises(page, view, offer)
    tiers = view.tiers(offer)
    scheme = view.case.offers[offer].credits
    cap, steps = "", {}
    if scheme is not None and tiers:
        cap = _cap_used(page, view, offer, scheme)
        steps = {level: tier_tables.level(page, view, offer, level, charged) for level in tiers}
        if scheme.points_table is not None and any(terms.way == "points" for terms in tiers.values()):
            tier_tables.points(page, view, offer, scheme.points_table, charged)
        _cap_example(page, view, offer, scheme, cap, charged)
    damages.write(page, view, offer)
    maximum, most, uncapped = _maximum(page, view, offer, charged)
    page.row += 1
    return Credited(steps, cap, maximum, most, uncapped)


def _hint(view: View, offer: str, *parts: str) -> str:
    """Return the wish for a name of an offer's cell."""
    return "_".join([slug(view.provider(offer))] * (len(view.offers) > 1) + list(parts))


def _promises(page: Page, view: View, offer: str) -> None:
    """Write target and minimum of each level."""
    if not view.levels(offer):
        page.text(0, view.say("levels.none"), "note")
        page.row += 1
        return
    heads = ("level", "metric", "target", "minimum", "critical", "window")
    columns = (0, 1, 2, FIRST, FIRST + 1, FIRST + 3)
    for column, key in zip(columns, heads, strict=True):
        page.text(column, view.say(f"levels.{key}"), "head" if column < 2 or key == "window" else "head_number")
    page.row += 1
    for name in view.levels(offer):
        level = view.case.service_levels[name]
        page.text(0, view.case.label("service_levels", name), "label")
        page.text(1, view.say(f"metric.{level.metric}"), "note")
        if level.goal is not None:
            page.number(2, level.goal, "number" if level.is_number else "percent")
        if level.minimum is not None:
            page.number(FIRST, level.minimum, "percent")
        page.text(FIRST + 1, view.say("yes") if level.critical else "", "result")
        page.text(FIRST + 3, period(view, level), "unwrapped")
        page.row += 1


def _cap_used(page: Page, view: View, offer: str, scheme: CreditScheme) -> str:
    """Write the monthly cap as it is used, a very large number if there is none."""
    stated = page.book.names[f"offers.{offer}.credits.monthly_cap"]
    value = CONVENTIONS["no_limit"][0] if scheme.monthly_cap is None else scheme.monthly_cap
    label, unit = view.say("levels.cap_used"), view.unit("percent")
    hint = _hint(view, offer, "monthly_cap_used")
    return page.computed(
        f"offers.{offer}.credits.cap_used",
        hint,
        label,
        unit,
        f"IF(ISNUMBER({stated}),{stated},no_limit)",
        value,
        "limit_percent",
    )


def _worst(page: Page, view: View, offer: str, name: str, charged: Charged) -> tuple[str, float]:
    """Return what a level returns when it is missed as far as can be, once and alone: formula and number."""
    terms, level = view.tiers(offer)[name], view.case.service_levels[name]
    deepest = drivers_of(view, offer, name, len(terms.limits) - 1) | ({} if terms.limits else {"attained": 0.0})
    kind, cells = KINDS[kind_of_credit(terms)], tier_tables.role_cells(page, view, offer, name)
    charge = tier_tables.base(page, view, offer, name, charged)
    if terms.limits:
        formula = kind.formula(terms, {**cells, "missed": "1", "charge": charge})
    else:
        formula = kind.formula(terms, {**cells, "attained": "0", "charge": charge})
    value, share = kind.example(terms, **deepest), page.book.names.get(f"offers.{offer}.levels.{name}.our_share")
    formula = formula if share is None else f"({formula})*(1-{share})"
    return formula, value * (1 - level.our_share)


def _cap_example(page: Page, view: View, offer: str, scheme: CreditScheme, cap: str, charged: Charged) -> None:
    """Write the month in which every level is missed as far as can be: what is due and what the monthly cap leaves."""
    page.row += 1
    unit, invoice = view.unit("currency"), view.reference_invoice(offer)
    due = worst_month.due(page, view, offer, {name: _worst(page, view, offer, name, charged) for name in
                                              view.tiers(offer)}, charged)  # fmt: skip
    label, wish = view.say("levels.worst"), _hint(view, offer, "worst_month_due")
    worst = page.computed(f"offers.{offer}.worst", wish, label, unit, *due, "money")
    cells = {"due": worst, "cap": cap, "invoice": charged.reference_total, "slack": "slack"}
    value = examples.monthly_cap(scheme, due[1], invoice)
    label, wish = view.say("levels.worst_paid"), _hint(view, offer, "worst_month_paid")
    formula = KINDS["monthly_cap"].formula(scheme, cells)
    page.computed(f"offers.{offer}.worst_paid", wish, label, unit, formula, value, "money")


def _maximum(page: Page, view: View, offer: str, charged: Charged) -> tuple[str, float, bool]:
    """Write the most that penalties can come to; return its cell, the amount, and whether a cap is missing."""
    record = view.case.offers[offer]
    late, scheme = damages.most(page, view, offer), record.credits
    credited = scheme if view.tiers(offer) else None
    limits = most_of_credits.caps(page, view, offer, credited, charged) if credited else []
    if credited and not limits:
        limits = most_of_credits.by_levels(page, view, offer)
    if (credited and not limits) or late is None:
        page.text(0, view.say("levels.maximum"), "label")
        page.text(2, view.say("levels.uncapped"), "result")
        page.row += 1
        return "", 0.0, True
    parts, value = [], 0.0
    if limits:
        parts.append(f"MIN({','.join(formula for formula, _ in limits)})")
        value += min(amount for _, amount in limits)
    if late[0]:
        parts.append(late[0])
        value += late[1]
    if not parts:
        return "", 0.0, False
    label, unit, hint = view.say("levels.maximum"), view.unit("currency"), _hint(view, offer, "penalty_maximum")
    return page.computed(f"offers.{offer}.maximum", hint, label, unit, "+".join(parts), value, "money"), value, False
