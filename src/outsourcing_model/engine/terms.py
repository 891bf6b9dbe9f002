"""Steps of the terms that not every contract has."""

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
from outsourcing_model.engine.step import N0, N1, N2, N3, N4, OUT, R0, R1, R2, R3, R4, A, B, D, Step

TERMS: dict[str, Step] = {
    "weighted_index": lambda c, f, x, t, w: weighted_index(t[c[A]], f[0], t[c[OUT]]),
    "rounded": lambda c, f, x, t, w: rounded(t[c[A]], c[N0], c[N1], t[c[OUT]]),
    "productivity_factor": lambda c, f, x, t, w: productivity_factor(x[c[R0]], t[c[OUT]]),
    "benchmark_factor": lambda c, f, x, t, w: benchmark_factor(x[c[R0]], c[N0], f[0], f[1], c[N1], f[2], t[c[OUT]]),
    "exchange_rate": lambda c, f, x, t, w: exchange_rate(x[c[R0]], x[c[R1]], t[c[OUT]]),
    "exchange_factor": lambda c, f, x, t, w: exchange_factor(t[c[A]], f[0], f[1], f[2], c[N0], t[c[OUT]]),
    "product": lambda c, f, x, t, w: product(t[c[A]], t[c[B]], t[c[OUT]]),
    "subtract": lambda c, f, x, t, w: subtract(t[c[A]], t[c[OUT]]),
    "whole_packages": lambda c, f, x, t, w: whole_packages(t[c[A]], f[0], t[c[OUT]]),
    "band_fees": lambda c, f, x, t, w: band_fees(
        t[c[A]], x[c[R0] : c[R0] + c[N1] + 1], w.edges[c[N0] : c[N0] + c[N1]], c[N2], c[N3], t[c[OUT]]
    ),
    "dead_band_charge": lambda c, f, x, t, w: dead_band_charge(
        t[c[A]],
        x[c[R0]],
        x[c[R1] : c[R1] + c[N1] - 1],
        x[c[R2] : c[R2] + c[N3] - 1],
        w.edges[c[N0] : c[N0] + c[N1]],
        w.edges[c[N2] : c[N2] + c[N3]],
        f[0],
        f[1],
        t[c[OUT]],
    ),
    "days_charge": lambda c, f, x, t, w: days_charge(
        t[c[A]],
        x[c[R0]],
        x[c[R1] : c[R1] + c[N0]],
        x[c[R2] : c[R2] + c[N0]],
        x[c[R3] : c[R3] + c[N0]],
        x[c[R4]],
        t[c[OUT]],
    ),
    "gain_share": lambda c, f, x, t, w: gain_share(
        t[c[A]],
        t[c[B]],
        t[c[D]],
        w.series[c[N0]],
        w.edges[c[N1] : c[N1] + c[N2]],
        w.edges[c[N3] : c[N3] + c[N2] + 1],
        w.edges[c[N4] : c[N4] + c[N2] + 1],
        f[0],
        f[1],
        t[c[OUT]],
    ),
    "carried_shortfall": lambda c, f, x, t, w: carried_shortfall(t[c[A]], t[c[B]], f[0], c[N0], t[c[OUT]]),
    "total_discount": lambda c, f, x, t, w: total_discount(
        t[c[A]], w.series[c[N0]], w.edges[c[N1] : c[N1] + c[N2]], w.edges[c[N3] : c[N3] + c[N2] + 1], c[N4], t[c[OUT]]
    ),
    "at_cost": lambda c, f, x, t, w: at_cost(t[c[A]], x[c[R0]], t[c[B]], t[c[D]], t[c[OUT]]),
    "ramping": lambda c, f, x, t, w: ramping(x[c[R0]], x[c[R1]], c[N0], t[c[OUT]]),
    "complement": lambda c, f, x, t, w: complement(t[c[A]], c[N0], t[c[OUT]]),
    "milestone": lambda c, f, x, t, w: milestone(x[c[R0]], x[c[R1]], f[0], t[c[OUT]]),
    "capped_total": lambda c, f, x, t, w: capped_total(t[c[A]], f[0], t[c[OUT]]),
    "team_pay": lambda c, f, x, t, w: team_pay(t[c[A]], x[c[R0]], x[c[R1]], t[c[B]], t[c[OUT]]),
    "hires": lambda c, f, x, t, w: hires(t[c[A]], x[c[R0]], x[c[R1]], t[c[B]], t[c[OUT]]),
    "severance": lambda c, f, x, t, w: severance(x[c[R0]], x[c[R1]], x[c[R2]], x[c[R3]], x[c[R4]], t[c[A]], t[c[OUT]]),
    "sublet": lambda c, f, x, t, w: sublet(x[c[R0]], x[c[R1]], t[c[A]], t[c[B]], t[c[OUT]]),
    "foregone": lambda c, f, x, t, w: foregone(x[c[R0]], x[c[R1]], t[c[A]], t[c[B]], t[c[OUT]]),
    "sold": lambda c, f, x, t, w: sold(x[c[R0]], x[c[R1]], t[c[A]], t[c[OUT]]),
    "written_off": lambda c, f, x, t, w: written_off(x[c[R0]], x[c[R1]], t[c[A]], t[c[B]], c[N0], c[N1], t[c[OUT]]),
    "deductible": lambda c, f, x, t, w: deductible(t[c[A]], f[0], t[c[OUT]]),
    "tax_relief": lambda c, f, x, t, w: tax_relief(x[c[R0]], t[c[A]], t[c[OUT]]),
    "lost_charges": lambda c, f, x, t, w: lost_charges(t[c[A]], f[0], t[c[B]], f[1], x[c[R0]], c[N0], t[c[OUT]]),
    "declining_cap": lambda c, f, x, t, w: declining_cap(f[0], c[N0], t[c[OUT]]),
    "cap_on_remaining": lambda c, f, x, t, w: cap_on_remaining(t[c[A]], f[0], x[c[R0]], c[N0], t[c[OUT]]),
    "dual_running": lambda c, f, x, t, w: dual_running(x[c[R0]], t[c[A]], c[N0], t[c[OUT]]),
}
