"""The sheet of service levels and credits: what each tier returns, what the caps allow, what delays cost."""

from dataclasses import dataclass

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.level_credit import LevelCredit
from outsourcing_model.presentation.terms import credit_examples, examples
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook import damages, monthly
from outsourcing_model.presentation.workbook.book import FIRST, Page, slug
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.clauses import CONVENTIONS
from outsourcing_model.presentation.workbook.quality_clauses import attained_example, base_of
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
    _promises(page, view, offer)
    tiers = view.tiers(offer)
    scheme = view.case.offers[offer].credits
    cap, steps = "", {}
    if scheme is not None and tiers:
        cap = _cap_used(page, view, offer, scheme)
        steps = {level: _tier_table(page, view, offer, level, terms, charged) for level, terms in tiers.items()}
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
    for column, key in ((0, "level"), (1, "metric"), (2, "target"), (FIRST, "minimum"), (FIRST + 1, "critical")):
        page.text(column, view.say(f"levels.{key}"), "head" if column < 2 else "head_number")
    page.row += 1
    for name in view.levels(offer):
        level = view.case.service_levels[name]
        page.text(0, view.case.label("service_levels", name), "label")
        page.text(1, view.say(f"metric.{level.metric}"), "note")
        page.number(2, level.target or 0.0, "percent")
        if level.minimum is not None:
            page.number(FIRST, level.minimum, "percent")
        page.text(FIRST + 1, view.say("yes") if level.critical else "", "result")
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


def _tier_table(page: Page, view: View, offer: str, level: str, tiers: LevelCredit, charged: Charged) -> str:
    """Write what each tier of a level returns, with a worked example; return the name of its steps."""
    page.row += 1
    unit = view.unit("percent")
    page.text(0, view.case.label("service_levels", level), "bold")
    heads = ("limit", "credit", "step", "example_attained", "example_charge", "example_credit")
    columns = (2, FIRST, FIRST + 1, FIRST + 2, FIRST + 3, FIRST + 4)
    for column, key in zip(columns, heads, strict=True):
        page.text(column, view.say(f"levels.{key}"), "head_number")
    page.row += 1
    first, names, key = page.row, page.book.names, f"offers.{offer}.credits.{level}"
    limits, credit = names[f"{key}.limits"], names[f"{key}.credits"]
    hint = _hint(view, offer, slug(view.case.label("service_levels", level)), "steps")
    count = len(tiers.below)
    steps = page.book.define(
        f"{key}.steps", hint, page.where(first, FIRST + 1, first + count - 1 if count > 1 else None)
    )
    base = charged.reference_total if tiers.of == "invoice" else charged.reference[tiers.of]
    for tier in range(count):
        page.text(0, view.say("levels.tier", tier=tier + 1), "label")
        page.text(1, unit, "note")
        _tier_row(page, view, offer, tiers, tier, (limits, credit, steps, base))
        page.row += 1
    return steps


def _tier_row(
    page: Page, view: View, offer: str, tiers: LevelCredit, tier: int, names: tuple[str, str, str, str]
) -> None:
    """Write one tier: limit and credit from the terms, its step, and the credit of a level that misses just it."""
    limits, credit, steps, base = names
    row, charge, attained = page.row + 1, base_of(view, offer, tiers), attained_example(tiers, tier)
    page.formula(2, f"INDEX({limits},{_rank(page, tier)})", tiers.below[tier], "percent")
    page.formula(FIRST, f"INDEX({credit},{_rank(page, tier)})", tiers.credit[tier], "percent")
    before = f"-E{row - 1}" if tier else ""
    page.formula(FIRST + 1, f"E{row}{before}", float(credit_examples.steps(tiers)[tier]), "percent")
    page.number(FIRST + 2, attained, "percent", "input")
    page.formula(FIRST + 3, base, charge, "money")
    cells = {"attained": f"G{row}", "limits": limits, "steps": steps, "slack": "slack", "charge": f"H{row}"}
    page.formula(
        FIRST + 4,
        KINDS["credit_tiers"].formula(tiers, cells),
        credit_examples.credit_tiers(tiers, attained, charge),
        "money",
    )


def _rank(page: Page, tier: int) -> str:
    """Return the place of a tier in its list as a formula without numbers: the rows counted down to it."""
    return f"ROWS(A${page.row + 1 - tier}:A{page.row + 1})"


def _cap_example(page: Page, view: View, offer: str, scheme: CreditScheme, cap: str, charged: Charged) -> None:
    """Write the month in which every level misses its deepest tier: what is due and what the cap leaves of it."""
    page.row += 1
    tiers = view.tiers(offer)
    names, unit = page.book.names, view.unit("currency")
    due = sum(terms.credit[-1] * base_of(view, offer, terms) for terms in tiers.values())
    invoice = view.reference_invoice(offer)
    bases = {
        level: charged.reference_total if t.of == "invoice" else charged.reference[t.of] for level, t in tiers.items()
    }
    formula = "+".join(f"SUM({names[f'offers.{offer}.credits.{level}.steps']})*{bases[level]}" for level in tiers)
    worst = page.computed(
        f"offers.{offer}.worst",
        _hint(view, offer, "worst_month_due"),
        view.say("levels.worst"),
        unit,
        formula,
        due,
        "money",
    )
    paid = KINDS["monthly_cap"].formula(
        scheme, {"due": worst, "cap": cap, "invoice": charged.reference_total, "slack": "slack"}
    )
    value = examples.monthly_cap(scheme, due, invoice)
    page.computed(
        f"offers.{offer}.worst_paid",
        _hint(view, offer, "worst_month_paid"),
        view.say("levels.worst_paid"),
        unit,
        paid,
        value,
        "money",
    )


def _maximum(page: Page, view: View, offer: str, charged: Charged) -> tuple[str, float, bool]:
    """Write the most that penalties can come to; return its cell, the amount, and whether a cap is missing."""
    record = view.case.offers[offer]
    late, scheme, names = damages.most(page, view, offer), record.credits, page.book.names
    credited = scheme if view.tiers(offer) else None
    if (credited and credited.monthly_cap is None) or late is None:
        page.text(0, view.say("levels.maximum"), "label")
        page.text(2, view.say("levels.uncapped"), "result")
        page.row += 1
        return "", 0.0, True
    parts, value = [], 0.0
    if credited and credited.monthly_cap is not None:
        positive = f"SUMPRODUCT(({charged.invoice.range}>0)*{charged.invoice.range})"
        parts.append(f"{names[f'offers.{offer}.credits.monthly_cap']}*{positive}")
        value += credited.monthly_cap * sum(max(amount, 0.0) for amount in charged.invoice.values)
    if late[0]:
        parts.append(late[0])
        value += late[1]
    if not parts:
        return "", 0.0, False
    label, unit, hint = view.say("levels.maximum"), view.unit("currency"), _hint(view, offer, "penalty_maximum")
    return page.computed(f"offers.{offer}.maximum", hint, label, unit, "+".join(parts), value, "money"), value, False
