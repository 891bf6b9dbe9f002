"""Names that a case mentions and must have."""

from collections.abc import Iterator, Mapping

from outsourcing_model.case.paths import unknown
from outsourcing_model.errors import Path, Problem


def references(path: Path, names: tuple[str, ...], known: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a problem for each name that the map doesn't have, with the nearest one that it has."""
    for name in names:
        if name not in known:
            found = unknown((), name, known)
            yield Problem(path, found.key, found.values)
