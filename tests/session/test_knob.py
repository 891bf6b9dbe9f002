"""A knob knows its settings, where it stands, and how they are written."""

import pytest
from small_cases import one_offer

from outsourcing_model.case.paths import override, parse, value_at
from outsourcing_model.session.knob import Knob
from outsourcing_model.session.session import Session

FEE, BELIEF = "offers.provider.charges.it_service.base", "in_house.costs.all_in.yearly"


def test_settings_have_the_stated_one_among_them(case):
    assert Knob(FEE, 35_000, 45_000, 4_000).settings(case) == (35_000, 39_000, 40_000, 43_000)
    assert Knob(BELIEF, -0.1, 0.1, 0.1, relative=True).settings(case) == (-0.1, 0.0, 0.1)
    assert Knob("discount_rate", 0.01, 0.02, 0.01).settings(case) == (0.0, 0.01, 0.02)


@pytest.mark.parametrize("span", [(2, 1, 1), (1, 2, 0), (1, 2, -1), (0, 1e6, 1), (1, 1, 1)])
def test_an_empty_or_endless_range_is_refused(case, span):
    with pytest.raises(ValueError, match="no range for a slider"):
        Knob(FEE, *span).settings(case)


@pytest.mark.parametrize("path", [BELIEF, "services.it_service", "case"])
def test_what_is_no_plain_number_is_moved_relatively(case, path):
    with pytest.raises(ValueError, match="relative=True"):
        Knob(path, 1, 2, 1).settings(case)


def test_a_number_times_a_shared_factor_is_moved_relatively():
    base = "offers.give.charges.desk.base"
    shared = one_offer({"base": {"value": 5, "times": "skill"}}, factors={"skill": 2})
    with pytest.raises(ValueError, match="relative=True"):
        Knob(base, 1, 9, 1).settings(shared)
    assert Knob("factors.skill", 1, 3, 1).settings(shared) == (1, 2, 3)
    moved = override(shared, {base: Knob(base, -0.2, 0.2, 0.1, relative=True).value(0.2)})
    assert value_at(moved, parse(base)).mean == 12


def test_a_knob_stands_where_the_session_is(case):
    session = Session(case, 64)
    fee, belief = Knob(FEE, 35_000, 45_000, 1_000), Knob(BELIEF, -0.2, 0.2, 0.1, relative=True)
    assert (fee.setting(session), belief.setting(session)) == (40_000, 0.0)
    session.set(FEE, 42_300)
    session.set(BELIEF, {"change": "-20 %"})
    assert (fee.setting(session), belief.setting(session)) == (42_000, -0.2)
    session.set(BELIEF, 790_000)
    assert belief.setting(session) == 0.0


def test_a_setting_is_what_the_session_takes(case):
    session = Session(case, 64)
    for knob, setting in ((Knob(FEE, 35_000, 45_000, 1_000), 37_000), (Knob(BELIEF, -2, 2, 0.5, True), 1.5)):
        session.set(knob.path, knob.value(setting))
        assert knob.setting(session) == setting


def test_settings_are_written_for_people(case):
    fee, belief = Knob(FEE, 35_000, 45_000, 1_000), Knob(BELIEF, -0.2, 0.2, 0.05, relative=True)
    assert fee.shown(37_000, case, "en") == "$37k"
    assert [belief.shown(at, case, "en") for at in (-0.05, 0.0, 0.125)] == ["-5%", "as stated", "+12.5%"]
    assert [belief.shown(at, case, "fr").replace("\xa0", " ").replace("\u202f", " ") for at in (-0.05, 0.0)] == [
        "-5 %",
        "inchangé",
    ]
    assert belief.label(case, "en").endswith("(change)")
    assert not fee.label(case, "fr").endswith("(variation)")
