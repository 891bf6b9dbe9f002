"""The budget of each fiscal year as a table: one row for each alternative, year, kind and basis."""

import pandas as pd

from outsourcing_model.metrics.fiscal import fiscal_view
from outsourcing_model.metrics.heads import heads_by_fiscal_year
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.cash_flows import inert

COLUMNS = ("alternative", "fiscal_year", "kind", "basis", "amount")
HEADS, AVERAGE = "head_count", "average"


def budget(comparison: Comparison) -> pd.DataFrame:
    """Return the budget of every alternative, undiscounted simulated means.

    Returns
    -------
    DataFrame
        Columns alternative, fiscal_year, kind (operating, capital, one_off, tax, head_count), basis (cash, accrual;
        average for the head count), amount.
    """
    rows = []
    for name in comparison.alternatives:
        for year in fiscal_view(comparison, name).years:
            rows += [(inert(name), year.label, *key, value) for key, value in year.amounts.items()]
        heads = heads_by_fiscal_year(comparison, name)
        rows += [(inert(name), label, HEADS, AVERAGE, value) for label, value in heads.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def as_csv(comparison: Comparison) -> str:
    """Return the budget as CSV text, numbers with a point, rounded to the hundredth of a cent."""
    return str(budget(comparison).round({"amount": 4}).to_csv(index=False, lineterminator="\n"))
