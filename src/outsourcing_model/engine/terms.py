"""The compiled driver, second part: applies one rule of the terms that not every contract has."""

from outsourcing_model.engine.compiled import Array, Codes, rule
from outsourcing_model.engine.rules.charges import subtract
from outsourcing_model.engine.rules.freed import foregone, sold, sublet
from outsourcing_model.engine.rules.leaving import cap_on_remaining, declining_cap, dual_running, lost_charges
from outsourcing_model.engine.rules.presence import complement, ramping
from outsourcing_model.engine.rules.prices import (
    benchmark_factor,
    exchange_factor,
    exchange_rate,
    product,
    productivity_factor,
    rounded,
    weighted_index,
)
from outsourcing_model.engine.rules.tax import deductible, tax_relief, written_off
from outsourcing_model.engine.rules.teams import hires, severance, team_pay
from outsourcing_model.engine.rules.totals import at_cost, carried_shortfall, total_discount
from outsourcing_model.engine.rules.turning_points import capped_total, milestone
from outsourcing_model.engine.rules.units import band_fees, days_charge, dead_band_charge, gain_share, whole_packages


@rule
def apply_term(
    c: Codes, f: Array, x: Array, series: Array, edges: Array, used: tuple[Array, Array, Array, Array]
) -> None:
    """Fill the last tile of `used` by one rule.

    Parameters
    ----------
    c, f : ndarray
        The instruction: its whole numbers and its other constants.
    x, series, edges : ndarray
        Numbers of the draws, patterns by month, limits of bands.
    used : tuple of ndarray [month, lane]
        Three tiles read, one filled.
    """
    a, b, d, o = used
    op = c[0]
    r0, r1, r2, r3, r4 = x[c[6]], x[c[7]], x[c[8]], x[c[9]], x[c[10]]
    n0, n1, n2, n3, n4 = c[14], c[15], c[16], c[17], c[18]
    if op == 37:
        weighted_index(a, f[0], o)
    elif op == 38:
        rounded(a, n0, n1, o)
    elif op == 39:
        productivity_factor(r0, o)
    elif op == 40:
        benchmark_factor(r0, n0, f[0], f[1], n1, f[2], o)
    elif op == 41:
        exchange_rate(r0, r1, o)
    elif op == 42:
        exchange_factor(a, f[0], f[1], f[2], n0, o)
    elif op == 43:
        product(a, b, o)
    elif op == 44:
        subtract(a, o)
    elif op == 45:
        whole_packages(a, f[0], o)
    elif op == 46:
        band_fees(a, x[c[6] : c[6] + n1 + 1], edges[n0 : n0 + n1], n2, n3, o)
    elif op == 47:
        arcs, rrcs = x[c[7] : c[7] + n1 - 1], x[c[8] : c[8] + n3 - 1]
        dead_band_charge(a, r0, arcs, rrcs, edges[n0 : n0 + n1], edges[n2 : n2 + n3], f[0], f[1], o)
    elif op == 48:
        days_charge(a, r0, x[c[7] : c[7] + n0], x[c[8] : c[8] + n0], x[c[9] : c[9] + n0], r4, o)
    elif op == 49:
        bands = edges[n1 : n1 + n2]
        gain_share(a, b, d, series[n0], bands, edges[n3 : n3 + n2 + 1], edges[n4 : n4 + n2 + 1], f[0], f[1], o)
    elif op == 50:
        carried_shortfall(a, b, f[0], n0, o)
    elif op == 51:
        total_discount(a, series[n0], edges[n1 : n1 + n2], edges[n3 : n3 + n2 + 1], n4, o)
    elif op == 52:
        at_cost(a, r0, b, d, o)
    elif op == 53:
        ramping(r0, r1, n0, o)
    elif op == 54:
        complement(a, n0, o)
    elif op == 55:
        milestone(r0, r1, f[0], o)
    elif op == 56:
        capped_total(a, f[0], o)
    elif op == 57:
        team_pay(a, r0, r1, b, o)
    elif op == 58:
        hires(a, r0, r1, b, o)
    elif op == 59:
        severance(r0, r1, r2, r3, r4, a, o)
    elif op == 60:
        sublet(r0, r1, a, b, o)
    elif op == 61:
        foregone(r0, r1, a, b, o)
    elif op == 62:
        sold(r0, r1, a, o)
    elif op == 63:
        written_off(r0, r1, a, b, n0, n1, o)
    elif op == 64:
        deductible(a, f[0], o)
    elif op == 65:
        tax_relief(r0, a, o)
    elif op == 66:
        lost_charges(a, f[0], b, f[1], r0, n0, o)
    elif op == 67:
        declining_cap(f[0], n0, o)
    elif op == 68:
        cap_on_remaining(a, f[0], r0, n0, o)
    elif op == 69:
        dual_running(r0, a, n0, o)
