"""The fingerprint of a case does not depend on how the case is written down."""

from pathlib import Path

import pytest

from outsourcing_model.casefile.digest import digest
from outsourcing_model.casefile.read import read_case

from .conftest import GOOD


def digest_of(folder: Path, text: str) -> str:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return digest(read_case(path))


@pytest.mark.parametrize(
    ("good", "other"),
    [
        ("discount_rate: 8 %", "discount_rate: 0.08   # the company's"),
        ("term: 60 months", "term: 5 years"),
        ("start: 2026-01  ", "start: '2026-01'"),
        ("hurdle: 10 %", "hurdle: {percent: 0.1}"),
        ("growth: 2.5 %", "growth: {value: 0.025}"),
        ("pert: [2 %, 3.2 %, 5 %]", "pert: [0.02, 0.032, 0.05]"),
        ("provider: Onshore Ltd", "provider: {name: Onshore Ltd}"),
        ("relevance: avoidable\n", "relevance: {kind: avoidable}\n"),
        ("timing: end\n", ""),
        ("case: Service desk and hosting\ncurrency: USD\n", "currency: USD\ncase: Service desk and hosting\n"),
        (
            "below: [99.5 %, 99.0 %, 95.0 %], credit: [10 %, 30 %, 100 %]",
            "credit: [0.1, 0.3, 1], below: [0.995, 0.99, 0.95]",
        ),
        ("{services.desk.volume: -25 % from 2028-01}", "{services.desk.volume: '-25.0%   from 2028-01'}"),
        ("{change: 10 %}", "{change: 0.1}"),
    ],
)
def test_the_same_case_written_otherwise(tmp_path: Path, good: str, other: str) -> None:
    assert good in GOOD
    assert digest_of(tmp_path, GOOD.replace(good, other, 1)) == digest_of(tmp_path, GOOD)


@pytest.mark.parametrize(
    ("good", "other"),
    [
        ("discount_rate: 8 %", "discount_rate: 8.00000000000001 %"),
        ("currency: USD", "currency: EUR"),
        ("price: 260", "price: 261"),
        ("source: survey", "source: poll"),
        ("name: Service desk", "name: Desk"),
        ("{change: 10 %}", "{change: 11 %}"),
        ("-25 % from 2028-01", "-25 % from 2028-02"),
        ("mix: {hosting: onshore}", "mix: {hosting: in_house}"),
    ],
)
def test_another_case(tmp_path: Path, good: str, other: str) -> None:
    assert good in GOOD
    assert digest_of(tmp_path, GOOD.replace(good, other, 1)) != digest_of(tmp_path, GOOD)


def test_scenario_values_are_read_before_they_are_compared(tmp_path: Path) -> None:
    one = GOOD.replace("{change: 10 %}", "300").replace("dear:", "dear: {term: 48 months}\n  other:")
    two = GOOD.replace("{change: 10 %}", "'300.0'").replace("dear:", "dear: {term: 4 years}\n  other:")
    assert digest_of(tmp_path, one) == digest_of(tmp_path, two)
    assert len(digest_of(tmp_path, one)) == 64
