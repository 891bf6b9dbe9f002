"""What multiplies an offer's prices: revision, productivity, benchmark, exchange; and the rate of its currency."""

from .world import SLACK, World


def price_factor(world: World, offer: str, service: str | None, month: int) -> float:
    """Return the price factor of a service, or of what belongs to no service."""
    terms = world.case.offers[offer]
    clause, factor = terms.indexation, 1.0
    if clause is not None and (service is None or service in (clause.services or terms.charges)):
        factor = world.revision(offer, month)
    if terms.productivity is not None:
        factor *= (1 - world.values[f"offers.{offer}.productivity"]) ** (month // 12)
    return factor * benchmark_factor(world, offer, month) * exchange_factor(world, offer, month)


def benchmark_factor(world: World, offer: str, month: int) -> float:
    """Return what a comparison with the market leaves of prices."""
    terms = world.case.offers[offer].benchmark
    if terms is None or month + 1 < terms.from_month:
        return 1.0
    gap = world.values[f"offers.{offer}.benchmark.gap"]
    if gap <= terms.tolerance + SLACK:
        return 1.0
    counted = gap - terms.tolerance if terms.counts == "excess" else gap
    fall = terms.passed_on * counted
    return 1 - fall if terms.most is None else 1 - min(fall, terms.most)


def exchange_factor(world: World, offer: str, month: int) -> float:
    """Return what a currency that left its band makes of prices."""
    terms = world.case.offers[offer].exchange
    if terms is None:
        return 1.0
    away = currency_rate(world, terms.currency, month) / terms.reference - 1
    if terms.beyond == "whole":
        return 1 + terms.share * away if abs(away) > terms.band + SLACK else 1.0
    return 1 + terms.share * (away - min(max(away, -terms.band), terms.band))


def currency_rate(world: World, currency: str | None, month: int) -> float:
    """Return what one unit of a currency costs in the case's currency."""
    if currency is None:
        return 1.0
    path = f"exchange_rates.{currency}"
    return world.values[f"{path}.rate"] * (1 + world.values[f"{path}.drift"]) ** (month / 12)
