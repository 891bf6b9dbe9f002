"""The counterparty's prices: charges and what moves them, field by field, without beliefs and without names of ours."""

from collections.abc import Callable
from typing import Any

from outsourcing_model.case.bands import Bands
from outsourcing_model.case.case import Case
from outsourcing_model.case.charges import DeadBand, GainShare, ServiceCharge, Steps, TimeAndMaterials
from outsourcing_model.case.commitment import UnitCommitment
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.price_terms import PassThrough
from outsourcing_model.presentation.workbook.shared import agreed, agreed_fields, fields, unknown
from outsourcing_model.quantities import Exact

INDEX, ROLE, COST = "index", "role", "cost"


def _numbered(kind: str, names: Any) -> dict[str, str]:
    """Return names to numbered ones."""
    return {name: f"{kind}_{number}" for number, name in enumerate(names, 1)}


def indices(case: Case, terms: Offer) -> dict[str, Any]:
    """Return the published indices that revise the prices, without what is believed of them."""
    if terms.indexation is None:
        return {}
    keys = _numbered(INDEX, (name for name in terms.indexation.weights if name))
    published = ("kind", "series", "breaks", "last_value", "last_month")
    return {
        key: {"name": case.label("indices", name), "growth": Exact(0.0)} | fields(case.indices[name], *published)
        for name, key in keys.items()
    }


def rates(terms: Offer) -> dict[str, Any]:
    """Return the currency of a price clause at its reference rate."""
    clause = terms.exchange
    return {} if clause is None else {clause.currency: {"rate": Exact(clause.reference)}}


def charge(terms: ServiceCharge) -> dict[str, Any]:
    """Return the charge of a service."""
    known = fields(terms, "baseline", "package") | agreed_fields(terms, "base", "price")
    parts: dict[str, Callable[[Any], dict[str, Any]]] = {
        "graduated": _bands, "volume": _bands, "dead_band": _dead_band, "time_and_materials": _roles,
        "gain_share": _gain_share, "commitment": _unit_commitment,
    }  # fmt: skip
    stated = {name: share(getattr(terms, name)) for name, share in parts.items() if getattr(terms, name) is not None}
    return known | stated


def _bands(bands: Bands) -> dict[str, Any]:
    """Return prices and fees by band."""
    known = fields(bands, "up_to", "limit") | {"price": tuple(agreed(price) for price in bands.price)}
    return known if bands.fee is None else known | {"fee": tuple(agreed(fee) for fee in bands.fee)}


def _steps(steps: Steps) -> dict[str, Any]:
    """Return the rates beside a dead band."""
    return fields(steps, "to") | {"rate": tuple(agreed(rate) for rate in steps.rate)}


def _dead_band(band: DeadBand) -> dict[str, Any]:
    """Return a dead band."""
    sides = {"additional": _steps(band.additional), "reduced": _steps(band.reduced)}
    return fields(band, "width", "counted_from") | sides


def _roles(work: TimeAndMaterials) -> dict[str, Any]:
    """Return the role rate card."""
    keys = _numbered(ROLE, work.roles)
    roles = {
        keys[name]: {"name": role.name or name.replace("_", " ")} | agreed_fields(role, "rate", "days", "days_per_unit")
        for name, role in work.roles.items()
    }
    return {"roles": roles} | agreed_fields(work, "ceiling")


def _gain_share(terms: GainShare) -> dict[str, Any]:
    """Return a gain share, the actual cost taken to be the target: what we believe it to be is ours."""
    stated = ("up_to", "provider_share", "overrun_share", "least_fee", "most_fee", "settled")
    known = fields(terms, "target_per_unit", "target_fixed", *stated) | agreed_fields(terms, "fee")
    follows = terms.target_per_unit > 0 or terms.actual_per_unit.span()[1] == 0
    per_unit = Exact(terms.target_per_unit) if follows else unknown()
    return known | {"actual_per_unit": per_unit, "actual_fixed": Exact(terms.target_fixed)}


def _unit_commitment(terms: UnitCommitment) -> dict[str, Any]:
    """Return committed units."""
    return fields(terms, "units", "carry_forward_months") | agreed_fields(terms, "rate")


def of_offer(terms: Offer, keys: dict[str, str]) -> dict[str, Any]:
    """Return what acts on all prices of an offer; `keys` is service to its number."""
    known = agreed_fields(terms, "productivity")
    plain = {
        "minimum_commitment": ("share", "amount", "carry_forward_months"),
        "discount": ("up_to", "share", "method", "settled"),
        "exchange": ("currency", "share", "reference", "band", "beyond"),
    }
    for name, names in plain.items():
        record = getattr(terms, name)
        if record is not None:
            known[name] = fields(record, *names)
    if terms.benchmark is not None:
        stated = ("from_month", "tolerance", "passed_on", "counts", "most")
        known["benchmark"] = fields(terms.benchmark, *stated) | {"gap": Exact(0.0)}
    if terms.indexation is not None and any(terms.indexation.covers(service) for service in keys):
        known["indexation"] = _indexation(terms, keys)
    costs = _numbered(COST, terms.pass_through)
    passed = {costs[name]: _passed(name, cost, keys) for name, cost in terms.pass_through.items() if _ours(cost, keys)}
    return known | ({"pass_through": passed} if passed else {})


def _ours(cost: PassThrough, keys: dict[str, str]) -> bool:
    """Return whether a cost passed through belongs to what the contract covers."""
    return cost.service is None or cost.service in keys


def _passed(name: str, cost: PassThrough, keys: dict[str, str]) -> dict[str, Any]:
    """Return a cost passed through, at first prices."""
    service = {} if cost.service is None else {"service": keys[cost.service]}
    called = {"name": cost.name or name.replace("_", " ").capitalize()}
    return called | service | agreed_fields(cost, "monthly", "per_unit", "markup")


def _indexation(offer: Offer, keys: dict[str, str]) -> dict[str, Any]:
    """Return the revision clause."""
    terms = offer.indexation
    if terms is None:
        return {}
    stated = ("share", "cap", "floor", "method", "fixed_part", "base_month", "lag_months", "first", "every", "excess")
    known = fields(terms, *stated)
    if terms.rounding is not None:
        known["rounding"] = fields(terms.rounding, "digits", "mode")
    if terms.services:
        known["services"] = tuple(keys[name] for name in terms.services if name in keys)
    indexed = _numbered(INDEX, (name for name in terms.weights if name))
    if terms.fixed_rate is not None:
        return known | {"fixed_rate": agreed(terms.fixed_rate)}
    if terms.indices:
        return known | {"indices": {indexed[name]: Exact(weight) for name, weight in terms.indices.items()}}
    return known | {"index": INDEX + "_1"}
