"""What a log shows as JSON, without any number that isn't one."""

import json
import math
from dataclasses import asdict
from typing import Any

from outsourcing_model.metrics.attained.belief import belief_of
from outsourcing_model.metrics.attained.predict import INSIDE
from outsourcing_model.metrics.attained.result import Attained, Periods
from outsourcing_model.presentation.attained.sentences import refusal, states_memory
from outsourcing_model.presentation.attained.tables import note

SCHEMA = "outsourcing-model/attainment/1"


def as_json(attained: Attained, lang: str) -> str:
    """Return everything about a log: months, groups, belief, drift, the test of its coverage, and what was dropped."""
    tree = {
        "schema": SCHEMA,
        "kind": attained.kind,
        "group": attained.group or None,
        "rows": attained.rows,
        "level": attained.whole.level,
        "months": _months(attained.months),
        "parts": [
            {
                "name": one.name, "size": one.size, "bad": one.bad, "level": one.level,
                "by_month": one.months.level.tolist() if one.months else None,
            }
            for one in attained.parts
        ],
        "times": asdict(attained.times) if attained.times else None,
        "rate": asdict(attained.rate) if attained.rate else None,
        "belief": _belief(attained),
        "belief_reason": refusal(attained, lang) or None,
        "drift": _drift(attained),
        "coverage": _coverage(attained),
        "findings": [
            {"finding": one.key, "count": one.count, "rows": list(one.rows)} for one in attained.findings
        ],
    }  # fmt: skip
    return json.dumps(_plain(tree), indent=1, ensure_ascii=False) + "\n"


def _months(months: Periods) -> list[dict[str, Any]]:
    """Return the months."""
    return [
        {
            "month": first.isoformat()[:7], "size": size, "bad": bad, "level": level,
            "fitted": not note(months, at),
        }
        for at, (first, size, bad, level) in enumerate(
            zip(months.first, months.size.tolist(), months.bad.tolist(), months.level.tolist(), strict=True)
        )
    ]  # fmt: skip


def _belief(attained: Attained) -> dict[str, Any] | None:
    """Return the belief, nothing where the log supports none."""
    found = attained.fit
    if found is None or found.is_constant:
        return None
    belief, (low, high) = belief_of(found), found.percentiles
    return {
        "months": found.months, "mean": found.mean, "p10": low, "p90": high, "standard_error": found.error,
        "family": belief.family, "values": list(belief.values), "spread": found.spread, "memory": found.memory,
        "memory_standard_error": found.memory_error, "memory_p": found.memory_p,
        "memory_supported": states_memory(attained),
    }  # fmt: skip


def _drift(attained: Attained) -> dict[str, Any]:
    """Return the test of drift."""
    drift = attained.drift
    return {
        "by": attained.tested_by, "periods": drift.periods, "slope_a_period": drift.slope, "p": drift.p,
        "differ_p": drift.differ_p, "drifted": drift.has_drifted, "likely": attained.is_doubtful,
    }  # fmt: skip


def _coverage(attained: Attained) -> dict[str, Any] | None:
    """Return the test of coverage, nothing where it isn't possible."""
    if (test := attained.back_test) is None:
        return None
    return {
        "by": attained.tested_by, "probability": INSIDE, "tested": test.months, "inside": test.inside,
        "compatible": [test.least, test.most], "compatible_with_shared_error": list(test.widest), "covers": test.covers,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    """Return a value with nothing in place of what is no number."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
