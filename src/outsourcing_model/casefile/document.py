"""What stands in a file, and where: plain values, the place of each key and value, and what had to be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from outsourcing_model.casefile.scalars import Scalar
from outsourcing_model.errors import Path, Problem

Value = Scalar | dict[str, "Value"] | list["Value"]


@dataclass(frozen=True)
class Place:
    """A spot in a file, counted from 1 as editors do."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return the place as messages show it."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass
class Document:
    """One file read: it is filled by its reader and only looked at afterwards.

    Parameters
    ----------
    file : str
        Name for messages.
    tree : dict
        What it states; keys are always text.
    keys, values : dict
        Place of each key and of each value, by path.
    problems : list of Problem
        What had to be refused.
    refused : set of tuple
        Paths of which nothing is known because what stood there was refused.
    """

    file: str
    tree: dict[str, Value] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: set[Path] = field(default_factory=set)

    def refuse(self, path: Path, place: Place, key: str, values: Mapping[str, object] | None = None) -> None:
        """Note something that can't be accepted."""
        self.problems.append(Problem(path, key, values or {}, str(place)))

    def place(self, path: Path, about_key: bool) -> str:
        """Return where a path stands: its value, or its key; the nearest map above it where it is absent."""
        for length in range(len(path), 0, -1):
            found = (self.keys if about_key and length == len(path) else self.values).get(path[:length])
            if found:
                return str(found)
        return str(Place(self.file, 1, 1))

    def is_refused(self, path: Path) -> bool:
        """Return whether a path lies at or below one that was refused, so that nothing is known of it."""
        return any(path[:length] in self.refused for length in range(len(path) + 1))
