"""A number that may be a belief: a constant, or a named distribution given as people give it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from outsourcing_model.case.distribution import Distribution
from outsourcing_model.case.families import FAMILIES, LISTS, MOMENTS, ORDERED, SHAPES, distribution_of, read_family
from outsourcing_model.case.reading import read_each, read_name
from outsourcing_model.quantities import Kind, read_number, shown, within

PROVENANCE = ("source", "date", "owner", "status", "note")
BESIDE = (*PROVENANCE, "times")
"""What may stand beside the one statement of a number."""
STATUSES = ("estimate", "quote", "contract", "measured", "law")


@dataclass(frozen=True)
class Uncertain:
    """A number or a belief about it.

    Parameters
    ----------
    family : str
        ``constant``, ``truncated`` (a normal with an end) or one of :data:`FAMILIES`.
    values : tuple of float
        In the unit of the number: the constant; low, mode, high (pert, triangular); low, high (uniform, beta); two
        percentiles (between); mean and standard deviation (normal, lognormal), of the normal before it is cut and
        then low and high, an open end infinite (truncated); the outcomes (discrete, sample, empirical); the
        percentiles (percentiles).
    weights : tuple of float
        Plain numbers: probabilities of the outcomes of ``discrete``, adding up to one; the shapes a and b of
        ``beta``; the shares of the stated ``percentiles``, and of ``between`` if they are not 10 % and 90 %.
    shape : str
        For ``between``, the family that has these percentiles, one of :data:`SHAPES`.
    source, date, owner, status, note : str
        Where the figure comes from; empty when not stated.
    times : str
        Name of a factor of the case by which each draw is multiplied; empty for none.
    factor : Uncertain or None
        The belief about that factor, which the case puts here.

    Notes
    -----
    What follows from these fields is found once: cases made from one another share the beliefs that did not change.
    """

    family: str
    values: tuple[float, ...]
    weights: tuple[float, ...] = ()
    shape: str = "normal"
    source: str = ""
    date: str = ""
    owner: str = ""
    status: str = ""
    note: str = ""
    times: str = ""
    factor: "Uncertain | None" = None

    @property
    def is_constant(self) -> bool:
        """Return whether nothing is drawn for the number itself; a factor may still move it."""
        return self.family == "constant"

    @property
    def is_certain(self) -> bool:
        """Return whether every draw has the same value."""
        return self.is_constant and (self.factor is None or self.factor.is_certain)

    @property
    def own(self) -> "Uncertain":
        """Return the belief about the number itself, without its factor."""
        return self._alone if self.times else self

    @cached_property
    def _alone(self) -> "Uncertain":
        """Return a copy that names no factor."""
        return replace(self, times="", factor=None)

    @cached_property
    def mean(self) -> float:
        """Return the expected value, in closed form; that of a product is the product of both.

        Examples
        --------
        >>> Uncertain("pert", (80.0, 100.0, 150.0)).mean
        105.0
        >>> Uncertain("constant", (40.0,), times="efficiency", factor=Uncertain("uniform", (0.5, 1.0))).mean
        30.0
        """
        if self.factor is not None:
            return self.own.mean * self.factor.mean
        low, *rest = self.values
        if self.family == "pert":
            return (low + 4 * rest[0] + rest[1]) / 6
        if self.family in ("triangular", "uniform", "sample"):
            return math.fsum(self.values) / len(self.values)
        return low if self.family in ("constant", *MOMENTS) else self.distribution.mean

    @cached_property
    def distribution(self) -> Distribution:
        """Return the distribution that is believed of the number itself, without its factor."""
        return distribution_of(self.family, self.values, self.weights, self.shape)

    def span(self) -> tuple[float, float]:
        """Return the least and the greatest value that a draw can have."""
        return self._ends

    @cached_property
    def _ends(self) -> tuple[float, float]:
        """Return both ends of the span."""
        if self.factor is not None:
            ends = [one * other for one in self.own.span() for other in self.factor.span()]
            return min(ends), max(ends)
        return self.distribution.span()

    def scaled(self, factor: float) -> "Uncertain":
        """Return the belief about `factor` (zero or more) times the number, a shared factor staying what it is."""
        if factor == 0:
            return replace(self, family="constant", values=(0.0,), weights=())
        return replace(self, values=tuple(value * factor for value in self.values))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept what the record's reader made of the field."""
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say to editors how a number or a belief is written."""
        number = {"type": ["number", "string"]}
        numbers = {"type": "array", "items": number}
        figures = {"type": "object", "additionalProperties": number}
        texts = {name: {"type": "string"} for name in PROVENANCE}
        lists = dict.fromkeys((*ORDERED, *LISTS, "weights"), numbers)
        belief = {
            "type": "object",
            "properties": {
                "value": number,
                "family": {"enum": list(SHAPES)},
                "times": {"type": "string"},
                **lists,
                **dict.fromkeys((*MOMENTS, "beta", "percentiles"), figures),
                **texts,
            },
            "additionalProperties": False,
        }
        return {"anyOf": [number, belief]}


def read_uncertain(raw: object, kind: Kind, low: float | None, high: float | None) -> Uncertain:
    """Return the belief that `raw` states: a number, or ``{pert: [low, mode, high]}`` and its kin.

    Raises
    ------
    PydanticCustomError
        If it can't be read, or can leave the range [`low`, `high`]. What a factor multiplies is held against the range
        by the case, which knows the factor.

    Examples
    --------
    >>> read_uncertain({"pert": ["2 %", "3 %", "5 %"]}, "fraction", None, None).values
    (0.02, 0.03, 0.05)
    """
    if isinstance(raw, Uncertain):
        found = raw
    elif isinstance(raw, Mapping):
        found = _from_mapping(raw, kind)
    else:
        found = Uncertain("constant", (read_number(raw, kind),))
    return found if found.times else inside(found, low, high, shown(raw))


def inside(found: Uncertain, low: float | None, high: float | None, told: str) -> Uncertain:
    """Return a belief none of whose draws leaves the range [`low`, `high`]; `told` is how it was written.

    Raises
    ------
    PydanticCustomError
        If one can.
    """
    least, greatest = found.span()
    if found.is_certain:
        within(least, low, high)
    elif not (math.isfinite(least) and math.isfinite(greatest)):
        raise PydanticCustomError("not_finite", "not finite", {"found": told})
    elif low is not None and least < low:
        raise PydanticCustomError("belief_too_low", "too low", {"found": f"{least:.4g}", "low": f"{low:g}"})
    elif high is not None and greatest > high:
        raise PydanticCustomError("belief_too_high", "too high", {"found": f"{greatest:.4g}", "high": f"{high:g}"})
    return found


def _from_mapping(raw: Mapping[str, Any], kind: Kind) -> Uncertain:
    """Return the belief of a mapping with one family (or a value) and the provenance beside it."""
    about: dict[str, Any] = dict(read_each([(name, raw[name]) for name in BESIDE if name in raw], read_name))
    if about.get("status", "estimate") not in STATUSES:
        raise PydanticCustomError("not_allowed", "status", {"found": about["status"], "allowed": STATUSES})
    body = {name: value for name, value in raw.items() if name not in BESIDE}
    options: dict[str, Any] = {name: body.pop(name) for name in ("weights", "family") if name in body}
    if len(body) != 1 or (name := next(iter(body))) not in (*FAMILIES, "value"):
        raise PydanticCustomError("not_a_belief", "belief", {"found": shown(body), "allowed": FAMILIES})
    shape = str(options.get("family", "normal"))
    misplaced = ("family" in options and name != "between") or ("weights" in options and name != "discrete")
    if misplaced or shape not in SHAPES:
        raise PydanticCustomError("not_a_belief", "belief", {"found": shown(raw), "allowed": FAMILIES})
    if name == "value":
        return Uncertain("constant", (read_number(body[name], kind),), **about)
    stated = read_family(name, body[name], kind, options)
    return Uncertain(stated.family, stated.values, stated.weights, stated.shape, **about)
