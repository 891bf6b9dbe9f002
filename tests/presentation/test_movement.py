"""The movement in words, as a table, as a picture and as JSON."""

import io
import json
from pathlib import Path

import pytest
from matplotlib.text import Text
from rich.console import Console
from small_cases import one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.case.difference import difference
from outsourcing_model.case.patch import stated
from outsourcing_model.case.paths import override
from outsourcing_model.metrics.movement import movement
from outsourcing_model.presentation.charts import movement as chart
from outsourcing_model.presentation.difference import files_of, told, warnings
from outsourcing_model.presentation.movement.change import change_label, value_words
from outsourcing_model.presentation.movement.record import record
from outsourcing_model.presentation.movement.sentence import since
from outsourcing_model.wording import LANGUAGES
from presentation.example import COSTS_MORE, SAVES, SCRIPT, case

FEW = 32
EDITS = {
    "indices.wages.growth": {"pert": ["2 %", "4 %", "5 %"]},
    "services.hosting.volume.month_1": 340,
    "in_house.costs.colocation.monthly": 24000,
    "offers.global_delivery.indexation.fixed_rate": "2.5 %",
}


@pytest.fixture(scope="module")
def found():
    return movement(case(SAVES), override(case(SAVES), EDITS), 64)


def words(before, after, lang="en"):
    """Return label, before and after of every change."""
    return [
        tuple(
            text.replace("\xa0", " ").replace("\u202f", " ")
            for text in (change_label(change, before, after, lang), *value_words(change, (before, after), lang))
        )
        for change in difference(before, after)
    ]


def with_tree(name, change):
    """Return a shipped case after `change` edited what it states."""
    tree = stated(case(name))
    change(tree)
    return Case.model_validate(tree)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ("Pay of IT staff: growth a year", "2% … 3.2% … 5%", "2% … 4% … 5%")),
        ("fr", ("Pay of IT staff : hausse annuelle", "2 % … 3,2 % … 5 %", "2 % … 4 % … 5 %")),
    ],
)
def test_a_belief_is_told_as_the_file_states_it(lang, expected):
    after = override(case(SAVES), {"indices.wages.growth": EDITS["indices.wages.growth"]})
    assert words(case(SAVES), after, lang) == [expected]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("discount_rate", "7.25 %", ("8%", "7.25%")),
        ("term", 48, ("60 months", "48 months")),
        ("offers.onshore.charges.hosting.price", 259.5, ("$260", "$259.50")),
        ("offers.onshore.payment_days", 60, ("45", "60")),
        ("offers.onshore.transition.months", 6, ("5 months", "6 months")),
        ("offers.onshore.transition.price.hosting", 230001, ("$230,000", "$230,001")),
        ("services.service_desk.volume.season.january", "12.5 %", ("12%", "12.5%")),
        ("service_levels.hosting_availability.critical", False, ("yes", "no")),
        ("start", "2026-02", ("Jan 2026", "Feb 2026")),
        (
            "timing",
            "mid",
            ("end of the month, moved by the payment lag", "middle of the month, moved by the payment lag"),
        ),
        ("reference", "mix", ("In-house as today", "Servers and network to provider A")),
        (
            "alternatives.mix.hosting",
            "global_delivery",
            ("Provider A, onshore (fictional)", "Provider B, global delivery (fictional)"),
        ),
        ("in_house.costs.circuits.relevance.kind", "sunk", ("unavoidable", "sunk")),
        ("risks.provider_outage.applies_to", "all", ("with an outsourced service", "all alternatives")),
        (
            "in_house.costs.colocation.monthly",
            {"between": [20000, 24000]},
            ("$22,000", "1 in 10 below $20,000, 1 in 10 above $24,000"),
        ),
    ],
)
def test_values_are_told_with_their_units_and_names(path, value, expected):
    ((_, *sides),) = words(case(SAVES), override(case(SAVES), {path: value}))
    assert tuple(sides) == expected


