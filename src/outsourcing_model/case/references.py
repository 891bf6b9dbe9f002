"""Names that a case mentions and must have."""

from collections.abc import Iterator, Mapping

from outsourcing_model.case.paths import unknown
from outsourcing_model.errors import Path, Problem
from outsourcing_model.quantities import shown


def references(
    path: Path, names: tuple[str, ...], known: Mapping[str, object], stated_in: str = ""
) -> Iterator[Problem]:
    """Yield a problem for each name that the map doesn't have, with the nearest one, or else the place to state it."""
    for name in names:
        if name not in known:
            found = unknown((), name, known)
            if stated_in and found.key != "unknown_name_near":
                yield Problem(path, "not_stated_in", {"found": shown(name), "place": stated_in})
            else:
                yield Problem(path, found.key, found.values)
