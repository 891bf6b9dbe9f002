"""The movement as JSON: every change, every step with its figures, and both simulated answers."""

import json
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.difference import Change
from outsourcing_model.casefile.digest import digest
from outsourcing_model.metrics.movement import Figures, Movement, Simulated, Step
from outsourcing_model.presentation.movement.change import change_label, value_words
from outsourcing_model.wording import say

SCHEMA = "outsourcing-model/diff/1"


def record(movement: Movement, lang: str) -> dict[str, Any]:
    """Return the movement as plain maps, lists, numbers and text; keys are the same in every language."""
    return {
        "schema": SCHEMA,
        "before": _version(movement.before, movement.start, movement.was, lang),
        "after": _version(movement.after, movement.end, movement.now, lang),
        "run": {"draws": movement.draws, "seed": movement.seed, "package_version": version("outsourcing-model")},
        "currency": movement.after.currency,
        "followed": movement.focus or None,
        "recommendation_changed": movement.was.recommended != movement.now.recommended,
        "saving_moved": {
            "expected_run": movement.total,
            "mean": movement.simulated_total.mean,
            "standard_error": movement.simulated_total.standard_error,
            "uncertainty_effect": movement.uncertainty_effect,
        }
        if movement.focus
        else None,
        "steps": [_step(step, movement, lang) for step in movement.steps],
        **{
            name: [_change(change, movement, lang) for change in movement.of(aspect)]
            for name, aspect in (("sources_only", "sources"), ("wording_only", "wording"))
        },
    }


def as_json(movement: Movement, lang: str) -> str:
    """Return the movement as JSON text."""
    return json.dumps(record(movement, lang), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _version(case: Case, figures: Figures, simulated: Simulated, lang: str) -> dict[str, Any]:
    """Return one version: its digest, and its answer at mean beliefs and simulated."""
    return {
        "name": case.case,
        "digest": digest(case),
        "expected_run": _figures(figures),
        "recommended": simulated.recommended,
        "saving": {
            name: _measure(asdict(measure), lang)
            for name, measure in simulated.saving.items()
            if name != case.reference
        },
        "probability_best": dict(simulated.probability_best),
    }


def _measure(found: dict[str, Any], lang: str) -> dict[str, Any]:
    """Return a measure, with a reason only where a figure is missing."""
    figures = {name: value for name, value in found.items() if name != "reason"}
    return {**figures, **({"reason": say("reason.too_few_draws", lang)} if None in figures.values() else {})}


def _figures(figures: Figures) -> dict[str, Any]:
    """Return the figures of one case at mean beliefs."""
    savings = {name: figures.saving(name) for name in figures.npv_cost if name != figures.reference}
    return {**asdict(figures), "saving": savings}


def _step(step: Step, movement: Movement, lang: str) -> dict[str, Any]:
    """Return one step: its changes, what it moves of each alternative that is there before and after, and alone."""
    focus, alone = movement.focus, step.alone
    start = movement.start.saving(focus)
    single = alone.saving(focus) - start if alone else None
    return {
        "changes": [_change(change, movement, lang) for change in step.changes],
        "moved": {
            "saving": step.moved(focus),
            "net_benefit_over_reference": step.moved_gain(focus),
            "reference_cost": step.moved_reference,
        },
        "alone": single,
        "interaction": None if single is None else step.moved(focus) - single,
        "recommended": step.after.recommended,
        "alternatives": {
            name: {
                "npv_cost": step.after.npv_cost[name] - step.before.npv_cost[name],
                "net_benefit": step.after.net_benefit[name] - step.before.net_benefit[name],
                "saving": step.moved(name),
            }
            for name in step.after.npv_cost
            if name in step.before.npv_cost
        },
    }


def _change(change: Change, movement: Movement, lang: str) -> dict[str, Any]:
    """Return one change: its place, what it is called, and what stood and stands there."""
    cases = (movement.before, movement.after)
    before, after = value_words(change, cases, lang)
    label = change_label(change, *cases, lang)
    return {"path": change.name, "label": label, "kind": change.kind, "before": before, "after": after}
