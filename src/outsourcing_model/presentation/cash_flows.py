"""Cash flows as a table: one row for each alternative, line and month of payment."""

import pandas as pd

from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.labels import line_label

RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A text that begins so would be read as a formula by a spreadsheet."""


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> inert("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(RISKY) else text


def cash_flows(comparison: Comparison, lang: str = "en") -> pd.DataFrame:
    """Return the cash flows, undiscounted, cost positive, by month of payment.

    Returns
    -------
    DataFrame
        Columns alternative, line, label, category, relevance, contract_month (1 for the first), month, mean,
        expected_run, discount_factor.
    """
    case, flows = comparison.case, comparison.flows
    rows = []
    for number, line in enumerate(flows.lines):
        about = (
            inert(line.alternative),
            inert(line.id),
            inert(line_label(line.label, lang, case)),
            line.category,
            line.relevance,
        )
        months = zip(flows.line_means[number], comparison.expected.line_means[number], flows.discount, strict=True)
        rows += [
            (*about, month + 1, str(case.timeline.calendar(month)), float(mean), float(run), float(factor))
            for month, (mean, run, factor) in enumerate(months)
        ]
    columns = [
        "alternative", "line", "label", "category", "relevance", "contract_month", "month", "mean", "expected_run",
        "discount_factor",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def as_csv(comparison: Comparison, lang: str = "en") -> str:
    """Return the cash flows as CSV text, numbers with a point, rounded to the hundredth of a cent."""
    table = cash_flows(comparison, lang).round({"mean": 4, "expected_run": 4, "discount_factor": 12})
    return str(table.to_csv(index=False, lineterminator="\n"))
