"""The views of the standards as plain maps, for the results file."""

from dataclasses import asdict
from typing import Any

from outsourcing_model.metrics.baseline import bridge
from outsourcing_model.metrics.compare import personnel_cost
from outsourcing_model.metrics.delay import Start
from outsourcing_model.metrics.exit_costs import staying
from outsourcing_model.metrics.make_or_buy import make_or_buy, outsources
from outsourcing_model.metrics.margins import margins
from outsourcing_model.metrics.option import abandonment
from outsourcing_model.metrics.renewal import end_of_term
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.returns import Returns
from outsourcing_model.metrics.should_cost import should_cost, should_costs
from outsourcing_model.metrics.switching import switching_values
from outsourcing_model.presentation.sections.start import starts
from outsourcing_model.wording import say

_STEPS = ("base", "risk", "before", "managed", "allowance", "risk_management", "adjusted")


def of_alternative(comparison: Comparison, alternative: str, lang: str) -> dict[str, Any]:
    """Return the views of one alternative, each under its name; a view that does not apply is left out."""
    found: dict[str, Any] = {"returns": _returns(comparison.alternatives[alternative].returns, lang)}
    if outsources(comparison, alternative) and alternative != comparison.reference:
        view = make_or_buy(comparison, alternative)
        names = ("avoidable", "net_transitional", "net_ongoing", "differential")
        found["make_or_buy"] = {name: getattr(view, name) for name in names}
    if should_costs(comparison):
        cost = should_cost(comparison, alternative)
        found["risk_adjusted"] = {name: getattr(cost, name) for name in _STEPS}
    if alternative != comparison.reference:
        found["margins"] = [asdict(margin) for margin in margins(comparison, alternative)]
    return found


def of_comparison(comparison: Comparison) -> dict[str, Any]:
    """Return the views of the comparison as a whole."""
    reference = comparison.alternatives[comparison.reference]
    values = switching_values(comparison.case, comparison.shown, personnel_cost(reference))
    found: dict[str, Any] = {"switching_values": [{**asdict(each), "values": list(each.values)} for each in values]}
    steps = bridge(comparison)
    if steps is not None:
        found["budget_bridge"] = {**asdict(steps), "steps": [asdict(step) for step in steps.steps]}
    return {**found, "starts": [_start(each) for each in starts(comparison)], **_after_term(comparison)}


def _start(stated: Start) -> dict[str, Any]:
    """Return when an offer starts, its dates as text."""
    dates = {name: getattr(stated, name).isoformat() for name in ("planned", "expected", "late")}
    return {**asdict(stated), **dates}


def _after_term(comparison: Comparison) -> dict[str, Any]:
    """Return the choice at the end of the term of the shown alternative, and the option to give the contract up."""
    found: dict[str, Any] = {}
    if outsources(comparison, comparison.shown):
        choice = end_of_term(staying(comparison.expected), comparison.shown)
        if choice is not None:
            names = ("alternative", "months", "expected", "worst", "best")
            found["end_of_term"] = {name: getattr(choice, name) for name in names}
    option = abandonment(comparison.case)
    if option is not None:
        found["abandonment"] = {"low": option[0], "high": option[1]}
    return found


def _returns(stated: Returns, lang: str) -> dict[str, Any]:
    """Return what a switch earns, with its reason where a figure is missing."""
    found: dict[str, Any] = {}
    for name in ("roi", "discounted_payback_month", "irr"):
        found[name] = getattr(stated, name)
        reason = getattr(stated, f"{name.removesuffix('_month')}_reason")
        if reason:
            found[f"{name.removesuffix('_month')}_reason"] = say(reason, lang)
    if stated.sign_changes > 1:
        found["irr_sign_changes"] = stated.sign_changes
    return found
