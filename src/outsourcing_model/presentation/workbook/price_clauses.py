"""What stands under the heading of payment."""

from outsourcing_model.presentation.formats import days
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.remedy_clauses import late_payment
from outsourcing_model.presentation.workbook.view import View


def payment(lines: Lines, view: View) -> None:
    """Write when invoices are paid."""
    for offer in view.offers:
        terms = view.case.offers[offer]
        key = "payment.stated" if terms.payment_days else "payment.at_once"
        lines.sentence(view.speech.say(key, days=days(terms.payment_days, view.lang)), offer)
        lines.of(offer).cell(terms, "", "payment_days", "payment_days", view.unit("days"), "whole")
        late_payment(lines, view, offer)
