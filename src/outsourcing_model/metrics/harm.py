"""What missed levels cost the business: by level and performer, against attainment at target, and whose fault it is."""

from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.metrics.results import Comparison


@dataclass(frozen=True)
class LevelHarm:
    """Expected harm of one level in one alternative, undiscounted, over the term.

    Parameters
    ----------
    alternative, level, service : str
        What is measured, and where.
    expected, p5, p95 : float
        Simulated mean and percentiles of the harm by whoever delivers.
    at_target : float or None
        Harm that would be left at attainment just at the target, in the expected run; None for a level without one.
    ours : float
        The part that is our own fault: all while we deliver, the level's `our_share` while the provider does.
    """

    alternative: str
    level: str
    service: str
    expected: float
    p5: float
    p95: float
    at_target: float | None
    ours: float

    @property
    def of_misses(self) -> float | None:
        """Return the harm beyond what is left at the target, below zero where more is attained."""
        return None if self.at_target is None else self.expected - self.at_target


def by_performer(flows: CashFlows, alternative: str, level: str) -> dict[str, Array]:
    """Return performer to the undiscounted harm of a level, of each draw kept; none for a level that harms nothing."""
    return {
        performer: sums.plain
        for (a, name, performer), sums in flows.level_harm.items()
        if (a, name) == (alternative, level)
    }


def harms(comparison: Comparison, alternative: str) -> tuple[LevelHarm, ...]:
    """Return the harm of every level of an alternative whose misses cost something."""
    case, flows = comparison.case, comparison.flows
    found = []
    for name, level in case.service_levels.items():
        parts = by_performer(flows, alternative, name)
        if parts:
            whole = np.sum([*parts.values()], axis=0)
            low, high = (float(value) for value in np.percentile(whole, (5, 95)))
            ours = sum(float(each.mean()) * (1.0 if by == IN_HOUSE else level.our_share) for by, each in parts.items())
            target = _at_target(comparison.expected, alternative, name, tuple(parts))
            found.append(LevelHarm(alternative, name, level.service, float(whole.mean()), low, high, target, ours))
    return tuple(found)


def _at_target(run: CashFlows, alternative: str, level: str, performers: tuple[str, ...]) -> float | None:
    """Return the harm that is left if everybody attains the target in every month."""
    target = run.case.service_levels[level].target
    if target is None:
        return None
    share = sum((presence(run, alternative, level, by) for by in performers), np.zeros(run.case.term))
    return float((1 - target) * (of_everything(run, level) * share).sum())


def presence(run: CashFlows, alternative: str, level: str, performer: str) -> Array:
    """Return the share of each month in which a performer delivers what a level measures."""
    service = run.case.service_levels[level].service
    offer = run.case.performers(alternative)[service]
    if performer != IN_HOUSE:
        return run.steps[f"offers.{performer}.delivering"].values
    return np.ones(run.case.term) if offer == IN_HOUSE else run.steps[f"offers.{offer}.needed"].values


def of_everything(run: CashFlows, level: str) -> Array:
    """Return what it would cost in each month if nothing of a level were attained, recovery apart, at the mean.

    Hours agreed times what an hour costs, or units covered times what a late one costs; nothing for other levels.
    """
    case = run.case
    stated = case.service_levels[level]
    if stated.metric == "availability":
        return np.full(case.term, stated.agreed_hours * hour_cost(case, stated.service))
    late = case.services[stated.service].late_cost
    if stated.metric != "share_in_time" or late is None:
        return np.zeros(case.term)
    return np.asarray(run.steps[f"volume.{stated.service}"].values * stated.share_of_volume.mean * late.mean)


def hour_cost(case: Case, service: str) -> float:
    """Return what an hour without a service costs at mean beliefs: business lost and people idle."""
    stated = case.services[service]
    if stated.downtime is None:
        return stated.downtime_cost_per_hour.mean if stated.downtime_cost_per_hour else 0.0
    parts = stated.downtime
    idle = parts.people.mean * parts.effect * parts.hourly_cost.mean if parts.people and parts.hourly_cost else 0.0
    return (parts.revenue_per_hour.mean if parts.revenue_per_hour else 0.0) + idle
