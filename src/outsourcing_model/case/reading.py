"""Reading the members of a list or a map, so that all that is wrong is told and not only the first."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from outsourcing_model.quantities import shown

Key = TypeVar("Key", str, int)
Read = TypeVar("Read")


def read_each(items: Iterable[tuple[Key, object]], read: Callable[[object], Read]) -> dict[Key, Read]:
    """Return each item read, under its key or position.

    Raises
    ------
    pydantic.ValidationError
        With every item that can't be read, at its key or position.
    """
    found, faults = {}, []
    for key, raw in items:
        try:
            found[key] = read(raw)
        except PydanticCustomError as error:
            faults.append(InitErrorDetails(type=error, loc=(key,), input=raw))
        except ValidationError as error:
            faults += [_moved(item, key) for item in error.errors()]
    if faults:
        raise ValidationError.from_exception_data("members", faults)
    return found


def _moved(item: ErrorDetails, key: str | int) -> InitErrorDetails:
    """Return a fault that was found inside a member, at its place seen from outside."""
    told = PydanticCustomError(item["type"], item["type"], item.get("ctx"))
    return InitErrorDetails(type=told, loc=(key, *item["loc"]), input=item["input"])


def read_list(raw: object, read: Callable[[object], Read]) -> tuple[Read, ...]:
    """Return the items of a list, read.

    Raises
    ------
    PydanticCustomError
        If it isn't a list.
    pydantic.ValidationError
        With every item that can't be read, at its position.
    """
    if not isinstance(raw, (list, tuple)):
        raise PydanticCustomError("not_a_list", "not a list", {})
    return tuple(read_each(enumerate(raw), read).values())


def read_map(raw: object, read: Callable[[object], Read], field: str) -> dict[str, Read]:
    """Return the members of a map, read, under their names.

    Raises
    ------
    PydanticCustomError
        If it isn't a map.
    pydantic.ValidationError
        With every member that can't be read, under its name.
    """
    if not isinstance(raw, Mapping):
        raise PydanticCustomError("not_a_map", "not a map", {"found": shown(raw), "field": field})
    return read_each(((str(name), item) for name, item in raw.items()), read)


def read_pair(raw: object, read: Callable[[object], Read]) -> tuple[Read, ...]:
    """Return the two items of a list of two, read.

    Raises
    ------
    PydanticCustomError
        If it isn't a list of two.
    pydantic.ValidationError
        With the items that can't be read.
    """
    if not isinstance(raw, (list, tuple)) or len(raw) != 2:
        raise PydanticCustomError("not_a_pair", "not a pair", {"found": shown(raw)})
    return read_list(raw, read)


def read_name(raw: object) -> str:
    """Return a name as it stands."""
    if isinstance(raw, str):
        return raw
    raise PydanticCustomError("not_text", "not text", {"found": shown(raw), "field": "", "allowed": ()})
