"""How a log of tickets is read: in time by a flag of the log, or by the time they took against a target."""

from typing import Any, Literal, Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from outsourcing_model.case.reading import read_each, read_list, read_name
from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.casefile.log_map import DurationUnit, LogMap
from outsourcing_model.quantities import read_number, within


class TicketColumns(Record):
    """The headers of the columns of a log of tickets."""

    opened: str = stated("when the ticket was opened")
    resolved: str | None = stated("when it was resolved", None)
    met: str | None = stated("whether it was in time, as the log says", None)
    elapsed: str | None = stated("time it took, instead of when it was resolved", None)
    target: str | None = stated("time it may take, by ticket", None)
    id: str | None = stated("number of the ticket, when it has a row for each event: the last one counts", None)
    updated: str | None = stated("when the event happened; the order of the rows when absent", None)
    priority: str | None = stated("priority", None)
    group: str | None = stated("what is measured apart: team, site, service", None)


class TicketMap(LogMap):
    """How a log of tickets is read."""

    columns: TicketColumns = stated("headers of the columns")
    duration_unit: DurationUnit = stated("unit of elapsed times and targets", "hours")
    targets: dict[str, float] = stated("priority to the time it may take; * for any other", {})
    least_tickets: float = quantity(
        "tickets a month below which its share is not measured",
        kind="count",
        unit="tickets",
        low=1,
        high=1e6,
        default=10,
    )
    month_of: Literal["opened", "resolved"] = stated("which moment says the month of a ticket", "opened")
    met_values: tuple[str, ...] = stated("what a ticket in time says", ("true", "yes", "y", "1", "met", "oui", "vrai"))
    missed_values: tuple[str, ...] = stated(
        "what a late ticket says", ("false", "no", "n", "0", "missed", "breached", "late", "non", "faux")
    )

    @field_validator("targets", mode="before")
    @classmethod
    def _one_target(cls, raw: Any) -> Any:
        """Read one target for all, or one for each priority."""
        found = raw if isinstance(raw, dict) else {"*": raw}
        return read_each(found.items(), lambda one: within(read_number(one, "number"), 0, None))

    @field_validator("met_values", "missed_values", mode="before")
    @classmethod
    def _texts(cls, raw: Any) -> Any:
        """Read one text or a list of them."""
        return read_list([raw] if isinstance(raw, str) else raw, read_name)

    @model_validator(mode="after")
    def _sane(self) -> Self:
        """Check that something says whether a ticket was in time."""
        columns = self.columns
        if bool(columns.met) == bool(columns.target or self.targets):
            raise PydanticCustomError(
                "exactly_one", "one of", {"allowed": ("columns.met", "columns.target", "targets")}
            )
        if not columns.met and not (columns.resolved or columns.elapsed):
            raise PydanticCustomError("needs", "needs", {"field": "targets", "needed": "columns.resolved / elapsed"})
        if self.month_of == "resolved" and not columns.resolved:
            raise PydanticCustomError("needs", "needs", {"field": "month_of", "needed": "columns.resolved"})
        if any(name != "*" for name in self.targets) and not columns.priority:
            raise PydanticCustomError("needs", "needs", {"field": "targets", "needed": "columns.priority"})
        return self
