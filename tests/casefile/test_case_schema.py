"""The JSON Schema: it is current, and accepts what the reader accepts for the common spellings."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from outsourcing_model.case.uncertain import read_uncertain
from outsourcing_model.casefile.include import read_with_includes
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.schema import case_schema, schema_text, write_schema

from .conftest import GOOD
from .test_broken_cases import VARIANTS

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft202012Validator(case_schema())
SHIPPED = sorted((ROOT / "data").glob("*/case.yaml"))


def faults(path: Path) -> list[str]:
    return [
        f"{error.json_path}: {error.message}"
        for error in VALIDATOR.iter_errors(read_with_includes(path, path.name).tree)
    ]


def test_the_schema_is_itself_valid_and_the_committed_file_is_current(tmp_path: Path) -> None:
    Draft202012Validator.check_schema(case_schema())
    write_schema(tmp_path / "case.schema.json")
    assert (tmp_path / "case.schema.json").read_text(encoding="utf-8") == schema_text()
    assert (ROOT / "docs" / "case.schema.json").read_text(encoding="utf-8") == schema_text()
    assert [path.name for path in tmp_path.iterdir()] == ["case.schema.json"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_the_shipped_cases_fit(path: Path) -> None:
    assert faults(path) == []


SPELLINGS = [
    ("discount_rate: 8 %", "discount_rate: 0.08"),
    ("discount_rate: 8 %", "discount_rate: '8%'"),
    ("discount_rate: 8 %", "discount_rate: {0: 8 %, 3: 0.07}"),
    ("term: 60 months", "term: 60"),
    ("term: 60 months", "term: 5 years"),
    ("start: 2026-01  ", "start: 2026-01-15  "),
    ("hurdle: 10 %", "hurdle: 250000"),
    ("hurdle: 10 %", "hurdle: {percent: 10 %, amount: 1000}"),
    ("pert: [-8 %, -2 %, 2 %]", "between: [-8 %, 0.02], family: normal"),
    ("pert: [-8 %, -2 %, 2 %]", "normal: {mean: -2 %, sd: 1 %}"),
    ("pert: [-8 %, -2 %, 2 %]", "discrete: [1 %, 2 %], weights: [50 %, 0.5]"),
    ("growth: 2.5 %", "growth: {value: 2 %, source: survey, date: '2025', owner: me, status: quote, note: x}"),
    ("{stays: true}", "{stays: yes}"),
    ("relevance: avoidable\n", "relevance: {kind: avoidable}\n"),
    ("relevance: {kind: partly, avoidable: 80 %, from_month: 13}", "relevance: {kind: partly, from_month: 13 months}"),
    ("provider: Onshore Ltd", "provider: {name: Onshore Ltd, address: here}"),
    ("price: {desk: 120000, hosting: 400000}", "price: 520000"),
    (
        "milestones: {2: 40 %, 5: 60 %}",
        "milestones:\n        go: {month: 5, share: 100 %, after: plan}\n"
        "        plan: {month: 2, review_days: 10, slip_days: {pert: [0, 5 days, 40]}}",
    ),
    (
        "milestones: {2: 40 %, 5: 60 %}",
        "milestones: {2: 40 %, go: {month: 5, share: 0.6, after: []}}\n      ramp_months: 1 month\n"
        "      delay_damages: {amount_per_week: 3, part_week: ignored, longstop_days: 90}\n      damages_cap: 9",
    ),
    ("payment_days: 45", "payment_days: '45'"),
    (
        "monthly_cap: 12 %",
        "service_caps: {hosting: 15 %}\n      order: [earn_back, monthly_cap]\n      at_risk: 0.1\n      pool: 150 %",
    ),
    (
        "monthly_cap: 12 %",
        "order: earn_back\n      earn_back: {months: 3, frees_caps: yes}\n      contract_cap_amount: 9",
    ),
    (
        "monthly_cap: 12 %",
        "points_table: {at: [3, 6], credit: [2 %, 0.05]}\n      rolling_cap: {share: 10 %, months: 1 year}",
    ),
    (
        "credit: [10 %, 30 %, 100 %], of: hosting",
        "allocation: 40 %, multiplier: [1, 2, 3]}\n      at_risk: 12 %\n      nature: penalty # {",
    ),
    (
        "    payment_days: 45",
        "    payment_days: 45\n    common_factor: 20 %\n    liability: {share_of_year: 150 %}\n"
        "    late_payment: {share: 5 %, days: 10 days, rate: 10 %, indemnity: 40}\n"
        "    triggers: {twice: {level: availability, misses: 2, within: 1 year}}\n"
        "    level_options: {availability: {targets: [99 %, 0.995], monthly: [0, 100]}}",
    ),
    ("applies_to: outsourced", "applies_to: [mix, all_onshore]"),
    ("items: [monthly report, quarterly committee]", "items: monthly report"),
    ("season: {january: 12 %}", "season: {january: 12 %, may: -0.1}, changes: [-25 % from 2028-01, {change: 5 %}]"),
    ("exit: {from_month: 13", "exit: {unamortised: null, from_month: 13"),
]


@pytest.mark.parametrize(("good", "other"), [("", ""), *SPELLINGS])
def test_reader_and_schema_accept_the_same_spellings(tmp_path: Path, good: str, other: str) -> None:
    assert good in GOOD
    path = tmp_path / "case.yaml"
    path.write_text(GOOD.replace(good, other, 1) if good else GOOD, encoding="utf-8")
    read_case(path)
    assert faults(path) == []


def test_a_case_with_fragments_need_not_be_complete() -> None:
    assert VALIDATOR.is_valid({"include": "other.yaml", "term": 3})
    assert not VALIDATOR.is_valid({"term": 3})


def test_the_schema_refuses_most_of_what_the_reader_refuses(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    refused = 0
    for good, bad, _, _ in VARIANTS:
        path.write_text(GOOD.replace(good, bad, 1), encoding="utf-8")
        refused += bool(faults(path))
    assert refused > len(VARIANTS) / 2


def fields(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [field for field in node.get("properties", {}).values() if "description" in field or "x-unit" in field]
        return own + [found for child in node.values() for found in fields(child)]
    return [found for child in node for found in fields(child)] if isinstance(node, list) else []


def test_every_quantity_says_unit_range_and_meaning() -> None:
    quantities = [field for field in fields(case_schema()) if "x-kind" in field]
    assert len(quantities) > 60
    assert all(
        field["description"] and "x-unit" in field and "x-low" in field and "x-high" in field for field in quantities
    )


BELIEFS = [
    {"normal": {"mean": 5, "sd": 2, "low": 0}}, {"normal": {"p5": 1, "p95": 3}}, {"lognormal": {"mean": 5, "sd": 2}},
    {"lognormal": {"p2.5": 1, "p97.5": 3}}, {"beta": {"mean": 0.5, "sd": 0.1}}, {"beta": {"a": 2, "b": 3, "high": 9}},
    {"percentiles": {"p0": 1, "p50": 2, "p100": 4}}, {"empirical": [3, 1]}, {"between": [1, 2], "family": "pert"},
]  # fmt: skip
NO_BELIEFS = [
    {"lognormal": {"mean": 5, "sd": 2, "low": 0}}, {"normal": {"p5": 1}}, {"normal": {"p5": 1, "p50": 2, "p95": 3}},
    {"beta": {"a": 0, "b": 3}}, {"beta": {"mean": 0.5}}, {"percentiles": {"p5": 1}},
    {"percentiles": {"median": 1, "p9": 2}}, {"between": [1, 2], "family": "beta"}, {"empirical": []},
]  # fmt: skip


@pytest.mark.parametrize("belief", BELIEFS, ids=str)
def test_editors_accept_every_way_to_state_a_belief(belief: dict[str, Any]) -> None:
    assert Draft202012Validator({**case_schema()["$defs"]["belief_number"], "$defs": {}}).is_valid(belief)
    assert not read_uncertain(belief, "number", None, None).is_constant


@pytest.mark.parametrize("belief", NO_BELIEFS, ids=str)
def test_editors_refuse_what_the_reader_refuses(belief: dict[str, Any]) -> None:
    assert not Draft202012Validator({**case_schema()["$defs"]["belief_number"], "$defs": {}}).is_valid(belief)
    with pytest.raises((PydanticCustomError, ValidationError)):
        read_uncertain(belief, "number", None, None)
