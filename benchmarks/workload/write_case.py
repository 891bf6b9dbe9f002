"""Writes the reference workload as a case file, ``case.yaml`` beside this file.

A decision of ordinary size, its figures drawn once from a seed: 60 months, 12 services, in-house and two providers, two
levels of availability for each service, 25 beliefs of which every two are correlated. It needs numpy and nothing else:
``python benchmarks/workload/write_case.py``.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

CASE = Path(__file__).with_name("case.yaml")
SEED = 7
SERVICES = tuple(f"service_{number}" for number in range(1, 13))
PROVIDERS = ("onshore", "offshore")
LEVELS = ("first", "second")
WAGE = (66_000, 78_000, 96_000)
TAKEOVER = (400_000, 800_000, 1_800_000)
"""Least, likely and most that a team member is paid a year, and that a takeover costs."""

BELIEFS = (
    "factors.market",
    *(f"services.{service}.volume.growth" for service in SERVICES),
    "indices.wages.growth",
    "factors.productivity",
    "factors.running_cost",
    "factors.pay",
    *(f"factors.{provider}_prices" for provider in PROVIDERS),
    *(f"offers.{provider}.indexation.fixed_rate" for provider in PROVIDERS),
    *(f"offers.{provider}.transition.overrun" for provider in PROVIDERS),
    *(f"factors.{provider}_incidents" for provider in PROVIDERS),
)
"""Paths of the uncertain figures, in the order of the rows of their correlations."""


@dataclass(frozen=True)
class Figures:
    """What the seed decides.

    Parameters
    ----------
    units, capacity, running : ndarray [service]
        Units of the first month, units a person handles in a month, cost of running a unit.
    price : ndarray [provider, service, band]
        Price of a unit in each of three bands.
    limit : ndarray [provider, service, band]
        Upper limits of the first two bands.
    lack, concentration : ndarray [provider, service, level]
        What is missing of an availability on average, and how closely the months keep to that.
    rank : ndarray [belief, belief]
        Rank correlations.
    """

    units: Array
    capacity: Array
    running: Array
    price: Array
    limit: Array
    lack: Array
    concentration: Array
    rank: Array


def figures(seed: int = SEED) -> Figures:
    """Return the figures of the workload."""
    random = np.random.default_rng(seed)
    several, providers = len(SERVICES), len(PROVIDERS)
    units = random.uniform(500, 5000, several)
    capacity = random.uniform(40, 160, several)
    running = random.uniform(2, 10, several)
    around = (providers, several, 1)
    in_house = WAGE[1] / 12 / capacity + running
    price = in_house[None, :, None] * np.array([1.05, 0.92, 0.80]) * random.uniform(0.95, 1.05, around)
    limit = units[None, :, None] * np.array([0.8, 1.15]) * random.uniform(0.95, 1.05, around)
    each = (providers, several, len(LEVELS))
    lack, concentration = random.uniform(0.0002, 0.0012, each), random.uniform(300, 800, each)
    loadings = random.normal(size=(len(BELIEFS), 5)) * 0.35
    covariance = loadings @ loadings.T + np.eye(len(BELIEFS))
    scale = np.sqrt(np.diag(covariance))
    return Figures(units, capacity, running, price, limit, lack, concentration, covariance / np.outer(scale, scale))


def lines(found: Figures) -> Iterator[str]:
    """Yield the lines of the case file."""
    yield "# Written by write_case.py: a decision of ordinary size, to measure the speed of the engine with."
    yield "case: Reference workload"
    yield "currency: EUR"
    yield "start: 2027-01"
    yield "term: 60 months"
    yield "discount_rate: 8 %"
    yield from _factors()
    yield "indices:"
    yield "  wages: {growth: {pert: [2 %, 3 %, 6 %]}}"
    yield from _services(found)
    yield from _in_house(found)
    yield "offers:"
    for number, provider in enumerate(PROVIDERS):
        yield from _offer(found, number, provider)
    yield "alternatives:"
    yield "  in_house: {}"
    yield from (f"  {provider}: {{every_service: {provider}}}" for provider in PROVIDERS)
    yield "correlations:"
    for row, one in enumerate(BELIEFS):
        for column in range(row):
            yield f"  - {{between: [{BELIEFS[column]}, {one}], rank: {_number(found.rank[row, column])}}}"


def _factors() -> Iterator[str]:
    """Yield the shared beliefs: those of one standard deviation s of the logarithm have a median of 1."""
    yield "factors:"
    yield "  market: {normal: {mean: 1.03, sd: 0.03}}"
    yield f"  productivity: {_around_one(0.10)}"
    yield f"  running_cost: {_around_one(0.12)}"
    yield f"  pay: {{triangular: [{', '.join(_number(wage / WAGE[1]) for wage in WAGE)}]}}"
    for provider in PROVIDERS:
        yield f"  {provider}_prices: {{pert: [0.92, 1, 1.15]}}"
        yield f"  {provider}_incidents: {_around_one(0.4)}"


def _around_one(s: float) -> str:
    """Return the lognormal belief with median 1 and the standard deviation `s` of the logarithm."""
    mean = math.exp(s * s / 2)
    return f"{{lognormal: {{mean: {_number(mean)}, sd: {_number(mean * math.sqrt(math.expm1(s * s)))}}}}}"


def _services(found: Figures) -> Iterator[str]:
    """Yield the services and what is promised about them."""
    yield "services:"
    for service, units in zip(SERVICES, found.units, strict=True):
        volume = f"month_1: {_number(units)}, growth: {{triangular: [-5 %, 2 %, 10 %]}}, growth_factor: market"
        yield f"  {service}: {{unit: unit, volume: {{{volume}}}}}"
    yield "service_levels:"
    for service in SERVICES:
        for level in LEVELS:
            yield f"  {service}_{level}: {{service: {service}, metric: availability, target: 99.9 %}}"


def _in_house(found: Figures) -> Iterator[str]:
    """Yield the team and the running cost of each service."""
    yield "in_house:"
    yield "  costs:"
    for number, service in enumerate(SERVICES):
        team = f"units_per_month: {_times(found.capacity[number], 'productivity')}, "
        team += f"annual_wage: {_times(WAGE[1], 'pay')}"
        yield f"    {service}_team: {{service: {service}, staff: {{{team}}}, index: wages}}"
        cost = _times(found.running[number], "running_cost")
        yield f"    {service}_running: {{service: {service}, unit_cost: {cost}}}"


def _offer(found: Figures, number: int, provider: str) -> Iterator[str]:
    """Yield one offer."""
    yield f"  {provider}:"
    yield f"    provider: {provider.capitalize()} provider (fictional)"
    yield "    charges:"
    for place, service in enumerate(SERVICES):
        limits = ", ".join(_number(limit) for limit in found.limit[number, place])
        prices = ", ".join(_times(price, f"{provider}_prices") for price in found.price[number, place])
        yield f"      {service}: {{graduated: {{up_to: [{limits}], price: [{prices}]}}}}"
    yield "    indexation: {fixed_rate: {normal: {mean: 2.5 %, sd: 0.8 %}}}"
    least = TAKEOVER[0]
    more = ", ".join(f"{_number(100 * (price / least - 1))} %" for price in TAKEOVER)
    yield "    transition:"
    yield f"      price: {least}"
    yield "      milestones: {1: 25 %, 2: 25 %, 3: 20 %, 4: 15 %, 5: 10 %, 6: 5 %}"
    yield f"      overrun: {{triangular: [{more}]}}"
    yield "    attainment:"
    for place, service in enumerate(SERVICES):
        for which, level in enumerate(LEVELS):
            lack = _times(found.lack[number, place, which], f"{provider}_incidents")
            close = _number(found.concentration[number, place, which])
            yield f"      {service}_{level}: {{lack: {lack}, concentration: {close}}}"
    yield "    credits:"
    yield "      monthly_cap: 15 %"
    for service in SERVICES:
        for level in LEVELS:
            tiers = "below: [99.9 %, 99 %, 95 %], credit: [10 %, 25 %, 100 %]"
            yield f"      {service}_{level}: {{{tiers}, of: {service}}}"


def _times(value: float, factor: str) -> str:
    """Return a number times a shared belief."""
    return f"{{value: {_number(value)}, times: {factor}}}"


def _number(value: float) -> str:
    """Return a number with the 15 digits that a case keeps."""
    return f"{value:.15g}"


if __name__ == "__main__":
    CASE.write_text("\n".join(lines(figures())) + "\n", encoding="utf-8")
