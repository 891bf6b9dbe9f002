"""Penalties, harm, coverage, prices of levels and value by year as plain maps, for the results file."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from outsourcing_model.metrics.at_stake import Penalties
from outsourcing_model.metrics.coverage import covers
from outsourcing_model.metrics.gold_plating import GoldPlating, gold_plating
from outsourcing_model.metrics.harm import harms
from outsourcing_model.metrics.penalties import penalties
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.value_by_year import value_by_year
from outsourcing_model.wording import say


def of_alternative(comparison: Comparison, alternative: str, lang: str) -> dict[str, Any]:
    """Return the views of quality of one alternative; a view that does not apply is left out."""
    case = comparison.case
    parts: dict[str, list[dict[str, Any]]] = {
        "penalties": [_penalties(each) for each in penalties(comparison, alternative)],
        "harm_by_level": [{**asdict(each), "of_misses": each.of_misses} for each in harms(comparison, alternative)],
        "coverage": [
            {**asdict(each), "cut_off": each.cut_off, "unclaimed": each.unclaimed}
            for each in covers(comparison, alternative)
        ],
        "level_options": [_options(each) for each in gold_plating(comparison.expected, alternative)],
    }
    if any(service.value_per_unit is not None for service in case.services.values()):
        parts["value_by_year"] = [asdict(each) for each in value_by_year(comparison, alternative)]
    return {name: list(_told(rows, lang)) for name, rows in parts.items() if rows}


def _told(rows: Iterable[dict[str, Any]], lang: str) -> Iterable[dict[str, Any]]:
    """Yield the rows without the alternative, with their reasons in words, only where there is one."""
    for row in rows:
        reason = row.get("reason")
        kept = {name: value for name, value in row.items() if name not in ("alternative", "reason")}
        yield {**kept, "reason": say(reason, lang)} if reason else kept


def _penalties(stake: Penalties) -> dict[str, Any]:
    """Return what is at stake with one offer."""
    months = zip(stake.expected_by_month.tolist(), stake.maximum_by_month.tolist(), strict=True)
    found = asdict(stake)
    judge = {**found["judge"], "flagged": stake.judge.flagged} if stake.judge else None
    return {
        **{name: found[name] for name in ("alternative", "offer", "total", "credits", "damages", "levels", "services")},
        "by_year": [{"year": year, **asdict(each)} for year, each in enumerate(stake.years, 1)],
        "by_month": [{"month": m, "expected": got, "maximum": most} for m, (got, most) in enumerate(months, 1)],
        "charges": stake.charges,
        "share_of_charges": stake.share_of_charges,
        "cap_probability": stake.capped,
        "expected_capped_months": stake.capped_months,
        "expected_idle_months": stake.idle_months,
        "triggers": list(found["triggers"]),
        "owed": list(found["owed"]),
        **({"liability": found["liability"]} if stake.liability else {}),
        **({"judge": judge} if judge else {}),
    }


def _options(test: GoldPlating) -> dict[str, Any]:
    """Return the test of the targets of one level."""
    steps = [{**asdict(step), "gain": step.gain} for step in test.steps]
    return {**asdict(test), "steps": steps, "gold_plated": test.is_gold_plated, "wasted": test.wasted}
