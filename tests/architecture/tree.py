"""The map in ARCHITECTURE.md, drawn from the modules; run this file to draw it again."""

import ast
from pathlib import Path

if __name__ == "__main__":
    from sources import PACKAGE, ROOT, summary
else:
    from .sources import PACKAGE, ROOT, summary

PAGE = ROOT / "ARCHITECTURE.md"
WIDTH = 36
START, END = "```text\n", "```\n"
ORDER = (
    "wording", "errors.py", "quantities.py", "timeline.py", "case", "casefile", "engine", "metrics", "presentation",
    "session", "cli",
)  # fmt: skip
"""The flow of data: each imports only from those before it."""


def place(path: Path) -> tuple[int, bool, str]:
    """Return where a file or folder stands among those beside it: the flow of data first, then files by name."""
    known = path.parent == PACKAGE and path.name in ORDER
    return (ORDER.index(path.name) if known else -1, path.is_dir(), path.name)


def said(path: Path) -> str:
    """Return what a module or package does."""
    source = path / "__init__.py" if path.is_dir() else path
    return summary(ast.parse(source.read_text(encoding="utf-8")))


def lines(folder: Path, depth: int = 1) -> list[str]:
    """Return a line for each module below a folder, name and what it does."""
    found = []
    for path in sorted(folder.iterdir(), key=place):
        package = (path / "__init__.py").exists()
        if package or (path.suffix == ".py" and path.name not in ("__init__.py", "__main__.py")):
            name = "    " * depth + path.name + ("/" if package else "")
            found += [f"{name:<{WIDTH}}{said(path)}", *(lines(path, depth + 1) if package else [])]
    return found


def drawn() -> str:
    """Return the map."""
    return "\n".join([f"{'outsourcing_model/':<{WIDTH}}{said(PACKAGE)}", *lines(PACKAGE), ""])


def page(text: str) -> str:
    """Return the page with the map drawn again."""
    before, _, rest = text.partition(START)
    return before + START + drawn() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
