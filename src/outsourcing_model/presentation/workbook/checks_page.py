"""The checks of the internal edition: sums that must tie, the present cost by two ways, and one answer for all."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from outsourcing_model.presentation.workbook.book import Page, Row, quote
from outsourcing_model.presentation.workbook.cash_page import Cash
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.view import View

WIDTHS = (70, 20, 20, 16, 12)
HEAD = 3
INVOICED = ("charges", "gain_share", "unit_commitment", "minimum_commitment", "discount")
"""Lines of the cash flow that make the invoice."""


@dataclass(frozen=True)
class Check:
    """Two ways to the same number."""

    label: str
    left: str
    right: str
    """Empty where the model's own number stands."""
    left_value: float
    right_value: float


def write(page: Page, view: View, charged: dict[str, Charged], received: dict[str, Row], cash: Cash) -> str:
    """Fill the sheet; return the cell of the master check."""
    page.columns(*WIDTHS)
    page.sheet.freeze_panes(HEAD, 0)
    page.sheet.fit_to_pages(1, 0)
    page.title(view.say("checks.title"), view.say("checks.note"))
    for column, key in enumerate(("check", "left", "right", "difference", "result")):
        page.text(column, view.say(f"checks.{key}"), "head" if column == 0 else "head_number")
    page.row = HEAD
    found = [
        check
        for offer in view.offers
        for check in _of_offer(page, view, offer, charged[offer], received.get(offer), cash)
    ]
    found += _of_cash(view, cash)
    for check in found:
        _line(page, view, check)
    last = page.row
    page.row += 1
    page.text(0, view.say("checks.master"), "bold")
    alright = all(abs(check.left_value - check.right_value) <= _TOLERANCE for check in found)
    span = f"D{HEAD + 1}:D{last}"
    formula = f"IF(AND(MAX({span})<=tolerance,MIN({span})>=-tolerance),{_verdicts(view)})"
    page.formula(4, formula, _verdict(view, alright), "", "result")
    page.book.define("master_check", "master_check", page.where(page.row, 4))
    return "master_check"


_TOLERANCE = 0.005


def _verdict(view: View, alright: bool) -> str:
    """Return the word for a check that holds or fails."""
    return view.say("checks.ok" if alright else "checks.failed")


def _verdicts(view: View) -> str:
    """Return both words as arguments of a formula."""
    return f"{quote(_verdict(view, True))},{quote(_verdict(view, False))}"


def _line(page: Page, view: View, check: Check) -> None:
    """Write one check."""
    row = page.row + 1
    difference = check.left_value - check.right_value
    page.text(0, check.label)
    page.formula(1, check.left, check.left_value, "money")
    if check.right:
        page.formula(2, check.right, check.right_value, "money")
    else:
        page.number(2, check.right_value, "money")
    page.formula(3, f"B{row}-C{row}", difference, "money")
    page.formula(
        4, f"IF(ABS(D{row})<=tolerance,{_verdicts(view)})", _verdict(view, abs(difference) <= _TOLERANCE), "", "result"
    )
    page.row += 1


def _of_offer(page: Page, view: View, offer: str, charged: Charged, received: Row | None, cash: Cash) -> list[Check]:
    """Return the checks of one offer."""
    say: Callable[[str], str] = lambda key: view.say(f"checks.{key}", provider=view.provider(offer))  # noqa: E731
    invoice, yearly = charged.invoice, charged.yearly
    paid = [row for key, row in cash.lines.items() if f"{key}.".startswith(tuple(f"{of}.{offer}." for of in INVOICED))]
    owed, owing = _converted(invoice, charged)
    found = [
        Check(say("by_year"), yearly.total, invoice.total, sum(yearly.values), sum(invoice.values)),
        Check(
            say("paid"),
            "+".join(row.total for row in paid),
            owed,
            sum(sum(r.values) for r in paid),
            owing,
        ),
    ]
    shares = page.book.names.get(f"offers.{offer}.transition.milestone_shares")
    if shares:
        found.append(Check(say("milestones"), f"SUM({shares})", "1", 1.0, 1.0))
    line = cash.lines.get(f"credits.{offer}")
    if received and line:
        due, expected = _converted(received, charged)
        found.append(Check(say("credits"), due, f"-{line.total}", expected, -sum(line.values)))
    return found


def _converted(row: Row, charged: Charged) -> tuple[str, float]:
    """Return the sum of a row in the currency of the case, as a formula and as a number."""
    if charged.rate is None:
        return row.total, sum(row.values)
    return f"SUMPRODUCT({row.range},{charged.rate.range})", float(np.dot(row.values, charged.rate.values))


def _of_cash(view: View, cash: Cash) -> list[Check]:
    """Return the checks of the cash flow."""
    factors, total = np.array(cash.discount.values), np.array(cash.total.values)
    present = float(total @ factors)
    model = float(view.run.npv[view.run.alternatives.index(view.alternative), 0])
    rows = list(cash.lines.values())
    by_line = sum(float(np.dot(row.values, factors)) for row in rows)
    totals = "+".join(row.total for row in rows)
    return [
        Check(
            view.say("checks.lines"), totals, cash.total.total, sum(sum(row.values) for row in rows), float(total.sum())
        ),
        Check(view.say("checks.present"), cash.present, f"SUM({cash.by_line})", present, by_line),
        Check(view.say("checks.model"), cash.present, "", present, model),
    ]
