"""Head count by month: who is on the payroll of an alternative's staff lines, in the expected run."""

import numpy as np

from outsourcing_model.case.cost import CostLine
from outsourcing_model.case.paths import parse, value_at
from outsourcing_model.engine.flows import Array, CashLine
from outsourcing_model.metrics.fiscal import fiscal_label
from outsourcing_model.metrics.results import Comparison


def head_count(comparison: Comparison, alternative: str) -> dict[str, Array]:
    """Return staff line to its heads in each month of the term; lines whose heads can't be told are left out.

    Notes
    -----
    Heads = the step ``<line>.heads`` of the trace where there is one, else full pay of the month over the pay of one
    person, wage times loading times index / 12; times the part of the line that the alternative pays in the month.
    """
    found = {}
    for line in comparison.expected.lines:
        if line.alternative == alternative:
            heads = _heads(comparison, line)
            if heads is not None:
                found[line.id] = heads
    return found


def total_heads(comparison: Comparison, alternative: str) -> Array | None:
    """Return all heads of an alternative by month; None without any staff line."""
    found = head_count(comparison, alternative)
    return np.asarray(sum(found.values())) if found else None


def _heads(comparison: Comparison, line: CashLine) -> Array | None:
    """Return the heads of a line by month, None if it is no team or its pay is unknown."""
    case, steps = comparison.case, comparison.expected.steps
    record = value_at(case, parse(line.path)) if line.path else None
    if not isinstance(record, CostLine) or record.staff is None or line.step not in steps:
        return None
    full, own = (steps[name].values if name in steps else steps[line.step].values for name in (line.path, line.step))
    present = np.divide(own, full, out=np.zeros_like(own), where=full != 0)
    if f"{line.path}.heads" in steps:
        return steps[f"{line.path}.heads"].values * present
    index = steps[f"index.{record.index}"].values if record.index else np.ones_like(own)
    pay = record.staff.annual_wage.mean * record.staff.loading.mean / 12 * index
    return np.divide(own, pay, out=np.zeros_like(own), where=pay > 0) if pay.any() else None


def heads_by_fiscal_year(comparison: Comparison, alternative: str) -> dict[str, float]:
    """Return fiscal year to the mean head count of its months in the term; empty without any staff line."""
    heads = total_heads(comparison, alternative)
    if heads is None:
        return {}
    labels = [fiscal_label(comparison.case, month) for month in range(len(heads))]
    return {label: float(heads[[each == label for each in labels]].mean()) for label in dict.fromkeys(labels)}
