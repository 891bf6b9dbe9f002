"""Bids beside one another: their ledgers, two rankings, and which of them are lower than the service should cost."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.engine.distributions import quantile
from outsourcing_model.metrics.awarding import SideBySide, Tender, compare_methods
from outsourcing_model.metrics.bid_ledger import Ledger, bidders, ledger
from outsourcing_model.metrics.exposure import offers_in_use
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.quantities import SLACK

EDGES = (0.1, 0.9)
"""Percentiles between which the cost of the service is expected."""


@dataclass(frozen=True)
class ShouldCost:
    """What the service should cost, in comparable present cost.

    Parameters
    ----------
    low, high : float or None
        10th and 90th percentile; None with `reason`.
    alternative : str
        The in-house alternative whose cost this is; empty where the client's own model states it.
    reason : str
        Wording key that says why there is no range.
    """

    low: float | None
    high: float | None
    alternative: str = ""
    reason: str = ""


@dataclass(frozen=True)
class LowBid:
    """Whether a bid is suspiciously low.

    Parameters
    ----------
    below_range : bool or None
        Whether it costs less than the 10th percentile of what the service should cost; None if that is not known.
    below_average : bool or None
        Whether it lies below the average of the bids by the stated share or more; None without share or other bids.
    """

    below_range: bool | None
    below_average: bool | None

    @property
    def flagged(self) -> bool:
        """Return whether the bid must be explained before it is accepted."""
        return bool(self.below_range or self.below_average)


@dataclass(frozen=True)
class Bids:
    """All bids of a comparison.

    Parameters
    ----------
    ledgers : mapping
        Bid to its ledger, in the order of the case.
    quality : mapping
        Bid to its mean quality points, None where none are stated.
    rankings : SideBySide or None
        The bids with quality points under both methods; None with `reason`.
    reason : str
        Wording key that says why nothing is ranked.
    should_cost : ShouldCost
        What the service should cost.
    average : float or None
        Mean comparable cost of the bids; None where there is only one.
    low : mapping
        Bid to the check for low bids.
    """

    ledgers: Mapping[str, Ledger]
    quality: Mapping[str, float | None]
    rankings: SideBySide | None
    reason: str
    should_cost: ShouldCost
    average: float | None
    low: Mapping[str, LowBid]


def bids(comparison: Comparison) -> Bids:
    """Return the bids of a comparison, each with its ledger, ranked by both methods where they can be."""
    case = comparison.case
    ledgers = {name: ledger(comparison, name) for name in bidders(case)}
    prices = {name: each.comparable for name, each in ledgers.items()}
    quality = {name: _quality(case, name) for name in ledgers}
    rankings, reason = _ranked(case, prices, quality)
    expected = should_cost(comparison)
    average = float(np.mean(list(prices.values()))) if len(prices) > 1 else None
    low = {name: _low(case, price, expected, average) for name, price in prices.items()}
    return Bids(ledgers, quality, rankings, reason, expected, average, low)


def _quality(case: Case, alternative: str) -> float | None:
    """Return the mean quality points of an alternative."""
    points = case.alternatives[alternative].quality_points
    return None if points is None else points.mean


def _ranked(
    case: Case, prices: Mapping[str, float], quality: Mapping[str, float | None]
) -> tuple[SideBySide | None, str]:
    """Return the rankings of the bids with quality points, or the reason why there are none."""
    terms = case.evaluation
    tenders = [Tender(name, prices[name], points) for name, points in quality.items() if points is not None]
    if terms is None:
        return None, "reason.no_evaluation"
    if len(prices) < 2:
        return None, "reason.one_bid"
    if len(tenders) < 2:
        return None, "reason.too_few_with_quality"
    if min(each.price for each in tenders) <= 0:
        return None, "reason.price_not_above_zero"
    if "price_per_point" in terms.methods and min(each.quality for each in tenders) <= 0:
        return None, "reason.quality_not_above_zero"
    return compare_methods(tenders, terms), ""


def should_cost(comparison: Comparison) -> ShouldCost:
    """Return what the service should cost: as stated, else the relevant cost of the in-house alternative.

    Of several in-house alternatives one with a variant counts (the improved one), else the reference, else the first.
    """
    case, flows = comparison.case, comparison.flows
    stated = case.evaluation.should_cost if case.evaluation else None
    if stated is not None:
        low, high = (float(each) for each in quantile(stated, np.array(EDGES)))
        return ShouldCost(low, high)
    own = [name for name in case.alternatives if not offers_in_use(case, name)]
    if not own:
        return ShouldCost(None, None, reason="reason.no_should_cost")
    best = min(own, key=lambda name: (not case.alternatives[name].in_house, name != case.reference))
    row = flows.alternatives.index(best)
    low, high = (float(each) for each in np.quantile(flows.npv[row] - flows.irrelevant_npv, EDGES))
    return ShouldCost(low, high, best)


def _low(case: Case, price: float, expected: ShouldCost, average: float | None) -> LowBid:
    """Return the check of one bid."""
    share = case.evaluation.low_bid if case.evaluation else None
    below_range = None if expected.low is None else price < expected.low
    if share is None or average is None:
        return LowBid(below_range, None)
    return LowBid(below_range, average - price >= (share - SLACK) * abs(average))
