"""Dates of payment that the terms decide."""

import math

from outsourcing_model.case.transition import Transition


def milestones(terms: Transition, term: int) -> dict[int, float]:
    """Return contract month to the share of the transition price paid then.

    Examples
    --------
    >>> milestones(Transition.model_validate({"months": 4}), 48)
    {4: 1.0}
    """
    if terms.milestones:
        return {int(month): share for month, share in sorted(terms.milestones.items(), key=lambda item: int(item[0]))}
    return {min(max(math.ceil(terms.months), 1), term): 1.0}
