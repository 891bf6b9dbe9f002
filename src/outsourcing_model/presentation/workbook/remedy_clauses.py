"""What stands beside credits: the cap of liability, rights to terminate for failure, and what a late payment costs."""

from outsourcing_model.case.trigger import Trigger
from outsourcing_model.presentation.formats import number
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.level_clauses import goal
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.view import View

LATE_DAYS = 30.0
"""Days late of the example."""


def liability(lines: Lines, view: View) -> None:
    """Write the most that the provider owes in all."""
    for offer in view.offers:
        terms = view.case.offers[offer].liability
        if terms is None:
            continue
        if terms.amount is not None:
            lines.sentence(view.speech.say("liability.amount", amount=view.speech.money(terms.amount)), offer)
        else:
            share = view.speech.percent(terms.share_of_year or 0.0)
            lines.sentence(view.speech.say("liability.share_of_year", share=share), offer)
        field, unit, kind = (("amount", "currency", "money") if terms.amount is not None
                             else ("share_of_year", "percent", "percent"))  # fmt: skip
        lines.of(offer, "liability").cell(terms, "", field, "liability_cap", view.unit(unit), kind)


def triggers(lines: Lines, view: View, offer: str) -> None:
    """Write what gives the right to terminate for failure."""
    ranks = {name: rank for rank, name in enumerate(view.case.offers[offer].triggers, 1)}
    shown = {
        name: terms for name, terms in view.case.offers[offer].triggers.items()
        if terms.months_at_cap is not None or view.watched(offer, terms)
    }  # fmt: skip
    for terms in shown.values():
        watched = view.watched(offer, terms)
        names, drivers = _watched_names(view, terms, watched), {"every": _every(view, watched)}
        lines.sentence(KINDS["trigger"].sentence(terms, view.speech, names, drivers), offer)
    for name, terms in shown.items():
        own = lines.of(offer, f"triggers.{name}", view.say("trigger", number=number(ranks[name], view.lang)))
        for field in ("months_at_cap",) if terms.months_at_cap is not None else ("misses", "within"):
            unit = view.unit("misses" if field == "misses" else "months")
            own.cell(terms, "", field, field, unit, "whole")


def _every(view: View, watched: list[str]) -> float:
    """Return the months from one measurement to the next of the levels that count, the fewest of them."""
    levels = [view.case.service_levels[name] for name in watched]
    return float(min((1 if level.rolling_months else level.window_months for level in levels), default=1))


def _watched_names(view: View, terms: Trigger, watched: list[str]) -> dict[str, str]:
    """Return what the clause of a trigger calls its levels and what they miss."""
    limit = "minimum" if terms.below_minimum else "target"
    named = []
    for name in watched:
        level = view.case.service_levels[name]
        value = view.speech.percent(level.minimum or 0.0) if terms.below_minimum else goal(view, level)
        named.append(f"{view.case.label('service_levels', name)} ({value})")
    key = limit if len(watched) == 1 else f"any_{limit}"
    return {"level": ", ".join(named), "limit": view.speech.say(f"trigger.{key}")}


def late_payment(lines: Lines, view: View, offer: str) -> None:
    """Write what a late payment costs."""
    terms = view.case.offers[offer].late_payment
    if terms is None:
        return
    drivers = {"invoice": view.reference_invoice(offer), "days": LATE_DAYS}
    lines.sentence(KINDS["late_payment"].sentence(terms, view.speech, {}, drivers), offer)
    own = lines.of(offer, "late_payment")
    own.cell(terms, "", "rate", "late_rate", view.unit("percent_year"), "percent")
    own.cell(terms, "", "indemnity", "late_indemnity", view.unit("currency"), "money")
