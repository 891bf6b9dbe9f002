"""What is allowed but should be looked at: every rule, what it finds in a case, and what somebody accepted of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from outsourcing_model.case import (
    choice_cautions,
    exit_cautions,
    law_cautions,
    money_cautions,
    people_cautions,
    price_cautions,
    quality_cautions,
    revision_cautions,
    risk_cautions,
    scheme_cautions,
    transition_cautions,
)
from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.references import references
from outsourcing_model.errors import Problem

SUBJECTS: dict[str, tuple[Callable[[Case], Iterator[Problem]], ...]] = {
    "price": price_cautions.RULES,
    "revision": revision_cautions.RULES,
    "money": money_cautions.RULES,
    "quality": (*quality_cautions.RULES, *scheme_cautions.RULES),
    "transition": transition_cautions.RULES,
    "exit": exit_cautions.RULES,
    "people": people_cautions.RULES,
    "law": law_cautions.RULES,
    "risk": risk_cautions.RULES,
    "choice": choice_cautions.RULES,
}
"""Subject to its rules; each is a function whose name is that of its warning."""

CAUTIONS = tuple(rule for rules in SUBJECTS.values() for rule in rules)
IDLE = "accepted_for_nothing"


def rule_names() -> tuple[str, ...]:
    """Return the names of all warnings."""
    return (*(rule.__name__ for rule in CAUTIONS), IDLE)


def _found(case: Case) -> list[Problem]:
    """Return all that the rules find, accepted or not."""
    return [problem for rule in CAUTIONS for problem in rule(case)]


def cautions(case: Case) -> list[Problem]:
    """Return everything that should be looked at before the numbers are believed, but for what was accepted."""
    found = _found(case)
    idle = [name for name in case.accepted if name not in {problem.key for problem in found}]
    kept = [problem for problem in found if problem.key not in case.accepted]
    return kept + [warn(("accepted", name), IDLE, rule=name) for name in idle if name != IDLE]


def accepted(case: Case) -> list[Problem]:
    """Return the warnings that somebody has looked at and accepted, each with the reason."""
    return [
        replace(problem, accepted=case.accepted[problem.key])
        for problem in _found(case)
        if problem.key in case.accepted
    ]


def acceptance(case: Case) -> Iterator[Problem]:
    """Only warnings that there are can be accepted, and each for a reason."""
    known = dict.fromkeys(rule_names())
    for name, reason in case.accepted.items():
        yield from references(("accepted", name), (name,), known)
        if not reason.strip():
            yield Problem(("accepted", name), "nothing_stated", {"field": name})
