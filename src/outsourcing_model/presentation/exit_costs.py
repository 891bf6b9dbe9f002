"""What leaving costs as a table: one row for each offer, month and ground."""

from collections.abc import Iterable

import pandas as pd

from outsourcing_model.case.case import Case
from outsourcing_model.metrics.exit_cost import EXIT_PARTS, ExitCost
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.cash_flows import inert

COLUMNS = ["alternative", "offer", "label", "ground", "contract_month", "month", "notice_month", *EXIT_PARTS, "total"]


def exit_costs_table(case: Case, costs: Iterable[ExitCost]) -> pd.DataFrame:
    """Return the cost of leaving, undiscounted, at mean beliefs.

    Returns
    -------
    DataFrame
        Columns alternative, offer, label, ground, contract_month (1 for the first), month, notice_month (missing where
        no notice is needed), one for each part, total.
    """
    rows = [
        (
            inert(cost.alternative), inert(cost.offer), inert(case.label("offers", cost.offer)), cost.ground,
            cost.month, str(case.timeline.calendar(cost.month - 1)), cost.notice_month,
            *(getattr(cost, part) for part in EXIT_PARTS), cost.total,
        )
        for cost in costs
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS).astype({"notice_month": "Int64"})


def exit_costs_csv(comparison: Comparison) -> str:
    """Return the cost of leaving the shown alternative as CSV text, money rounded to the hundredth of a cent."""
    table = exit_costs_table(comparison.case, comparison.exit_schedule).round(dict.fromkeys((*EXIT_PARTS, "total"), 4))
    return str(table.to_csv(index=False, lineterminator="\n"))


def together(costs: Iterable[ExitCost], ground: str) -> dict[int, dict[str, float]]:
    """Return contract month to the parts of leaving every offer at once, where every one can be left."""
    costs = list(costs)
    first = max((cost.possible_from for cost in costs), default=0)
    found: dict[int, dict[str, float]] = {}
    for cost in costs:
        if cost.ground == ground and (cost.month >= first or ground == "expiry"):
            parts = found.setdefault(cost.month, dict.fromkeys(EXIT_PARTS, 0.0))
            for part in EXIT_PARTS:
                parts[part] += getattr(cost, part)
    return found
