"""What stands under the headings of the end: termination, exit and reversibility."""

from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.case.offer import Offer
from outsourcing_model.metrics.exposure import AHEAD
from outsourcing_model.presentation.formats import days, months
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.remedy_clauses import triggers
from outsourcing_model.presentation.workbook.view import View, is_open


def termination(lines: Lines, view: View) -> None:
    """Write how the contract ends before its term, and what that costs."""
    for offer in view.offers:
        record: Offer = view.case.offers[offer]
        terms = record.exit
        values = {"month": view.speech.number(terms.from_month), "notice": months(terms.notice_months, view.lang)}
        if view.is_unstated(offer):
            lines.open()
        else:
            lines.sentence(view.speech.say(f"termination.{_convenience(view, terms)}", **values), offer)
        if terms.cure_days is not None:
            lines.sentence(view.speech.say("termination.cure", days=days(terms.cure_days, view.lang)), offer)
        triggers(lines, view, offer)
        for field in ("mode", "letter"):
            if getattr(terms, field):
                lines.fact(lines.label(type(terms), field), getattr(terms, field))
        if _convenience(view, terms) != "never" and not (view.is_unstated(offer) or is_open(terms.wind_down)):
            drivers = _drivers(view, offer)
            lines.sentence(KINDS["termination_fee"].sentence(record, view.speech, {}, drivers), offer)
        own = lines.of(offer, "exit")
        own.cell(terms, "", "from_month", "exit_from_month", view.unit("month"), "whole")
        own.cell(terms, "", "notice_months", "notice_months", view.unit("months"), "number")
        own.cell(terms, "", "months_of_charges", "fee_months_of_charges", view.unit("months"), "number")
        own.uncertain(terms, "wind_down", "fee_wind_down", view.unit("currency"), "money")
        _unamortised_cell(own, view, offer)
        _further_cells(own, view, terms)


def _convenience(view: View, terms: ExitTerms) -> str:
    """Return whether the contract may be left for convenience within its term, with or without notice."""
    if terms.from_month >= view.case.term or terms.notice_months >= view.case.term:
        return "never"
    return "convenience" if terms.notice_months else "no_notice"


def _drivers(view: View, offer: str) -> dict[str, float]:
    """Return the month of the example, in the middle of the months in which the contract may be left."""
    terms, term = view.case.offers[offer], view.case.term
    middle = (terms.exit.from_month + term) // 2
    drivers = {
        "unamortised": view.unamortised(offer),
        "month": float(middle),
        "term": float(term),
        "invoice": view.reference_invoice(offer),
        **dict.fromkeys(AHEAD, 0.0),
        "takeover": terms.transition.months,
    }
    if terms.exit.looks_ahead:
        drivers |= {name: float(view.stepped(offer, tile)[middle - 1]) for name, tile in AHEAD.items()}
    return drivers


def _further_cells(own: Lines, view: View, terms: ExitTerms) -> None:
    """Write the parts and the cap of the fee that not every contract has."""
    kinds = {
        "months_of_base": ("months", "number"), "share_of_remaining": ("percent", "percent"),
        "cap": ("currency", "money"), "cap_share": ("percent", "percent"),
    }  # fmt: skip
    for field, (unit, kind) in kinds.items():
        if getattr(terms, field) or field in terms.model_fields_set:
            own.cell(terms, "", field, f"fee_{field}", view.unit(unit), kind)


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
    """Write what the provider's help to hand over costs, and the data."""
    for offer in view.offers:
        terms = view.case.offers[offer].exit
        own = lines.of(offer, "exit")
        priced = (terms.assistance, terms.assistance_days, terms.assistance_day_rate, terms.data_extraction)
        if view.is_unstated(offer) or any(is_open(price) for price in priced):
            lines.open()
        else:
            _said(lines, view, offer)
        if terms.assistance_days is None:
            own.uncertain(terms, "assistance", "exit_assistance", view.unit("currency"), "money")
        else:
            _by_day(own, view, terms)
        if terms.data_extraction.mean or is_open(terms.data_extraction):
            own.uncertain(terms, "data_extraction", "data_extraction", view.unit("currency"), "money")


def _said(lines: Lines, view: View, offer: str) -> None:
    """Write the sentences about the help, the data, and what either costs after a breach."""
    terms, speech = view.case.offers[offer].exit, view.speech
    if terms.assistance_days is not None and terms.assistance_day_rate is not None:
        said = {"days": days(terms.assistance_days.mean, view.lang), "amount": speech.money(terms.help_price)}
        lines.sentence(speech.say("exit.by_day", rate=speech.money(terms.assistance_day_rate.mean), **said), offer)
    elif terms.assistance.mean:
        lines.sentence(speech.say("exit.assistance", amount=speech.money(terms.assistance.mean)), offer)
    if terms.data_extraction.mean:
        lines.sentence(speech.say("exit.data", amount=speech.money(terms.data_extraction.mean)), offer)
    if terms.help_price or terms.data_extraction.mean:
        free = "free" if terms.assistance_free_on_breach else "paid"
        lines.sentence(speech.say(f"exit.{free}_on_breach"), offer)


def _by_day(own: Lines, view: View, terms: ExitTerms) -> None:
    """Write days and rate of the help, and what they come to."""
    unit = view.unit("currency")
    count = own.uncertain(terms, "assistance_days", "assistance_days", view.unit("days"), "number")
    rate = own.uncertain(terms, "assistance_day_rate", "assistance_day_rate", view.unit("currency_day"), "money")
    label = own.label(ExitTerms, "assistance")
    own.derived("assistance", "exit_assistance", label, unit, f"{count}*{rate}", terms.help_price)
