"""Cautions about people whose work leaves: consulting their representatives comes before the first step."""

from collections.abc import Iterator

from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.expected import handed_over
from outsourcing_model.case.law import is_french
from outsourcing_model.case.transition import Transition
from outsourcing_model.errors import Path, Problem
from outsourcing_model.quantities import SLACK


def _first_step(terms: Transition) -> tuple[float, int, Path]:
    """Return the first step: months from the start, its month counted from 0, and where it is stated."""
    steps: list[tuple[float, int, Path]] = [(terms.months, int(terms.months), ("months",))]
    steps += [(float(month), month - 1, ("milestones", str(month))) for month in terms.shares]
    steps += [(float(each.month), each.month - 1, ("milestones", name, "month")) for name, each in terms.named.items()]
    return min(steps, key=lambda step: step[0])


def consultation_too_late(case: Case) -> Iterator[Problem]:
    """Warn of a takeover or a milestone before the end of the consultation that it depends on."""
    stated = case.contract.consultation
    for name in handed_over(case) if stated is not None else ():
        date, month, place = _first_step(case.offers[name].transition)
        if stated is not None and date < stated.end - case.start + 1 - SLACK:
            values = {"month": str(case.start + month), "end": str(stated.end), "of": stated.of or "…"}
            yield warn(("offers", name, "transition", *place), "consultation_too_late", **values)


def no_consultation(case: Case) -> Iterator[Problem]:
    """Warn of people who leave or whose work does, with no consultation stated, under French law."""
    if case.contract.consultation is not None or not is_french(case.contract.governing_law):
        return
    moved = {service for services in handed_over(case).values() for service in services}
    teams: list[Path] = [
        ("in_house", "costs", name) for name, line in case.in_house.costs.items()
        if line.staff is not None and moved & set(line.services) and line.relevance.ending_share > 0
    ]  # fmt: skip
    teams += [("retained", "costs", name) for name, line in case.retained.costs.items() if line.severance is not None]
    if teams and moved:
        yield warn(("contract",), "no_consultation", line=".".join(map(str, teams[0])))


RULES = (consultation_too_late, no_consultation)
