"""Whether and how far a provider misses a service level, window by window: the doors for what misses return."""

from functools import partial

from outsourcing_model.engine import derived
from outsourcing_model.engine.points import key
from outsourcing_model.engine.program import attained, chances, means, windows
from outsourcing_model.engine.program.assembly import Assembly
from outsourcing_model.engine.program.measured import Measured, measured

Tiers = tuple[tuple[float, ...], tuple[float, ...]]
"""Limits from the first that is missed to the deepest, and what is given beyond each."""


def stepped(assembly: Assembly, offer: str, level: str, kind: str, tiers: Tiers) -> str:
    """Return the tile of what the tiers of a level give at the end of each window: the step of the deepest one missed.

    `kind` names the tile. In the expected run each step counts by the probability that its limit is missed.
    """
    name = f"offers.{offer}.{kind}.{level}"
    if assembly.has(name):
        return name
    subject = measured(assembly.case, offer, level)
    path = _place(assembly, subject)
    if subject.is_simple:
        return _by_probability(assembly, name, subject, tiers, path)
    return (_by_luck if subject.is_direct else _by_level)(assembly, name, subject, tiers, path)


def missed(assembly: Assembly, offer: str, level: str, limit: float) -> str:
    """Return the tile that says at the end of each window whether a limit was missed: 1 or 0, or the probability."""
    given = stepped(assembly, offer, level, f"missed {limit!r}", ((limit,), (1.0,)))
    subject = measured(assembly.case, offer, level)
    return windows.delivered(assembly, subject, given) if subject.is_simple else given


def shortfall(assembly: Assembly, offer: str, level: str, limit: float) -> str:
    """Return the tile of how far a share stays below a limit at the end of each window, 0 where nothing is measured.

    In the expected run it is the expectation of that.
    """
    name = f"offers.{offer}.shortfall {limit!r}.{level}"
    if assembly.has(name):
        return name
    subject = measured(assembly.case, offer, level)
    expected = chances.shortfall(assembly, f"{name} expected", subject, limit)
    return assembly.apply(
        "shortfall",
        name,
        (windows.level(assembly, subject), windows.counted(assembly, subject)),
        (expected.rows,),
        (expected.which, expected.kinds),
        (limit,),
        path=_place(assembly, subject),
        unit="share",
    )


def window_base(assembly: Assembly, level: str, charge: str) -> str:
    """Return the tile of the charge that a level returns a share of.

    The sum over a quarter's or a year's window at its end, 0 in its other months; else the charge of the month.
    """
    promise = assembly.case.service_levels[level]
    if promise.rolling_months is not None or promise.window_months == 1:
        return charge
    return windows.total(assembly, charge, promise.window_months, rolling=False)


def _place(assembly: Assembly, subject: Measured) -> str:
    """Return the place in the case of what a level returns, or of the belief about it if it returns nothing."""
    scheme = assembly.case.offers[subject.offer].credits
    credited = scheme is not None and subject.level in scheme.levels
    return f"offers.{subject.offer}.credits.{subject.level}" if credited else subject.path


def _by_probability(assembly: Assembly, name: str, subject: Measured, tiers: Tiers, path: str) -> str:
    """Return the tile of a level whose months stand by themselves, drawn from the probabilities of its tiers."""
    limits, steps = tiers
    belief, held = subject.belief, subject.path
    mean = means.mean(assembly, held, belief)
    weak = belief.weak_start
    lower = assembly.row(f"{held}.weak_start.lower_by") if weak else assembly.constant(0.0)
    months = assembly.row(f"{held}.weak_start.months") if weak else assembly.constant(0.0)
    normal = _chances(assembly, f"{name} normal", subject, limits, mean, assembly.constant(0.0))
    worse = _chances(assembly, f"{name} weak", subject, limits, mean, lower) if weak else normal
    whole = (*assembly.limits(_rises(steps)), subject.start, key("month", subject.offer, subject.owner))
    return assembly.apply("credit_share", name, rows=(normal, worse, months), whole=whole, path=path, unit="share")


def _chances(
    assembly: Assembly, name: str, subject: Measured, limits: tuple[float, ...], mean: str, reduction: str
) -> str:
    """Return the first of the rows of the probabilities to miss each limit, at a mean level less a reduction."""
    belief = subject.belief
    place = assembly.derived(f"{mean} less {reduction}, octave of its lack", derived.octave, mean, reduction)
    for number, limit in enumerate(limits):
        formula = partial(derived.chance, belief.spread, belief.concentration, limit, means.span(belief))
        assembly.derived(f"{name} [{number}]", formula, mean, reduction, place)
    return f"{name} [0]"


def _by_luck(assembly: Assembly, name: str, subject: Measured, tiers: Tiers, path: str) -> str:
    """Return the tile of a level whose months are missed by luck alone, without drawing the level itself."""
    limits, steps = tiers
    chance = chances.missed(assembly, f"{name} chance", subject, limits)
    score = chances.scores(assembly, f"{name} score", chance.rows, chance.kinds * len(limits))
    whole = (*assembly.limits(_rises(steps)), chance.which, chance.kinds)
    tiles = (attained.luck(assembly, subject), windows.counted(assembly, subject))
    return assembly.apply("missed_by_luck", name, tiles, (chance.rows, score), whole, path=path, unit="share")


def _by_level(assembly: Assembly, name: str, subject: Measured, tiers: Tiers, path: str) -> str:
    """Return the tile of a level that is drawn, measured over its windows and held against the limits."""
    limits, steps = tiers
    chance = chances.missed(assembly, f"{name} chance", subject, limits)
    whole = (*assembly.limits(_rises(steps)), chance.which, chance.kinds, assembly.limits(limits)[0])
    sign = (-1.0 if subject.promise.is_number else 1.0,)
    tiles = (windows.level(assembly, subject), windows.counted(assembly, subject))
    return assembly.apply("missed_by_level", name, tiles, (chance.rows,), whole, sign, path, "share")


def _rises(steps: tuple[float, ...]) -> list[float]:
    """Return what each step gives more than the one before it."""
    return [now - before for now, before in zip(steps, (0.0, *steps), strict=False)]
