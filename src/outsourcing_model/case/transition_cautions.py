"""Cautions about getting there: the parallel run, and delay damages that are never due or never reach their cap."""

from collections.abc import Iterator

from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.case.expected import contract_value, handed_over
from outsourcing_model.errors import Path, Problem
from outsourcing_model.quantities import SLACK


def no_parallel_run(case: Case) -> Iterator[Problem]:
    """Warn of a takeover without a parallel run: it puts the service at risk and flatters the cost."""
    for name in handed_over(case):
        if case.offers[name].transition.parallel_months.mean == 0:
            yield warn(("offers", name, "transition", "parallel_months"), "no_parallel_run", offer=name)


def _damages(case: Case) -> Iterator[tuple[Path, str, DelayDamages]]:
    """Yield what is owed for delays, with its path and its offer."""
    for name, offer in case.offers.items():
        for milestone, terms in offer.transition.damages.items():
            inside = ("milestones", milestone) if milestone else ()
            yield ("offers", name, "transition", *inside, "delay_damages"), name, terms


def at_longstop(terms: DelayDamages) -> float | None:
    """Return what is due once the longstop is reached, before any cap; None without a longstop.

    Examples
    --------
    >>> terms = {"amount_per_week": 100, "part_week": "ignored", "grace_days": 5, "longstop_days": 20}
    >>> at_longstop(DelayDamages.model_validate(terms))
    200.0
    """
    if terms.longstop_days is None:
        return None
    days, amount = terms.longstop_days - terms.grace_days, terms.basis[0] * terms.basis[1]
    weeks = -(-days // 7) if terms.part_week == "counts" else days // 7
    return (weeks if terms.is_weekly else days) * amount


def damages_never_due(case: Case) -> Iterator[Problem]:
    """Warn of an exemption as high as the cap: nothing is ever due."""
    for path, _, terms in _damages(case):
        if terms.most is not None and terms.exempt_up_to >= terms.most - SLACK:
            values = {"exempt": terms.exempt_up_to, "most": terms.most}
            yield warn((*path, "exempt_up_to"), "damages_never_due", **values)


def damages_cap_idle(case: Case) -> Iterator[Problem]:
    """Warn of a cap that the damages can't reach before their longstop."""
    for path, _, terms in _damages(case):
        due = at_longstop(terms)
        if due is not None and terms.most is not None and due < terms.most - SLACK:
            yield warn((*path, "cap"), "damages_cap_idle", due=due, most=terms.most)


def damages_above_contract(case: Case) -> Iterator[Problem]:
    """Warn of delay damages whose cap lies above all that is paid over the term: no court lets it stand."""
    for path, name, terms in _damages(case):
        value = contract_value(case, name)
        if terms.most is not None and value is not None and terms.most > value + SLACK:
            yield warn((*path, "cap"), "damages_above_contract", most=terms.most, value=value)


RULES = (no_parallel_run, damages_never_due, damages_cap_idle, damages_above_contract)
