"""Whether and how far a provider misses a service level, window by window."""

import math

from outsourcing_model.engine.attainment import missed as probability_to_miss
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program.assembly import Assembly

Tiers = tuple[tuple[float, ...], tuple[float, ...]]
"""Limits from the first that is missed to the deepest, and what is given beyond each."""


def stepped(assembly: Assembly, offer: str, level: str, kind: str, tiers: Tiers) -> str:
    """Return the tile of what the tiers of a level give at the end of each window: the step of the deepest one missed.

    `kind` names the tile. In the expected run each step counts by the probability that its limit is missed.
    """
    name = f"offers.{offer}.{kind}.{level}"
    limits, steps = tiers
    if assembly.has(name):
        return name
    path = f"offers.{offer}.attainment.{level}"
    terms = assembly.case.offers[offer]
    belief = terms.attainment[level]
    mean = assembly.row(f"{path}.mean")
    weak = belief.weak_start
    lower = assembly.row(f"{path}.weak_start.lower_by") if weak else assembly.constant(0.0)
    months = assembly.row(f"{path}.weak_start.months") if weak else assembly.constant(0.0)
    none = assembly.constant(0.0)
    blocks = []
    for period, reduction in (("normal", none), ("weak", lower)):
        rows = [
            assembly.derived(
                f"{path} {period} below {limit!r}", probability_to_miss(belief.spread, limit), mean, reduction
            )
            for limit in limits
        ]
        blocks.append(assembly.block(f"{name} {period}", rows))
    rises = (now - before for now, before in zip(steps, (0.0, *steps), strict=False))
    whole = (*assembly.limits(rises), math.floor(terms.transition.months), key("month", offer, level))
    return assembly.apply(
        "credit_share", name, rows=(*blocks, months), whole=whole, path=f"offers.{offer}.credits.{level}", unit="share"
    )


def missed(assembly: Assembly, offer: str, level: str, limit: float) -> str:
    """Return the tile that says at the end of each window whether a limit was missed: 1 or 0, or the probability."""
    return stepped(assembly, offer, level, f"missed {limit!r}", ((limit,), (1.0,)))
