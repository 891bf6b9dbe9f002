"""Believed levels, and the credit that they are expected to return."""

import math

from scipy.special import betainc

from outsourcing_model.case.level_credit import LevelCredit
from outsourcing_model.case.attainment import Attainment

from .world import SLACK, World


def level_mean(world: World, path: str, belief: Attainment, since: int) -> float:
    """Return the believed level so many months after the start of delivery."""
    mean = world.values[f"{path}.mean"]
    if belief.weak_start is not None and since < world.values[f"{path}.weak_start.months"]:
        mean -= world.values[f"{path}.weak_start.lower_by"]
    return min(max(mean, 0.0), 1.0)


def beta_parameters(mean: float, spread: float) -> tuple[float, float] | None:
    """Return both parameters of a month's level, none if it is the mean itself."""
    deviation = min(spread, 0.999 * math.sqrt(mean * (1 - mean)))
    if deviation < SLACK:
        return None
    size = mean * (1 - mean) / deviation**2 - 1
    return mean * size, (1 - mean) * size


def miss_probability(limit: float, mean: float, spread: float) -> float:
    """Return the chance that a month's level is below a limit by more than the slack."""
    edge, parameters = limit - SLACK, beta_parameters(mean, spread)
    if parameters is None:
        return float(mean < edge)
    return float(betainc(*parameters, min(max(edge, 0.0), 1.0)))


def expected_share(tiers: LevelCredit, mean: float, spread: float) -> float:
    """Return each tier's step of credit times the chance that it is missed."""
    total, above = 0.0, 0.0
    for limit, credit in zip(tiers.below, tiers.credit, strict=True):
        total += (credit - above) * miss_probability(limit, mean, spread)
        above = credit
    return total


def returned_share(tiers: LevelCredit, level: float) -> float:
    """Return the credit of the deepest tier that a level misses."""
    missed = [credit for limit, credit in zip(tiers.below, tiers.credit, strict=True) if level < limit - SLACK]
    return missed[-1] if missed else 0.0
