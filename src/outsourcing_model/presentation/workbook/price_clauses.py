"""What stands under the headings of transition and payment."""

from outsourcing_model.presentation.formats import days, number
from outsourcing_model.presentation.terms import sentences
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.schedule import milestones
from outsourcing_model.presentation.workbook.view import View

EXAMPLE_DAYS = (10.0, 30.0, 120.0)


def transition(lines: Lines, view: View) -> None:
    """Write what getting there costs, and what a delay costs."""
    for offer, services in view.offers.items():
        terms = view.case.offers[offer].transition
        price = terms.price_of(services)
        values = {"price": view.speech.money(price), "paid": view.speech.money(price * (1 - terms.financed))}
        key = "price" if terms.financed else "price_paid"
        lines.sentence(view.speech.say(f"transition.{key}" if price else "transition.free", **values), offer)
        if terms.delay_damages is not None:
            lines.sentence(
                KINDS["delay_damages"].sentence(terms.delay_damages, view.speech, {}, {"days": EXAMPLE_DAYS[0]}), offer
            )
            for late in EXAMPLE_DAYS[1:]:
                lines.sentence(sentences.delay_example(terms.delay_damages, view.speech, late), offer)
        _transition_cells(lines, view, offer, services)


def _transition_cells(lines: Lines, view: View, offer: str, services: tuple[str, ...]) -> None:
    """Write the terms of the transition as cells."""
    record = view.case.offers[offer]
    terms = record.transition
    own = lines.of(offer)
    own.cell(terms, "transition", "months", "transition_months", view.unit("months"), "number")
    if terms.price_of(services):
        parts = (
            [(view.service(name), terms.price[name]) for name in services if name in terms.price]
            if isinstance(terms.price, dict)
            else []
        )
        parts = parts or [(lines.label(type(terms), "price"), terms.price_of(services))]
        labels = [view.say("price_of", what=name) if len(parts) > 1 else name for name, _ in parts]
        own.column(
            "transition.price",
            "transition_prices",
            labels,
            [price for _, price in parts],
            view.unit("currency"),
            "money",
        )
        own.cell(terms, "transition", "financed", "financed_share", view.unit("percent"), "percent")
        plan = milestones(terms, view.case.term)
        marks = [view.say("milestone", number=number(rank, view.lang)) for rank in range(1, len(plan) + 1)]
        own.column(
            "transition.milestone_months",
            "milestone_months",
            [view.say("milestone_month", milestone=mark) for mark in marks],
            list(plan),
            view.unit("month"),
            "whole",
        )
        own.column(
            "transition.milestone_shares",
            "milestone_shares",
            [view.say("milestone_share", milestone=mark) for mark in marks],
            list(plan.values()),
            view.unit("percent"),
            "percent",
        )
    damages = terms.delay_damages
    if damages is not None:
        money, percent = view.unit("currency"), view.unit("percent")
        own.cell(damages, "transition.delay_damages", "value", "delay_value", money, "money")
        own.cell(damages, "transition.delay_damages", "rate_per_day", "delay_rate", view.unit("percent_day"), "percent")
        own.cell(damages, "transition.delay_damages", "cap", "delay_cap", percent, "percent")
        own.cell(damages, "transition.delay_damages", "cap_base", "delay_cap_base", money, "money")
        own.cell(damages, "transition.delay_damages", "exempt_up_to", "delay_exempt", money, "money")


def payment(lines: Lines, view: View) -> None:
    """Write when invoices are paid."""
    for offer in view.offers:
        terms = view.case.offers[offer]
        key = "payment.stated" if terms.payment_days else "payment.at_once"
        lines.sentence(view.speech.say(key, days=days(terms.payment_days, view.lang)), offer)
        lines.of(offer).cell(terms, "", "payment_days", "payment_days", view.unit("days"), "whole")
