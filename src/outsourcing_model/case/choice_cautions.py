"""Cautions about what is compared: the fair reference, and scenarios that change nothing."""

from collections.abc import Iterator

from outsourcing_model.case.canonical import canonical
from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.paths import override
from outsourcing_model.errors import Problem

YEAR = 12


def _is_in_house(case: Case, alternative: str) -> bool:
    """Return whether an alternative hands nothing over."""
    return set(case.performers(alternative).values()) == {IN_HOUSE}


def no_improved_in_house(case: Case) -> Iterator[Problem]:
    """Warn of offers compared only with the company as it is today, over more than a year."""
    own = [name for name in case.alternatives if _is_in_house(case, name)]
    improved = [name for name in own if case.alternatives[name].in_house]
    if case.reference in own and len(own) < len(case.alternatives) and not improved and case.term > YEAR:
        yield warn(("alternatives",), "no_improved_in_house", reference=case.reference)


def idle_scenario(case: Case) -> Iterator[Problem]:
    """Warn of a scenario that leaves the case as it is."""
    stated = canonical(case) if case.scenarios else None
    for name, changes in case.scenarios.items():
        if canonical(override(case, changes)) == stated:
            yield warn(("scenarios", name), "idle_scenario", scenario=name)


RULES = (no_improved_in_house, idle_scenario)
