"""Steps of service levels: what is attained and what is missed."""

from outsourcing_model.engine.rules.attainment import (
    availability_attained,
    changing_level,
    duration_attained,
    in_parallel,
    luck,
    number_attained,
    share_attained,
    units_counted,
    units_in_time,
)
from outsourcing_model.engine.rules.misses import (
    enough_units,
    missed_by_level,
    missed_by_luck,
    share_of_units,
    shortfall,
    window_total,
    within_delivery,
)
from outsourcing_model.engine.step import N0, N1, N2, N3, N4, OUT, R0, R1, R2, R3, R4, A, B, Step

QUALITY: dict[str, Step] = {
    "luck": lambda c, f, x, t, w: luck(c[N0] ^ w.seed, c[N1] ^ w.seed, f[0], f[1], w.first, t[c[OUT]]),
    "changing_level": lambda c, f, x, t, w: changing_level(
        x[c[R0]], x[c[R1]], x[c[R2]], x[c[R3]], x[c[R4]], c[N0], c[N1], c[N2], c[N3], t[c[OUT]]
    ),
    "share_attained": lambda c, f, x, t, w: share_attained(
        t[c[A]], t[c[B]], w.edges[c[N0] : c[N0] + c[N1]], c[N2], f[0], f[1], w.sampled, t[c[OUT]]
    ),
    "number_attained": lambda c, f, x, t, w: number_attained(
        x[c[R0]], t[c[A]], w.edges[c[N0] : c[N0] + c[N1]], c[N2], f[0], f[1], w.sampled, t[c[OUT]]
    ),
    "duration_attained": lambda c, f, x, t, w: duration_attained(x[c[R0]], f[0], t[c[A]], w.sampled, t[c[OUT]]),
    "availability_attained": lambda c, f, x, t, w: availability_attained(
        x[c[R0]], t[c[A]], w.edges[c[N0] : c[N0] + c[N1]], c[N2], f[0], f[1], f[2], w.sampled, t[c[OUT]]
    ),
    "in_parallel": lambda c, f, x, t, w: in_parallel(t[c[A]], t[c[B]], t[c[OUT]]),
    "units_counted": lambda c, f, x, t, w: units_counted(t[c[A]], x[c[R0]], t[c[OUT]]),
    "units_in_time": lambda c, f, x, t, w: units_in_time(
        t[c[A]], t[c[B]], c[N0] ^ w.seed, w.first, w.sampled, t[c[OUT]]
    ),
    "share_of_units": lambda c, f, x, t, w: share_of_units(t[c[A]], t[c[B]], t[c[OUT]]),
    "window_total": lambda c, f, x, t, w: window_total(t[c[A]], c[N0], c[N1], f[0], t[c[OUT]]),
    "enough_units": lambda c, f, x, t, w: enough_units(t[c[A]], f[0], t[c[OUT]]),
    "missed_by_luck": lambda c, f, x, t, w: missed_by_luck(
        t[c[A]],
        t[c[B]],
        x[c[R0] : c[R0] + c[N3] * c[N1]],
        x[c[R1] : c[R1] + c[N3] * c[N1]],
        w.series[c[N2]],
        w.edges[c[N0] : c[N0] + c[N1]],
        w.sampled,
        t[c[OUT]],
    ),
    "missed_by_level": lambda c, f, x, t, w: missed_by_level(
        t[c[A]],
        t[c[B]],
        x[c[R0] : c[R0] + c[N3] * c[N1]],
        w.series[c[N2]],
        w.edges[c[N4] : c[N4] + c[N1]],
        w.edges[c[N0] : c[N0] + c[N1]],
        f[0],
        w.sampled,
        t[c[OUT]],
    ),
    "shortfall": lambda c, f, x, t, w: shortfall(
        t[c[A]], t[c[B]], x[c[R0] : c[R0] + c[N1]], w.series[c[N0]], f[0], w.sampled, t[c[OUT]]
    ),
    "within_delivery": lambda c, f, x, t, w: within_delivery(t[c[A]], c[N0], c[N1], t[c[OUT]]),
}
