from importlib import import_module

import pytest

from outsourcing_model.case.paths import beliefs, override
from outsourcing_model.case.record import Record
from outsourcing_model.case.words import field_key
from outsourcing_model.metrics.compare import CATEGORIES
from outsourcing_model.presentation.labels import (
    chart_text,
    line_label,
    path_label,
    path_value,
    reason_label,
    short,
)
from outsourcing_model.wording import LANGUAGES, keys, known
from presentation.example import CASES, SAVES, case, comparison

for module in ("case", "cost", "offer", "service"):
    import_module(f"outsourcing_model.case.{module}")


def records(kind=Record):
    for found in kind.__subclasses__():
        yield found
        yield from records(found)


def test_every_field_of_every_record_has_its_words():
    fields = [
        (record, name)
        for record in records()
        if record.__module__.startswith("outsourcing_model.case.")
        for name in record.model_fields
    ]
    assert len(fields) > 150
    assert [f"{record.__name__}.{name}" for record, name in fields if not known(field_key(record, name))] == []


def test_no_words_are_kept_for_fields_that_are_gone():
    used = {field_key(record, name) for record in records() for name in record.model_fields}
    spare = {"case_term.owned", "case_term.item", "case_term.own_delivery", "case_term.invoice", "case_term.times"}
    assert set(keys("case_term")) - used - spare == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_every_belief_is_called_something_readable(name, lang):
    labels = {path: path_label(path, case(name), lang) for path in beliefs(case(name))}
    assert all(label and label != path and "_" not in label for path, label in labels.items())
    drawn = [labels[path] for path in comparison(name).flows.draws.paths]
    assert len(set(drawn)) >= len(drawn) - 1


@pytest.mark.parametrize(
    ("path", "english", "french"),
    [
        (
            "services.service_desk.volume.growth",
            "Service desk: growth of volume a year",
            "Service desk : croissance annuelle du volume",
        ),
        (
            "services.service_desk.volume.season.january",
            "Service desk: season January",
            "Service desk : saisonnalité janvier",
        ),
        (
            "offers.onshore.charges.service_desk.graduated.price[1]",
            "Provider A, onshore (fictional), Service desk: price in band no. 2",
            None,
        ),
        (
            "in_house.attainment.hosting_availability.mean",
            "In-house, Availability of server instances: mean level attained",
            None,
        ),
        (
            "in_house.variants.self_service.costs.desk_agents.staff.shrinkage",
            "Improved, with self-service, Desk agents: paid time not worked",
            None,
        ),
        (
            "offers.onshore.credits.hosting_availability.below[0]",
            "Provider A, onshore (fictional), Availability of server instances: limit of level no. 1",
            None,
        ),
        ("alternatives.mix.hosting", "Servers and network to provider A, Server hosting", None),
        (
            "offers.onshore.transition.price.hosting",
            "Provider A, onshore (fictional), Server hosting: price of the transition",
            None,
        ),
        ("offers.onshore.indexation", "Provider A, onshore (fictional): price revision", None),
        ("in_house.costs.desk_agents", "Desk agents", None),
        ("discount_rate", "Discount rate", "Taux d’actualisation"),
        ("no.such.path", "no.such.path", "no.such.path"),
    ],
)
def test_a_path_says_whose_it_is_and_what(path, english, french):
    found = path_label(path, case(SAVES), "en").replace("\xa0", " ")
    assert found == english
    if french:
        assert path_label(path, case(SAVES), "fr").replace("\xa0", " ") == french


def test_values_are_written_in_the_unit_of_their_field():
    assert path_value("services.service_desk.volume.growth", 0.031, case(SAVES), "en") == "3.1%"
    assert path_value("offers.onshore.transition.slip_days", 30.0, case(SAVES), "en") == "30 days"
    assert path_value("offers.onshore.charges.service_desk.graduated.price[0]", 25.5, case(SAVES), "en") == "$25.50"
    assert path_value("no.such.path", 2.0, case(SAVES), "en") == "2"


def test_a_milestone_is_called_by_its_name():
    plan = {"go_live": {"month": 5, "share": 1}, "plan": {"month": 2, "name": "Transition plan"}}
    changed = override(case(SAVES), {"offers.onshore.transition.milestones": plan})
    path = "offers.onshore.transition.milestones"
    provider = "Provider A, onshore (fictional)"
    assert path_label(f"{path}.go_live.slip_days", changed, "en") == f"{provider}, Go live: days late of its own"
    assert path_label(f"{path}.plan.share", changed, "en") == f"{provider}, Transition plan: share of the price paid"
    french = path_label(f"{path}.plan.slip_days", changed, "fr").replace("\xa0", " ")
    assert french == f"{provider}, Transition plan : jours de retard propres"
    assert path_value(f"{path}.plan.slip_days", 30.0, changed, "en") == "30 days"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_every_line_of_cost_has_a_name_in_words(name, lang):
    found = comparison(name)
    labels = [line_label(line.label, lang, found.case) for line in found.flows.lines]
    assert all(label and "_" not in label and "{" not in label for label in labels)


def test_a_variant_s_line_keeps_its_own_name():
    lines = comparison(SAVES).alternatives["in_house_improved"].cost_structure
    assert line_label(lines["self_service_tool"].label, "en", case(SAVES)) == "Self-service portal, licences"


def test_every_category_and_relevance_has_a_word():
    assert all(known(f"category.{name}") for name in CATEGORIES)
    assert all(known(f"relevance.{line.relevance}") for name in CASES for line in comparison(name).flows.lines)


def test_a_reason_names_alternatives_and_money():
    reason = ("reason.gain_below_hurdle", {"best": "mix", "gain": 211_000.0, "hurdle": 2_087_243.0})
    assert reason_label(reason, "en", case(SAVES)) == (
        "Servers and network to provider A gains $211k of net benefit on the reference, less than the hurdle of $2.09M."
    )


def test_names_are_cut_and_never_hidden():
    assert short("x" * 50, 10) == "x" * 9 + "…"
    assert chart_text("_x").strip("\xa0") == "_x"
    assert not chart_text("_x").startswith("_")
    assert chart_text("two\nlines") == "two lines"


def test_what_stands_beside_the_levels_is_called_after_its_level_or_service():
    level, service = next(iter(case(SAVES).service_levels)), next(iter(case(SAVES).services))
    provider = "Provider A, onshore (fictional)"
    beside = {
        "offers.onshore.credits.service_caps": {service: "15 %"},
        "offers.onshore.level_options": {level: {"targets": ["99 %", "99.5 %"], "monthly": [0, 100]}},
        "offers.onshore.triggers": {"repeated": {"level": level, "misses": 3, "within": 6}},
    }
    changed = override(case(SAVES), beside)
    named = {
        f"offers.onshore.credits.service_caps.{service}": f"{case(SAVES).label('services', service)}: "
        "cap on the credits of a service",
        f"offers.onshore.level_options.{level}.monthly[1]": f"{case(SAVES).label('service_levels', level)}: "
        "monthly price of the target no. 2",
        "offers.onshore.triggers.repeated.misses": "Repeated: misses that give the right to terminate",
    }
    assert {path: path_label(path, changed, "en").replace("\xa0", " ") for path in named} == {
        path: f"{provider}, {text}" for path, text in named.items()
    }
