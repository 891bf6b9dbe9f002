"""The project's own files, as the tests of its shape read them."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "outsourcing_model"
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
"""Module, as a path below the package, to its syntax tree."""

IGNORED = [".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split())]


def is_ignored(path: Path) -> bool:
    """Return whether a path of the project is none of its files."""
    return any(fnmatch(part, pattern) for part in path.relative_to(ROOT).parts for pattern in IGNORED)


def texts(*suffixes: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of the project's text files with one of these endings."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and path.name.endswith(suffixes) and not is_ignored(path):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the module of every import and the name taken from it, empty for the module itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Yield every function and method."""
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def docstrings(tree: ast.AST) -> set[ast.Constant]:
    """Return the texts that document something: they stand alone as a statement."""
    statements = (node for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {node.value for node in statements if isinstance(node.value, ast.Constant)}


def summary(tree: ast.Module) -> str:
    """Return the first sentence of a module's docstring on one line."""
    paragraph = (ast.get_docstring(tree) or "").partition("\n\n")[0]
    return " ".join(paragraph.split()).partition(". ")[0].rstrip(".")
