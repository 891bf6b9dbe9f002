"""What to find out first, in words: what a study or an input is called, and which one comes first."""

from outsourcing_model.metrics.certainty import Certainty, certainty
from outsourcing_model.metrics.finding_out import Finding
from outsourcing_model.metrics.information import Worth
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.formats import money
from outsourcing_model.presentation.labels import path_label
from outsourcing_model.wording import say

INPUTS = 8
"""So many inputs are shown, those most worth knowing."""
_NOTHING = 0.5


def first_step(comparison: Comparison, lang: str) -> str:
    """Return what to find out first, or that nothing is worth it."""
    found, currency = certainty(comparison), comparison.case.currency
    best = next((each for each in found.findings if each.pays), None)
    if best is not None:
        cost = best.cost + best.delay_cost
        shown = {"what": study_label(best, comparison), "value": money(best.value, currency, lang)}
        if cost < _NOTHING:
            return say("certainty.sentence.first_free", lang, **shown)
        return say("certainty.sentence.first", lang, cost=money(cost, currency, lang), **shown)
    if found.findings:
        return say("certainty.sentence.none_pays", lang)
    clear = clear_inputs(found)
    if not clear:
        return say("certainty.sentence.no_input", lang)
    label = path_label(clear[0].paths[0], comparison.case, lang)
    return say("certainty.sentence.input", lang, what=label, value=money(clear[0].value, currency, lang))


def clear_inputs(found: Certainty) -> list[Worth]:
    """Return the inputs whose worth stands out from the noise of the draws, the most first."""
    return [each for each in found.inputs if each.is_clear and each.value >= _NOTHING]


def study_label(finding: Finding, comparison: Comparison) -> str:
    """Return what people call something to look into."""
    return comparison.case.label("finding_out", finding.name)
