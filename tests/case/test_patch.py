"""The cases between two versions: any of the changes applied, those that need one another together."""

import pytest
from small_cases import one_offer

from outsourcing_model.case.canonical import canonical
from outsourcing_model.case.difference import difference
from outsourcing_model.case.patch import patched, stages, unplayed

SERVICES = {"desk": {"volume": {"month_1": 5}}, "hosting": {}}
BOTH = {"provider": "Provider", "charges": {"desk": {"base": 0}, "hosting": {"base": 7}}}


def figures(before, after):
    return [change for change in difference(before, after) if change.aspect == "figure"]


def groups(before, after):
    changes = [change for change in figures(before, after) if change.section not in ("correlations", "scenarios")]
    found = list(stages(before, after, changes))
    assert sorted(change.name for group, _ in found for change in group) == sorted(change.name for change in changes)
    if found:
        assert canonical(found[-1][1]) == canonical(unplayed(after))
    return [[change.name for change in group] for group, _ in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"base": 0}, {"price": 5}),
        ({"price": 5}, {"base": 0}),
        ({"price": 5, "base": 0}, {"base": 3}),
        ({"price": 5}, {"graduated": {"up_to": [3], "price": [2, 1]}}),
    ],
)
def test_all_changes_make_the_later_version_whichever_defaults_are_spelt_out(before, after):
    old, new = one_offer(before, volume=5), one_offer(after, volume=5)
    made = patched(old, new, difference(old, new))
    assert canonical(made) == canonical(new)
    groups(old, new)


def test_a_way_to_price_goes_with_the_one_it_replaces():
    old, new = one_offer({"price": 5}, volume=5), one_offer({"volume": {"up_to": [3], "price": [2, 1]}}, volume=5)
    path = "offers.give.charges.desk"
    assert groups(old, new) == [[f"{path}.price", f"{path}.volume"]]


def test_bands_are_changed_with_their_prices():
    def bands(up_to, price):
        return one_offer({"graduated": {"up_to": up_to, "price": price}}, volume=5)

    path = "offers.give.charges.desk.graduated"
    assert groups(bands([5], [3, 2]), bands([5, 9], [3, 2, 1])) == [[f"{path}.up_to", f"{path}.price"]]


def test_a_new_service_its_level_and_the_beliefs_about_it_go_together_and_nothing_else_does():
    level = {"service": "hosting", "metric": "availability", "target": "99 %"}
    harmful = {**SERVICES, "hosting": {"downtime_cost_per_hour": 100}}
    believed = {"up": {"mean": "99 %"}}
    old = one_offer(volume=5, offer={"payment_days": 30}, discount_rate="5 %")
    new = one_offer(
        volume=5, services=harmful, service_levels={"up": level}, in_house={"attainment": believed},
        offers={"give": {**BOTH, "attainment": believed, "payment_days": 60}},
    )  # fmt: skip
    assert groups(old, new) == [
        ["discount_rate"],
        ["services.hosting"],
        ["service_levels.up", "in_house.attainment.up"],
        ["offers.give.charges.hosting", "offers.give.attainment.up"],
        ["offers.give.payment_days"],
    ]


def test_a_removed_service_takes_its_charge_and_its_place_in_an_alternative_along():
    mixed = {"in_house": {}, "out": {"desk": "give", "hosting": "give"}}
    old = one_offer(volume=5, services=SERVICES, offers={"give": BOTH}, alternatives=mixed, discount_rate="5 %")
    new = one_offer(volume=5, alternatives={"in_house": {}, "out": {"desk": "give"}})
    assert groups(old, new) == [
        ["discount_rate"],
        ["services.hosting", "offers.give.charges.hosting", "alternatives.out.hosting"],
    ]


def test_a_reference_that_is_new_comes_with_its_alternative():
    new = one_offer(reference="later", alternatives={"later": {}, "out": {"every_service": "give"}}, discount_rate=0.1)
    assert groups(one_offer(), new) == [
        ["discount_rate"],
        ["reference", "alternatives.later"],
        ["alternatives.in_house"],
    ]


def test_an_unsound_case_is_none():
    old, new = one_offer(), one_offer(reference="later", alternatives={"later": {}, "out": {"every_service": "give"}})
    (reference,) = [change for change in difference(old, new) if change.name == "reference"]
    assert patched(old, new, [reference]) is None
