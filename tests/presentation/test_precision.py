"""What results, report and charts say of chance: beliefs in words, points, correlations, intervals, settling."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from small_cases import one_offer, own

from outsourcing_model.case.paths import override
from outsourcing_model.case.uncertain import read_uncertain
from outsourcing_model.cli import deciding, terminal
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.precision import Settling, intervals
from outsourcing_model.presentation.beliefs import spread_words
from outsourcing_model.presentation.charts import convergence
from outsourcing_model.presentation.charts.catalogue import CONVERGENCE, charts_of
from outsourcing_model.presentation.conventions import conventions, of_chance
from outsourcing_model.presentation.results_json import results

SCHEMA = Path(__file__).parents[2] / "docs" / "results.schema.json"
PRICE, VOLUME = "offers.give.charges.desk.price", "services.desk.volume.month_1"
CASE = one_offer(
    {"price": {"uniform": [9, 11]}},
    {"pert": [80, 100, 150]},
    in_house=own(team={"monthly": 1200}),
    correlations=[{"between": [PRICE, VOLUME], "rank": 0.6}],
)


@pytest.fixture(scope="module")
def comparison():
    """Return the comparison of the small case with two beliefs that go together."""
    return compare(simulate(CASE, draw(CASE, 2048, points="sobol")))


def test_results_tell_of_points_pairs_and_intervals(comparison):
    found = results(comparison)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    run = found["run"]
    assert (run["points"], run["slots"]) == ("sobol", [PRICE, VOLUME])
    assert 0 < run["table_error"] <= 2e-6
    (pair,) = run["correlations"]["pairs"]
    assert pair["between"] == [PRICE, VOLUME]
    assert abs(pair["achieved"] - 0.6) == run["correlations"]["largest_gap"] < 0.06
    wanted = {name: list(each) for name, each in intervals(comparison.saving_draws["out"]).items()}
    assert found["precision"]["saving"] == {"out": wanted}
    assert found["precision"]["npv_cost"]["in_house"]["p95"] == [1200, 1200]


@pytest.mark.parametrize(
    ("lang", "points", "pair"), [("en", "Sobol", "rank correlation 0.6 stated"), ("fr", "Sobol", "rangs 0,6 indiquée")]
)
def test_conventions_say_how_chance_was_made(lang, points, pair, comparison):
    found = conventions(comparison, lang)
    assert points in found["points"]
    assert pair in found["correlations"]
    repaired = of_chance(replace(comparison.flows.draws, repaired=0.031), CASE, lang)["correlations"]
    assert ("0.031" if lang == "en" else "0,031") in repaired


def test_nothing_is_said_where_nothing_is_drawn():
    assert of_chance(draw(one_offer(), 64), one_offer(), "en") == {}


def test_the_chart_shows_how_the_mean_settles(comparison):
    assert CONVERGENCE in charts_of(comparison)
    frame = convergence.table(comparison, "en")
    saving = comparison.saving["out"]
    assert frame["mean"].iloc[-1] == pytest.approx(saving.mean)
    assert frame["at most"].iloc[-1] - frame["at least"].iloc[-1] == pytest.approx(
        2 * 2.131449545559323 * saving.standard_error
    )
    axes = convergence.draw(comparison, "fr")
    (line,) = axes.get_lines()[:1]
    assert line.get_ydata()[-1] == pytest.approx(saving.mean)
    assert "2 048 tirages" in convergence.alt_text(comparison, "fr").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("half", "words"), [(90_000, "$2.51M, to between $2.42M and $2.6M"), (2_000, "$2,509,066, to between")]
)
def test_ends_that_three_digits_would_not_tell_apart_are_written_out(half, words, comparison, monkeypatch):
    case = override(comparison.case, {"currency": "USD"})
    mean = np.array([2_509_066.4])
    monkeypatch.setattr(convergence, "shown", lambda _: Settling(np.array([32]), mean, mean - half, mean + half))
    assert words in convergence.message(replace(comparison, case=case), "en")


def test_a_certain_case_has_nothing_to_settle():
    certain = one_offer({"base": 900}, in_house=own(team={"monthly": 1200}))
    assert CONVERGENCE not in charts_of(compare(simulate(certain, draw(certain, 64))))


WORDS = [
    ({"beta": {"a": 2, "b": 6}}, "0 to 1, 0.25 on average (beta, shapes 2 and 6)"),
    ({"normal": {"mean": 5, "sd": 2, "low": 0}}, "5, give or take 2 (normal), never below 0"),
    ({"normal": {"mean": 5, "sd": 2, "high": 9}}, "5, give or take 2 (normal), never above 9"),
    ({"normal": {"mean": 5, "sd": 2, "low": 0, "high": 9}}, "5, give or take 2 (normal), between 0 and 9 only"),
    ({"percentiles": {"p5": 1, "p95": 8}}, "share below: 5% 1, 95% 8"),
    ({"lognormal": {"p5": 1, "p75": 8}}, "5% of the time below 1, 25% above 8"),
    ({"lognormal": {"p10": 1, "p90": 8}}, "1 in 10 below 1, 1 in 10 above 8"),
    ({"empirical": [1, 5, 2]}, "anywhere along 3 observations"),
]


@pytest.mark.parametrize(("raw", "words"), WORDS, ids=[words for _, words in WORDS])
def test_beliefs_in_words(raw, words):
    belief = read_uncertain(raw, "number", None, None)
    assert spread_words(belief, "{:g}".format, "en") == words
    assert spread_words(belief, "{:g}".format, "fr") not in ("", words)


def test_drawing_on_is_told(capsys):
    asked = {"n": 64, "seed": 1, "scenarios": (), "workers": 1, "points": "keyed"}
    reached = deciding._until("5 %", CASE, "en", **asked)
    assert reached.study.draws.count == 2048
    assert "after 2,048 draws" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        deciding._until("none", CASE, "en", **asked)
    assert ended.value.code == 2
    assert "--until-se" in capsys.readouterr().err


@pytest.mark.parametrize(("lang", "words"), [("en", "nearest possible"), ("fr", "plus proches possibles")])
def test_repaired_correlations_are_warned_of(lang, words, capsys):
    draws = draw(CASE, 64)
    console = terminal.consoles()[1]
    terminal.tell_chance(draws, console, lang)
    assert capsys.readouterr().err == ""
    terminal.tell_chance(replace(draws, repaired=0.03), console, lang)
    assert words in capsys.readouterr().err
    assert np.isfinite(draws.widest_gap)
