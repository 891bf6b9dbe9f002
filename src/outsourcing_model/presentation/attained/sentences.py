"""What a log shows, one finding a line: what was dropped, the belief, its drift, and how far it can be trusted."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from outsourcing_model.case.attainment import Attainment
from outsourcing_model.metrics.attained.fit import Z10, Fit
from outsourcing_model.metrics.attained.result import Attained
from outsourcing_model.metrics.attained.times import Times
from outsourcing_model.presentation.attained.figures import covered, likely, points, said, share
from outsourcing_model.presentation.formats import brief, number
from outsourcing_model.wording import say

_PERIODS_A_YEAR = {"month": 12.0, "week": 365.25 / 7}


def reading(attained: Attained, lang: str) -> Iterator[str]:
    """Yield what was read, and what became of every row that does not count."""
    yield say(
        f"attained.read.{attained.kind}", lang,
        file=Path(attained.file).name, rows=number(attained.rows, lang), count=number(attained.whole.size, lang),
        **covered(attained, lang),
    )  # fmt: skip
    for finding in attained.findings:
        yield said(finding, lang)
    if attained.kind == "outages" and len(attained.parts) > 1:
        yield say("attained.finding.pooled", lang, count=number(len(attained.parts), lang))


def belief(attained: Attained, lang: str) -> Iterator[str]:
    """Yield the rate and length of events, then the belief and how far it can be trusted."""
    yield from _events(attained, lang)
    if reason := refusal(attained, lang):
        yield reason
    else:
        yield from fitted(attained, lang)
    yield drifting(attained, lang)
    yield tested(attained, lang)


def _events(attained: Attained, lang: str) -> Iterator[str]:
    """Yield how many outages there are, and how long they or the tickets last."""
    if (rate := attained.rate) is not None:
        told = {
            name: brief(value, lang) for name, value in (("mean", rate.mean), ("low", rate.low), ("high", rate.high))
        }
        yield say("attained.rate.said", lang, **told)
        if rate.dispersion > 2:
            yield say("attained.rate.clustered", lang, times=brief(rate.dispersion, lang))
    if attained.times is not None:
        yield from _lengths(attained.times, attained.kind, lang)


def _lengths(times: Times, kind: str, lang: str) -> Iterator[str]:
    """Yield percentiles and log-normal law, and a warning where the mean says little."""
    names = ("median", "p90", "longest", "mean", "log_mean", "log_sd")
    told = {name: _brief(getattr(times, name), lang) for name in names}
    yield say(f"attained.times.{kind}", lang, count=number(times.count, lang), **told)
    if times.zeros:
        yield say("attained.times.zeros", lang, count=number(times.zeros, lang))
    if times.has_heavy_tail and times.median > 0:
        yield say("attained.times.heavy", lang, times=brief(times.mean / times.median, lang))


def _brief(value: float, lang: str) -> str:
    """Return a number with three significant digits, a dash where there is none."""
    return brief(value, lang) if np.isfinite(value) else say("attained.table.none", lang)


def refusal(attained: Attained, lang: str) -> str:
    """Return why the log supports no belief, empty if it does."""
    if attained.fit is None:
        return say("attained.fit.none", lang, count=number(attained.months.measured, lang))
    if attained.fit.is_constant:
        level = share(attained.fit.mean, attained, lang)
        return say("attained.fit.constant", lang, count=number(attained.fit.months, lang), level=level)
    return ""


def fitted(attained: Attained, lang: str) -> Iterator[str]:
    """Yield level, spread and memory."""
    if (found := attained.fit) is None:
        return
    low, high = found.percentiles
    told = {name: share(value, attained, lang) for name, value in (("mean", found.mean), ("low", low), ("high", high))}
    yield say("attained.fit.level", lang, count=number(found.months, lang), **told)
    yield say(f"attained.fit.spread_{attained.kind}", lang, spread=points(found.spread, lang))
    yield _memory(found, attained, lang)
    if states_memory(attained) and "memory" not in Attainment.model_fields:
        yield say("attained.fit.unknown_memory", lang)


def states_memory(attained: Attained) -> bool:
    """Return whether the log supports a memory that is not the look of a drift."""
    return attained.fit is not None and attained.fit.has_memory and not attained.is_doubtful


def _memory(found: Fit, attained: Attained, lang: str) -> str:
    """Return what was found of memory."""
    if np.isnan(found.memory):
        return say("attained.fit.short_memory", lang)
    told = {"memory": number(found.memory, lang, 2)}
    if found.has_memory and attained.is_doubtful:
        return say("attained.fit.drift_memory", lang, **told)
    edges = [min(max(found.memory + sign * Z10 * found.memory_error, -1), 1) for sign in (-1, 1)]
    told |= dict(zip(("low", "high"), (number(edge, lang, 2) for edge in edges), strict=True))
    key = "memory" if found.has_memory else "no_memory"
    return say(f"attained.fit.{key}", lang, p=likely(found.memory_p, lang), **told)


def drifting(attained: Attained, lang: str) -> str:
    """Return whether the log drifts."""
    drift, unit = attained.drift, say(f"attained.unit.{attained.tested_by}", lang)
    if drift.has_drifted:
        slope = points(drift.slope * _PERIODS_A_YEAR[attained.tested_by], lang)
        return say("attained.drift.found", lang, unit=unit, slope=slope, p=likely(drift.p, lang))
    if attained.differs:
        levels = attained.months.fitted if attained.months.measured > 1 else attained.tested.fitted
        edges = {
            "low": share(float(np.nanmin(levels)), attained, lang),
            "high": share(float(np.nanmax(levels)), attained, lang),
        }
        count = number(attained.months.measured, lang)
        return say("attained.drift.differs", lang, p=likely(drift.differ_p, lang), count=count, **edges)
    if not drift.is_tested:
        return say("attained.drift.untested", lang)
    return say("attained.drift.none", lang, unit=unit, p=likely(drift.p, lang))


def tested(attained: Attained, lang: str) -> str:
    """Return how often the second half lay where a belief fitted on the first expected it."""
    if (test := attained.back_test) is None:
        return say("attained.test.none", lang)
    counts = {
        "inside": test.inside, "count": test.months, "least": test.least, "most": test.most,
        "widest_least": test.widest[0], "widest_most": test.widest[1],
    }  # fmt: skip
    key = (
        "covers" if test.covers else "more" if test.inside > test.most else "widely" if test.is_compatible else "fails"
    )
    units = say(f"attained.{attained.tested_by}s_tested", lang)
    return say(
        f"attained.test.{key}", lang, units=units, **{name: number(value, lang) for name, value in counts.items()}
    )


def spread_words(attained: Attained, lang: str) -> str:
    """Return which spread is meant."""
    return say(f"attained.spread_{attained.kind}", lang)
