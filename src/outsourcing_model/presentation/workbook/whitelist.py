"""The counterparty's case: made anew from what the other side may know, field by field, so that nothing else can leak.

Volumes are those of the contract, prices do not move, dates are as planned. A term only believed is an open point.
"""

from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.service import Service
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.case.transition import Transition
from outsourcing_model.presentation.workbook import shared_levels, shared_prices
from outsourcing_model.presentation.workbook.shared import agreed, fields
from outsourcing_model.quantities import Exact

CONTRACT, PROVIDER, SERVICE, LEVEL = "contract", "provider", "service", "level"
MILESTONE = "milestone"


def shared_case(case: Case, offer: str, services: tuple[str, ...], lang: str) -> Case:
    """Return the case that the other side may know about one offer for some services.

    Nothing in it has a name of ours: members are numbered, labels are those that the contract shows.
    """
    keys = {name: f"{SERVICE}_{number}" for number, name in enumerate(case.services, 1)}
    wanted = [name for name, level in case.service_levels.items() if level.service in services]
    levels = {name: f"{LEVEL}_{number}" for number, name in enumerate(wanted, 1)}
    terms = case.offers[offer]
    title = case.contract.title or CONTRACT
    return Case.model_validate(
        {
            "case": title,
            "language": lang,
            "currency": terms.currency or case.currency,
            "start": case.start,
            "term": Exact(case.term),
            "discount_rate": Exact(0.0),
            "reference": CONTRACT,
            "indices": shared_prices.indices(case, terms),
            "exchange_rates": shared_prices.rates(terms),
            "services": {
                keys[name]: _service(case, name, terms if name in services else None) for name in case.services
            },
            "service_levels": {key: _level(case, name, keys) for name, key in levels.items()},
            "offers": {PROVIDER: _offer(terms, {name: keys[name] for name in services}, levels, case)},
            "alternatives": {CONTRACT: {keys[name]: PROVIDER for name in services}},
            "contract": _contract(case),
        }
    )


def _service(case: Case, name: str, terms: Offer | None) -> dict[str, Any]:
    """Return a service as the contract describes it; of a service outside the contract only its name."""
    service: Service = case.services[name]
    known: dict[str, Any] = {"name": case.label("services", name)}
    if terms is None:
        return known | {"stays": True}
    known |= fields(service, "unit", "description", "deliverables")
    passed = any(cost.service == name and cost.per_unit is not None for cost in terms.pass_through.values())
    if service.volume is not None and (passed or terms.charges[name].per_unit):
        stated = terms.charges[name].baseline
        known["volume"] = {"month_1": Exact(service.volume.month_1.mean if stated is None else stated)}
    elif least := shared_levels.least_units(case, name):
        known["volume"] = {"month_1": Exact(float(least))}
    return known


def _level(case: Case, name: str, keys: dict[str, str]) -> dict[str, Any]:
    """Return a service level without any belief."""
    level: ServiceLevel = case.service_levels[name]
    return {"name": case.label("service_levels", name), "service": keys[level.service], **shared_levels.level(level)}


def _offer(terms: Offer, keys: dict[str, str], levels: dict[str, str], case: Case) -> dict[str, Any]:
    """Return an offer for some services."""
    known: dict[str, Any] = {
        "provider": terms.provider,
        "charges": {key: shared_prices.charge(terms.charges[name]) for name, key in keys.items()},
        "transition": _transition(terms.transition, keys),
        **shared_prices.of_offer(terms, keys),
        **shared_levels.of_offer(terms, case, keys, levels),
        **fields(terms, "payment_days"),
    }
    if terms.exit.is_stated:
        known["exit"] = _exit(terms.exit)
    return known


def _transition(terms: Transition, keys: dict[str, str]) -> dict[str, Any]:
    """Return the terms of getting there as planned."""
    known = fields(terms, "months", "financed", "delay_damages", "damages_cap")
    if "ramp_months" in terms.model_fields_set:
        known["ramp_months"] = agreed(terms.ramp_months)
    if terms.milestones:
        known["milestones"] = _milestones(terms)
    if isinstance(terms.price, dict):
        return known | {"price": {keys[name]: Exact(price) for name, price in terms.price.items() if name in keys}}
    return known | {"price": Exact(terms.price)}


def _milestones(terms: Transition) -> dict[str, Any]:
    """Return the milestones as planned, those with a name numbered, without what we believe of their delays."""
    keys = {name: f"{MILESTONE}_{number}" for number, name in enumerate(terms.named, 1)}
    known: dict[str, Any] = {str(month): Exact(share) for month, share in terms.shares.items()}
    for name, milestone in terms.named.items():
        own = fields(milestone, "month", "share", "deliverable", "acceptance", "review_days", "delay_damages")
        called = milestone.name or name.replace("_", " ").capitalize()
        known[keys[name]] = own | {"name": called, "after": tuple(keys[before] for before in milestone.after)}
    return known


def _exit(terms: ExitTerms) -> dict[str, Any]:
    """Return the terms of getting out, without what leaving costs ourselves."""
    stated = fields(
        terms, "from_month", "notice_months", "months_of_charges", "months_of_base", "share_of_remaining",
        "unamortised", "cap", "cap_share", "assistance_free_on_breach", "mode", "letter", "cure_days",
    )  # fmt: skip
    by_day = terms.assistance_days is not None
    priced = ["wind_down", *(("assistance_days", "assistance_day_rate") if by_day else ("assistance",))]
    priced += ["data_extraction"] if "data_extraction" in terms.model_fields_set else []
    return stated | {name: agreed(getattr(terms, name)) for name in priced}


def _contract(case: Case) -> dict[str, Any]:
    """Return the contract's words, without our positions and without our run."""
    clauses = {
        name: fields(clause, "wording", "items")
        for name, clause in case.contract.clauses.items()
        if name != "model_run"
    }
    known: dict[str, Any] = {"clauses": clauses, "governing_law": case.contract.governing_law}
    if case.contract.client is not None:
        known["client"] = case.contract.client
    return known | {"title": case.contract.title}
