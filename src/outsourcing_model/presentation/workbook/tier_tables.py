"""Tables on the sheet of levels: what each tier of a level gives, what points return, each with an example."""

from collections.abc import Sequence

from outsourcing_model.case.credits import PointsTable
from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.presentation.terms import credit_examples
from outsourcing_model.presentation.terms.credit_kinds import kind_of_credit
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import FIRST, Page, slug
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.credit_clauses import drivers_of
from outsourcing_model.presentation.workbook.takeover import hint
from outsourcing_model.presentation.workbook.view import View

COLUMNS = (2, FIRST, FIRST + 1, FIRST + 2, FIRST + 3, FIRST + 4)
_GIVES = {"credit": ("credit", "credits"), "points": ("points", "points"), "allocation": ("multiplier", "multipliers")}
"""Way to the head of its column, and to what its cells on the terms sheet are called."""


def steps(terms: PointsTable) -> list[float]:
    """Return what each further total of points adds."""
    return [now - before for now, before in zip(terms.credit, (0.0, *terms.credit), strict=False)]


def level(page: Page, view: View, offer: str, name: str, charged: Charged) -> str:
    """Write what a level returns, with worked examples; return the name of the steps of its tiers, empty without."""
    terms = view.tiers(offer)[name]
    page.row += 1
    page.text(0, view.case.label("service_levels", name), "bold")
    if not terms.limits:
        _line(page, view, offer, name, charged)
        return ""
    gives, column = _GIVES[terms.way]
    answer = "example_points" if terms.way == "points" else "example_credit"
    charge = "" if terms.way == "points" else _charge_head(view, name)
    _heads(page, view, ("limit_above" if terms.above else "limit", gives, "step", "example_attained", charge, answer))
    names, key = page.book.names, f"offers.{offer}.credits.{name}"
    wish = hint(view, offer, slug(view.case.label("service_levels", name)), "steps")
    added = _named(page, f"{key}.steps", wish, len(terms.limits))
    for tier in range(len(terms.limits)):
        page.text(0, view.say("levels.tier", tier=tier + 1), "label")
        _tier(page, terms, tier, (names[f"{key}.limits"], names[f"{key}.{column}"]))
        drivers = drivers_of(view, offer, name, tier)
        _example(page, view, offer, name, drivers, charged)
        page.row += 1
    return added


def points(page: Page, view: View, offer: str, terms: PointsTable, charged: Charged) -> None:
    """Write what penalty points return, on the invoice at reference volumes."""
    page.row += 1
    page.text(0, view.say("levels.table"), "bold")
    _heads(page, view, ("total_points", "credit", "step", "since", "slope", "example_credit"))
    names, key = page.book.names, f"offers.{offer}.credits.points_table"
    for role, column in (("steps", FIRST + 1), ("since", FIRST + 2), ("slopes", FIRST + 3)):
        _named(page, f"{key}.{role}", hint(view, offer, f"points_{role}"), len(terms.at), column)
    invoice, added = view.reference_invoice(offer), steps(terms)
    for number, at in enumerate(terms.at):
        row, before = page.row + 1, f"-E{page.row}" if number else ""
        page.text(0, view.say("levels.tier", tier=number + 1), "label")
        page.formula(2, f"INDEX({names[f'{key}.at']},{_rank(page, number)})", at, "number")
        page.formula(FIRST, f"INDEX({names[f'{key}.credit']},{_rank(page, number)})", terms.credit[number], "percent")
        page.formula(FIRST + 1, f"E{row}{before}", added[number], "percent")
        since = terms.at[number - 1] if number else 0.0
        page.formula(FIRST + 2, f"C{row - 1}" if number else "0", since, "number")
        slope = added[number] / (at - since) if at > since else 0.0
        page.formula(FIRST + 3, f"IF(C{row}>G{row},F{row}/(C{row}-G{row}),0)", slope, "percent")
        cells = {"points": f"C{row}", "totals": names[f"{key}.at"], "steps": names[f"{key}.steps"], "slack": "slack"}
        formula = KINDS["points_table"].formula(terms, {**cells, "invoice": charged.reference_total})
        page.formula(FIRST + 4, formula, KINDS["points_table"].example(terms, points=at, invoice=invoice), "money")
        page.row += 1


