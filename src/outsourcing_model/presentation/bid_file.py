"""Bids as a table: one row for each bid and figure, with the reason where a figure is absent."""

from collections.abc import Iterator

import pandas as pd

from outsourcing_model.metrics.awarding import Ranking
from outsourcing_model.metrics.bid_ledger import Ledger
from outsourcing_model.metrics.bids import Bids, bids
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.scoring import LOWER_WINS
from outsourcing_model.presentation.cash_flows import inert
from outsourcing_model.presentation.labels import alternative_label, method_label, step_label
from outsourcing_model.wording import say

COLUMNS = ["bid", "label", "part", "item", "item_label", "value", "reason"]

Figure = tuple[str, str, str, float | None, str]
"""Part, item, its label, value, and the wording key that says why there is none."""


def bid_figures(comparison: Comparison, lang: str = "en") -> pd.DataFrame:
    """Return all figures about bids.

    Returns
    -------
    DataFrame
        Columns bid, label, part (``ledger``, ``result``, ``score`` or ``check``), item, item_label, value, reason.
        The rows of the ledger add up to ``comparable``; a check has 1 for yes and 0 for no.
    """
    found = bids(comparison)
    rows = []
    for name, ledger in found.ledgers.items():
        about = inert(name), inert(alternative_label(name, comparison.case))
        figures = (*_ledger(ledger, lang), *_scores(comparison, found, name, lang), *_checks(found, name, lang))
        for part, item, label, value, reason in figures:
            rows.append((*about, part, inert(item), inert(label), value, say(reason, lang) if reason else ""))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"value": float})


def bids_csv(comparison: Comparison, lang: str = "en") -> str:
    """Return the figures as CSV text, numbers with a point, rounded to the millionth."""
    table = bid_figures(comparison, lang).round({"value": 6})
    return str(table.to_csv(index=False, lineterminator="\n"))


def _ledger(ledger: Ledger, lang: str) -> Iterator[Figure]:
    """Yield the steps of a ledger and what they lead to."""
    for step, amount in ledger.steps.items():
        yield "ledger", step, step_label(step, lang), amount, ""
    results = {"comparable": ledger.comparable, "alike": ledger.alike, "credits": -ledger.credits}
    for item, amount in {**results, "npv_cost": ledger.npv_cost}.items():
        yield "result", item, say(f"bids.ledger.{item}", lang), amount, ""


def _scores(comparison: Comparison, found: Bids, bid: str, lang: str) -> Iterator[Figure]:
    """Yield quality points, and mark, score and rank under each method."""
    points = found.quality[bid]
    absent = "" if points is not None else "reason.no_quality_points"
    yield "score", "quality", say("bids.score.quality", lang), points, absent
    if comparison.case.evaluation is None:
        return
    rankings: tuple[Ranking | None, ...] = (found.rankings.first, found.rankings.second) if found.rankings else ()
    for at, method in enumerate(comparison.case.evaluation.methods):
        ranking = rankings[at] if rankings else None
        why = found.reason or absent
        for item, values in _of(ranking).items():
            what = "adjusted" if item == "score" and method in LOWER_WINS else item
            label = f"{method_label(method, lang)} – {say(f'bids.score.{what}', lang)}"
            value = values.get(bid)
            if value is not None or why:
                yield "score", f"{method}.{item}", label, value, "" if value is not None else why


def _of(ranking: Ranking | None) -> dict[str, dict[str, float]]:
    """Return the figures of a ranking by name, empty without one."""
    if ranking is None:
        return {"score": {}, "rank": {}}
    return {"mark": dict(ranking.marks), "score": dict(ranking.scores), "rank": dict(ranking.ranks)}


def _checks(found: Bids, bid: str, lang: str) -> Iterator[Figure]:
    """Yield what the check for low bids compares, and what it finds."""
    expected, check = found.should_cost, found.low[bid]
    values = {
        "should_cost_low": (expected.low, expected.reason),
        "should_cost_high": (expected.high, expected.reason),
        "average": (found.average, "" if found.average is not None else "reason.one_bid"),
        "below_range": (_as_number(check.below_range), expected.reason),
        "below_average": (_as_number(check.below_average), "reason.no_low_bid" if found.average else "reason.one_bid"),
    }
    for item, (value, reason) in values.items():
        yield "check", item, say(f"bids.check.{item}", lang), value, reason if value is None else ""


def _as_number(found: bool | None) -> float | None:
    """Return 1 for yes and 0 for no."""
    return None if found is None else float(found)
