"""What of a record the other side may know: named fields only, and beliefs as open points."""

from typing import Any

from outsourcing_model.case.record import Record, marked
from outsourcing_model.case.uncertain import Uncertain

OPEN = "open"
"""Note of a term that is not agreed yet: the sheet leaves its cell empty."""


def fields(record: Record, *names: str) -> dict[str, Any]:
    """Return the named fields of a record that it states."""
    return {name: marked(getattr(record, name)) for name in names if name in record.model_fields_set}


def agreed(value: Uncertain | None) -> Uncertain | None:
    """Return a term without where it comes from, an open point if it is only believed."""
    if value is None:
        return None
    return Uncertain("constant", (value.mean,)) if value.is_certain else unknown()


def unknown() -> Uncertain:
    """Return an open point."""
    return Uncertain("constant", (0.0,), note=OPEN)


def agreed_fields(record: Record, *names: str) -> dict[str, Any]:
    """Return the named terms of a record that it states, each agreed or an open point."""
    stated = (name for name in names if name in record.model_fields_set and getattr(record, name) is not None)
    return {name: agreed(getattr(record, name)) for name in stated}
