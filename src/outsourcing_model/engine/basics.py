"""Steps of what every contract has: volumes, own costs, charges, credits, leaving."""

from outsourcing_model.engine.rules.charges import (
    add,
    billed,
    clear,
    flat_charge,
    graduated_charge,
    level,
    share_of_charges,
    volume_charge,
)
from outsourcing_model.engine.rules.credits import (
    added_credit,
    added_share,
    believed_level,
    capped_credit,
    credit_share,
    downtime_harm,
    late_harm,
    level_credit,
)
from outsourcing_model.engine.rules.demand import volume_path
from outsourcing_model.engine.rules.leaving import termination_fee
from outsourcing_model.engine.rules.own_costs import asset_cost, fixed_cost, single_payment, unit_cost
from outsourcing_model.engine.rules.presence import (
    delivering,
    greatest,
    needed,
    own_cost,
    parallel_running,
    stranded,
    stranded_until_avoidable,
    until_exit,
)
from outsourcing_model.engine.rules.prices import index_ratio, revision_factor
from outsourcing_model.engine.rules.teams import staff_heads, team_heads
from outsourcing_model.engine.rules.totals import commitment_shortfall
from outsourcing_model.engine.rules.turning_points import delay_damages, instalments, risk_event
from outsourcing_model.engine.step import N0, N1, N2, N3, OUT, R0, R1, R2, A, B, D, Step

