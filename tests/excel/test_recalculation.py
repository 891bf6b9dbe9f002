"""Every formula of the term sheet, computed anew by two other programs."""

import re
from pathlib import Path
from zipfile import ZipFile

import formualizer
import numpy as np
import openpyxl
import pytest
from deals.deals import HERE
from hypothesis import HealthCheck, Phase, given, settings
from strategies import cases, price_trees, quality_trees

from outsourcing_model.case.case import Case
from outsourcing_model.casefile.read import read_case

from .recalculation import formualizer_differences, formulas, libreoffice_differences, needs_soffice
from .sheets import SHIPPED, compared, outsourcing, shipped, written

EDITIONS = [(lang, internal) for lang in ("en", "fr") for internal in (False, True)]
RANDOM, COUNTED = 5, 10
COMPLETE = ("every-price-term", "every-credit-way")
"""Deals that have every term, whatever the random cases happen to have."""
PRICED = 10
"""Random cases of one offer with any of the terms of price, or all of them."""
MEASURED = 14
"""Random cases of one offer with any of the terms of quality."""

TERMS = {
    "fees", "arc_rates", "rrc_rates", "role_rates", "gain_shares", "package", "committed_units",
    "carry_forward", "discount_limits", "productivity", "benchmark_gap", "currency_band", "indexed_share",
    "rounding_digits", "markup", "rate_drift_used", "price_cap", "price_floor",
}  # fmt: skip
"""A cell of each term of price, by a part of its name."""

QUALITY = {
    "limits", "steps", "points_at", "multipliers", "allocation", "per_point", "per_hour", "free_hours",
    "repeat_multiplier", "persistent_credit", "by_year", "our_share", "window_months", "service_cap", "at_risk",
    "rolling_cap", "yearly_cap", "contract_cap", "earn_back_months", "misses", "months_at_cap", "late_rate",
}  # fmt: skip
"""A cell of each term of quality, by a part of its name."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, bool], Path]:
    folder = tmp_path_factory.mktemp("shipped")
    return {
        (name, lang, internal): written(shipped(name), folder, internal=internal, lang=lang)
        for name in SHIPPED
        for lang, internal in EDITIONS
    }


def with_wrong_number(path: Path, folder: Path) -> tuple[Path, str]:
    """Return a copy in which the stored result of one formula is wrong, and the formula."""
    formula = next(cell[3] for cell in formulas(path) if cell[0] == "Charges" and cell[3].startswith("=SUM("))
    target, part = folder / f"wrong-{path.name}", "xl/worksheets/sheet3.xml"
    marked = re.escape(f"<f>{formula[1:]}</f><v>").encode() + rb"[^<]*"
    with ZipFile(path) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content, count = re.subn(marked, f"<f>{formula[1:]}</f><v>123456".encode(), content)
                assert count == 1
            new.writestr(name, content)
    return target, formula


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize(("lang", "internal"), EDITIONS)
def test_formualizer_computes_what_the_engine_did(files, name: str, lang: str, internal: bool) -> None:
    path = files[name, lang, internal]
    assert len(formulas(path)) > 100
    assert formualizer_differences(path) == []


@pytest.fixture(scope="module")
def wrong(files, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a sheet in which one stored result is wrong, and its formula."""
    return with_wrong_number(files["service-desk-and-hosting", "en", False], tmp_path_factory.mktemp("wrong"))


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_recalculated_is_the_stored_number_to_nine_digits(files, name: str) -> None:
    """A reader that recalculates nothing sees the same; a difference that should be nothing is nothing in money."""
    path = files[name, "en", True]
    cells = [cell for cell in formulas(path) if not isinstance(cell[4], str)]
    book = formualizer.load_workbook(str(path))
    stored = np.array([cell[4] for cell in cells], dtype=float)
    floor = np.array([1e-6 if cell[0] == "Checks" else 1e-9 for cell in cells])
    now = np.array(book.evaluate_cells([cell[:3] for cell in cells]), dtype=float)
    assert len(cells) > 100
    assert np.all(np.abs(now - stored) <= np.maximum(floor, 1e-9 * np.abs(stored)))


@needs_soffice
def test_libreoffice_computes_what_the_engine_did_and_finds_a_wrong_number(files, wrong, tmp_path: Path) -> None:
    path, formula = wrong
    found = libreoffice_differences([*files.values(), path], tmp_path)
    assert len(found) == len(SHIPPED) * len(EDITIONS) + 1
    (place,) = found.pop(path)
    assert f"{formula} stored 123456" in place
    assert {sheet: cells for sheet, cells in found.items() if cells} == {}


def test_formualizer_finds_a_wrong_number(wrong) -> None:
    path, formula = wrong
    (place,) = formualizer_differences(path)
    assert f"{formula} stored 123456" in place


@pytest.fixture(scope="module")
def random_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("random")
    made: list[Path] = []

    def make(case: Case, most: int = 2) -> None:
        comparison = compared(case, 16)
        for alternative in outsourcing(case)[:most]:
            for internal in (True, False):
                made.append(written(comparison, folder, alternative, internal, "fr" if len(made) % 3 else "en"))

    def random_case(case: Case) -> None:
        make(case)

    for name in COMPLETE:
        make(read_case(HERE / f"{name}.yaml"), most=9)
    priced = price_trees(uncertain=True).map(Case.model_validate)
    measured = quality_trees(uncertain=True).map(Case.model_validate)
    drawn = [(cases(uncertain=True), RANDOM), (cases(uncertain=True, price_terms=True), RANDOM), (priced, PRICED)]
    drawn += [(measured, MEASURED)]
    for kind, count in drawn:
        sample = settings(
            max_examples=count, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        sample(given(kind)(random_case))()
    return made


def test_every_term_of_price_and_quality_is_recalculated(random_files: list[Path]) -> None:
    """The names of the cells tell which terms occurred, in the complete deals at least."""
    names = {name for path in random_files for name in openpyxl.load_workbook(path).defined_names}
    assert {name for name in TERMS | QUALITY if not any(name in found for found in names)} == set()


def test_formualizer_agrees_on_random_cases(random_files: list[Path]) -> None:
    assert len(random_files) >= COUNTED
    assert {path.name: cells for path in random_files if (cells := formualizer_differences(path))} == {}


@needs_soffice
def test_libreoffice_agrees_on_random_cases(random_files: list[Path], tmp_path: Path) -> None:
    found = libreoffice_differences(random_files, tmp_path)
    assert {name: cells for name, cells in found.items() if cells} == {}
