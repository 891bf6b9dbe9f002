"""Pulling fragments into a case: maps are joined key by key, and nothing outside the case's folder is read."""

from collections.abc import Iterator
from pathlib import Path as FilePath
from pathlib import PurePosixPath, PureWindowsPath

from outsourcing_model.casefile.document import Document, Value
from outsourcing_model.casefile.files import MAX_BYTES, read_document
from outsourcing_model.errors import Path, Problem
from outsourcing_model.quantities import shown

KEY = "include"
MAX_FRAGMENTS = 50


def read_with_includes(path: FilePath, name: str) -> Document:
    """Return a case file joined with the fragments that it includes.

    Parameters
    ----------
    path : path
        Where the case file lies; fragments lie in its folder or below.
    name : str
        What messages call it.
    """
    main, size = read_document(path, name)
    stated = main.tree.pop(KEY, None)
    where = main.keys.get((KEY,))
    if where is None or main.is_refused((KEY,)):
        return main
    folder = path.parent
    seen: set[FilePath] = set()
    for at, text in _names(main, stated):
        fragment = _fragment(main, folder, at, text, seen)
        if fragment is None:
            continue
        seen.add(fragment)
        shown_name = str(FilePath(name).parent / text)
        part, more = read_document(fragment, shown_name, MAX_BYTES - size)
        size += more
        _check_fragment(part)
        _join(main, part)
    return main


def _names(main: Document, stated: Value) -> Iterator[tuple[Path, str]]:
    """Yield path and text of every fragment named; note what is no name."""
    items = [((KEY,), stated)] if not isinstance(stated, list) else [((KEY, i), item) for i, item in enumerate(stated)]
    if len(items) > MAX_FRAGMENTS:
        main.problems.append(_problem(main, (KEY,), "include_too_many", limit=MAX_FRAGMENTS))
        items = []
    for path, item in items:
        if isinstance(item, str) and item.strip():
            yield path, item
        elif not main.is_refused(path):
            main.problems.append(_problem(main, path, "include_not_a_name", found=shown(item)))


def _fragment(main: Document, folder: FilePath, at: Path, text: str, seen: set[FilePath]) -> FilePath | None:
    """Return where a fragment lies, nothing (and a problem) if it isn't below the folder of the case."""
    parts = PurePosixPath(text).parts
    written_outside = ".." in parts or PurePosixPath(text).is_absolute() or PureWindowsPath(text).anchor or "\\" in text
    try:
        found = (folder / text).resolve()
        outside = written_outside or not found.is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        outside, found = True, folder
    missing = "" if outside or found.exists() else "include_missing"
    key = "include_outside" if outside else "include_twice" if found in seen else missing
    if key:
        main.problems.append(_problem(main, at, key, found=shown(text)))
        return None
    return found


def _problem(main: Document, path: Path, key: str, **values: object) -> Problem:
    """Return a problem at a path of the case file."""
    return Problem(path, key, values, main.place(path, about_key=False))


def _check_fragment(part: Document) -> None:
    """Refuse a fragment that includes others itself."""
    if KEY in part.tree:
        del part.tree[KEY]
        part.problems.append(_problem(part, (KEY,), "include_nested"))


def _join(main: Document, part: Document) -> None:
    """Add what a fragment states to the case; what both state is told at the fragment's place."""
    main.problems += part.problems
    _join_maps(main, part, main.tree, part.tree, ())
    main.refused |= part.refused
    main.keys = {**part.keys, **main.keys}
    main.values = {**part.values, **main.values}


def _join_maps(main: Document, part: Document, old: dict[str, Value], new: dict[str, Value], path: Path) -> None:
    """Add the members of one map to another, key by key."""
    for name, value in new.items():
        here, known = (*path, name), old.get(name)
        if name not in old:
            old[name] = value
        elif isinstance(known, dict) and isinstance(value, dict):
            _join_maps(main, part, known, value, here)
        else:
            first = main.place(here, about_key=True)
            values = {"found": shown(name), "first": first}
            main.problems.append(Problem(here, "stated_in_two_files", values, part.place(here, about_key=True)))
