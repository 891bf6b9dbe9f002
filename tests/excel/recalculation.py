"""Recalculating a workbook by two programs that are not ours, and comparing with the numbers that we stored."""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import formualizer
import openpyxl
import pytest

SOFFICE = shutil.which("soffice")
TOLERANCE = 0.005

needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""A profile that computes every formula anew; without it LibreOffice shows the numbers stored in the file."""


def by_libreoffice(paths: Iterable[Path], work: Path) -> list[Any]:
    """Return the workbooks as LibreOffice computes them; it is started once for all of them."""
    profile, copies, out = work / "profile", work / "copies", work / "out"
    for folder in (profile / "user", copies):
        folder.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    sources = [shutil.copy(path, copies / f"{number}-{path.name}") for number, path in enumerate(paths)]
    command = [str(SOFFICE), "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    made = [out / source.name for source in sources]
    for path in made:
        assert path.exists(), f"soffice wrote nothing for {path.name}"
    return [openpyxl.load_workbook(path, data_only=True) for path in made]


Cell = tuple[str, int, int, str, Any]


@lru_cache(maxsize=64)
def formulas(path: Path) -> list[Cell]:
    """Return every formula cell of a file that stays as it is: sheet, row, column, formula, stored value."""
    texts, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return [
        (sheet.title, cell.row, cell.column, cell.value, values[sheet.title].cell(cell.row, cell.column).value)
        for sheet in texts
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def differences(cells: Sequence[Cell], computed: Sequence[Any]) -> list[str]:
    """Return the formula cells whose stored value is not what was computed, within half a cent."""
    return [
        f"{sheet}!{openpyxl.utils.get_column_letter(column)}{row}: {formula} stored {stored!r} computed {now!r}"
        for (sheet, row, column, formula, stored), now in zip(cells, computed, strict=True)
        if not _same(stored, now, _halves(formula))
    ]


def _halves(formula: str) -> float:
    """Return by how much a line of rounding may differ: a cent for each figure that may lie at half a cent."""
    return 0.01 * formula.count("ROUND(") if "cent_digits" in formula and "-ROUND(" in formula else 0.0


def _same(stored: Any, now: Any, halves: float = 0.0) -> bool:
    """Return whether two values are the same, numbers within half a cent (or 1e-9 of a very large one)."""
    if isinstance(stored, str) or isinstance(now, str) or stored is None or now is None:
        return stored == now
    return abs(float(stored) - float(now)) <= max(TOLERANCE + halves, 1e-9 * abs(float(stored)))


def libreoffice_differences(paths: Iterable[Path], work: Path) -> dict[Path, list[str]]:
    """Return file to the cells that LibreOffice computes otherwise."""
    sources = list(paths)
    found = {}
    for path, book in zip(sources, by_libreoffice(sources, work), strict=True):
        cells = formulas(path)
        found[path] = differences(cells, [book[sheet].cell(row, column).value for sheet, row, column, *_ in cells])
    return found


def formualizer_differences(path: Path, computed: Path | None = None, sheets: Sequence[str] = ()) -> list[str]:
    """Return the cells (of some sheets) that formualizer computes otherwise, here or in a workbook of this shape."""
    book = formualizer.load_workbook(str(computed or path))
    cells = [cell for cell in formulas(path) if not sheets or cell[0] in sheets]
    return differences(cells, book.evaluate_cells([cell[:3] for cell in cells]))
