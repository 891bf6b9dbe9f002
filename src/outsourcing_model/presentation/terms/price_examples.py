"""Worked examples of what moves prices: the factor is computed by the rules that the engine plays, never typed."""

import numpy as np

from outsourcing_model.case.exchange import ExchangeClause
from outsourcing_model.case.indexation import EVERY, Indexation
from outsourcing_model.case.price_terms import Benchmark
from outsourcing_model.engine.program.assembly import NO_CAP
from outsourcing_model.engine.program.prices import ROUNDING, compared
from outsourcing_model.engine.rules import prices
from outsourcing_model.presentation.terms.tiles import Array, line, row, tile
from outsourcing_model.timeline import Month

START = Month(2000, 1)
"""Any first month: the example does not depend on it."""


def coefficient(terms: Indexation, growth: float, months: int) -> Array:
    """Return the coefficient month by month when every index grows alike, the clause beginning at the start."""
    plain = terms.revised(base_month=None, first=None, lag_months=0, services=())
    pairs = list(compared(plain, START, months))
    beyond = line([float(now - against) for now, against in pairs])
    prices.index_ratio(row(growth), np.ones(months), beyond, ratio := tile(months=months))
    weighted = tile(terms.fixed, months)
    for weight in terms.weights.values():
        prices.weighted_index(ratio, weight, weighted)
    if terms.rounding is None:
        return weighted
    prices.rounded(weighted, terms.rounding.digits, ROUNDING[terms.rounding.mode], out := tile(months=months))
    return out


def indexation(terms: Indexation, growth: float, year: float) -> float:
    """Return the revision factor of a contract year, 1 for the first, when every index grows alike every year."""
    months = 12 * (int(year) - 1) + 1
    every = EVERY[terms.every]
    revised = line([float(month >= 12 and (month - 12) % every == 0) for month in range(months)])
    cap = NO_CAP if terms.cap is None else terms.cap
    floor = -1.0 if terms.floor is None else terms.floor
    chained, carried = int(terms.method == "chained"), int(terms.excess == "carried")
    prices.revision_factor(
        coefficient(terms, growth, months),
        revised,
        chained,
        float(cap),
        float(floor),
        carried,
        out := tile(months=months),
    )
    return float(out[-1, 0])


def productivity(yearly: float, year: float) -> float:
    """Return the price reduction of a contract year."""
    months = 12 * (int(year) - 1) + 1
    prices.productivity_factor(row(yearly), out := tile(months=months))
    return float(out[-1, 0])


def benchmark(terms: Benchmark, gap: float) -> float:
    """Return what a comparison with the market makes of prices."""
    most = NO_CAP if terms.most is None else terms.most
    excess = int(terms.counts == "excess")
    prices.benchmark_factor(row(gap), 0, terms.tolerance, terms.passed_on, excess, float(most), out := tile())
    return float(out[0, 0])


def exchange(terms: ExchangeClause, rate: float) -> float:
    """Return the adjustment of prices at a rate of exchange."""
    whole = int(terms.beyond == "whole")
    prices.exchange_factor(tile(rate), terms.share, terms.reference, terms.band, whole, out := tile())
    return float(out[0, 0])
