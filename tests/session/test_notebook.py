"""The notebooks: thin, equal to their pairs, without stored outputs, and they run."""

import ast
import re
from pathlib import Path

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
VERBS = ("read_case", "draw", "simulate", "compare", "term_sheet")
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


def test_there_are_notebooks_and_each_script_has_one():
    assert NOTEBOOKS
    assert {path.with_suffix(".py") for path in NOTEBOOKS} == set(NOTEBOOKS[0].parent.glob("*.py"))


@each
def test_a_notebook_and_its_script_are_the_same(path):
    opened, written = nbformat.read(path, 4), jupytext.read(path.with_suffix(".py"))
    assert [(c.cell_type, c.source) for c in opened.cells] == [(c.cell_type, c.source) for c in written.cells]


@each
def test_a_notebook_stores_no_outputs_and_defines_nothing(path):
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node for text in code(path) for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]


def amounts(text: str) -> set[str]:
    """Return the amounts and percentages of a text, as people write them."""
    return set(re.findall(r"\$\d[\d,.]*\d[kMB]?|\$\d[kMB]?|\b\d[\d.]*%", text))


def test_the_first_notebook_has_the_five_verbs_and_three_sliders():
    nodes = [node for text in code(NOTEBOOKS[0]) for node in ast.walk(ast.parse(text))]
    calls = [node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert [name for name in calls if name in VERBS] == list(VERBS)
    assert (calls.count("Knob"), calls.count("Panel")) == (3, 1)


def plain(markdown: str) -> str:
    """Return a text without its code, and with dollars as they are shown."""
    return re.sub(r"`[^`]*`", "", markdown).replace(r"\$", "$")


def a_panel_and_a_term_sheet(shown: list[dict], folder: Path) -> None:
    assert any("application/vnd.jupyter.widget-view+json" in data for data in shown)
    assert (folder / "out" / "term-sheet.xlsx").read_bytes()[:2] == b"PK"


def charts_and_tables(shown: list[dict], folder: Path) -> None:
    pages = [data.get("text/html", "") for data in shown]
    assert sum("<img" in page for page in pages) == 7
    assert all(re.search(r'alt="[^"]{40,}"', page) for page in pages if "<img" in page)
    assert sum("<table" in page for page in pages) == 8
    assert not list(folder.iterdir())


MADE = {"01_first_case": a_panel_and_a_term_sheet, "02_uncertainty": charts_and_tables}
"""What each notebook shows and leaves behind. Every amount that its prose names stands in what it shows, too."""


@each
def test_a_notebook_runs(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    notebook = nbformat.read(path, 4)
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
    shown = [output.get("data", {}) for output in outputs]
    MADE[path.stem](shown, tmp_path)
    prose = " ".join(plain(cell.source) for cell in notebook.cells if cell.cell_type == "markdown")
    seen = " ".join(f"{data.get('text/html', '')} {data.get('text/plain', '')}" for data in shown)
    assert amounts(prose) - amounts(seen) == set()