def role_cells(page: Page, view: View, offer: str, name: str) -> dict[str, str]:
    """Return the cells that the formula of a level reads besides what it attained and its charge."""
    terms, names, key = view.tiers(offer)[name], page.book.names, f"offers.{offer}.credits.{name}"
    found = {"slack": "slack"}
    roles = {
        "limits": f"{key}.limits", "steps": f"{key}.steps", "allocation": f"{key}.allocation",
        "at_risk": f"offers.{offer}.credits.at_risk", "rate": f"{key}.per_point", "amount": f"{key}.per_hour",
        "free": f"{key}.free_hours", "most": f"{key}.most", "target": f"offers.{offer}.levels.{name}.target",
        "point": "percentage_point", "hours": f"offers.{offer}.levels.{name}.hours",
    }  # fmt: skip
    found |= {role: names[cell] for role, cell in roles.items() if cell in names}
    return {role: cell for role, cell in found.items() if role != "at_risk" or terms.way == "allocation"}


def _line(page: Page, view: View, offer: str, name: str, charged: Charged) -> None:
    """Write the example of a level without tiers."""
    terms, by_hour = view.tiers(offer)[name], view.tiers(offer)[name].way == "per_hour"
    heads = ("hours", "amount") if by_hour else ("target", "rate")
    _heads(page, view, (*heads, "", "example_attained", _charge_head(view, name), "example_credit"))
    cells, drivers = role_cells(page, view, offer, name), drivers_of(view, offer, name)
    page.formula(2, cells["hours" if by_hour else "target"], drivers["hours" if by_hour else "target"],
                 "number" if by_hour else "percent")  # fmt: skip
    rate = terms.per_hour if by_hour else terms.per_point
    page.formula(FIRST, cells["amount" if by_hour else "rate"], rate or 0.0, "money" if by_hour else "percent")
    _example(page, view, offer, name, drivers, charged)
    page.row += 1


def _charge_head(view: View, name: str) -> str:
    """Return the head of the column of charges: of a month, or of the period of a quarter or a year."""
    promise = view.case.service_levels[name]
    return "example_charge" if promise.rolling_months or promise.window_months == 1 else "example_charge_period"


def _heads(page: Page, view: View, keys: Sequence[str]) -> None:
    """Write the heads of the columns; an empty key is an empty column."""
    for column, key in zip(COLUMNS, keys, strict=True):
        if key:
            page.text(column, view.say(f"levels.{key}"), "head_number")
    page.row += 1


def _named(page: Page, key: str, wish: str, count: int, column: int = FIRST + 1) -> str:
    """Name the cells of a column from this row on."""
    last = page.row + count - 1 if count > 1 else None
    return page.book.define(key, wish, page.where(page.row, column, last))


def _tier(page: Page, terms: LevelCredit, tier: int, names: tuple[str, str]) -> None:
    """Write one tier: its limit and what it gives, from the terms, and what it adds."""
    row, (limits, given) = page.row + 1, names
    kind = "percent" if terms.way == "credit" else "number"
    page.formula(2, f"INDEX({limits},{_rank(page, tier)})", terms.limits[tier], "number" if terms.above else "percent")
    page.formula(FIRST, f"INDEX({given},{_rank(page, tier)})", terms.steps[tier], kind)
    before = f"-E{row - 1}" if tier else ""
    page.formula(FIRST + 1, f"E{row}{before}", float(credit_examples.steps(terms)[tier]), kind)


def _example(page: Page, view: View, offer: str, name: str, drivers: dict[str, float], charged: Charged) -> None:
    """Write an example: the level attained, the charge, and what the level returns."""
    terms, row = view.tiers(offer)[name], page.row + 1
    kind = KINDS[kind_of_credit(terms)]
    page.number(FIRST + 2, drivers["attained"], "number" if terms.above else "percent", "input")
    cells = {**role_cells(page, view, offer, name), "attained": f"G{row}", "charge": f"H{row}"}
    if "charge" in drivers:
        page.formula(FIRST + 3, base(page, view, offer, name, charged), drivers["charge"], "money")
    unit = "number" if terms.way == "points" else "money"
    page.formula(FIRST + 4, kind.formula(terms, cells), kind.example(terms, **drivers), unit)


def base(page: Page, view: View, offer: str, name: str, charged: Charged) -> str:
    """Return the formula of the charge at reference volumes that a level returns a share of."""
    terms = view.tiers(offer)[name]
    month = charged.reference_total if terms.of == INVOICE else charged.reference[terms.of]
    window = page.book.names.get(f"offers.{offer}.levels.{name}.window")
    return month if window is None or view.case.service_levels[name].rolling_months else f"{month}*{window}"


def _rank(page: Page, tier: int) -> str:
    """Return the place of a tier in its list as a formula without numbers: the rows counted down to it."""
    return f"ROWS(A${page.row + 1 - tier}:A{page.row + 1})"
