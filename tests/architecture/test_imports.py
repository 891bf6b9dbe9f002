"""Who may import what."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .sources import PACKAGE, ROOT, TREES, imports

OUR = "outsourcing_model"
HOMES = {
    "openpyxl": ("casefile/", "presentation/"),
    "xlsxwriter": ("casefile/", "presentation/"),
    "ruamel": ("casefile/",),
    "matplotlib": ("presentation/",),
    "jinja2": ("presentation/",),
    "babel": ("presentation/",),
    "ipywidgets": ("session/",),
    "IPython": ("session/",),
    "numba": ("engine/",),
    "llvmlite": ("engine/",),
    "typer": ("cli/",),
    "rich": ("cli/", "presentation/table.py", "presentation/movement/table.py", "presentation/difference.py"),
}
"""Library to the only places that may import it."""

FORBIDDEN = ("random", "secrets", "time", "socket", "urllib", "http", "requests", "subprocess", "pickle")


def lint(where: Path) -> subprocess.CompletedProcess[str]:
    """Return the verdict of import-linter on the package in a folder."""
    script = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache', '--no-logo'])"
    return subprocess.run([sys.executable, "-c", script], cwd=where, capture_output=True, text=True, check=False)


@pytest.fixture
def copied(tmp_path):
    """Return a copy of the package, beside its contracts, that import-linter finds first."""
    shutil.copytree(PACKAGE, tmp_path / OUR, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_are_kept(copied):
    done = lint(copied)
    assert done.returncode == 0, done.stdout
    assert "2 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("case/offer.py", "import outsourcing_model.metrics.value"),
        ("engine/flows.py", "import outsourcing_model.presentation.formats"),
        ("metrics/ratio.py", "import outsourcing_model.metrics.compare"),
        ("new_room.py", "A = 1"),
    ],
)
def test_a_planted_fault_breaks_a_contract(copied, module, line):
    with (copied / OUR / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = lint(copied)
    assert done.returncode == 1, done.stdout


@pytest.mark.parametrize("name", sorted(TREES))
def test_libraries_stay_in_their_rooms(name):
    for module, _ in imports(TREES[name]):
        library = module.partition(".")[0]
        assert name.startswith(HOMES.get(library, ("",))), f"{library} in {name}"
        assert library not in FORBIDDEN, f"{library} in {name}"


@pytest.mark.parametrize("name", sorted(TREES))
def test_no_clock_is_read(name):
    calls = (node.func for node in ast.walk(TREES[name]) if isinstance(node, ast.Call))
    called = {function.attr for function in calls if isinstance(function, ast.Attribute)}
    assert not called & {"now", "utcnow", "today", "fromtimestamp"}


@pytest.mark.parametrize("name", sorted(TREES))
def test_chance_is_ours_alone(name):
    """No global random state and no library's stream: every point is a function of seed, path and draw."""
    assert not [module for module, part in imports(TREES[name]) if "random" in (*module.split("."), part)]
    attributes = [node for node in ast.walk(TREES[name]) if isinstance(node, ast.Attribute) and node.attr == "random"]
    assert attributes == []


def owned(module: str) -> set[str]:
    """Return the names that a module makes itself."""
    base = PACKAGE.joinpath(*module.split(".")[1:])
    name = base.with_suffix(".py") if base.with_suffix(".py").exists() else base / "__init__.py"
    tree = TREES[name.relative_to(PACKAGE).as_posix()]
    made = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    for node in tree.body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            made |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    beside = base.iterdir() if base.is_dir() else ()
    return made | {path.stem for path in beside if path.suffix == ".py" or (path / "__init__.py").exists()}


@pytest.mark.parametrize("name", sorted(TREES))
def test_names_come_from_the_module_that_owns_them(name):
    for module, part in imports(TREES[name]):
        if module.partition(".")[0] == OUR and part:
            assert part in owned(module), f"{part} from {module}"


FORMULAS = (f"{OUR}.engine.normal", f"{OUR}.engine.binomial")
"""Formulas of chance that rules share."""


@pytest.mark.parametrize("name", sorted(name for name in TREES if name.startswith("engine/rules/")))
def test_rules_know_numbers_only_and_not_one_another(name):
    assert {module for module, _ in imports(TREES[name])} <= {"numpy", f"{OUR}.engine.compiled", *FORMULAS}


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_that_rules_share_know_numbers_only(name):
    tree = TREES[name.removeprefix(f"{OUR}.").replace(".", "/") + ".py"]
    assert {module for module, _ in imports(tree)} <= {"math", "numpy", f"{OUR}.engine.compiled"}


def test_no_import_hides_in_a_function_but_in_the_command_line_for_frames_and_for_points_that_are_asked_for():
    hidden = {
        (name, module)
        for name, tree in TREES.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for module, _ in imports(function)
    }
    heavy = {module for name, module in hidden if not name.startswith("cli/")}
    assert heavy <= {"pandas", "scipy.stats"}
    assert {name for name, module in hidden if module == "scipy.stats"} == {"engine/points.py"}
