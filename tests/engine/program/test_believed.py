"""The level that harm counts, by whoever delivers, for every way in which it can be believed."""

import numpy as np
import pytest
from small_cases import one_offer

from outsourcing_model.engine.draws import expected_draws
from outsourcing_model.engine.program.believed import believed, level_of
from outsourcing_model.engine.simulate import simulate

from ..playing import expected, provided

PARTS = {
    "service_levels": {
        name: {"service": "desk", "metric": "availability", "target": "99 %"} for name in ("net", "app")
    },
    "attainment": {
        "net": {"mean": "98 %", "learning": {"months": 2, "lower_by": "4 %"}},
        "app": {"outages": {"a_month": 2, "repair": {"law": "exponential", "mean": 3.65}}},
    },
}
NET, APP = np.array([0.94, 0.96, 0.98, 0.98]), np.full(4, 0.99)


def level(case, performer="give", name="up", alternative="out"):
    return expected(case, lambda assembly: level_of(assembly, believed(assembly.case, alternative, performer), name))


@pytest.mark.parametrize(
    ("belief", "wanted"),
    [
        ({"mean": "98 %", "spread": "1 %", "memory": 0.5}, [0.98] * 4),
        ({"mean": "98 %", "weak_start": {"months": 1.5, "lower_by": "2 %"}}, [0.96, 0.96, 0.98, 0.98]),
        ({"mean": "98 %", "weak_end": {"months": 1, "lower_by": "2 %"}}, [0.98, 0.98, 0.98, 0.96]),
        ({"same_as": "net"}, NET),
        ({"same_as": "app"}, APP),
        ({"in_series": ["net", "app"]}, NET * APP),
        ({"in_parallel": ["net", "app"]}, 1 - (1 - NET) * (1 - APP)),
    ],
)
def test_the_level_believed_follows_its_belief(belief, wanted):
    assert level(provided(belief, term=4, **PARTS)) == pytest.approx(np.array(wanted))


def test_a_variant_s_parts_go_before_the_company_s_own():
    levels = {name: {"service": "desk", "metric": "availability", "target": "99 %"} for name in ("up", "net")}
    own = {"attainment": {"up": {"same_as": "net"}, "net": {"mean": "90 %"}},
           "variants": {"better": {"attainment": {"net": {"mean": "95 %"}}}}}  # fmt: skip
    case = one_offer(service_levels=levels, in_house=own, alternatives={
        "in_house": {}, "improved": {"in_house": "better"}, "out": {"every_service": "give"}})  # fmt: skip
    assert level(case, "in_house", alternative="in_house")[0] == pytest.approx(0.9)
    assert level(case, "in_house", alternative="improved")[0] == pytest.approx(0.95)


def test_an_hour_of_outage_is_an_hour_of_harm():
    belief = {"outages": {"a_month": 2, "repair": {"law": "exponential", "mean": 3.65}}}
    harmful = provided(
        belief, term=3, services={"desk": {"downtime_cost_per_hour": 10}},
        in_house={"attainment": {"up": {"mean": "100 %"}}},
    )  # fmt: skip
    run = simulate(harmful, expected_draws(harmful), noise=False)
    assert run.harm_npv[run.alternatives.index("out"), 0] == pytest.approx(3 * 2 * 3.65 * 10)