def test_what_comes_and_goes_is_told_by_its_kind():
    def change(tree):
        del tree["risks"]["provider_outage"], tree["scenarios"]["site_sold"]
        tree["in_house"]["costs"]["study"] = {"name": "Study", "yearly": 5000, "relevance": "sunk"}
        tree["alternatives"]["other"] = {"hosting": "onshore"}
        tree["correlations"] = tree["correlations"][1:]

    label = "Correlation of “CPI-U, all items (CUUR0000SA0): growth a year” and “Pay of IT staff: growth a year”"
    assert words(case(SAVES), with_tree(SAVES, change)) == [
        ("Cost line: Study", "–", "$5,000"),
        ("Alternative: Other", "–", "new"),
        ("Risk: Long outage at the provider", "6% · $100,000 … $301,000 … $702,000", "removed"),
        (label, "0.6", "removed"),
        (
            "Scenario: Site sold",
            "services.service_desk.volume, services.deskside.volume, ser…",
            "removed",
        ),
    ]


@pytest.mark.parametrize("name", [SAVES, COSTS_MORE])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_can_go_has_words(name, lang):
    """Members of all maps of a case, each taken out by itself, are told without an error."""
    before = case(name)

    def maps(node, path=()):
        if isinstance(node, dict):
            for key, child in node.items():
                yield (*path, key)
                yield from maps(child, (*path, key))

    count = 0
    for *above, last in list(maps(stated(before)))[LANGUAGES.index(lang) :: 8]:

        def remove(tree, above=above, last=last):
            for part in above:
                tree = tree[part]
            del tree[last]

        try:
            after = with_tree(name, remove)
        except ValueError:
            continue
        told_so = words(before, after, lang)
        count += len(told_so)
        assert all(all(texts) for texts in told_so), (above, last, told_so)
    assert count > 30


def shown(found, lang, everything=False):
    console = Console(width=200, record=True, file=io.StringIO())
    for part in told(found, ("april.yaml", "may.yaml"), lang, everything):
        console.print(part)
    return console.export_text().replace("\xa0", " ")


def test_the_sentence_and_the_totals_agree(found):
    text = shown(found, "en")
    measure = found.simulated_total
    assert measure.mean == pytest.approx(found.total + found.uncertainty_effect)
    assert text.startswith("Since april.yaml the recommendation stays “All to provider B”; its saving rose from $")
    assert "most of it from" in since(found, "april.yaml", "en")
    assert "Total, simulated means of 64 draws" in text


def test_no_common_alternative_is_told_and_no_chart_drawn(tmp_path):
    team = own(team={"monthly": 100})
    before = one_offer({"price": 5}, volume=2, in_house=team)
    after = one_offer(
        {"price": 5}, volume=3, in_house=team, reference="as_is",
        alternatives={"as_is": {}, "away": {"every_service": "give"}},
    )  # fmt: skip
    apart = movement(before, after, FEW)
    text = shown(apart, "en")
    assert "no saving can be compared" in text
    assert "Only in may.yaml: As is, Away." in text
    assert list(warnings(apart, True, "fr")) == ["Pas de graphique\xa0: il n’y a aucune économie à suivre."]
    files = files_of(apart, tmp_path / "a.json", tmp_path / "a.svg", "en")
    assert [path.name for path in files] == ["a.json"]
    assert json.loads(files[tmp_path / "a.json"])["saving_moved"] is None


def test_another_order_of_correlations_is_no_change():
    def turn(tree):
        tree["correlations"] = tree["correlations"][::-1]

    same = movement(case(SAVES), with_tree(SAVES, turn), FEW)
    assert "only the order of their correlations differs" in shown(same, "en")


