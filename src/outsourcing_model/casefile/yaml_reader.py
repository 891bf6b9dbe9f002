"""From the text of a YAML file to a document, through the event stream: nothing is built before it is checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from pydantic_core import PydanticCustomError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from outsourcing_model.casefile.document import Document, Place, Value
from outsourcing_model.casefile.scalars import forbidden_character, plain_scalar
from outsourcing_model.errors import Path
from outsourcing_model.quantities import shown

MAX_DEPTH = 20


class _StopError(Exception):
    """Nothing after this point of the file can be understood."""


@dataclass
class _Level:
    """A map or a list that is being filled; `skip` while its next value is read over, `dead` if all of it is."""

    holder: dict[str, Value] | list[Value]
    path: Path
    key: str | None = None
    skip: bool = False
    dead: bool = False


def read_yaml(text: str, file: str) -> Document:
    """Return what a YAML text states, with the place of everything and all that had to be refused.

    Parameters
    ----------
    text : str
        The whole file, decoded.
    file : str
        Its name, for messages.
    """
    document = Document(file)
    if (found := forbidden_character(text)) is not None:
        before = text[: found[0]].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        document.refuse((), Place(file, len(before), len(before[-1]) + 1), "control_character", {"found": found[1]})
        document.refused.add(())
        return document
    try:
        _Builder(document).build(text)
    except _StopError:
        document.refused.add(())
    return document


class _Builder:
    """Fills one document from the events of its text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.levels: list[_Level] = []
        self.documents = 0

    def build(self, text: str) -> None:
        """Take every event in turn."""
        last = Place(self.document.file, 1, 1)
        for event in _events(text, self.document):
            last = self._place(event)
            self._take(event, last)
        if not self.documents:
            self._stop((), Place(self.document.file, 1, 1), "empty_file")

    def _take(self, event: Any, place: Place) -> None:
        """Add what one event brings."""
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop((), place, "several_documents")
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self.levels.pop()
        elif isinstance(event, NodeEvent):
            self._node(event, place)

    def _node(self, event: Any, place: Place) -> None:
        """Add a key or a value."""
        level = self.levels[-1] if self.levels else None
        if level is None and not isinstance(event, MappingStartEvent):
            self._stop((), place, "empty_file" if _is_nothing(event) else "not_a_case")
        elif level and isinstance(level.holder, dict) and level.key is None:
            self._key(level, event, place)
        else:
            self._value(level, event, place)

    def _key(self, level: _Level, event: Any, place: Place) -> None:
        """Begin a member of a map."""
        if not isinstance(event, ScalarEvent):
            self._stop(level.path, place, "alias" if isinstance(event, AliasEvent) else "key_not_text")
        name = level.key = str(event.value)
        level.skip = True
        if level.dead:
            return
        path = (*level.path, name)
        self._refuse_marks(event, place, path)
        if name == "<<" and event.implicit[0]:
            self._refuse(level.path, place, "merge_key")
        elif not name.strip():
            self._refuse(level.path, place, "empty_key")
        elif (found := forbidden_character(name)) is not None:
            self._refuse(level.path, place, "control_character", {"found": found[1]})
        elif name in level.holder:
            first = self.document.keys[path].line
            self.document.refuse(path, place, "duplicate_key", {"found": shown(name), "line": first})
        else:
            level.skip = False
            self.document.keys[path] = place

    def _value(self, level: _Level | None, event: Any, place: Place) -> None:
        """Put a value under the key that waits for it, at the end of its list, or at the root."""
        path = self._path(level)
        skip = level is not None and (level.skip or level.dead)
        value = self._read(event, place, path, skip)
        if level is None:
            self.document.tree = cast("dict[str, Value]", value)
        elif not skip:
            _put(level, value)
        if level is not None:
            level.key, level.skip = None, False
        if isinstance(value, (dict, list)):
            self.levels.append(_Level(value, path, dead=skip))
            if len(self.levels) > MAX_DEPTH:
                self._stop(path, place, "too_deep", {"limit": MAX_DEPTH})

    def _path(self, level: _Level | None) -> Path:
        """Return the path of the value that comes next."""
        if level is None:
            return ()
        return (*level.path, len(level.holder) if isinstance(level.holder, list) else str(level.key))

    def _read(self, event: Any, place: Place, path: Path, skip: bool) -> Value:
        """Return the value that an event begins; nothing, and a problem, where it is refused."""
        if not skip:
            self._refuse_marks(event, place, path)
            block = not getattr(event, "flow_style", True)
            self.document.values[path] = self.document.keys.get(path, place) if block else place
        if isinstance(event, MappingStartEvent):
            return {}
        if isinstance(event, SequenceStartEvent):
            return []
        if isinstance(event, ScalarEvent) and not skip:
            return self._scalar(event, place, path)
        return None

    def _scalar(self, event: Any, place: Place, path: Path) -> Value:
        """Return what a scalar means."""
        text = str(event.value)
        if (found := forbidden_character(text)) is not None:
            self._refuse(path, place, "control_character", {"found": found[1]})
        if not event.implicit[0]:
            return text
        if not text:
            names = [part for part in path if isinstance(part, str)]
            self._refuse(path, self.document.keys.get(path, place), "nothing_stated", {"field": shown(names[-1])})
            return None
        try:
            return plain_scalar(text)
        except PydanticCustomError as error:
            self._refuse(path, place, error.type, error.context)
            return None

    def _refuse_marks(self, event: Any, place: Place, path: Path) -> None:
        """Refuse what makes a file mean something else than it shows: references, their targets, and tags."""
        if isinstance(event, AliasEvent):
            self._refuse(path, place, "alias", {"found": shown(event.anchor)})
        elif event.anchor is not None:
            self.document.refuse(path, place, "anchor", {"found": shown(event.anchor)})
        if getattr(event, "tag", None) is not None:
            self._refuse(path, place, "tag", {"found": shown(event.tag)})

    def _refuse(self, path: Path, place: Place, key: str, values: Any = None) -> None:
        """Note a problem after which nothing is known of its path."""
        self.document.refuse(path, place, key, values)
        self.document.refused.add(path)

    def _stop(self, path: Path, place: Place, key: str, values: Any = None) -> NoReturn:
        """Note a problem after which the rest of the file can't be understood."""
        self.document.refuse(path, place, key, values)
        raise _StopError

    def _place(self, event: Any) -> Place:
        """Return where an event begins."""
        return Place(self.document.file, event.start_mark.line + 1, event.start_mark.column + 1)


def _put(level: _Level, value: Value) -> None:
    """Add a value to its map or list."""
    if isinstance(level.holder, list):
        level.holder.append(value)
    else:
        level.holder[str(level.key)] = value


def _is_nothing(event: Any) -> bool:
    """Return whether the file's only scalar is an empty one."""
    return isinstance(event, ScalarEvent) and not event.value


def _events(text: str, document: Document) -> Iterator[Any]:
    """Yield the events of a text; where it is no YAML, note the place and stop."""
    line, column = 0, 0
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            line, column = event.end_mark.line, event.end_mark.column
            yield event
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (line, column)
        key = "tab" if "\\t" in str(error.problem) else "not_yaml"
    except (YAMLError, ValueError, OverflowError):
        key = "not_yaml"
    else:
        return
    document.refuse((), Place(document.file, line + 1, column + 1), key)
    raise _StopError
