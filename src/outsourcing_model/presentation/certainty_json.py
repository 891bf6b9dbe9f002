"""How sure the answer is as plain maps, for the results file, and as rows for pivot tables."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pandas as pd

from outsourcing_model.metrics.acceptability import Acceptability
from outsourcing_model.metrics.certainty import Certainty, Standing, certainty
from outsourcing_model.metrics.finding_out import Finding
from outsourcing_model.metrics.information import Worth
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.cash_flows import inert
from outsourcing_model.wording import say

COLUMNS = ["part", "item", "figure", "value", "standard_error"]


def of_comparison(comparison: Comparison, lang: str) -> dict[str, Any]:
    """Return how sure the answer is; what does not apply is null, with its reason."""
    found = certainty(comparison)
    curves = found.acceptability
    return {
        "alternatives": {name: _standing(each, lang) for name, each in found.alternatives.items()},
        "dominance": [{**asdict(each), "crossings": _crossings(each.crossings)} for each in found.dominances],
        "evpi": {"value": found.evpi, **_error(found.evpi_error, lang)},
        "everything": _worth(found.everything, lang),
        "groups": {name: _worth(each, lang) for name, each in found.groups.items()},
        "inputs": {each.paths[0]: _worth(each, lang) for each in found.inputs},
        "findings": [_finding(each, lang) for each in found.findings],
        "monthly_gain": found.monthly_gain,
        "acceptability": None if curves is None else _curves(curves),
        **({"acceptability_reason": say("reason.no_price_of_service", lang)} if curves is None else {}),
        "recommended_risk_averse": found.recommended_risk_averse,
        **({} if found.recommended_risk_averse else {"risk_averse_reason": say("reason.no_risk_aversion", lang)}),
    }


def _crossings(crossings: tuple[tuple[float, float], ...]) -> list[dict[str, float]]:
    """Return where two curves cross."""
    return [{"share": share, "amount": amount} for share, amount in crossings]


def _standing(standing: Standing, lang: str) -> dict[str, Any]:
    """Return how sure one alternative is."""
    equivalent = standing.certainty_equivalent
    return {
        "probability_best": standing.probability_best,
        "regret": standing.regret,
        "worst_net_benefit": {_share(share): value for share, value in standing.worst_net_benefit.items()},
        "worst_cost": {_share(share): value for share, value in standing.worst_cost.items()},
        "certainty_equivalent": equivalent,
        **({"reason": say("reason.no_risk_aversion", lang)} if equivalent is None else {}),
    }


def _share(share: float) -> str:
    """Return the name of a share of the draws: ``p5``, ``p10``."""
    return f"p{round(100 * share)}"


def _worth(worth: Worth, lang: str) -> dict[str, Any]:
    """Return what knowing something would be worth."""
    return {"value": worth.value, **_error(worth.standard_error, lang), "clear": worth.is_clear}


def _error(error: float | None, lang: str) -> dict[str, Any]:
    """Return a standard error, or why there is none."""
    missing = {"reason": say("reason.too_few_draws", lang)} if error is None else {}
    return {"standard_error": error, **missing}


def _finding(each: Finding, lang: str) -> dict[str, Any]:
    """Return one thing to look into."""
    figures = {name: getattr(each, name) for name in ("name", "value", "cost", "delay_cost", "net", "pays")}
    return {**figures, "about": list(each.worth.paths), "worth": _worth(each.worth, lang)}


def _curves(curves: Acceptability) -> dict[str, Any]:
    """Return the chances of being best over the price of service."""

    def changes(found: tuple[tuple[float, str, str], ...]) -> list[dict[str, Any]]:
        return [{"price": price, "from": before, "to": after} for price, before, after in found]

    return {
        "axis": curves.axis,
        "prices": curves.prices.tolist(),
        "chances": {name: chances.tolist() for name, chances in curves.chances.items()},
        "changes": changes(curves.changes),
        "even": changes(curves.even),
        "stated": curves.stated,
    }


def certainty_csv(comparison: Comparison) -> str:
    """Return the figures as CSV text: part, item, figure, value and its standard error; rounded to the millionth."""
    rows = [(part, inert(item), figure, value, error) for part, item, figure, value, error in _rows(comparison)]
    frame = pd.DataFrame(rows, columns=COLUMNS).astype({"value": float, "standard_error": float})
    return str(frame.round(6).to_csv(index=False, lineterminator="\n"))


def _rows(comparison: Comparison) -> Iterator[tuple[str, str, str, float | None, float | None]]:
    """Yield one row for each figure."""
    found: Certainty = certainty(comparison)
    for name, each in found.alternatives.items():
        yield "alternative", name, "probability_best", each.probability_best, None
        yield "alternative", name, "regret", each.regret, None
        for share, value in each.worst_net_benefit.items():
            yield "alternative", name, f"worst_net_benefit_{_share(share)}", value, None
        for share, value in each.worst_cost.items():
            yield "alternative", name, f"worst_cost_{_share(share)}", value, None
        if each.certainty_equivalent is not None:
            yield "alternative", name, "certainty_equivalent", each.certainty_equivalent, None
    yield "information", "everything", "evpi", found.evpi, found.evpi_error
    yield "information", "all_inputs", "evppi", found.everything.value, found.everything.standard_error
    for name, worth in found.groups.items():
        yield "group", name, "evppi", worth.value, worth.standard_error
    for worth in found.inputs:
        yield "input", worth.paths[0], "evppi", worth.value, worth.standard_error
    for finding in found.findings:
        yield "finding", finding.name, "value", finding.value, finding.worth.standard_error
        for figure in ("cost", "delay_cost", "net"):
            yield "finding", finding.name, figure, getattr(finding, figure), None
    if found.acceptability is not None:
        for name, chances in found.acceptability.chances.items():
            for price, chance in zip(found.acceptability.prices.tolist(), chances.tolist(), strict=True):
                yield "acceptability", name, f"{price:.6g}", chance, None
