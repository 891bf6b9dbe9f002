"""What stands under the headings of the end: termination, exit and reversibility."""

from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.case.offer import Offer
from outsourcing_model.presentation.formats import days, months
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.view import View, is_open


def termination(lines: Lines, view: View) -> None:
    """Write how the contract ends before its term, and what that costs."""
    for offer in view.offers:
        record: Offer = view.case.offers[offer]
        terms = record.exit
        values = {"month": view.speech.number(terms.from_month), "notice": months(terms.notice_months, view.lang)}
        key = "never" if terms.from_month >= view.case.term else "convenience" if terms.notice_months else "no_notice"
        lines.sentence(view.speech.say(f"termination.{key}", **values), offer)
        if terms.cure_days is not None:
            lines.sentence(view.speech.say("termination.cure", days=days(terms.cure_days, view.lang)), offer)
        for field in ("mode", "letter"):
            if getattr(terms, field):
                lines.fact(lines.label(type(terms), field), getattr(terms, field))
        if terms.from_month < view.case.term and not is_open(terms.wind_down):
            middle = float((terms.from_month + view.case.term) // 2)
            drivers = {
                "unamortised": view.unamortised(offer),
                "month": middle,
                "term": float(view.case.term),
                "invoice": view.reference_invoice(offer),
            }
            lines.sentence(KINDS["termination_fee"].sentence(record, view.speech, {}, drivers), offer)
        own = lines.of(offer, "exit")
        own.cell(terms, "", "from_month", "exit_from_month", view.unit("month"), "whole")
        own.cell(terms, "", "notice_months", "notice_months", view.unit("months"), "number")
        own.cell(terms, "", "months_of_charges", "fee_months_of_charges", view.unit("months"), "number")
        own.uncertain(terms, "wind_down", "fee_wind_down", view.unit("currency"), "money")
        _unamortised_cell(own, view, offer)


def _unamortised_cell(own: Lines, view: View, offer: str) -> None:
    """Write the investment that the fee writes off: as stated, else the financed part of the transition's price."""
    label, amount = own.label(ExitTerms, "unamortised"), view.unamortised(offer)
    prices = own.page.book.names.get(f"offers.{offer}.transition.price")
    if view.case.offers[offer].exit.unamortised is None and prices:
        formula = f"{own.page.book.names[f'offers.{offer}.transition.financed']}*SUM({prices})"
        own.derived("unamortised", "fee_unamortised", label, view.unit("currency"), formula, amount)
    else:
        own.value("unamortised", "fee_unamortised", label, view.unit("currency"), amount, "money")


def leaving(lines: Lines, view: View) -> None:
    """Write what the provider's help to hand over costs."""
    for offer in view.offers:
        terms = view.case.offers[offer].exit
        if is_open(terms.assistance):
            lines.open()
        elif terms.assistance.mean:
            lines.sentence(view.speech.say("exit.assistance", amount=view.speech.money(terms.assistance.mean)), offer)
        lines.of(offer, "exit").uncertain(terms, "assistance", "exit_assistance", view.unit("currency"), "money")
