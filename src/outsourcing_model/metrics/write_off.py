"""Purchases written off over their life, in place of the months in which they are bought."""

import math

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.cost import CostLine
from outsourcing_model.case.paths import parse, value_at
from outsourcing_model.engine.flows import Array


def straight_line(bought: Array, life: int, months: int) -> Array:
    """Return the monthly write-off of purchases over `life` months, nothing left after `months`.

    Parameters
    ----------
    bought : ndarray [month]
        Purchases above zero, and in the last of `months` what is received for the life that is left.
    life : int
        Months of use.
    months : int
        Length of the term.

    Notes
    -----
    A purchase of p in month k gives p / life in each month k to k + life - 1. What the term cuts off, less what is
    received for it, falls in the last month, so that the write-offs add up to the payments.

    Examples
    --------
    >>> straight_line(np.array([60.0, 0, 0, -20]), 6, 4)
    array([10., 10., 10., 10.])
    >>> straight_line(np.array([60.0, 0, 0, 0]), 6, 4)
    array([10., 10., 10., 30.])
    """
    charge = np.zeros(len(bought))
    for month in range(months - 1):
        charge[month : min(month + life, months)] += bought[month] / life
    charge[months - 1] += bought.sum() - charge.sum()
    return charge


def accrued(case: Case, path: str, served: Array) -> Array:
    """Return a line's amounts as an accountant sees them: a purchase over its life, all else as it is.

    Parameters
    ----------
    case : Case
        Where the line's record stands.
    path : str
        Place of the record.
    served : ndarray [month]
        Amounts by month of service.
    """
    record = value_at(case, parse(path)) if path else None
    if not isinstance(record, CostLine) or record.asset is None:
        return served
    return straight_line(served, math.ceil(record.asset.life), case.term)
