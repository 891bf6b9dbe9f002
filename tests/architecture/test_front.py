"""The package's front door."""

import subprocess
import sys
from importlib import import_module

import pytest

import outsourcing_model

from .sources import PACKAGE, TREES

HEAVY = ("numpy", "pandas", "numba", "scipy", "matplotlib", "ipywidgets", "openpyxl", "xlsxwriter")
VERBS = ["compare", "draw", "read_case", "simulate", "term_sheet"]


def test_what_is_promised_is_importable():
    assert outsourcing_model.__all__ == dir(outsourcing_model) == VERBS
    for name in VERBS:
        assert callable(getattr(outsourcing_model, name))


def test_nothing_else_is_there():
    with pytest.raises(AttributeError, match="module 'outsourcing_model' has no attribute 'optimise'"):
        outsourcing_model.optimise  # noqa: B018


@pytest.mark.parametrize("name", sorted(TREES))
def test_every_module_can_be_imported(name):
    if name != "__main__.py":
        parts = (PACKAGE / name).relative_to(PACKAGE.parent).with_suffix("").parts
        import_module(".".join(part for part in parts if part != "__init__"))


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["explain", "--help"]])
def test_help_imports_nothing_heavy(arguments):
    script = (
        "import sys\nfrom outsourcing_model.cli.main import main\n"
        f"sys.argv = ['outsourcing-model', *{arguments}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print(*[name for name in {HEAVY} if name in sys.modules], sep=',', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "outsourcing-model" in done.stdout
    assert done.stderr.strip() == ""
