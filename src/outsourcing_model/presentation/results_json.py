"""The results as JSON, a stable contract described by ``docs/results.schema.json``.

No NaN: what is absent is null with a reason.
"""

import json
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from outsourcing_model.casefile.digest import digest
from outsourcing_model.metrics.by_year import by_year
from outsourcing_model.metrics.results import AlternativeResult, Comparison, Exposure, Measure
from outsourcing_model.presentation import certainty_json, precision_json, quality_json, sensitivity_json, views_json
from outsourcing_model.presentation.conventions import conventions
from outsourcing_model.presentation.labels import reason_label
from outsourcing_model.wording import say

SCHEMA = "outsourcing-model/results/1"


def results(comparison: Comparison, lang: str = "en") -> dict[str, Any]:
    """Return the results as plain maps, lists, numbers and text.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    lang : str
        Language of reasons and conventions; keys are the same in every language.
    """
    case, draws = comparison.case, comparison.flows.draws
    return {
        "schema": SCHEMA,
        "case": {
            "name": case.case,
            "digest": digest(case),
            "currency": case.currency,
            "term_months": case.term,
            "discount_rate": case.discount_rate,
            "timing": case.timing,
        },
        "conventions": conventions(comparison, lang),
        "run": {
            "draws": draws.count,
            "seed": draws.seed,
            "package_version": version("outsourcing-model"),
            **precision_json.of_draws(draws),
        },
        "alternatives": {
            name: _alternative(comparison, result, lang) for name, result in comparison.alternatives.items()
        },
        "comparison": _comparison(comparison, lang),
        "precision": precision_json.of_comparison(comparison),
    }


def as_json(comparison: Comparison, lang: str = "en") -> str:
    """Return the results as JSON text."""
    return json.dumps(results(comparison, lang), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _comparison(comparison: Comparison, lang: str) -> dict[str, Any]:
    """Return the side-by-side part."""
    others = [name for name in comparison.alternatives if name != comparison.reference]
    return {
        "reference": comparison.reference,
        "saving": {name: _measure(comparison.saving[name], lang) for name in others},
        "hurdle": comparison.hurdle,
        "hurdle_test": comparison.hurdle_test,
        "recommended": comparison.recommended,
        "recommended_cost_only": comparison.recommended_cost_only,
        "recommended_zero_credits": comparison.recommended_zero_credits,
        "reason": reason_label(comparison.reason, lang, comparison.case),
        "evpi": comparison.evpi,
        "uncertainty_effect": dict(comparison.uncertainty_effect),
        "flips": [asdict(flip) for flip in comparison.flips],
        "exit_costs": [{**asdict(cost), "total": cost.total} for cost in comparison.exit_costs],
        "certainty": certainty_json.of_comparison(comparison, lang),
        **views_json.of_comparison(comparison),
        "sensitivity": sensitivity_json.of_comparison(comparison),
    }


def _alternative(comparison: Comparison, result: AlternativeResult, lang: str) -> dict[str, Any]:
    """Return one alternative."""
    yearly = by_year(comparison, result.id)
    return {
        "label": result.label,
        **{
            name: _measure(getattr(result, name), lang)
            for name in ("npv_cost", "total_cost", "relevant_cost", "service_value", "harm", "net_benefit")
        },
        "price_service_ratio": {
            "per_unit_month": _measure(result.per_unit_month, lang),
            "per_quality_point": _measure(result.per_quality_point, lang),
            "pv": _measure(result.pv_ratio, lang),
        },
        "penalty_exposure": {
            "receivable": _exposure(result.receivable, lang),
            "payable": _exposure(result.payable, lang),
        },
        "cost_structure": {
            name: {
                "npv": line.npv,
                "total": line.total,
                "relevant_npv": line.relevant_npv,
                "expected_run_npv": line.expected_npv,
                "category": line.category,
                "relevance": line.relevance,
                "path": line.path,
            }
            for name, line in result.cost_structure.items()
        },
        "by_year": [asdict(year) for year in yearly],
        **({} if comparison.case.inflation else {"real_reason": say("reason.no_inflation", lang)}),
        "annual_cost": sum(year.cost for year in yearly) * 12 / comparison.case.term,
        "annual_saving": sum(year.saving for year in yearly) * 12 / comparison.case.term,
        "probability_cheapest": result.probability_cheapest,
        "probability_best": result.probability_best,
        "payback_month": result.payback_month,
        **({"payback_reason": say(result.payback_reason, lang)} if result.payback_reason else {}),
        "peak_cash_outlay": result.peak_cash_outlay,
        **views_json.of_alternative(comparison, result.id, lang),
        **quality_json.of_alternative(comparison, result.id, lang),
    }


def _measure(measure: Measure, lang: str) -> dict[str, Any]:
    """Return a measure, with its reason only where a figure is missing."""
    found = {name: value for name, value in asdict(measure).items() if name != "reason"}
    missing = measure.reason or ("reason.too_few_draws" if None in found.values() else "")
    return {**found, **({"reason": say(missing, lang)} if missing else {})}


def _exposure(exposure: Exposure, lang: str) -> dict[str, Any]:
    """Return an exposure: the present measure, then the undiscounted one, the maximum and the cap."""
    return {
        **_measure(exposure.present, lang),
        "undiscounted": _measure(exposure.undiscounted, lang),
        "maximum": exposure.maximum,
        **({"maximum_reason": say(exposure.maximum_reason, lang)} if exposure.maximum_reason else {}),
        "cap_probability": exposure.cap_probability,
        "expected_capped_months": exposure.expected_capped_months,
    }
