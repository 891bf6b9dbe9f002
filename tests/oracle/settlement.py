"""What is settled over several months: gain shares, discounts on the total, shortfalls carried forward."""

import math

from outsourcing_model.case.charges import GainShare
from outsourcing_model.case.price_terms import TotalDiscount

from .world import SLACK


def is_settled(settled: str, month: int, end: int) -> bool:
    """Return whether a month settles: each month or the last of a contract year, and the last one before the exit."""
    return month < end and (settled == "month" or month % 12 == 11 or month == end - 1)


def settled_gain(terms: GainShare, target: float, actual: float, fee: float) -> float:
    """Return what a settlement adds to the fee already charged; nothing where nothing was done."""
    if target == actual == fee == 0:
        return 0.0
    gain, rates = target - actual, terms.provider_share
    if gain < 0 and terms.overrun_share is not None:
        rates = terms.overrun_share
    share, lower = 0.0, 0.0
    for band, rate in enumerate(rates):
        upper = terms.up_to[band] * target if band < len(terms.up_to) else math.inf
        share += rate * max(min(abs(gain), upper) - lower, 0.0)
        lower = upper
    due = fee + share if gain >= 0 else fee - share
    due = due if terms.least_fee is None else max(due, terms.least_fee)
    due = due if terms.most_fee is None else min(due, terms.most_fee)
    return due - fee


def settled_discount(terms: TotalDiscount, total: float) -> float:
    """Return the discount on a total, none on one below zero."""
    total, found, lower = max(total, 0.0), 0.0, 0.0
    for band, share in enumerate(terms.share):
        upper = terms.up_to[band] if band < len(terms.up_to) else math.inf
        if terms.method == "volume" and total <= upper + SLACK:
            return share * total
        found += share * max(min(total, upper) - lower, 0.0)
        lower = upper
    return found


def less_set_off(balances: list[float], months: int) -> list[float]:
    """Return what each month owes: its shortfall, less what of earlier shortfalls is set against its excess.

    Parameters
    ----------
    balances : list of float
        What each month has above the commitment, or misses of it (below zero).
    months : int
        Months after its own in which a shortfall can be set off.
    """
    open_, owed = [0.0] * len(balances), []
    for month, balance in enumerate(balances):
        open_[month] = max(-balance, 0.0)
        excess, set_off = max(balance, 0.0), 0.0
        for earlier in range(max(month - months, 0), month):
            used = min(open_[earlier], excess - set_off)
            open_[earlier] -= used
            set_off += used
        owed.append(open_[month] - set_off)
    return owed
