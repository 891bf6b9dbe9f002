"""The notebooks: thin, equal to their pairs, without stored outputs, and they run."""

import ast
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


def test_the_first_notebook_has_the_five_verbs_and_three_sliders():
    nodes = [node for text in code(NOTEBOOKS[0]) for node in ast.walk(ast.parse(text))]
    calls = [node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert [name for name in calls if name in VERBS] == list(VERBS)
    assert (calls.count("Knob"), calls.count("Panel")) == (3, 1)


@each
def test_a_notebook_runs(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    notebook = nbformat.read(path, 4)
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
    assert any("application/vnd.jupyter.widget-view+json" in output.get("data", {}) for output in outputs)
    assert (tmp_path / "out" / "term-sheet.xlsx").read_bytes()[:2] == b"PK"