BASICS: dict[str, Step] = {
    "clear": lambda c, f, x, t, w: clear(t[c[OUT]]),
    "level": lambda c, f, x, t, w: level(x[c[R0]], t[c[OUT]]),
    "add": lambda c, f, x, t, w: add(t[c[A]], t[c[OUT]]),
    "volume_path": lambda c, f, x, t, w: volume_path(x[c[R0]], x[c[R1]], w.series[c[N0]], t[c[OUT]]),
    "index_ratio": lambda c, f, x, t, w: index_ratio(x[c[R0]], w.series[c[N0]], w.series[c[N1]], t[c[OUT]]),
    "revision_factor": lambda c, f, x, t, w: revision_factor(
        t[c[A]], w.series[c[N0]], c[N1], f[0], f[1], c[N2], t[c[OUT]]
    ),
    "delivering": lambda c, f, x, t, w: delivering(x[c[R0]], c[N0], t[c[OUT]]),
    "needed": lambda c, f, x, t, w: needed(x[c[R0]], x[c[R1]], c[N0], t[c[OUT]]),
    "greatest": lambda c, f, x, t, w: greatest(t[c[A]], t[c[B]], t[c[OUT]]),
    "until_exit": lambda c, f, x, t, w: until_exit(t[c[A]], c[N0], t[c[OUT]]),
    "own_cost": lambda c, f, x, t, w: own_cost(t[c[A]], t[c[B]], t[c[OUT]]),
    "parallel_running": lambda c, f, x, t, w: parallel_running(t[c[A]], t[c[B]], t[c[D]], f[0], t[c[OUT]]),
    "stranded": lambda c, f, x, t, w: stranded(t[c[A]], t[c[B]], f[0], t[c[OUT]]),
    "stranded_until_avoidable": lambda c, f, x, t, w: stranded_until_avoidable(
        t[c[A]], t[c[B]], x[c[R0]], x[c[R1]], f[0], t[c[OUT]]
    ),
    "staff_heads": lambda c, f, x, t, w: staff_heads(t[c[A]], x[c[R0]], x[c[R1]], x[c[R2]], f[0], f[1], t[c[OUT]]),
    "team_heads": lambda c, f, x, t, w: team_heads(x[c[R0]], t[c[OUT]]),
    "unit_cost": lambda c, f, x, t, w: unit_cost(t[c[A]], x[c[R0]], t[c[B]], t[c[OUT]]),
    "fixed_cost": lambda c, f, x, t, w: fixed_cost(x[c[R0]], f[0], t[c[A]], t[c[OUT]]),
    "single_payment": lambda c, f, x, t, w: single_payment(x[c[R0]], x[c[R1]], x[c[R2]], t[c[OUT]]),
    "asset_cost": lambda c, f, x, t, w: asset_cost(
        x[c[R0]], x[c[R1]], t[c[A]], t[c[B]], c[N0], c[N1], c[N2], t[c[OUT]]
    ),
    "flat_charge": lambda c, f, x, t, w: flat_charge(t[c[A]], x[c[R0]], x[c[R1]], t[c[OUT]]),
    "graduated_charge": lambda c, f, x, t, w: graduated_charge(
        t[c[A]], x[c[R0]], x[c[R1] : c[R1] + c[N1] + 1], w.edges[c[N0] : c[N0] + c[N1]], t[c[OUT]]
    ),
    "volume_charge": lambda c, f, x, t, w: volume_charge(
        t[c[A]], x[c[R0]], x[c[R1] : c[R1] + c[N1] + 1], w.edges[c[N0] : c[N0] + c[N1]], c[N2], t[c[OUT]]
    ),
    "billed": lambda c, f, x, t, w: billed(t[c[A]], t[c[B]], t[c[D]], t[c[OUT]]),
    "commitment_shortfall": lambda c, f, x, t, w: commitment_shortfall(t[c[A]], t[c[B]], f[0], t[c[OUT]]),
    "share_of_charges": lambda c, f, x, t, w: share_of_charges(x[c[R0]], t[c[A]], t[c[OUT]]),
    "believed_level": lambda c, f, x, t, w: believed_level(x[c[R0]], x[c[R1]], x[c[R2]], c[N0], t[c[OUT]]),
    "credit_share": lambda c, f, x, t, w: credit_share(
        x[c[R0] : c[R0] + c[N1]],
        x[c[R1] : c[R1] + c[N1]],
        x[c[R2]],
        c[N2],
        w.edges[c[N0] : c[N0] + c[N1]],
        c[N3] ^ w.seed,
        w.first,
        w.sampled,
        t[c[OUT]],
    ),
    "added_share": lambda c, f, x, t, w: added_share(
        x[c[R0] : c[R0] + c[N1]],
        x[c[R1] : c[R1] + c[N1]],
        x[c[R2]],
        c[N2],
        w.edges[c[N0] : c[N0] + c[N1]],
        c[N3] ^ w.seed,
        w.first,
        w.sampled,
        t[c[A]],
        t[c[OUT]],
    ),
    "level_credit": lambda c, f, x, t, w: level_credit(t[c[A]], t[c[B]], t[c[OUT]]),
    "added_credit": lambda c, f, x, t, w: added_credit(t[c[A]], t[c[B]], t[c[OUT]]),
    "capped_credit": lambda c, f, x, t, w: capped_credit(t[c[A]], t[c[B]], f[0], x[c[R0]], w.counts[c[N0]], t[c[OUT]]),
    "downtime_harm": lambda c, f, x, t, w: downtime_harm(t[c[A]], t[c[B]], f[0], x[c[R0]], t[c[OUT]]),
    "late_harm": lambda c, f, x, t, w: late_harm(t[c[A]], t[c[B]], t[c[D]], x[c[R0]], x[c[R1]], t[c[OUT]]),
    "instalments": lambda c, f, x, t, w: instalments(x[c[R0]], w.series[c[N0]], t[c[OUT]]),
    "delay_damages": lambda c, f, x, t, w: delay_damages(
        x[c[R0]], x[c[R1]], f[0], f[1], f[2], f[3], c[N0], c[N1], c[N2], t[c[OUT]]
    ),
    "termination_fee": lambda c, f, x, t, w: termination_fee(f[0], x[c[R0]], f[1], t[c[A]], c[N0], t[c[OUT]]),
    "risk_event": lambda c, f, x, t, w: risk_event(
        x[c[R0]], f[0], c[N0], c[N1], c[N2], c[N3] ^ w.seed, w.first, w.sampled, t[c[OUT]]
    ),
}
