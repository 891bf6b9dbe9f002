"""The families of beliefs: how each is written, what is refused, and the distribution that it means."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from pydantic_core import PydanticCustomError

from outsourcing_model.case.distribution import STANDARD, Distribution, kept_share
from outsourcing_model.case.reading import read_each, read_list
from outsourcing_model.quantities import Kind, read_number, shown, within

ORDERED = {"pert": 3, "triangular": 3, "uniform": 2, "between": 2}
"""Families given as an ascending list, with its length."""

LISTS = ("discrete", "sample", "empirical")
MOMENTS = ("normal", "lognormal")
"""Families given by mean and standard deviation, or by two percentiles."""

FAMILIES = (*ORDERED, *MOMENTS, "beta", *LISTS, "percentiles")
SHAPES = (*MOMENTS, "uniform", "triangular", "pert")
"""Families that ``between`` may name."""

TENTHS = (0.1, 0.9)
Z90 = STANDARD.inv_cdf(0.9)
AT_TENTH = {"uniform": 0.1, "triangular": math.sqrt(0.05), "pert": 0.2466364532884666}
"""Where the 10th percentile of a symmetric family lies, as a part of the way from its least value to its greatest."""

LEAST_SHAPE = 0.01
LEAST_KEPT = 1e-9
_PERCENTILE = re.compile(r"p(\d+(?:\.\d+)?)", re.ASCII)


@dataclass(frozen=True)
class Stated:
    """A belief as it is written, without where it comes from.

    Parameters
    ----------
    family : str
        ``constant``, ``truncated`` (a normal with an end) or one of :data:`FAMILIES`.
    values, weights, shape
        As in :class:`~outsourcing_model.case.uncertain.Uncertain`.
    """

    family: str
    values: tuple[float, ...]
    weights: tuple[float, ...] = ()
    shape: str = "normal"


def distribution_of(family: str, values: tuple[float, ...], weights: tuple[float, ...], shape: str) -> Distribution:
    """Return the distribution that a belief means.

    Examples
    --------
    >>> distribution_of("pert", (0.0, 1.0, 4.0), (), "normal").shares
    (2.0, 4.0)
    """
    match family:
        case "pert":
            low, mode, high = values
            width = high - low
            return Distribution("beta", (low, high), (1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width))
        case "between":
            return _between(values, weights or TENTHS, shape)
        case "lognormal":
            mean, sd = values
            variance = math.log1p((sd / mean) * (sd / mean))
            return Distribution("lognormal", (math.log(mean) - variance / 2, math.sqrt(variance)))
        case "discrete" | "sample":
            return Distribution("steps", values, weights or (1 / len(values),) * len(values))
        case "empirical":
            last = len(values) - 1
            return Distribution("lines", tuple(sorted(values)), tuple(place / last for place in range(last + 1)))
        case "percentiles":
            return _through(values, weights)
        case "constant" | "uniform" | "triangular" | "beta" | "normal" | "truncated":
            return Distribution(family, values, weights)
    raise KeyError(family)


def _between(values: tuple[float, ...], shares: tuple[float, ...], shape: str) -> Distribution:
    """Return the distribution of a family that has two percentiles."""
    first, second = values
    if shape in AT_TENTH:
        part = AT_TENTH[shape]
        beyond = (second - first) * part / (1 - 2 * part)
        ends = first - beyond, second + beyond
        middle = (first + second) / 2
        return distribution_of(shape, (ends[0], middle, ends[1]) if shape != "uniform" else ends, (), "")
    low, high = (math.log(first), math.log(second)) if shape == "lognormal" else (first, second)
    kind: Literal["lognormal", "normal"] = "lognormal" if shape == "lognormal" else "normal"
    if shares == TENTHS:
        return Distribution(kind, ((low + high) / 2, (high - low) / (2 * Z90)))
    below, above = (STANDARD.inv_cdf(share) for share in shares)
    sigma = (high - low) / (above - below)
    return Distribution(kind, (low - below * sigma, sigma))


def _through(values: tuple[float, ...], shares: tuple[float, ...]) -> Distribution:
    """Return the distribution of straight stretches between percentiles, the outermost going on to 0 and 1."""
    points = list(zip(shares, values, strict=True))
    (p, x), (q, y) = points[:2]
    before = [(0.0, x - (y - x) * p / (q - p))] if p > 0 else []
    (p, x), (q, y) = points[-2:]
    after = [(1.0, y + (y - x) * (1 - q) / (q - p))] if q < 1 else []
    points = before + points + after
    return Distribution("lines", tuple(value for _, value in points), tuple(share for share, _ in points))


def read_family(name: str, stated: object, kind: Kind, options: Mapping[str, Any]) -> Stated:
    """Return what a family states; one without any width is a constant.

    Raises
    ------
    PydanticCustomError, pydantic.ValidationError
        If it can't be read or can't be.
    """
    if name in MOMENTS:
        return _from_moments(name, stated, kind)
    if name == "beta":
        return _beta(stated, kind)
    if name == "percentiles":
        return _percentiles(stated, kind)
    return _from_list(name, stated, kind, options)


def _from_list(name: str, stated: object, kind: Kind, options: Mapping[str, Any]) -> Stated:
    """Return a family that is given as a list."""
    if not isinstance(stated, (list, tuple)) or not stated or len(stated) != ORDERED.get(name, len(stated)):
        key = "wrong_length" if name in ORDERED else "empty_list"
        raise PydanticCustomError(key, "length", {"family": name, "count": ORDERED.get(name, 1)})
    values = read_each([(name, stated)], lambda items: read_list(items, lambda item: read_number(item, kind)))[name]
    shape = str(options.get("family", "normal"))
    if name == "discrete":
        return Stated("discrete", values, _weights(options.get("weights"), len(values)))
    if name == "empirical" and min(values) == max(values):
        return Stated("constant", values[:1])
    if name in LISTS:
        return Stated(name, values)
    _ascending(values)
    if values[0] == values[-1]:
        return Stated("constant", values[:1])
    if name == "between" and shape == "lognormal":
        _positive(values[0])
    return Stated(name, values, shape=shape)


def _from_moments(name: str, stated: object, kind: Kind) -> Stated:
    """Return a normal or lognormal belief from its mean and standard deviation, with ends or by two percentiles."""
    keys = set(stated) if isinstance(stated, Mapping) else set()
    if keys and all(_PERCENTILE.fullmatch(str(key)) for key in keys):
        return _from_percentiles(name, stated, kind)
    allowed = {"mean", "sd", "low", "high"} if name == "normal" else {"mean", "sd"}
    if not {"mean", "sd"} <= keys <= allowed:
        raise PydanticCustomError("needs_moments", "moments", {"family": name})
    read = _read_map(name, stated, kind)
    mean, sd = read["mean"], within(read["sd"], 0, None)
    if {"low", "high"} & keys:
        return _truncated(mean, sd, read.get("low", -math.inf), read.get("high", math.inf))
    if sd == 0:
        return Stated("constant", (mean,))
    if name == "lognormal":
        _positive(mean)
    return Stated(name, (mean, sd))


def _truncated(mean: float, sd: float, low: float, high: float) -> Stated:
    """Return a normal kept between two ends; refuse ends between which next to nothing of it lies."""
    if low > high:
        _ascending((low, high))
    if sd == 0 or low == high:
        return Stated("constant", (min(max(mean, low), high),))
    if kept_share((low - mean) / sd, (high - mean) / sd) < LEAST_KEPT:
        raise PydanticCustomError("nothing_kept", "ends", {"low": f"{low:g}", "high": f"{high:g}", "mean": f"{mean:g}"})
    return Stated("truncated", (mean, sd, low, high))


def _beta(stated: object, kind: Kind) -> Stated:
    """Return a beta belief from mean and standard deviation, or from its shapes, between two ends (0 and 1)."""
    keys = set(stated) - {"low", "high"} if isinstance(stated, Mapping) else set()
    if keys not in ({"mean", "sd"}, {"a", "b"}):
        raise PydanticCustomError("needs_beta", "beta", {})
    read = _read_map("beta", stated, kind, ("a", "b"))
    low, high = read.get("low", 0.0), read.get("high", 1.0)
    if low > high:
        _ascending((low, high))
    if low == high:
        return Stated("constant", (low,))
    if "a" in read:
        return Stated("beta", (low, high), (within(read["a"], LEAST_SHAPE, None), within(read["b"], LEAST_SHAPE, None)))
    mean, sd = within(read["mean"], low, high), within(read["sd"], 0, None)
    if sd == 0:
        return Stated("constant", (mean,))
    part, width = (mean - low) / (high - low), sd / (high - low)
    both = part * (1 - part) / (width * width) - 1
    a, b = part * both, (1 - part) * both
    if min(a, b) < LEAST_SHAPE:
        most = math.sqrt((mean - low) * (high - mean))
        raise PydanticCustomError(
            "impossible_beta", "sd", {"found": f"{sd:g}", "mean": f"{mean:g}", "most": f"{most:g}"}
        )
    return Stated("beta", (low, high), (a, b))


def _percentiles(stated: object, kind: Kind) -> Stated:
    """Return a belief of straight stretches between stated percentiles."""
    found = _read_percentiles("percentiles", stated, kind)
    if len(found) < 2:
        raise PydanticCustomError("needs_percentiles", "percentiles", {"family": "percentiles"})
    values = tuple(found.values())
    return Stated("constant", values[:1]) if values[0] == values[-1] else Stated("percentiles", values, tuple(found))


def _from_percentiles(name: str, stated: object, kind: Kind) -> Stated:
    """Return a normal or lognormal belief from two of its percentiles."""
    found = _read_percentiles(name, stated, kind)
    if len(found) != 2 or not 0 < min(found) < max(found) < 1:
        raise PydanticCustomError("needs_moments", "moments", {"family": name})
    values, shares = tuple(found.values()), tuple(found)
    if values[0] == values[1]:
        return Stated("constant", values[:1])
    if name == "lognormal":
        _positive(values[0])
    return Stated("between", values, () if shares == TENTHS else shares, name)


def _read_percentiles(name: str, stated: object, kind: Kind) -> dict[float, float]:
    """Return share to value of what is written as ``{p10: .., p90: ..}``, in ascending order."""
    keys = [_PERCENTILE.fullmatch(str(key)) for key in stated] if isinstance(stated, Mapping) else [None]
    shares = [float(key[1]) / 100 if key else -1.0 for key in keys]
    if not all(0 <= share <= 1 for share in shares) or len(set(shares)) < len(shares):
        raise PydanticCustomError("needs_percentiles", "percentiles", {"family": name})
    read = _read_map(name, stated, kind)
    found = dict(sorted(zip(shares, read.values(), strict=True)))
    _ascending(tuple(found.values()))
    return found


def _read_map(name: str, stated: Any, kind: Kind, plain: tuple[str, ...] = ()) -> dict[str, float]:
    """Return the numbers of a map, those named in `plain` without a unit, all that is wrong told at its place."""
    pairs = [(str(key), (key, item)) for key, item in stated.items()]

    def read(pair: Any) -> float:
        key, item = pair
        return read_number(item, "number" if key in plain else kind)

    return read_each([(name, pairs)], lambda _: read_each(pairs, read))[name]


def _ascending(values: tuple[float, ...]) -> None:
    """Raise if figures fall."""
    if any(a > b for a, b in pairwise(values)):
        raise PydanticCustomError(
            "not_ascending", "order", {"found": shown(", ".join(f"{value:g}" for value in values))}
        )


def _positive(value: float) -> None:
    """Raise if the least figure of a lognormal is not above zero."""
    if value <= 0:
        raise PydanticCustomError("not_positive", "low", {"found": f"{value:g}"})


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
