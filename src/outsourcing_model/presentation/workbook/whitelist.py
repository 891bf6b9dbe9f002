"""The counterparty's case: made anew from what the other side may know, field by field, so that nothing else can leak.

Volumes are those of the contract, prices do not move, dates are as planned. A term only believed is an open point.
"""

from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.charges import Bands, ServiceCharge
from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.record import Record, marked
from outsourcing_model.case.service import Service, ServiceLevel
from outsourcing_model.case.transition import Transition
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.quantities import Exact

OPEN = "open"
"""Note of a term that is not agreed yet: the sheet leaves its cell empty."""

CONTRACT, PROVIDER, SERVICE, LEVEL, INDEX = "contract", "provider", "service", "level", "index"


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
            "currency": case.currency,
            "start": case.start,
            "term": Exact(case.term),
            "discount_rate": Exact(0.0),
            "reference": CONTRACT,
            "indices": _index(case, terms),
            "services": {
                keys[name]: _service(case, name, terms if name in services else None) for name in case.services
            },
            "service_levels": {key: _level(case, name, keys) for name, key in levels.items()},
            "offers": {PROVIDER: _offer(terms, {name: keys[name] for name in services}, levels, case)},
            "alternatives": {CONTRACT: {keys[name]: PROVIDER for name in services}},
            "contract": _contract(case),
        }
    )


def _fields(record: Record, *names: str) -> dict[str, Any]:
    """Return the named fields of a record that it states."""
    return {name: marked(getattr(record, name)) for name in names if name in record.model_fields_set}


def _agreed(value: Uncertain | None) -> Uncertain | None:
    """Return a term without where it comes from, an open point if it is only believed."""
    if value is None:
        return None
    return Uncertain("constant", value.values) if value.is_constant else Uncertain("constant", (0.0,), note=OPEN)


def _index(case: Case, terms: Offer) -> dict[str, Any]:
    """Return the published index that revises the prices."""
    name = terms.indexation.index if terms.indexation else None
    if name is None:
        return {}
    known = {"name": case.label("indices", name), "growth": Exact(0.0)}
    return {INDEX: known | _fields(case.indices[name], "last_value", "last_month")}


def _service(case: Case, name: str, terms: Offer | None) -> dict[str, Any]:
    """Return a service as the contract describes it; of a service outside the contract only its name."""
    service: Service = case.services[name]
    known: dict[str, Any] = {"name": case.label("services", name)}
    if terms is None:
        return known | {"stays": True}
    known |= _fields(service, "unit", "description", "deliverables")
    if service.volume is not None and terms.charges[name].per_unit:
        stated = terms.charges[name].baseline
        known["volume"] = {"month_1": Exact(service.volume.month_1.mean if stated is None else stated)}
    return known


def _level(case: Case, name: str, keys: dict[str, str]) -> dict[str, Any]:
    """Return a service level without any belief."""
    level: ServiceLevel = case.service_levels[name]
    own = {"name": case.label("service_levels", name), "service": keys[level.service], "metric": level.metric}
    return own | _fields(level, "target", "minimum", "critical", "service_hours", "maintenance_hours")


def _offer(terms: Offer, keys: dict[str, str], levels: dict[str, str], case: Case) -> dict[str, Any]:
    """Return an offer for some services."""
    measured = [name for name in levels if case.service_levels[name].metric != "reported"]
    known: dict[str, Any] = {
        "provider": terms.provider,
        "charges": {key: _charge(terms.charges[name]) for name, key in keys.items()},
        "transition": _transition(terms.transition, keys),
        "attainment": {levels[name]: {"mean": Exact(1.0)} for name in measured},
        "exit": _exit(terms.exit),
        **_fields(terms, "minimum_commitment", "payment_days"),
    }
    if terms.credits is not None:
        known["credits"] = _credits(terms.credits, keys, levels)
    if terms.indexation is not None:
        known["indexation"] = _fields(terms.indexation, "share", "cap", "floor", "method")
        known["indexation"] |= (
            {"index": INDEX} if terms.indexation.index else {"fixed_rate": _agreed(terms.indexation.fixed_rate)}
        )
    return known


def _charge(charge: ServiceCharge) -> dict[str, Any]:
    """Return the charge of a service."""
    known = _fields(charge, "baseline")
    if "base" in charge.model_fields_set:
        known["base"] = _agreed(charge.base)
    if charge.price is not None:
        known["price"] = _agreed(charge.price)
    for way in ("graduated", "volume"):
        bands: Bands | None = getattr(charge, way)
        if bands is not None:
            prices = tuple(_agreed(price) for price in bands.price)
            known[way] = _fields(bands, "up_to", "limit") | {"price": prices}
    return known


def _transition(terms: Transition, keys: dict[str, str]) -> dict[str, Any]:
    """Return the terms of getting there as planned."""
    known = _fields(terms, "months", "financed", "milestones", "delay_damages")
    if isinstance(terms.price, dict):
        return known | {"price": {keys[name]: Exact(price) for name, price in terms.price.items() if name in keys}}
    return known | {"price": Exact(terms.price)}


def _credits(scheme: CreditScheme, keys: dict[str, str], levels: dict[str, str]) -> dict[str, Any]:
    """Return the credits of the levels and services that are in the contract."""
    kept: dict[str, Any] = _fields(scheme, "monthly_cap", "nature", "exclusive_remedy")
    for name, tiers in scheme.tiers.items():
        if name in levels and (tiers.of == "invoice" or tiers.of in keys):
            kept[levels[name]] = _tiers(tiers, keys)
    return kept


def _tiers(tiers: Tiers, keys: dict[str, str]) -> dict[str, Any]:
    """Return the tiers of a level."""
    return _fields(tiers, "below", "credit") | {"of": keys.get(tiers.of, "invoice")}


def _exit(terms: ExitTerms) -> dict[str, Any]:
    """Return the terms of getting out, without what leaving costs ourselves."""
    stated = _fields(
        terms, "from_month", "notice_months", "months_of_charges", "months_of_base", "share_of_remaining",
        "unamortised", "cap", "cap_share", "assistance_free_on_breach", "mode", "letter", "cure_days",
    )  # fmt: skip
    by_day = terms.assistance_days is not None
    priced = ["wind_down", *(("assistance_days", "assistance_day_rate") if by_day else ("assistance",))]
    priced += ["data_extraction"] if "data_extraction" in terms.model_fields_set else []
    return stated | {name: _agreed(getattr(terms, name)) for name in priced}


def _contract(case: Case) -> dict[str, Any]:
    """Return the contract's words, without our positions and without our run."""
    clauses = {
        name: _fields(clause, "wording", "items")
        for name, clause in case.contract.clauses.items()
        if name != "model_run"
    }
    known: dict[str, Any] = {"clauses": clauses, "governing_law": case.contract.governing_law}
    if case.contract.client is not None:
        known["client"] = case.contract.client
    return known | {"title": case.contract.title}
