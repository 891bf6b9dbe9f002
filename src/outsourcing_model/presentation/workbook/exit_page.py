"""The exit sheet: for each month in which the contract may be left, the fee and the help, by live formulas."""

from outsourcing_model.presentation.terms.examples import termination_fee
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import Page
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.view import View

WIDTHS = (12, 14, 18, 18, 18, 18, 20, 20)
HEAD = 3


def write(page: Page, view: View, charged: dict[str, Charged]) -> dict[str, tuple[str, float]]:
    """Fill the sheet; return for each offer the highest fee, as a cell and as a number."""
    page.columns(*WIDTHS)
    page.sheet.freeze_panes(HEAD, 0)
    page.sheet.repeat_rows(0, HEAD - 1)
    page.sheet.fit_to_pages(1, 0)
    page.title(view.say("exit.title"), view.say("exit.note_internal" if view.internal else "exit.note"))
    keys = ("month", "date", "invoice", "fee", "assistance", "payable") + ("reinsourcing", "all") * view.internal
    for column, key in enumerate(keys):
        page.text(column, view.say(f"exit.{key}"), "head_number")
    page.row = HEAD
    return {offer: _offer(page, view, offer, charged[offer]) for offer in view.offers}


def _offer(page: Page, view: View, offer: str, charged: Charged) -> tuple[str, float]:
    """Write the months of one offer."""
    for column in range(6 + 2 * view.internal):
        page.text(column, "", "section")
    page.sheet.write_string(page.row, 0, view.provider(offer), page.book.format("section_open"))
    page.row += 1
    inputs = {}
    if view.internal:
        value = view.case.offers[offer].exit.reinsourcing.mean
        page.text(0, view.say("exit.own_cost"), "unwrapped")
        inputs["reinsourcing"] = page.stated(f"offers.{offer}.exit.reinsourcing", "reinsourcing", 6, value, "money")
        page.row += 1
    first = view.case.offers[offer].exit.from_month
    if first > view.last:
        page.text(0, view.say("exit.never"), "unwrapped")
        page.row += 2
        return "", 0.0
    top = page.row
    fees = [_month(page, view, offer, charged, month, inputs) for month in range(first, view.last + 1)]
    highest = f"MAX({page.where(top, 3, page.row - 1)})"
    page.row += 1
    return highest, max(fees)


def _month(page: Page, view: View, offer: str, charged: Charged, month: int, inputs: dict[str, str]) -> float:
    """Write what leaving at the end of one month costs; return the fee."""
    key, names, row = f"offers.{offer}.exit.", page.book.names, page.row + 1
    record, case = view.case.offers[offer], view.case
    invoice = charged.invoice.values[month - 1]
    early = month < case.term
    page.number(0, float(month), "whole")
    page.month(1, case.timeline.calendar(month - 1))
    page.formula(2, f"INDEX({charged.invoice.range},A{row})", invoice, "money")
    cells = {"month": f"A{row}", "term": "term_months", "invoice": f"C{row}"}
    cells |= {role: names[key + role] for role in ("unamortised", "wind_down", "months_of_charges")}
    fee = termination_fee(record, view.unamortised(offer), float(month), float(case.term), invoice)
    page.formula(3, KINDS["termination_fee"].formula(record, cells), fee, "money")
    help_price = record.exit.assistance.mean
    page.formula(4, names[f"{key}assistance"], help_price, "money")
    page.formula(5, f"D{row}+E{row}", fee + help_price, "money")
    if view.internal:
        own = record.exit.reinsourcing.mean if early else 0.0
        page.formula(6, f"IF(A{row}<term_months,{inputs['reinsourcing']},0)", own, "money")
        page.formula(7, f"F{row}+G{row}", fee + help_price + own, "money")
    page.row += 1
    return fee
