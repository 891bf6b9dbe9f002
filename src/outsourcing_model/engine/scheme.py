"""Steps of credit schemes and of what stands beside them."""

from outsourcing_model.engine.rules.credits import hours_credit, shortfall_credit
from outsourcing_model.engine.rules.repeats import (
    at_cap,
    first_met,
    no_miss,
    often_missed,
    persistent_credit,
    repeated,
)
from outsourcing_model.engine.rules.scheme import (
    claimed_credit,
    due_part,
    kept_credit,
    kept_credits,
    part_of_points,
    points_credit,
    pooled_credit,
    repeat_ratio,
    within_cap,
)
from outsourcing_model.engine.rules.totals import late_payment
from outsourcing_model.engine.step import N0, N1, N2, N3, N4, OUT, R0, R1, A, B, D, E, Step

SCHEME: dict[str, Step] = {
    "kept_credit": lambda c, f, x, t, w: kept_credit(t[c[A]], t[c[B]], f[0], w.counts[c[N0]], t[c[OUT]]),
    "kept_credits": lambda c, f, x, t, w: kept_credits(
        t[c[A]],
        t[c[B]],
        t[c[D]],
        t[c[E]],
        w.edges[c[N0] : c[N0] + c[N1]],
        c[N2],
        w.counts[c[N3]],
        w.counts[c[N4]],
        t[c[OUT]],
    ),
    "claimed_credit": lambda c, f, x, t, w: claimed_credit(t[c[A]], x[c[R0]], t[c[OUT]]),
    "shortfall_credit": lambda c, f, x, t, w: shortfall_credit(t[c[A]], t[c[B]], f[0], t[c[OUT]]),
    "hours_credit": lambda c, f, x, t, w: hours_credit(t[c[A]], t[c[B]], f[0], f[1], t[c[OUT]]),
    "repeated": lambda c, f, x, t, w: repeated(t[c[A]], t[c[B]], c[N0], c[N1], f[0], t[c[OUT]]),
    "often_missed": lambda c, f, x, t, w: often_missed(t[c[A]], c[N0], c[N1], c[N2], t[c[OUT]]),
    "persistent_credit": lambda c, f, x, t, w: persistent_credit(t[c[A]], t[c[B]], t[c[D]], f[0], t[c[OUT]]),
    "due_part": lambda c, f, x, t, w: due_part(t[c[A]], w.series[c[N0]], t[c[OUT]]),
    "points_credit": lambda c, f, x, t, w: points_credit(
        t[c[A]], t[c[B]], w.edges[c[N0] : c[N0] + c[N1]], w.edges[c[N2] : c[N2] + c[N1]], w.sampled, t[c[OUT]]
    ),
    "part_of_points": lambda c, f, x, t, w: part_of_points(t[c[A]], t[c[B]], t[c[D]], t[c[OUT]]),
    "within_cap": lambda c, f, x, t, w: within_cap(t[c[A]], t[c[B]], t[c[D]], f[0], t[c[OUT]]),
    "pooled_credit": lambda c, f, x, t, w: pooled_credit(t[c[A]], t[c[B]], f[0], w.counts[c[N0]], t[c[OUT]]),
    "repeat_ratio": lambda c, f, x, t, w: repeat_ratio(t[c[A]], t[c[B]], t[c[OUT]]),
    "no_miss": lambda c, f, x, t, w: no_miss(t[c[A]], t[c[OUT]]),
    "at_cap": lambda c, f, x, t, w: at_cap(t[c[A]], t[c[B]], f[0], c[N0], t[c[OUT]]),
    "first_met": lambda c, f, x, t, w: first_met(t[c[A]], w.counts[c[N0]]),
    "late_payment": lambda c, f, x, t, w: late_payment(x[c[R0]], x[c[R1]], t[c[A]], f[0], f[1], t[c[OUT]]),
}
