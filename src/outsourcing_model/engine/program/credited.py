"""What one credited level is due at the end of each window: its way, repeated misses, what is excused."""

import math
from dataclasses import dataclass

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.engine.program import charges, levels
from outsourcing_model.engine.program.assembly import NO_CAP, Assembly
from outsourcing_model.quantities import SLACK

POINT = 0.01
"""A point of a share."""
Stage = tuple[str, tuple[str, ...], tuple[int, ...], tuple[float, ...]]
"""A rule that is applied to a tile: its name, the other tiles it reads, its constants."""


@dataclass(frozen=True)
class Party:
    """An offer in an alternative, with what it invoices there.

    Parameters
    ----------
    alternative, offer : str
        Their names.
    invoiced : str
        Tile of the monthly invoice.
    """

    alternative: str
    offer: str
    invoiced: str

    @property
    def prefix(self) -> str:
        """Return how the tiles of the offer in the alternative begin."""
        return f"alternatives.{self.alternative}.offers.{self.offer}"


def credited(assembly: Assembly, party: Party, level: str, repeats: bool = True) -> str:
    """Return the tile of what a level is due before any cap, in points where the scheme's table says what they return.

    Parameters
    ----------
    repeats : bool
        Whether what misses in a row change is taken into account.
    """
    terms, scheme = _terms(assembly, party.offer, level)
    way = terms.way
    kind = "credit" if repeats or terms.repeat is None else "credit_without_repeats"
    name = f"{party.prefix}.{kind}.{level}"
    path = f"offers.{party.offer}.credits.{level}"
    base = party.invoiced if terms.of == INVOICE else charges.charge(assembly, party.offer, terms.of)
    base = levels.window_base(assembly, level, base)
    if way == "per_hour":
        hours = levels.shortfall(assembly, party.offer, level, first_limit(assembly.case.service_levels[level], terms))
        most = NO_CAP if terms.most is None else terms.most
        amount = (terms.per_hour or 0.0) * _window_hours(assembly.case.service_levels[level])
        stages = [("hours_credit", (base,), (), (amount, most)), *_stages(assembly, party.offer, level, repeats)]
        return _through(assembly, hours, stages, name, path, "currency")
    share = _share(assembly, party.offer, level, scheme)
    unit = "points" if way == "points" else "share"
    due = f"{share} {'due' if kind == 'credit' else 'due_without_repeats'}"
    share = _through(assembly, share, _stages(assembly, party.offer, level, repeats), due, path, unit)
    return share if way == "points" else assembly.apply("level_credit", name, (share, base), path=path)


def first_limit(promise: ServiceLevel, terms: LevelCredit) -> float:
    """Return the limit beyond which a credited level is missed.

    The first limit of its tiers; the target where each point below it counts; the share of the hours that are free.
    """
    if terms.way == "per_hour":
        return max(1.0 - terms.free_hours / _window_hours(promise), 0.0)
    return terms.limits[0] if terms.limits else (promise.target or 0.0)


def missed(assembly: Assembly, offer: str, level: str) -> str:
    """Return the tile of the misses of a credited level, probabilities in the expected run."""
    terms, _ = _terms(assembly, offer, level)
    return levels.missed(assembly, offer, level, first_limit(assembly.case.service_levels[level], terms))


def whole_points(target: float, rate: float, most: float | None) -> levels.Tiers:
    """Return the tiers of a credit for each full point below a target, up to the most.

    Examples
    --------
    >>> limits, credit = whole_points(0.99, 0.05, 0.10)
    >>> [round(limit, 6) for limit in limits], credit
    ([0.98, 0.97], (0.05, 0.1))
    """
    top = NO_CAP if most is None else most
    points = range(1, math.floor(target / POINT + SLACK) + 1)
    needed = [j for j in points if rate * (j - 1) < top] or [1]
    # a level that is a full point below, met exactly, counts; one that is missed by less than 1e-9 points does too
    limits = tuple(max(target - POINT * j + SLACK + POINT * SLACK, 0.0) for j in needed)
    return limits, tuple(min(rate * j, top) for j in needed)


