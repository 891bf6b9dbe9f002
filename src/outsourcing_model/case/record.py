"""The base of every record: frozen, no unknown keys, and one reader for numbers with their unit, range and meaning."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.fields import FieldInfo

from outsourcing_model.case.reading import read_list, read_map
from outsourcing_model.case.uncertain import read_uncertain
from outsourcing_model.quantities import Exact, Kind, read_number, within


def quantity(
    meaning: str, *, kind: Kind, unit: str, low: float | None = None, high: float | None = None, default: Any = ...
) -> Any:
    """Return a field that holds a number or a belief, with its unit, permitted range and meaning in one place."""
    extra: dict[str, Any] = {"kind": kind, "unit": unit, "low": low, "high": high}
    if isinstance(default, (int, float)):
        return Field(
            default_factory=lambda: Exact(default), validate_default=True, description=meaning, json_schema_extra=extra
        )
    if isinstance(default, dict):
        return Field(default_factory=dict, description=meaning, json_schema_extra=extra)
    return Field(default=default, description=meaning, json_schema_extra=extra)


def stated(meaning: str, default: Any = ...) -> Any:
    """Return a field that holds words, a reference or another record, with its meaning."""
    if isinstance(default, (dict, list)):
        return Field(default_factory=type(default), description=meaning)
    return Field(default=default, description=meaning)


def _read_one(raw: object, field: FieldInfo, uncertain: bool) -> object:
    """Return a number or a belief read by the rules of its field."""
    extra: Any = field.json_schema_extra
    if uncertain:
        return read_uncertain(raw, extra["kind"], extra["low"], extra["high"])
    return within(read_number(raw, extra["kind"]), extra["low"], extra["high"])


class Record(BaseModel):
    """A frozen value with named fields; a change makes a new record through :meth:`revised`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, validate_default=False)

    @field_validator("*", mode="before")
    @classmethod
    def _read_quantities(cls, raw: object, info: ValidationInfo) -> object:
        """Read every number by the kind and range that its field states; leave all else to its own type."""
        field = cls.model_fields.get(info.field_name or "")
        if (
            raw is None
            or field is None
            or not isinstance(field.json_schema_extra, dict)
            or "kind" not in field.json_schema_extra
        ):
            return raw
        uncertain = "Uncertain" in str(field.annotation)
        if "dict" in str(field.annotation):
            return read_map(raw, lambda item: _read_one(item, field, uncertain), info.field_name or "")
        if "tuple" not in str(field.annotation):
            return _read_one(raw, field, uncertain)
        return read_list(raw, lambda item: _read_one(item, field, uncertain))

    def members(self) -> dict[str, Any]:
        """Return the stated fields by name, numbers marked as read, so that a record can be made again from them."""
        names = [
            *(name for name in type(self).model_fields if name in self.model_fields_set),
            *(self.model_extra or {}),
        ]
        return {name: marked(getattr(self, name)) for name in names}

    def revised(self, **changes: Any) -> Self:
        """Return a copy with some fields changed and everything checked again.

        Raises
        ------
        pydantic.ValidationError
            If the changed record breaks a rule.
        """
        return type(self).model_validate({**self.members(), **changes})


def marked(value: Any) -> Any:
    """Return plain floats as :class:`Exact`, also inside lists and maps."""
    if isinstance(value, float):
        return Exact(value)
    if isinstance(value, tuple):
        return tuple(marked(item) for item in value)
    return {name: marked(item) for name, item in value.items()} if isinstance(value, dict) else value
