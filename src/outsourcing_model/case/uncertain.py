"""A number that may be a belief: a constant, or a named distribution given as people give it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import NormalDist
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from outsourcing_model.case.reading import read_each, read_list, read_name
from outsourcing_model.quantities import Kind, read_number, shown, within

ORDERED = {"pert": 3, "triangular": 3, "uniform": 2, "between": 2}
"""Families given as an ascending list, with its length."""

MOMENTS = ("normal", "lognormal")
FAMILIES = (*ORDERED, *MOMENTS, "discrete", "sample")
PROVENANCE = ("source", "date", "owner", "status", "note")
BESIDE = (*PROVENANCE, "times")
"""What may stand beside the one statement of a number."""
STATUSES = ("estimate", "quote", "contract", "measured", "law")

Z90 = NormalDist().inv_cdf(0.9)
Z_EDGE = NormalDist().inv_cdf(0.5 / 2**32)
"""The most extreme normal score that a draw can have: points lie half a step inside a grid of 2**32."""


@dataclass(frozen=True)
class Uncertain:
    """A number or a belief about it.

    Parameters
    ----------
    family : str
        ``constant`` or one of :data:`FAMILIES`.
    values : tuple of float
        The constant; low, mode, high (pert, triangular); low, high (uniform); the 10th and 90th percentile (between);
        mean and standard deviation (normal, lognormal); the outcomes (discrete, sample).
    weights : tuple of float
        Probabilities of the outcomes of ``discrete``, adding up to one.
    shape : str
        For ``between``, the family that has these percentiles: ``normal`` or ``lognormal``.
    source, date, owner, status, note : str
        Where the figure comes from; empty when not stated.
    times : str
        Name of a factor of the case by which each draw is multiplied; empty for none.
    factor : Uncertain or None
        The belief about that factor, which the case puts here.
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
        return replace(self, times="", factor=None) if self.times else self

    @property
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
        if self.family == "discrete":
            return math.fsum(p * x for p, x in zip(self.weights, self.values, strict=True))
        if self.family in ("triangular", "uniform", "sample"):
            return math.fsum(self.values) / len(self.values)
        if self.family == "between":
            mu, sigma = self.normal_parameters()
            return mu if self.shape == "normal" else _exp(mu + sigma * sigma / 2)
        return low

    def normal_parameters(self) -> tuple[float, float]:
        """Return mean and standard deviation of the normal that a draw is made from (of its logarithm if lognormal)."""
        first, second = self.values
        if self.family == "between":
            low, high = (math.log(first), math.log(second)) if self.shape == "lognormal" else (first, second)
            return (low + high) / 2, (high - low) / (2 * Z90)
        if self.family == "lognormal":
            variance = math.log1p((second / first) * (second / first))
            return math.log(first) - variance / 2, math.sqrt(variance)
        return first, second

    def span(self) -> tuple[float, float]:
        """Return the least and the greatest value that a draw can have."""
        if self.factor is not None:
            ends = [one * other for one in self.own.span() for other in self.factor.span()]
            return min(ends), max(ends)
        if self.family in (*MOMENTS, "between"):
            mu, sigma = self.normal_parameters()
            low, high = mu + Z_EDGE * sigma, mu - Z_EDGE * sigma
            log = self.family == "lognormal" or (self.family == "between" and self.shape == "lognormal")
            return (_exp(low), _exp(high)) if log else (low, high)
        return min(self.values), max(self.values)

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
        moments = {"type": "object", "properties": {"mean": number, "sd": number}, "required": ["mean", "sd"]}
        texts = {name: {"type": "string"} for name in PROVENANCE}
        lists = dict.fromkeys((*ORDERED, "sample", "discrete", "weights"), numbers)
        belief = {
            "type": "object",
            "properties": {
                "value": number,
                "family": {"enum": list(MOMENTS)},
                "times": {"type": "string"},
                **lists,
                **dict.fromkeys(MOMENTS, moments),
                **texts,
            },
            "additionalProperties": False,
        }
        return {"anyOf": [number, belief]}


def _exp(power: float) -> float:
    """Return e to a power, infinity where it is too large to be a float."""
    return math.exp(power) if power < 709 else math.inf


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
    options = {name: body.pop(name) for name in ("weights", "family") if name in body}
    if len(body) != 1 or (name := next(iter(body))) not in (*FAMILIES, "value"):
        raise PydanticCustomError("not_a_belief", "belief", {"found": shown(body), "allowed": FAMILIES})
    shape = str(options.get("family", "normal"))
    misplaced = ("family" in options and name != "between") or ("weights" in options and name != "discrete")
    if misplaced or shape not in MOMENTS:
        raise PydanticCustomError("not_a_belief", "belief", {"found": shown(raw), "allowed": FAMILIES})
    stated = body[name]
    if name == "value":
        return Uncertain("constant", (read_number(stated, kind),), **about)
    if name in MOMENTS:
        return _from_moments(name, stated, kind, about)
    if not isinstance(stated, (list, tuple)) or not stated or len(stated) != ORDERED.get(name, len(stated)):
        key = "wrong_length" if name in ORDERED else "empty_list"
        raise PydanticCustomError(key, "length", {"family": name, "count": ORDERED.get(name, 1)})
    values = read_each([(name, stated)], lambda items: read_list(items, lambda item: read_number(item, kind)))[name]
    if name == "discrete":
        return Uncertain("discrete", values, _weights(options.get("weights"), len(values)), **about)
    if name in ORDERED and any(a > b for a, b in pairwise(values)):
        raise PydanticCustomError(
            "not_ascending", "order", {"found": shown(", ".join(f"{value:g}" for value in values))}
        )
    if values[0] == values[-1] and name in ORDERED:
        return Uncertain("constant", (values[0],), **about)
    if name == "between" and shape == "lognormal" and values[0] <= 0:
        raise PydanticCustomError("not_positive", "low", {"found": f"{values[0]:g}"})
    return Uncertain(name, values, shape=shape, **about)


def _from_moments(name: str, stated: object, kind: Kind, about: dict[str, Any]) -> Uncertain:
    """Return a normal or lognormal belief from its mean and standard deviation."""
    if not isinstance(stated, Mapping) or set(stated) != {"mean", "sd"}:
        raise PydanticCustomError("needs_moments", "moments", {"family": name})
    read = read_each([(name, stated)], lambda _: read_each(stated.items(), lambda item: read_number(item, kind)))[name]
    mean, sd = read["mean"], within(read["sd"], 0, None)
    if sd == 0:
        return Uncertain("constant", (mean,), **about)
    if name == "lognormal" and mean <= 0:
        raise PydanticCustomError("not_positive", "low", {"found": f"{mean:g}"})
    return Uncertain(name, (mean, sd), **about)


def _read_weight(raw: object) -> float:
    """Return a probability."""
    return within(read_number(raw, "fraction"), 0, 1)


def _weights(raw: object, count: int) -> tuple[float, ...]:
    """Return the probabilities of `count` outcomes, equal ones if none are stated."""
    if raw is None:
        return (1 / count,) * count
    if not isinstance(raw, (list, tuple)) or len(raw) != count:
        raise PydanticCustomError("wrong_length", "length", {"family": "weights", "count": count})
    weights = read_each([("weights", raw)], lambda items: read_list(items, _read_weight))["weights"]
    if abs(math.fsum(weights) - 1) > 1e-9:
        raise PydanticCustomError("weights_sum", "weights", {"found": f"{math.fsum(weights):g}"})
    return weights
