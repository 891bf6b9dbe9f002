"""Bids for people: tables that add up, sentences that warn, the same figures in both languages, and a table of all."""

import io
import re
from decimal import Decimal
from functools import cache

import pandas as pd
import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.bids import bids
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.bid_file import bids_csv
from outsourcing_model.presentation.charts import bid_bridge
from outsourcing_model.presentation.report import write_report
from outsourcing_model.presentation.sections.bids import bid_words, ledgers, low_bids, scores, verdict
from outsourcing_model.wording import LANGUAGES
from presentation.example import CASES, FORMULA, alone, case, comparison, hostile

JUDGED = {"price_weight": "60 %", "low_bid": "5 %"}


@cache
def judged(name: str, **terms: object) -> Comparison:
    changed = case(name).revised(evaluation={**JUDGED, **terms})
    return compare(simulate(changed, draw(changed, 64, seed=1)))


def amount(cell: str) -> Decimal:
    return Decimal(cell.replace(",", "") or "0")


def digits(text: str) -> list[str]:
    return [re.sub(r"\D", "", found) for found in re.findall(r"\d(?:[\d.,\u202f]*\d)?", text)]


@pytest.mark.parametrize("name", CASES)
def test_the_ledger_adds_up_to_the_cent_down_to_the_comparison(name: str) -> None:
    found = comparison(name)
    rows = [(row.heading, list(map(amount, row.cells))) for row in ledgers(found, bids(found), "en").rows]
    at = [heading for heading, _ in rows].index("Comparable present cost")
    for column, alternative in enumerate(bids(found).ledgers):
        assert sum(cells[column] for _, cells in rows[:at]) == rows[at][1][column]
        assert sum(cells[column] for _, cells in rows[at:-1]) == rows[-1][1][column]
        mean = found.alternatives[alternative].npv_cost.mean
        assert float(rows[-1][1][column]) == pytest.approx(mean, abs=0.006)


@pytest.mark.parametrize("name", CASES)
def test_both_languages_say_the_same_figures(name: str) -> None:
    found = judged(name)
    english, french = (list(bid_words(found, bids(found), lang)) for lang in LANGUAGES)
    assert list(map(digits, english)) == list(map(digits, french))
    grids = [scores(found, bids(found), lang) for lang in LANGUAGES]
    assert all(grid is not None for grid in grids)
    cells = [[[digits(cell) for cell in row.cells] for row in grid.rows] for grid in grids if grid]
    assert cells[0] == cells[1]


def test_methods_that_disagree_are_warned_of_beside_both_rankings() -> None:
    found = judged("service-desk-and-hosting")
    sentences = list(verdict(found, bids(found), "en"))
    assert sentences[0].startswith("The two methods rank the bids differently: “Proportional” puts “All to provider A”")
    grid = scores(found, bids(found), "en")
    assert grid is not None
    assert [row.heading for row in grid.rows if row.look == "group"] == ["Proportional", "Linear between extremes"]
    marked = [(row.heading, sorted(row.best)) for row in grid.rows if row.best]
    assert marked == [("Rank", [0]), ("Rank", [1])]
    page = write_report(found, "en")
    assert '<div class="callout">\n<p>The two methods rank' in page


def test_a_price_corrected_for_quality_is_money() -> None:
    found = judged("contrat-infogerance", second_method="price_quality", estimate=2_000_000)
    grid = scores(found, bids(found), "fr")
    assert grid is not None
    row = next(row for row in grid.rows if row.heading.startswith("Prix corrigé"))
    assert all("€" in cell for cell in row.cells)


def test_why_bids_are_not_ranked_is_said() -> None:
    found = comparison("service-desk-and-hosting")
    assert list(verdict(found, bids(found), "en")) == ["Bids are not ranked: the case states no evaluation."]
    assert scores(found, bids(found), "en") is None


def test_a_low_bid_is_named_with_what_it_is_measured_against() -> None:
    found = judged("service-desk-and-hosting")
    told = list(low_bids(found, bids(found), "en"))
    assert told[0].startswith("Delivered by “In-house improved” the service would cost between $16")
    assert any("10th percentile" in sentence for sentence in told[1:])
    assert any("below the average of the bids" in sentence for sentence in told[1:])
    high = judged("service-desk-and-hosting", should_cost=1_000_000, low_bid="50 %")
    assert list(low_bids(high, bids(high), "en"))[1:] == ["No bid is suspiciously low."]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_the_bridge_leads_from_the_price_to_the_comparable_cost(name: str, lang: str) -> None:
    found = comparison(name)
    amounts = bid_bridge.table(found, lang).iloc[:, 1].to_numpy(dtype=float)
    shown = bid_bridge.shown_bid(found)
    assert shown is not None
    assert amounts[-1] == pytest.approx(shown.comparable)
    assert amounts[:-1].sum() == pytest.approx(shown.comparable)
    assert sum(bid_bridge.drawn(shown).values()) == pytest.approx(shown.comparable)
    assert len(bid_bridge.drawn(shown)) < len(shown.steps)


def test_without_a_bid_that_is_said() -> None:
    found = alone()
    assert bid_bridge.shown_bid(found) is None
    assert next(iter(bid_words(found, bids(found), "en"))).startswith("No alternative hands anything to a provider")
    assert "there is no bid to compare." in write_report(found, "en")
    assert bids_csv(found).count("\n") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_the_table_of_all_figures_has_no_hole_without_a_reason(name: str, lang: str) -> None:
    for found in (comparison(name), judged(name), _one_unscored(name)):
        table = pd.read_csv(io.StringIO(bids_csv(found, lang)), keep_default_na=False, na_values={"value": [""]})
        assert (table.value.isna() == (table.reason != "")).all()
        assert not table.drop(columns="reason").duplicated(["bid", "part", "item"]).any()
        for bid, rows in table.groupby("bid"):
            steps = rows[rows.part == "ledger"].value.sum()
            comparable = rows[rows["item"] == "comparable"].value.iloc[0]
            assert steps == pytest.approx(comparable, abs=0.001)
            assert bid in found.case.alternatives


def _one_unscored(name: str) -> Comparison:
    """The same case with all but one bid without quality points."""
    base: Case = judged(name).case
    first = next(iter(bids(judged(name)).ledgers))
    alternatives = {
        key: each if key == first else each.model_copy(update={"quality_points": None})
        for key, each in base.alternatives.items()
    }
    changed = base.model_copy(update={"alternatives": alternatives})
    return compare(simulate(changed, draw(changed, 64, seed=1)))


def test_names_are_no_formulas_in_the_table() -> None:
    found = hostile()
    alternatives = {**found.case.alternatives}
    alternatives["mix"] = alternatives["mix"].model_copy(update={"name": FORMULA})
    changed = found.case.model_copy(update={"alternatives": alternatives})
    text = bids_csv(compare(simulate(changed, draw(changed, 64, seed=1))))
    assert ",'=1+1," in text
    assert ",=1+1" not in text
