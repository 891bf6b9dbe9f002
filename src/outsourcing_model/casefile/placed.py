"""A case together with the places of its figures in the file."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path as FilePath

from outsourcing_model.case.case import Case
from outsourcing_model.casefile.include import read_with_includes
from outsourcing_model.casefile.locate import case_of
from outsourcing_model.errors import Path


@dataclass(frozen=True)
class Placed:
    """A case and its places: of a path, empty where the file doesn't state it, and of the nearest map above it."""

    case: Case
    place: Callable[[Path], str]
    nearest: Callable[[Path], str]


def read_placed(path: str | os.PathLike[str]) -> Placed:
    """Return the case that a YAML file states, with the places of what it states.

    Raises
    ------
    CaseError
        With everything that is wrong in the file.
    """
    document = read_with_includes(FilePath(path), os.fspath(path))

    def place(at: Path) -> str:
        return document.place(at, False) if at in document.values else ""

    return Placed(case_of(document), place, lambda at: document.place(at, False))
