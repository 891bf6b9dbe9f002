"""A term changed in the workbook gives what the engine gives for the case with that term."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from outsourcing_model.case.paths import override

from .recalculation import formualizer_differences
from .sheets import compared, shipped, written

FRENCH, ENGLISH = "contrat-infogerance", "service-desk-and-hosting"
LIVE = ("Charges", "Levels and credits", "Exit", "Expected credits")
"""Sheets whose every formula follows the terms; the cash flow also has lines of our own, which are inputs."""

REGIONAL, NATIONAL, ONSHORE = "offers.regional", "offers.national", "offers.onshore"
EDITS = [
    (
        FRENCH,
        "tout_regional",
        {
            f"{REGIONAL}.charges.postes_de_travail.graduated.price[1]": 19.5,
            f"{REGIONAL}.charges.postes_de_travail.graduated.up_to": [815],
            f"{REGIONAL}.indexation.cap": None,
            f"{REGIONAL}.indexation.share": 0.5,
            f"{REGIONAL}.transition.delay_damages.cap": None,
            f"{REGIONAL}.exit.months_of_charges": 3.5,
            f"{REGIONAL}.exit.wind_down": 1234,
        },
    ),
    (
        FRENCH,
        "tout_regional",
        {
            f"{REGIONAL}.minimum_commitment": 1,
            f"{REGIONAL}.charges.sauvegarde.baseline": 200,
            f"{REGIONAL}.indexation.floor": 0.03,
        },
    ),
    (FRENCH, "tout_national", {f"{NATIONAL}.charges.postes_de_travail.volume.up_to": [830]}),
    (
        ENGLISH,
        "mix",
        {
            f"{ONSHORE}.credits.monthly_cap": 0.001,
            f"{ONSHORE}.credits.hosting_availability.credit": ["7 %", "31 %", "90 %"],
        },
    ),
]


def copied(edited: Path, wanted: Path, target: Path) -> Path:
    """Write the first workbook with the terms of the second typed into it; return where."""
    book, other = openpyxl.load_workbook(edited), openpyxl.load_workbook(wanted)
    values = openpyxl.load_workbook(wanted, data_only=True)
    for row in other["Terms"].iter_rows(min_col=4, max_col=4):
        for cell in row:
            if not cell.protection.locked:
                book["Terms"][cell.coordinate].value = values["Terms"][cell.coordinate].value
    book.save(target)
    return target


@pytest.mark.parametrize(("name", "alternative", "changes"), EDITS)
def test_an_edited_term_is_priced_as_by_the_engine(
    name: str, alternative: str, changes: dict[str, Any], tmp_path: Path
) -> None:
    before = written(shipped(name), tmp_path, alternative, internal=True)
    after = written(compared(override(shipped(name).case, changes), 16), tmp_path, alternative, internal=True)
    edited = copied(before, after, tmp_path / "edited.xlsx")
    assert formualizer_differences(after, edited, LIVE) == []
    assert formualizer_differences(after, before, LIVE) != []