def test_names_are_text_and_never_markup(found):
    after = override(
        found.after, {"alternatives.all_global.name": f"[red]{SCRIPT}", "in_house.costs.colocation.name": "[/]"}
    )
    text = shown(movement(found.before, after, FEW), "en", everything=True)
    assert f"[red]{SCRIPT}" in text
    assert "[/]: cost a month" in text
    picture = files_of(movement(found.before, after, FEW), None, Path("a.svg"), "en")
    assert b"<script" not in picture[Path("a.svg")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chart_adds_up_and_says_what_it_shows(found, lang):
    table = chart.table(found, lang)
    amounts = table.iloc[:, 1].to_numpy(dtype=float)
    before, after = (each.saving[found.focus].mean for each in (found.was, found.now))
    assert (amounts[0], amounts[-1]) == (before, after)
    assert amounts[:-1].sum() == pytest.approx(after, abs=2)
    axes = chart.draw(found, lang)
    axes.figure.draw_without_rendering()
    texts = " ".join(text.get_text() for text in axes.figure.findobj(Text)).replace("\n", " ")
    assert "USD" in texts
    assert chart.message(found, lang) in texts
    assert (("axis does not begin at zero" in texts) or ("ne commence pas à zéro" in texts)) is True
    assert chart.message(found, lang) in chart.alt_text(found, lang)


def test_a_movement_through_zero_is_drawn_from_zero():
    team = own(team={"monthly": 100})
    turned = movement(
        one_offer({"price": 60}, volume=2, in_house=team), one_offer({"price": 20}, volume=2, in_house=team), FEW
    )
    axes = chart.draw(turned, "en")
    low, high = axes.get_xlim()
    assert low < -20
    assert high > 60
    assert len(axes.patches) == 3


def test_small_steps_are_drawn_as_one():
    before = case(SAVES)
    edits = {path: {"change": "-1 %"} for path in (
        *(f"in_house.costs.{line}.staff.annual_wage" for line in ("desk_agents", "desk_lead", "system_administrators")),
        *(f"offers.global_delivery.charges.{service}.price" for service in ("deskside", "hosting", "storage")),
        "offers.global_delivery.charges.network.base", "retained.costs.vendor_manager.staff.annual_wage",
        "in_house.costs.colocation.monthly", "in_house.costs.network_support.staff.annual_wage",
        "in_house.costs.desk_tools.yearly",
    )}  # fmt: skip
    many = movement(before, override(before, edits), FEW)
    assert len(many.steps) == 11
    labels = [label for label, _ in chart.steps(many, "en", chart.TOP)]
    assert "3 other change(s)" in labels
    assert sum(moved for _, moved in chart.steps(many, "en", chart.TOP)) == pytest.approx(
        sum(moved for _, moved in chart.steps(many, "en"))
    )


def test_the_record_holds_every_alternative_and_adds_up(found):
    told_so = record(found, "en")
    for name in found.end.npv_cost:
        total = sum(step["alternatives"][name]["npv_cost"] for step in told_so["steps"])
        assert total == pytest.approx(found.end.npv_cost[name] - found.start.npv_cost[name], abs=1e-6)
    for step in told_so["steps"]:
        assert step["alone"] + step["interaction"] == pytest.approx(step["moved"]["saving"], abs=1e-6)
    assert told_so["after"]["expected_run"]["recommended"] == found.end.recommended
    json.dumps(told_so, allow_nan=False)


def test_a_long_label_keeps_what_it_is_about():
    before = case(SAVES)
    paths = ("offers.global_delivery.indexation.fixed_rate", "offers.global_delivery.transition.parallel_months")
    found = movement(before, override(before, {paths[0]: "2 %", paths[1]: 3}), FEW)
    after = override(before, {"offers.global_delivery.provider": "A provider whose name goes on and on and never ends"})
    long = movement(before, override(after, {paths[0]: "2 %", paths[1]: 3}), FEW)
    for each in (found, long):
        names = [label.get_text().replace("\n", " ") for label in chart.draw(each, "en").get_yticklabels()]
        assert any("fixed yearly rise" in name for name in names), names
        assert any("months of parallel running" in name for name in names), names
        assert all(len(name) <= 70 for name in names)
