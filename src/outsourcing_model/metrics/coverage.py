"""Credits against harm: how much of the loss from missed levels comes back, and what caps cut off."""

from dataclasses import dataclass

import numpy as np

from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.metrics.exposure import offers_in_use
from outsourcing_model.metrics.harm import by_performer
from outsourcing_model.metrics.penalties import credited, due, received, shared
from outsourcing_model.metrics.results import Comparison


@dataclass(frozen=True)
class Cover:
    """What one level (or all levels of an offer) costs us and returns, undiscounted, simulated means over the term.

    Parameters
    ----------
    alternative, offer : str
        Where.
    level : str
        Which level; empty for all of them together.
    harm : float
        Harm while the provider delivers.
    ours : float
        The part of it that our own side causes.
    due, kept, received : float
        Credits before any cap, after all caps, and as far as claimed. Kept and received are shared among levels, draw
        by draw, by what each level is due.
    coverage : float or None
        Received over harm, the two means.
    p5, p50, p95 : float or None
        Percentiles over the draws of received over harm.
    reason : str
        Wording key that says why there is no coverage.
    """

    alternative: str
    offer: str
    level: str
    harm: float
    ours: float
    due: float
    kept: float
    received: float
    coverage: float | None = None
    p5: float | None = None
    p50: float | None = None
    p95: float | None = None
    reason: str = ""

    @property
    def cut_off(self) -> float:
        """Return what the caps take from the credits due."""
        return self.due - self.kept

    @property
    def unclaimed(self) -> float:
        """Return what is kept and never claimed."""
        return self.kept - self.received


def covers(comparison: Comparison, alternative: str) -> tuple[Cover, ...]:
    """Return for each offer of an alternative all its levels together, then each level that is credited or harms."""
    found = []
    for offer in offers_in_use(comparison.case, alternative):
        found += _of_offer(comparison, alternative, offer)
    return tuple(found)


def coverage(comparison: Comparison, alternative: str, offer: str) -> Cover | None:
    """Return all levels of an offer together; None where nothing is credited and nothing harms."""
    return next((each for each in covers(comparison, alternative) if each.offer == offer and not each.level), None)


def coverage_of(comparison: Comparison, alternative: str) -> float | None:
    """Return what the credits of all offers cover of the harm while they deliver; None without any."""
    whole = [each for each in covers(comparison, alternative) if not each.level]
    harm = sum(each.harm for each in whole)
    return sum(each.received for each in whole) / harm if harm > 0 else None


def _of_offer(comparison: Comparison, alternative: str, offer: str) -> list[Cover]:
    """Return all levels of one offer together, then each."""
    flows, case = comparison.flows, comparison.case
    none = np.zeros(flows.totals.shape[-1])
    kept = flows.kept_credits.get((alternative, offer))
    whole = (none if kept is None else kept.plain, received(flows, alternative, offer, "credits"))
    parts = tuple(shared(flows, alternative, offer, amount) for amount in whole)
    dues, harm = due(flows, alternative, offer), _harms(flows, alternative, offer)
    names = [name for name in case.service_levels if name in harm or name in credited(case, alternative, offer)]
    if not names:
        return []
    ours = {name: float(harm[name].mean()) * case.service_levels[name].our_share for name in harm}
    each = [
        _cover((alternative, offer, name), harm.get(name), ours.get(name, 0.0),
               (dues.get(name, none), parts[0].get(name, none), parts[1].get(name, none)))
        for name in names
    ]  # fmt: skip
    total = np.sum([*harm.values()], axis=0) if harm else None
    together = (sum(dues.values(), none), *whole)
    return [_cover((alternative, offer, ""), total, sum(ours.values()), together), *each]


def _harms(flows: CashFlows, alternative: str, offer: str) -> dict[str, Array]:
    """Return level to its harm while an offer delivers, of each draw kept."""
    found = {}
    for level in flows.case.service_levels:
        parts = by_performer(flows, alternative, level)
        if offer in parts:
            found[level] = parts[offer]
    return found


def _cover(of: tuple[str, str, str], harm: Array | None, ours: float, returned: tuple[Array, Array, Array]) -> Cover:
    """Return what one level costs and returns; `returned` are the credits due, kept and received."""
    due, kept, got = (float(each.mean()) for each in returned)
    if harm is None:
        return Cover(*of, 0.0, 0.0, due, kept, got, reason="reason.no_harm")
    mean = float(harm.mean())
    if harm.min() <= 0:
        return Cover(*of, mean, ours, due, kept, got, reason="reason.no_harm_expected")
    p5, p50, p95 = (float(value) for value in np.percentile(returned[2] / harm, (5, 50, 95)))
    return Cover(*of, mean, ours, due, kept, got, got / mean, p5, p50, p95)