def window_stride(promise: ServiceLevel) -> int:
    """Return the months from the end of a window to the end of the next; those that roll end every month."""
    return 1 if promise.rolling_months else promise.window_months


def _terms(assembly: Assembly, offer: str, level: str) -> tuple[LevelCredit, CreditScheme]:
    """Return what a level returns and the scheme it is part of."""
    scheme = assembly.case.offers[offer].credits or CreditScheme()
    return scheme.levels[level], scheme


def _window_hours(promise: ServiceLevel) -> float:
    """Return the agreed hours of a window."""
    return promise.agreed_hours * promise.window_months


def _share(assembly: Assembly, offer: str, level: str, scheme: CreditScheme) -> str:
    """Return the tile of the share of the charge, or the points, that a window returns by itself."""
    terms, promise = scheme.levels[level], assembly.case.service_levels[level]
    way = terms.way
    if way == "allocation":
        pool = (terms.allocation or 0.0) * (scheme.at_risk or 0.0)
        steps = tuple(multiplier * pool for multiplier in terms.steps)
        return levels.stepped(assembly, offer, level, "pool_share", (terms.limits, steps))
    if way == "points":
        return levels.stepped(assembly, offer, level, "points", (terms.limits, terms.steps))
    if way == "credit":
        return levels.stepped(assembly, offer, level, "credit_share", (terms.limits, terms.steps))
    target, rate = promise.target or 0.0, terms.per_point or 0.0
    if terms.whole_points:
        return levels.stepped(assembly, offer, level, "credit_share", whole_points(target, rate, terms.most))
    name = f"offers.{offer}.credit_share.{level}"
    if assembly.has(name):
        return name
    below = levels.shortfall(assembly, offer, level, target)
    deepest = 0.0 if terms.most is None or rate == 0 else max(target - POINT * terms.most / rate, 0.0)
    beyond = levels.shortfall(assembly, offer, level, deepest) if deepest > 0 else assembly.always(0.0)
    path = f"offers.{offer}.credits.{level}"
    return assembly.apply("shortfall_credit", name, (below, beyond), real=(rate,), path=path, unit="share")


def _stages(assembly: Assembly, offer: str, level: str, repeats: bool) -> list[Stage]:
    """Return what changes the credit of a window: misses in a row, failure that persists, our own share, the year."""
    terms, _ = _terms(assembly, offer, level)
    promise, found = assembly.case.service_levels[level], list[Stage]()
    path = f"offers.{offer}.credits.{level}"
    if terms.repeat is not None and repeats:
        whole = (terms.repeat.after, window_stride(promise))
        found.append(("repeated", (missed(assembly, offer, level),), whole, (terms.repeat.multiplier,)))
    if (persistent := terms.persistent) is not None:
        miss = missed(assembly, offer, level)
        before = (persistent.misses - 1, persistent.within, 1)
        often = often_missed(assembly, miss, before, f"{path}.persistent")
        found.append(("persistent_credit", (miss, often), (), (persistent.credit,)))
    if promise.our_share > 0 or terms.by_year:
        years = terms.by_year or (1.0,)
        part = assembly.pattern(
            (1.0 - promise.our_share) * years[min(month // 12, len(years) - 1)] for month in range(assembly.case.term)
        )
        found.append(("due_part", (), (part,), ()))
    return found


def often_missed(assembly: Assembly, miss: str, counted: tuple[int, int, int], path: str) -> str:
    """Return the tile of the probability of so many misses in so many months, up to some months ago."""
    name = f"{miss} {counted[0]} in {counted[1]} until {counted[2]}"
    if assembly.has(name):
        return name
    return assembly.apply("often_missed", name, (miss,), whole=counted, path=path, unit="share")


def _through(assembly: Assembly, tile: str, stages: list[Stage], name: str, path: str, unit: str) -> str:
    """Return the tile that results from some rules, one after the other; the last one is called `name`."""
    for number, (rule, tiles, whole, real) in enumerate(stages):
        out = name if number == len(stages) - 1 else f"{name}, {rule}"
        if not assembly.has(out):
            assembly.apply(rule, out, (tile, *tiles), whole=whole, real=real, path=path, unit=unit)
        tile = out
    return tile
