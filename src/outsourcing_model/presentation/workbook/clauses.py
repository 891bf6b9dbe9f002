"""What stands under each heading of the term sheet: sentences with examples, and the terms as named cells."""

from collections.abc import Callable

from outsourcing_model.case.offer import Party
from outsourcing_model.engine.program.assembly import NO_CAP
from outsourcing_model.presentation.formats import month as month_name
from outsourcing_model.presentation.formats import months
from outsourcing_model.presentation.workbook.charge_clauses import charges
from outsourcing_model.presentation.workbook.exit_clauses import leaving, termination
from outsourcing_model.presentation.workbook.level_clauses import service_levels
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.price_clauses import payment
from outsourcing_model.presentation.workbook.remedy_clauses import liability
from outsourcing_model.presentation.workbook.revision_clauses import benchmark, indexation
from outsourcing_model.presentation.workbook.scheme_clauses import service_credits
from outsourcing_model.presentation.workbook.transition_clauses import milestone_deliverables, transition
from outsourcing_model.presentation.workbook.view import View


def parties(lines: Lines, view: View) -> None:
    """Write who the parties are."""
    client = view.case.contract.client
    if client is not None:
        _party(lines, "client", client)
    for offer in view.offers:
        _party(lines, "provider", view.case.offers[offer].provider)


def _party(lines: Lines, role: str, party: Party) -> None:
    """Write one party; what isn't stated is left out."""
    lines.fact(lines.view.speech.say(f"parties.{role}"), party.name)
    for field in ("address", "represented_by", "registration"):
        if getattr(party, field):
            lines.fact(lines.label(Party, field), getattr(party, field))


def dates(lines: Lines, view: View) -> None:
    """Write when the contract begins and ends."""
    timeline, lang = view.case.timeline, view.lang
    first, last = (month_name(timeline.calendar(m), lang, full=True) for m in (0, timeline.months - 1))
    lines.sentence(view.speech.say("dates.stated", first=first, last=last, months=months(view.case.term, lang)))
    for offer in view.offers:
        planned = view.case.offers[offer].transition.months
        key = "dates.takeover" if planned else "dates.takeover_at_once"
        lines.sentence(view.speech.say(key, months=months(planned, lang)), offer)
    lines.shared("term_months", "term_months", lines.view.say("term"), view.unit("months"), view.case.term, "whole")


def scope(lines: Lines, view: View) -> None:
    """Write what is handed over and what is not."""
    for offer, services in view.offers.items():
        for name in services:
            service = view.case.services[name]
            lines.fact(
                view.service(name), " – ".join(part for part in (service.description, _unit(view, name)) if part)
            )
            if len(view.offers) > 1:
                lines.sentence(
                    view.speech.say("scope.outsourced", offer=view.provider(offer), service=view.service(name))
                )
    if view.kept():
        lines.sentence(view.speech.say("scope.kept", services=", ".join(view.service(name) for name in view.kept())))


def _unit(view: View, service: str) -> str:
    """Return the unit of account of a service."""
    unit = view.case.services[service].unit
    return view.speech.say("scope.unit", unit=unit) if unit else ""


def deliverables(lines: Lines, view: View) -> None:
    """Write what is handed over for acceptance."""
    for offer, services in view.offers.items():
        for name in services:
            if view.case.services[name].deliverables:
                lines.fact(view.service(name), "\n".join(f"• {item}" for item in view.case.services[name].deliverables))
        milestone_deliverables(lines, view, offer)


FRENCH = ("france", "french", "français", "droit français", "fr")


def law(lines: Lines, view: View) -> None:
    """Write whose law governs, and what that means for penalties."""
    stated = view.case.contract.governing_law
    if stated:
        lines.sentence(view.speech.say("law.governing", law=stated))
    if stated.strip().lower() in FRENCH:
        lines.sentence(view.speech.say("law.judge"))


def model_run(lines: Lines, view: View) -> None:
    """Write on what the figures rest."""
    lines.sentence(view.speech.say("model_run.internal" if view.internal else "model_run.counterparty"))


COMPUTED: dict[str, Callable[[Lines, View], None]] = {
    "parties": parties, "dates": dates, "scope": scope, "deliverables": deliverables, "transition": transition,
    "charges": charges, "indexation": indexation, "payment": payment, "benchmark": benchmark,
    "service_levels": service_levels, "credits": service_credits, "liability": liability, "termination": termination,
    "exit": leaving, "law": law, "model_run": model_run,
}  # fmt: skip
"""Clause to what writes its computed part; the others hold the words of the case alone."""

CONVENTIONS = {
    "slack": (1e-9, "small"),
    "no_limit": (NO_CAP, "small"),
    "months_a_year": (12.0, "whole"),
    "days_a_year": (365.0, "whole"),
    "days_per_lag": (30.0, "whole"),
    "tolerance": (0.005, "price"),
    "cent_digits": (2.0, "whole"),
}
"""Named cells of the conventions that decide the numbers, with their values."""
