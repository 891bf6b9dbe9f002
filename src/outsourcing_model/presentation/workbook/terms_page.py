"""The terms sheet: the clauses of the contract in their order, in words and as the cells that all other sheets use."""

from outsourcing_model.case.case import CLAUSES, Clause
from outsourcing_model.presentation.conventions import labelled, of_contract
from outsourcing_model.presentation.workbook.book import Page
from outsourcing_model.presentation.workbook.clauses import COMPUTED, CONVENTIONS
from outsourcing_model.presentation.workbook.lines import HEADING, STATUS, UNIT, VALUE, WORDS, Lines
from outsourcing_model.presentation.workbook.stake import money_at_stake
from outsourcing_model.presentation.workbook.view import View
from outsourcing_model.wording import say

WIDTHS = (5, 32, 72, 13, 18, 11)
HEAD = 3
POSITIONS = ("target", "acceptable", "walk_away")


def write(page: Page, view: View) -> None:
    """Fill the sheet."""
    page.columns(*WIDTHS)
    page.sheet.freeze_panes(HEAD, 0)
    page.sheet.repeat_rows(0, HEAD - 1)
    page.sheet.fit_to_pages(1, 0)
    page.title(view.say("terms.title"), view.say("terms.note"))
    for column, key in enumerate(("number", "clause", "wording", "value", "unit", "status")):
        page.text(column, view.say(f"terms.{key}"), "head")
    page.row = HEAD
    for number, name in enumerate(CLAUSES, 1):
        _clause(page, view, number, name)
    _conventions(page, view)
    page.sheet.print_area(0, 0, page.row - 1, len(WIDTHS) - 1)


def _clause(page: Page, view: View, number: int, name: str) -> None:
    """Write one clause: its heading, the words of the case, the computed part, and (if internal) our position."""
    heading = page.row
    for column in range(len(WIDTHS)):
        page.text(column, "", "section")
    page.text(0, str(number), "section")
    page.text(HEADING, say(f"clause.heading.{name}", view.lang), "section")
    page.row += 1
    lines, stated = Lines(page, view), view.clause(name)
    for sentence in stated.wording:
        lines.sentence(sentence)
    for item in stated.items:
        lines.sentence(f"• {item}")
    if name in COMPUTED:
        COMPUTED[name](lines, view)
    if page.row == heading + 1:
        lines.open()
        is_open = True
    else:
        unstated = name in ("termination", "exit") and all(view.is_unstated(offer) for offer in view.offers)
        is_open = unstated and not (stated.wording or stated.items)
    page.text(STATUS, view.say("terms.open" if is_open else "terms.stated"), "section", heading)
    if view.internal:
        _position(lines, view, name, stated)


def _position(lines: Lines, view: View, name: str, stated: Clause) -> None:
    """Write what is at stake and where we stand; for the internal edition."""
    at_stake = money_at_stake(view, name, stated)
    if at_stake is not None:
        label, amount = at_stake
        lines.page.text(HEADING, view.say("terms.money"), "mark")
        lines.page.text(WORDS, label)
        lines.page.number(VALUE, amount, "money")
        lines.page.text(UNIT, view.unit("currency"), "note")
        lines.page.row += 1
    for field in POSITIONS:
        if getattr(stated, field):
            lines.page.text(HEADING, view.say(f"terms.{field}"), "mark")
            lines.page.text(WORDS, getattr(stated, field))
            lines.page.row += 1


def _conventions(page: Page, view: View) -> None:
    """Write the conventions of calculation: those of the terms in words, the numbers among them as named cells."""
    for column in range(len(WIDTHS)):
        page.text(column, view.say("conventions.title") if column == HEADING else "", "section")
    page.row += 1
    lines = Lines(page, view)
    agreed = view.case.model_copy(update={"offers": {name: view.case.offers[name] for name in view.offers}})
    for label, text in labelled(of_contract(agreed, view.lang), view.lang):
        lines.fact(label, text)
    for name, (value, kind) in CONVENTIONS.items():
        lines.shared(name, name, view.say(f"conventions.{name}"), "", value, kind)
    lines.shared(
        "exit_month", "exit_month", view.say("conventions.exit_month"), view.unit("month"), float(view.last), "whole"
    )
