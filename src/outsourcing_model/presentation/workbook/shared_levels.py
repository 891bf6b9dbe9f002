"""The counterparty's service levels: promises, credits and what stands beside them, field by field, without beliefs."""

from collections.abc import Mapping
from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.presentation.workbook.shared import fields
from outsourcing_model.quantities import Exact

Keys = Mapping[str, str]
"""Our names to those of the counterparty's case."""

TRIGGER = "trigger"


def level(promised: ServiceLevel) -> dict[str, Any]:
    """Return what is promised of a level, as it is measured."""
    return fields(
        promised, "metric", "window", "rolling_months", "target", "minimum", "at_most", "percentile", "critical",
        "service_hours", "maintenance_hours", "least_events", "our_share",
    )  # fmt: skip


def least_units(case: Case, service: str) -> int:
    """Return the units that some level of a service asks for before it is measured."""
    return max((each.least_events for each in case.service_levels.values() if each.service == service), default=0)


def of_offer(terms: Offer, case: Case, services: Keys, levels: Keys) -> dict[str, Any]:
    """Return levels as if they were always met, credits, rights to terminate, liability and prices of levels."""
    measured = [name for name in levels if case.service_levels[name].metric != "reported"]
    known: dict[str, Any] = {"attainment": {levels[name]: _met(case.service_levels[name]) for name in measured}}
    if terms.credits is not None:
        known["credits"] = _credits(terms.credits, services, levels)
    if terms.triggers:
        known["triggers"] = _triggers(terms, case, {name: levels[name] for name in measured})
    if terms.late_payment is not None:
        never = {"share": Exact(0.0), "days": Exact(0.0)}
        known["late_payment"] = fields(terms.late_payment, "rate", "indemnity") | never
    options = {name: each for name, each in terms.level_options.items() if name in levels}
    if options:
        known["level_options"] = {levels[name]: fields(each, "targets", "monthly") for name, each in options.items()}
    return known | fields(terms, "liability")


def _met(promised: ServiceLevel) -> dict[str, Any]:
    """Return the belief that a level is always met."""
    return {"number": Exact(0.0)} if promised.is_number else {"mean": Exact(1.0)}


def _credits(scheme: CreditScheme, services: Keys, levels: Keys) -> dict[str, Any]:
    """Return the credits of the levels and services that are in the contract."""
    kept = fields(
        scheme, "monthly_cap", "rolling_cap", "yearly_cap", "contract_cap", "contract_cap_amount", "at_risk", "pool",
        "points_table", "earn_back", "order", "claim_days", "nature", "exclusive_remedy", "under_liability_cap",
    )  # fmt: skip
    caps = {services[name]: Exact(cap) for name, cap in scheme.service_caps.items() if name in services}
    kept |= {"service_caps": caps} if caps else {}
    for name, terms in scheme.levels.items():
        if name in levels and (terms.of == INVOICE or terms.of in services):
            kept[levels[name]] = _returned(terms, services)
    return kept


def _returned(terms: LevelCredit, services: Keys) -> dict[str, Any]:
    """Return what a level returns when it is missed."""
    stated = fields(
        terms, "below", "above", "credit", "points", "allocation", "multiplier", "per_point", "whole_points",
        "per_hour", "free_hours", "most", "repeat", "persistent", "by_year",
    )  # fmt: skip
    return stated | {"of": services.get(terms.of, INVOICE)}


def _triggers(terms: Offer, case: Case, levels: Keys) -> dict[str, Any]:
    """Return the rights to terminate that hang on the levels of the contract, numbered."""
    critical = any(case.service_levels[name].critical for name in levels)
    kept = []
    for trigger in terms.triggers.values():
        stated = fields(trigger, "misses", "within", "below_minimum", "months_at_cap")
        if trigger.level is not None and trigger.level in levels:
            kept.append(stated | {"level": levels[trigger.level]})
        elif trigger.level is None and (critical or trigger.misses is None):
            kept.append(stated)
    return {f"{TRIGGER}_{number}": stated for number, stated in enumerate(kept, 1)}
