"""Ranking bids under a method, two methods side by side, and whether a bid that loses decides who wins."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from outsourcing_model.case.evaluation import Evaluation, MethodName
from outsourcing_model.metrics import scoring

TIE = 1e-9
"""Scores closer than this part of the larger one are tied and share a rank."""


@dataclass(frozen=True)
class Tender:
    """What a bid is judged on: its price (comparable cost) and its quality points."""

    name: str
    price: float
    quality: float


@dataclass(frozen=True)
class Ranking:
    """Bids under one method.

    Parameters
    ----------
    method : str
        Name of the formula.
    marks : mapping
        Bid to its price mark; empty for a method that scores price and quality in one figure.
    scores : mapping
        Bid to what decides, in the order of the bids.
    ranks : mapping
        Bid to its rank, 1 for the best; ties share a rank and the next is left out.
    reversals : tuple of str
        Losing bids whose withdrawal would change the order of the others.
    """

    method: MethodName
    marks: Mapping[str, float]
    scores: Mapping[str, float]
    ranks: Mapping[str, int]
    reversals: tuple[str, ...]

    @property
    def winners(self) -> tuple[str, ...]:
        """Return the bids of rank 1."""
        return tuple(name for name, rank in self.ranks.items() if rank == 1)


@dataclass(frozen=True)
class SideBySide:
    """The same bids under two methods."""

    first: Ranking
    second: Ranking

    @property
    def agree(self) -> bool:
        """Return whether both methods rank the bids alike."""
        return self.first.ranks == self.second.ranks


def compare_methods(tenders: Sequence[Tender], evaluation: Evaluation) -> SideBySide:
    """Return the bids ranked by both methods of an evaluation.

    Raises
    ------
    ValueError
        If there are fewer than two bids, or a price is not above zero.

    Examples
    --------
    >>> bids = [Tender("A", 10_000, 90), Tender("B", 8_000, 74)]
    >>> found = compare_methods(bids, Evaluation(price_weight=0.4))
    >>> found.first.ranks, found.second.ranks, found.agree
    ({'A': 1, 'B': 2}, {'A': 2, 'B': 1}, False)
    """
    if len(tenders) < 2:
        message = "ranking needs at least two bids"
        raise ValueError(message)
    first, second = (ranking(method, tenders, evaluation) for method in evaluation.methods)
    return SideBySide(first, second)


def ranking(method: MethodName, tenders: Sequence[Tender], evaluation: Evaluation) -> Ranking:
    """Return the bids ranked by one method, with the losing bids that decide the order of the others."""
    scored = scores(method, tenders, evaluation)
    placed = ranks(scored, method)
    marked = _MARKS.get(method)
    marks = {each.name: marked(each, tenders, evaluation) for each in tenders} if marked else {}
    return Ranking(method, marks, scored, placed, _reversals(method, tenders, evaluation, placed))


def scores(method: MethodName, tenders: Sequence[Tender], evaluation: Evaluation) -> dict[str, float]:
    """Return bid to the figure that decides under a method.

    A price mark is weighed with the quality points, both out of `max_points`; the other methods join price and quality
    themselves. See :data:`outsourcing_model.metrics.scoring.LOWER_WINS` for the direction.
    """
    marked = _MARKS.get(method)
    if marked is None:
        return {each.name: _JOINED[method](each, tenders, evaluation) for each in tenders}
    weight, rest = evaluation.price_weight, evaluation.quality_weight
    return {each.name: weight * marked(each, tenders, evaluation) + rest * each.quality for each in tenders}


def ranks(scored: Mapping[str, float], method: MethodName) -> dict[str, int]:
    """Return bid to rank: one more than the bids that are better by more than a tie.

    Examples
    --------
    >>> ranks({"a": 5.0, "b": 7.0, "c": 5.0}, "proportional")
    {'a': 2, 'b': 1, 'c': 2}
    """
    sign = -1.0 if method in scoring.LOWER_WINS else 1.0
    return {
        name: 1 + sum(sign * (other - own) > TIE * max(abs(other), abs(own)) for other in scored.values())
        for name, own in scored.items()
    }


def _reversals(
    method: MethodName, tenders: Sequence[Tender], evaluation: Evaluation, placed: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the losing bids without which the others would be ordered differently."""
    if len(tenders) < 3:
        return ()
    found = []
    for leaver in tenders:
        rest = [each for each in tenders if each is not leaver]
        without = ranks(scores(method, rest, evaluation), method)
        if placed[leaver.name] > 1 and without != _among(placed, without):
            found.append(leaver.name)
    return tuple(found)


def _among(placed: Mapping[str, int], names: Mapping[str, int]) -> dict[str, int]:
    """Return the ranks that some of the bids have among themselves."""
    return {name: 1 + sum(placed[other] < placed[name] for other in names) for name in names}


Formula = Callable[[Tender, Sequence[Tender], Evaluation], float]


def _prices(tenders: Sequence[Tender]) -> list[float]:
    """Return the prices of the bids."""
    return [each.price for each in tenders]


def _least(evaluation: Evaluation) -> float | None:
    """Return where price marks are cut off."""
    return None if evaluation.negative_marks else 0.0


def _in_range(bid: Tender, _: Sequence[Tender], terms: Evaluation) -> float:
    """Return the price mark over the range set beforehand."""
    low, high = terms.price_range or (0.0, 0.0)
    return scoring.fixed_range(bid.price, (low, high), terms.max_points, _least(terms))


def _less_premium(bid: Tender, bids: Sequence[Tender], terms: Evaluation) -> float:
    """Return the price less the supplier quality premium."""
    margin = terms.quality_weight * (bid.quality - min(each.quality for each in bids)) / terms.max_points
    premium = scoring.supplier_quality_premium(terms.estimate or 0.0, margin, terms.price_weight)
    return scoring.award_on_value(bid.price, premium)


_MARKS: dict[MethodName, Formula] = {
    "proportional": lambda bid, bids, terms: scoring.proportional(bid.price, _prices(bids), terms.max_points),
    "linear_between_extremes": lambda bid, bids, terms: scoring.linear_between_extremes(
        bid.price, _prices(bids), terms.max_points
    ),
    "linear_scale": lambda bid, bids, terms: scoring.linear_scale(
        bid.price, _prices(bids), terms.max_points, terms.n, _least(terms)
    ),
    "penalty": lambda bid, bids, terms: scoring.penalty(bid.price, _prices(bids), terms.max_points, _least(terms)),
    "fixed_range": _in_range,
}
_JOINED: dict[MethodName, Formula] = {
    "quality_per_price": lambda bid, _, __: scoring.quality_per_price(bid.quality, bid.price),
    "price_per_point": lambda bid, _, __: scoring.price_per_point(bid.price, bid.quality),
    "award_on_value": lambda bid, _, terms: scoring.award_on_value(
        bid.price, bid.quality * (terms.value_per_point or 0.0)
    ),
    "willingness_to_pay": lambda bid, _, terms: scoring.value_for_money(
        bid.price, bid.quality, terms.willingness_to_pay or 0.0
    ),
    "price_quality": _less_premium,
}
