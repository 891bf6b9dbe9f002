"""The shipped cases, read by the product's own reader."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.casefile.read import read_case

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
RAW = ROOT.parent / "shared" / "data"
NAMES = ("contrat-infogerance", "outsourcing-calculator", "service-desk-and-hosting")

Rows = list[dict[str, str]]


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def cases() -> dict[str, Case]:
    return {name: read_case(DATA / name / "case.yaml") for name in NAMES}


@pytest.fixture(scope="session")
def desk(cases: dict[str, Case]) -> Case:
    return cases["service-desk-and-hosting"]


@pytest.fixture(scope="session")
def contrat(cases: dict[str, Case]) -> Case:
    return cases["contrat-infogerance"]


@pytest.fixture(scope="session")
def readme() -> Callable[[str], str]:
    return lambda name: (DATA / name / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def raw() -> Callable[[str], Rows]:
    if not RAW.is_dir():
        pytest.skip("the raw files do not lie beside the project (../shared/data)")
    return lambda name: rows(RAW / name)
