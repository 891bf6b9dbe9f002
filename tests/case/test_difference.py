"""What is different between two versions, at the level at which people speak of it."""

import pytest
from small_cases import one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.case.difference import check_comparable, difference, horizon
from outsourcing_model.case.patch import stated
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.shipped import shipped_case, shipped_cases
from outsourcing_model.errors import CaseError

DESK = "service-desk-and-hosting"


def edited(name, *edits):
    """Return a shipped case with values put into (or, if None, taken out of) what it states."""
    tree = stated(read_case(shipped_case(name)))
    for path, value in edits:
        *above, last = path.split("/")
        node = tree
        for part in above:
            node = node[part]
        if value is None:
            del node[last]
        else:
            node[last] = value
    return Case.model_validate(tree)


def told(before, after):
    return [(change.name, change.kind, change.aspect) for change in difference(before, after)]


@pytest.mark.parametrize("name", shipped_cases())
def test_a_case_made_again_from_what_it_states_is_the_same(name):
    case = read_case(shipped_case(name))
    assert difference(case, Case.model_validate(stated(case))) == ()


def turned(node):
    """Return maps with their keys in the opposite order, lists as they are."""
    if isinstance(node, dict):
        return {name: turned(value) for name, value in reversed(node.items())}
    return node


@pytest.mark.parametrize("name", shipped_cases())
def test_the_order_of_maps_is_no_difference(name):
    case = read_case(shipped_case(name))
    assert difference(case, Case.model_validate(turned(stated(case)))) == ()


def test_spelling_and_defaults_are_no_difference():
    short = one_offer({"price": 10}, volume=5, offer={"minimum_commitment": 0.25})
    spelt = one_offer({"price": 10, "base": 0}, volume=5, offer={"minimum_commitment": "25 %", "payment_days": 0})
    assert difference(short, spelt) == ()


def test_one_number_is_one_change_at_its_path():
    before = edited(DESK)
    after = edited(DESK, ("indices/wages/growth", {"pert": ["2 %", "4 %", "5 %"], "source": "New survey"}))
    (change,) = difference(before, after)
    assert (change.name, change.kind, change.aspect, change.section) == (
        "indices.wages.growth", "changed", "figure", "indices",
    )  # fmt: skip
    assert (change.before.values, change.after.values) == ((0.02, 0.032, 0.05), (0.02, 0.04, 0.05))


def test_an_added_line_and_a_removed_risk_are_one_change_each():
    line = {"name": "Study", "one_off": {"amount": 5, "month": 2}, "relevance": "sunk", "source": "Quote"}
    after = edited(DESK, ("in_house/costs/study", line), ("risks/provider_outage", None))
    assert told(edited(DESK), after) == [
        ("in_house.costs.study", "added", "figure"),
        ("risks.provider_outage", "removed", "figure"),
    ]


def test_a_renamed_line_is_one_removed_and_one_added():
    case = edited(DESK)
    after = edited(DESK, ("in_house/costs/circuits", None), ("in_house/costs/lines", case.in_house.costs["circuits"]))
    assert told(case, after) == [
        ("in_house.costs.circuits", "removed", "figure"),
        ("in_house.costs.lines", "added", "figure"),
    ]


def test_sources_and_wording_are_told_apart():
    after = edited(
        DESK,
        ("in_house/costs/desk_lead/source", "Another table"),
        ("in_house/costs/desk_lead/name", "Lead"),
        ("services/hosting/description", "Servers"),
        ("contract/title", "Agreement"),
        ("note", "Read this"),
    )
    assert told(edited(DESK), after) == [
        ("services.hosting.description", "changed", "wording"),
        ("in_house.costs.desk_lead.name", "changed", "wording"),
        ("in_house.costs.desk_lead.source", "changed", "sources"),
        ("contract.title", "changed", "wording"),
        ("note", "changed", "sources"),
    ]


def test_the_source_of_a_belief_alone_is_a_change_of_sources():
    dear = one_offer({"price": {"value": 10, "source": "Quote of May"}}, volume=5)
    assert told(one_offer({"price": 10}, volume=5), dear) == [("offers.give.charges.desk.price", "changed", "sources")]


def test_prices_by_band_are_told_one_by_one_and_another_number_of_bands_as_a_whole():
    def bands(up_to, price):
        return one_offer({"graduated": {"up_to": up_to, "price": price}}, volume=5)

    path = "offers.give.charges.desk.graduated"
    assert told(bands([5], [3, 2]), bands([5], [3, 1])) == [(f"{path}.price[1]", "changed", "figure")]
    assert [name for name, *_ in told(bands([5], [3, 2]), bands([5, 9], [3, 2, 1]))] == [
        f"{path}.up_to",
        f"{path}.price",
    ]


def test_correlations_are_known_by_their_pair_and_scenarios_by_what_they_make():
    case = edited(DESK)
    others = tuple(reversed(stated(case)["correlations"]))
    scenarios = {**stated(case)["scenarios"], "discount_rate_6": {"discount_rate": 0.06}}
    same = edited(DESK, ("correlations", others), ("scenarios", scenarios))
    assert difference(case, same) == ()
    other = {**scenarios, "discount_rate_6": {"discount_rate": "6.5 %"}}
    fewer = edited(DESK, ("correlations", others[:-1]), ("scenarios", other))
    assert told(case, fewer) == [
        ("correlations.indices.cpi.growth ~ indices.wages.growth", "removed", "figure"),
        ("scenarios.discount_rate_6", "changed", "figure"),
    ]


def test_a_whole_term_that_comes_is_one_change():
    revised = one_offer(offer={"indexation": {"fixed_rate": "2 %", "cap": "3 %"}})
    assert told(one_offer(), revised) == [("offers.give.indexation", "added", "figure")]
    assert told(revised, one_offer()) == [("offers.give.indexation", "removed", "figure")]


def test_another_currency_is_refused_and_another_horizon_noticed():
    with pytest.raises(CaseError, match="USD where the earlier version has EUR"):
        check_comparable(one_offer(), one_offer(currency="USD"))
    changes = difference(one_offer(), one_offer(discount_rate=0.05, in_house=own(team={"monthly": 5})))
    assert [change.name for change in horizon(changes)] == ["discount_rate"]
