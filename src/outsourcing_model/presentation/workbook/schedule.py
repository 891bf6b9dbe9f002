"""Dates of payment that the terms decide."""

import math
from dataclasses import dataclass

from outsourcing_model.case.transition import Transition


@dataclass(frozen=True)
class Payment:
    """A milestone of the plan: the contract month it is planned for, the share paid then, its name if it has one."""

    month: int
    share: float
    name: str = ""


def milestones(terms: Transition, term: int) -> list[Payment]:
    """Return the milestones in the order of their planned months.

    Examples
    --------
    >>> milestones(Transition.model_validate({"months": 4}), 48)
    [Payment(month=4, share=1.0, name='')]
    """
    plan = [Payment(month, share) for month, share in terms.shares.items()]
    plan += [Payment(item.month, item.share, name) for name, item in terms.named.items()]
    if not terms.pays_by_milestone:
        plan.append(Payment(min(max(math.ceil(terms.months), 1), term), 1.0))
    return sorted(plan, key=lambda payment: payment.month)
