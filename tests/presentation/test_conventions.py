"""Every convention that decides the figures stands on every output, in the same words."""

import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.presentation.conventions import conventions, labelled, of_contract
from outsourcing_model.presentation.report import write_report
from outsourcing_model.presentation.results_json import results
from outsourcing_model.presentation.term_sheet import term_sheet, workbook
from outsourcing_model.wording import LANGUAGES

from .example import CASES, COSTS_MORE, SAVES, alone, case, comparison

ALWAYS = {
    "sign", "horizon", "rate", "timing", "tax", "relevance", "reference", "ranking", "hurdle", "rounding",
    "percentiles",
}  # fmt: skip
DESK = "offers.onshore.charges.service_desk"
BAND = {"additional": {"rate": [18]}, "reduced": {"rate": [15]}}


def desk(changes: dict[str, object]) -> Case:
    return override(case(SAVES), changes)


def texts(content: bytes) -> Iterator[str]:
    book = load_workbook(io.BytesIO(content))
    yield from (
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_report_results_and_internal_sheet_state_all(name, lang):
    found = comparison(name)
    stated = conventions(found, lang)
    assert set(stated) >= ALWAYS | {"prices", "bands", "availability", "credits"}
    assert results(found, lang)["conventions"] == stated
    report = write_report(found, lang, "").replace("&#39;", "'")
    sheet = set(texts(workbook(term_sheet(found, internal=True, lang=lang).view)))
    for label, text in labelled(stated, lang):
        assert f"{text}<" in report, label
        assert {label, text} <= sheet


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_to_give_away_states_those_of_the_terms_and_none_of_ours(lang):
    sheet = set(texts(workbook(term_sheet(comparison(COSTS_MORE), lang=lang).view)))
    ours = conventions(comparison(COSTS_MORE), lang)
    terms = of_contract(case(COSTS_MORE), lang)
    assert set(terms) == {"prices", "bands", "availability", "credits", "damages", "rounding"}
    assert {terms[name] for name in set(terms) - {"prices"}} <= sheet
    assert "claimed" not in terms["credits"]
    assert not sheet & {ours[name] for name in ("rate", "hurdle", "ranking", "relevance", "tax", "credits")}


def test_a_convention_of_a_term_that_is_absent_is_absent():
    assert set(conventions(alone(), "en")) >= ALWAYS
    bare = case(SAVES).model_copy(update={"offers": {}, "service_levels": {}})
    assert set(of_contract(bare, "en")) == {"rounding"}


def test_what_a_limit_cuts_is_said_where_there_is_a_limit():
    assert "lost" in of_contract(case(SAVES), "en")["prices"]
    carried = desk({"offers.onshore.indexation.excess": "carried"})
    assert of_contract(carried, "en")["prices"].endswith("caught up later")
    both = desk({"offers.onshore.indexation.excess": "carried", "offers.global_delivery.indexation.floor": "0 %"})
    assert "each clause says" in of_contract(both, "en")["prices"]
    free = desk({"offers.onshore.indexation.cap": None})
    assert of_contract(free, "en")["prices"].endswith("exchange")


def test_a_dead_band_says_where_units_count_from():
    assert "dead_band" not in of_contract(case(SAVES), "en")
    edge = desk({DESK: {"base": 1, "dead_band": BAND}})
    assert of_contract(edge, "en")["dead_band"].endswith("from its edge")
    baseline = desk({DESK: {"base": 1, "dead_band": {**BAND, "counted_from": "baseline"}}})
    assert of_contract(baseline, "en")["dead_band"].endswith("from the reference volume")
    both = override(
        edge, {"offers.global_delivery.charges.storage": {"dead_band": {**BAND, "counted_from": "baseline"}}}
    )
    assert of_contract(both, "en")["dead_band"].startswith("each clause says")


def test_tax_is_named_or_said_to_be_left_out():
    assert conventions(comparison(SAVES), "en")["tax"] == "all figures are before tax on profit"
    taxed = desk({"tax": {"rate": "25 %"}})
    found = compare(simulate(taxed, draw(taxed, 16)))
    assert conventions(found, "en")["tax"].startswith("cost is after tax at 25")
