"""The range over which a figure is moved unless another is asked for."""

import numpy as np

from outsourcing_model.case.figure import Figure, usual_range
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.distributions import quantile

TAIL = 0.005


def searched_range(figure: Figure) -> tuple[float, float]:
    """Return the ends between which a figure is moved.

    A belief between its 0.5th and 99.5th percentile; any other number between half and double what it is, within what
    its field allows.

    Raises
    ------
    CaseError
        If the ends are the same.
    """
    belief = figure.stated
    if not isinstance(belief, Uncertain) or belief.is_constant:
        return usual_range(figure)
    times = belief.factor.mean if belief.factor else 1.0
    low, high = (quantile(belief.own, np.array([TAIL, 1 - TAIL])) * times).tolist()
    return usual_range(figure, (low, high))
