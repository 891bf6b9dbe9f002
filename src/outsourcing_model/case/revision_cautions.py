"""Cautions about prices that move: series, caps, productivity, benchmarks, and costs that do not move beside them."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.expected import handed_over
from outsourcing_model.case.index import Index
from outsourcing_model.case.indexation import EVERY, Indexation
from outsourcing_model.errors import Problem, Share
from outsourcing_model.quantities import SLACK

JUMP, TIMES = 0.08, 6
"""A change of a month is a jump if it is greater than this share and so many times the median change of the others."""
LONG, UNEQUAL = 36, 24
"""Months of term beyond which prices need a cap, and beyond which standing still is no fair comparison."""


def _rise(case: Case, terms: Indexation) -> float | None:
    """Return the rise expected at one revision without its limits; None if no growth is believed of an index."""
    years = EVERY[terms.every] / 12
    if terms.fixed_rate is not None:
        return terms.share * _grown(terms.fixed_rate.mean, years)
    growths = [(weight, case.indices[name].growth) for name, weight in terms.weights.items()]
    if any(growth is None for _, growth in growths):
        return None
    return sum(weight * _grown(growth.mean, years) for weight, growth in growths if growth)


def _grown(growth: float, years: float) -> float:
    """Return what a growth a year comes to in some years (or a part of one)."""
    return float((1 + growth) ** years) - 1


def _revised(case: Case) -> Iterator[tuple[str, Indexation]]:
    """Yield the revision clauses that apply in the term, by offer."""
    for name, offer in case.offers.items():
        if offer.indexation is not None and offer.indexation.revisions(case.start, case.term):
            yield name, offer.indexation


def jumps(index: Index) -> list[str]:
    """Return the months in which a series changes as no other month does and no break is stated.

    Examples
    --------
    >>> jumps(Index.model_validate({"series": {"2026-01": 143, "2026-02": 144, "2026-03": 100, "2026-04": 101}}))
    ['2026-03']
    """
    changes = {month: abs(index.series[month] / index.series[before] - 1) for before, month in pairwise(index.series)}
    found = []
    for month, change in changes.items():
        others = [other for name, other in changes.items() if name != month and name not in index.breaks]
        if month not in index.breaks and change > JUMP and others and change > TIMES * median(others):
            found.append(month)
    return found


def series_jump(case: Case) -> Iterator[Problem]:
    """Warn of a change from month to month far outside the others: the index was probably put on a new base."""
    for name, index in case.indices.items():
        for month in jumps(index):
            before = [*index.series][[*index.series].index(month) - 1]
            values = {"month": month, "before": index.series[before], "after": index.series[month]}
            yield warn(("indices", name, "series", month), "series_jump", **values)


def no_revision_cap(case: Case) -> Iterator[Problem]:
    """Warn of an index that revises prices over more than three years without a cap."""
    for name, terms in _revised(case):
        if case.term > LONG and terms.fixed_rate is None and terms.cap is None:
            yield warn(("offers", name, "indexation"), "no_revision_cap", term=case.term)


def cap_always_binds(case: Case) -> Iterator[Problem]:
    """Warn of a cap below the expected rise: the index decides nothing."""
    for name, terms in _revised(case):
        rise = _rise(case, terms)
        if rise is not None and terms.cap is not None and terms.cap < rise - SLACK:
            values = {"cap": Share(terms.cap), "rise": Share(rise)}
            yield warn(("offers", name, "indexation", "cap"), "cap_always_binds", **values)


def floor_always_binds(case: Case) -> Iterator[Problem]:
    """Warn of a floor above the expected rise: the index decides nothing."""
    for name, terms in _revised(case):
        rise = _rise(case, terms)
        if rise is not None and terms.floor is not None and terms.floor > rise + SLACK:
            values = {"floor": Share(terms.floor), "rise": Share(rise)}
            yield warn(("offers", name, "indexation", "floor"), "floor_always_binds", **values)


def productivity_above_revision(case: Case) -> Iterator[Problem]:
    """Warn of a productivity promise that more than eats the yearly revision: prices fall in every year."""
    for name, terms in _revised(case):
        rise, gain = _rise(case, terms), case.offers[name].productivity
        if rise is not None and gain is not None:
            yearly = (1 + rise) ** (12 / EVERY[terms.every]) - 1
            if gain.mean > yearly + SLACK:
                values = {"gain": Share(gain.mean), "rise": Share(yearly)}
                yield warn(("offers", name, "productivity"), "productivity_above_revision", **values)


def growth_on_one_side(case: Case) -> Iterator[Problem]:
    """Warn of in-house costs that never rise beside an offer whose prices do."""
    moved = {service for services in handed_over(case).values() for service in services}
    lines = [
        line for line in case.in_house.costs.values()
        if moved & set(line.services) and line.driver not in ("asset", "one_off")
    ]  # fmt: skip
    still = lines and all(not line.index or case.indices[line.index].mean_growth == 0 for line in lines)
    rising = [name for name, terms in _revised(case) if name in handed_over(case) and (_rise(case, terms) or 0) > SLACK]
    if still and rising and case.term > UNEQUAL:
        yield warn(("in_house", "costs"), "growth_on_one_side", term=case.term, offer=", ".join(rising))


def benchmark_too_late(case: Case) -> Iterator[Problem]:
    """Warn of a benchmark whose prices hold only in the last quarter of the term."""
    for name, offer in case.offers.items():
        terms = offer.benchmark
        if terms is not None and terms.from_month - 1 > case.term * 3 / 4 + SLACK:
            values = {"month": terms.from_month, "term": case.term}
            yield warn(("offers", name, "benchmark", "from_month"), "benchmark_too_late", **values)


def benchmark_without_limits(case: Case) -> Iterator[Problem]:
    """Warn of a benchmark without a tolerance and without a limit: no provider signs it unpriced."""
    for name, offer in case.offers.items():
        terms = offer.benchmark
        if terms is not None and terms.tolerance == 0 and terms.most is None:
            yield warn(("offers", name, "benchmark"), "benchmark_without_limits")


def benchmark_idle(case: Case) -> Iterator[Problem]:
    """Warn of a tolerance that no believed gap exceeds: the clause never moves a price."""
    for name, offer in case.offers.items():
        terms = offer.benchmark
        if terms is not None and terms.gap.span()[1] <= terms.tolerance + SLACK:
            values = {"tolerance": Share(terms.tolerance), "gap": Share(terms.gap.span()[1])}
            yield warn(("offers", name, "benchmark", "tolerance"), "benchmark_idle", **values)


RULES = (
    series_jump, no_revision_cap, cap_always_binds, floor_always_binds, productivity_above_revision, growth_on_one_side,
    benchmark_too_late, benchmark_without_limits, benchmark_idle,
)  # fmt: skip
