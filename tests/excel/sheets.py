"""Term sheets of cases, written for a test."""

from functools import cache
from pathlib import Path
from zipfile import ZipFile

import openpyxl

from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.casefile.read import read_case
from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.compare import compare
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.term_sheet import term_sheet

DATA = Path(__file__).parents[2] / "data"
DEALS = Path(__file__).parents[1] / "deals"
SHIPPED = ("contrat-infogerance", "service-desk-and-hosting", "outsourcing-calculator")


def compared(case: Case, draws: int = 48) -> Comparison:
    """Return the comparison of a case."""
    return compare(simulate(case, draw(case, draws), workers=1))


@cache
def shipped(name: str) -> Comparison:
    """Return the comparison of a shipped case."""
    return compared(read_case(DATA / name / "case.yaml"))


@cache
def deal(name: str) -> Comparison:
    """Return the comparison of a small deal."""
    return compared(read_case(DEALS / f"{name}.yaml"), 16)


def outsourcing(case: Case) -> list[str]:
    """Return the alternatives that hand something over."""
    return [name for name in case.alternatives if any(by != IN_HOUSE for by in case.performers(name).values())]


def written(
    comparison: Comparison, folder: Path, alternative: str | None = None, internal: bool = False, lang: str = "en"
) -> Path:
    """Return the file of one edition."""
    edition = "internal" if internal else "counterparty"
    path = folder / f"{len(list(folder.iterdir()))}-{alternative or 'shown'}-{edition}-{lang}.xlsx"
    return term_sheet(comparison, alternative, internal, lang).to_excel(path)


def typed(edited: Path, wanted: Path, target: Path) -> Path:
    """Write the first workbook with every input of the second typed into it; return where."""
    book, values = openpyxl.load_workbook(edited), openpyxl.load_workbook(wanted, data_only=True)
    other = openpyxl.load_workbook(wanted)
    for sheet in other:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)) or not cell.protection.locked:
                    book[sheet.title][cell.coordinate].value = values[sheet.title][cell.coordinate].value
    book.save(target)
    return target


def texts(path: Path) -> set[str]:
    """Return every text in a cell."""
    book = openpyxl.load_workbook(path)
    return {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}


def everything(path: Path) -> str:
    """Return all that the container holds, as one text."""
    with ZipFile(path) as parts:
        return "\n".join(f"{name}\n{parts.read(name).decode('utf-8')}" for name in sorted(parts.namelist()))
