"""The level believed of a performer month by month, as harm counts it: the mean, without the month's luck."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.attainment import Attainment
from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.engine.program import demand, means
from outsourcing_model.engine.program.assembly import Array, Assembly


@dataclass(frozen=True)
class Believed:
    """What is believed of one performer.

    Parameters
    ----------
    beliefs, places : mapping
        Level to the belief about it, and to its place in the case.
    start, stop : int
        First month of delivery, and the month after the last.
    """

    beliefs: Mapping[str, Attainment]
    places: Mapping[str, str]
    start: int
    stop: int


def believed(case: Case, alternative: str, performer: str) -> Believed:
    """Return what is believed of a performer in an alternative; a variant's beliefs go before the company's own."""
    stop = min(demand.exit_month(case), case.term)
    if performer != IN_HOUSE:
        offer = case.offers[performer]
        places = {level: f"offers.{performer}.attainment.{level}" for level in offer.attainment}
        return Believed(offer.attainment, places, math.floor(offer.transition.months), stop)
    own = case.in_house.attainment
    places = {level: f"in_house.attainment.{level}" for level in own}
    variant = case.alternatives[alternative].in_house
    changed = case.in_house.variants[variant].attainment if variant else {}
    places |= {level: f"in_house.variants.{variant}.attainment.{level}" for level in changed}
    return Believed({**own, **changed}, places, 0, stop)


def level_of(assembly: Assembly, held: Believed, name: str) -> str:
    """Return the tile of the level believed of each month."""
    belief, path = held.beliefs[name], held.places[name]
    if belief.same_as:
        return level_of(assembly, held, belief.same_as)
    if belief.parts:
        tiles = [level_of(assembly, held, part) for part in belief.parts]
        return means.composed(assembly, tiles, bool(belief.in_parallel), path)
    if belief.basis == "outages":
        return _left(assembly, path, means.down(belief, assembly.case.service_levels[name]))
    return means.tile(assembly, path, belief, held.start, held.stop)


def _left(assembly: Assembly, path: str, down: float) -> str:
    """Return the tile of the mean availability that failures leave, each taking the share `down` of a month."""
    name = f"{path}.level"
    if assembly.has(name):
        return name

    def left(failures: Array) -> Array:
        return np.asarray(1 - failures * down)

    row = assembly.derived(f"{name} every month", left, assembly.row(f"{path}.outages.a_month"))
    return assembly.apply("level", name, rows=(row,), path=path, unit="share")
