"""Formulas that score a price, or price and quality together; each says which way is better.

A price is above zero. `best` is the mark of the best price. `least` is where marks are cut off below; None lets them
fall below it. Formulas that look at the other prices are *relative*: a bid that joins or leaves can change the ranks.
The third method of the French DAJ, on the average of the bids, is left out: its formula was not found.
"""

from collections.abc import Sequence

from outsourcing_model.case.evaluation import MethodName

LOWER_WINS: frozenset[MethodName] = frozenset(
    {"price_per_point", "award_on_value", "willingness_to_pay", "price_quality"}
)
"""Methods whose least score wins; of the others the greatest does."""


def _above_zero(value: float, what: str) -> float:
    """Return a value that has to be above zero, or refuse it."""
    if not value > 0:
        message = f"{what} must be above zero to be scored, not {value:g}"
        raise ValueError(message)
    return value


def _lowest(price: float, prices: Sequence[float]) -> float:
    """Return the lowest of the prices, all above zero."""
    return min(_above_zero(each, "a price") for each in (price, *prices))


def _cut(mark: float, least: float | None) -> float:
    """Return a mark that is not below the least."""
    return mark if least is None else max(mark, least)


def quality_per_price(quality: float, price: float) -> float:
    """Return quality points per unit of money; higher is better, and no other bid matters.

    Source: Kiiver and Kodym, *The Practice of Public Procurement*, the value-for-money method.

    Examples
    --------
    >>> quality_per_price(90, 10_000)
    0.009
    """
    return quality / _above_zero(price, "a price")


def price_per_point(price: float, quality: float) -> float:
    """Return money for a quality point; lower is better. The inverse of quality per price, with quality above zero.

    Examples
    --------
    >>> price_per_point(10_000, 80)
    125.0
    """
    return _above_zero(price, "a price") / _above_zero(quality, "quality")


def proportional(price: float, prices: Sequence[float], best: float = 100.0) -> float:
    """Return ``best x lowest / price``, the French *classique*; higher is better, never zero, relative.

    Examples
    --------
    >>> proportional(10_000, [10_000, 8_000], 70)
    56.0
    """
    return best * _lowest(price, prices) / price


def linear_between_extremes(price: float, prices: Sequence[float], best: float = 100.0) -> float:
    """Return ``best x (highest - price) / (highest - lowest)``; higher is better, relative.

    The dearest bid always has zero, so the mark hangs on the worst bid. Alike prices all have the best mark.
    Source: DAJ sheet of January 2024 on scoring prices.

    Examples
    --------
    >>> linear_between_extremes(120, [100, 120, 200], 10)
    8.0
    """
    lowest, highest = _lowest(price, prices), max(price, *prices)
    return best if highest == lowest else best * (highest - price) / (highest - lowest)


def linear_scale(
    price: float, prices: Sequence[float], best: float = 100.0, n: float = 2.0, least: float | None = 0.0
) -> float:
    """Return ``best x (n x lowest - price) / ((n - 1) x lowest)``; higher is better, relative to the lowest price.

    Zero at `n` times the lowest price, n above 1. Source: Weka, *Marchés publics*, scoring of offers.

    Examples
    --------
    >>> linear_scale(120, [100, 120, 200], 10)
    8.0
    """
    if not n > 1:
        message = f"n must be above 1, not {n:g}: the mark is zero at n times the lowest price"
        raise ValueError(message)
    lowest = _lowest(price, prices)
    return _cut(best * (n * lowest - price) / ((n - 1) * lowest), least)


def penalty(price: float, prices: Sequence[float], best: float = 100.0, least: float | None = 0.0) -> float:
    """Return ``best x (1 - (price - lowest) / lowest)``: the linear scale with n = 2; higher is better, relative.

    Examples
    --------
    >>> penalty(125, [100, 125], 40)
    30.0
    """
    lowest = _lowest(price, prices)
    return _cut(best * (1 - (price - lowest) / lowest), least)


def fixed_range(
    price: float, price_range: tuple[float, float], best: float = 100.0, least: float | None = 0.0
) -> float:
    """Return ``best x (high - price) / (high - low)`` over a range set beforehand; no other bid matters.

    Higher is better. A price below the range has the best mark, one above it the least.

    Examples
    --------
    >>> fixed_range(120, (100, 200), 50)
    40.0
    """
    low, high = price_range
    if not low < high:
        message = f"the range must rise, not go from {low:g} to {high:g}"
        raise ValueError(message)
    return min(_cut(best * (high - _above_zero(price, "a price")) / (high - low), least), best)


def award_on_value(price: float, value_of_quality: float) -> float:
    """Return the fictional price, price less the money that its quality is worth; the lowest wins.

    Examples
    --------
    >>> award_on_value(1_000, 150)
    850
    """
    return _above_zero(price, "a price") - value_of_quality


def value_for_money(cost: float, quality: float, willingness_to_pay: float) -> float:
    """Return ``cost - quality x willingness to pay``; the lowest wins.

    Willingness to pay is stated beforehand; for top quality 20 to 50 % more than for acceptable quality is usual.

    Examples
    --------
    >>> value_for_money(1_000, 80, 5)
    600
    """
    return _above_zero(cost, "a cost") - quality * willingness_to_pay


def supplier_quality_premium(estimate: float, margin: float, price_weight: float) -> float:
    """Return what the price quality method takes off a price: ``estimate x margin / price weight``.

    Parameters
    ----------
    estimate : float
        The client's estimate of the price.
    margin : float
        Weighted quality points above those of the bid with the fewest.
    price_weight : float
        In the same points (70 of 100), above zero.

    Notes
    -----
    The lowest price less premium wins. Usual price weights: works 30 to 50 %, professional services 20 to 30 %.

    Examples
    --------
    >>> round(supplier_quality_premium(500_000, 5, 70), 2)
    35714.29
    """
    return estimate * margin / _above_zero(price_weight, "the weight of the price")
