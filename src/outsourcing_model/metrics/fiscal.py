"""The budget of each fiscal year: operating, capital, one-off and tax, by payment and by service, and head count."""

from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.engine.flows import Array, CashLine
from outsourcing_model.metrics import headings
from outsourcing_model.metrics.cash import peak_month
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.write_off import accrued

CASH, ACCRUAL = "cash", "accrual"
BASES = (CASH, ACCRUAL)


@dataclass(frozen=True)
class FiscalYear:
    """One fiscal year of an alternative, simulated means, undiscounted.

    Parameters
    ----------
    label : str
        ``2026``, or ``2026/27`` where the year does not begin in January.
    months : int
        Months of payment that fall in it.
    amounts : mapping
        (kind, basis) to amount; kinds without any amount in the alternative are absent.
    """

    label: str
    months: int
    amounts: dict[tuple[str, str], float]

    def total(self, basis: str) -> float:
        """Return the sum over the kinds on one basis."""
        return sum(amount for (_, each), amount in self.amounts.items() if each == basis)


@dataclass(frozen=True)
class FiscalView:
    """The fiscal years of an alternative.

    Parameters
    ----------
    years : tuple of FiscalYear
        In order.
    peak_outlay : float
        Largest cumulated extra cost over the reference, expected run, by payment.
    peak_month : int or None
        Contract month of it, 1 for the first; None if there is no extra cost.
    """

    alternative: str
    years: tuple[FiscalYear, ...]
    peak_outlay: float
    peak_month: int | None


def fiscal_label(case: Case, month: int) -> str:
    """Return the fiscal year of a contract month, 0 for the first."""
    calendar = case.timeline.calendar(month)
    first = calendar.year - (calendar.month < case.fiscal_year_start)
    return str(first) if case.fiscal_year_start == 1 else f"{first}/{(first + 1) % 100:02d}"


def fiscal_view(comparison: Comparison, alternative: str) -> FiscalView:
    """Return the fiscal years of an alternative.

    Notes
    -----
    Cash: by month of payment. Accrual: by month of service, which is the payment less the line's lag; a purchase is
    written off straight line over its life, what the term does not use up being met by the residual value or written
    off in the last month. Both bases add up to the undiscounted cost.
    """
    case, flows = comparison.case, comparison.flows
    count = len(flows.discount)
    labels = [fiscal_label(case, month) for month in range(count)]
    sums: dict[tuple[str, str], Array] = {}
    for line, paid in zip(flows.lines, flows.line_means, strict=True):
        if line.alternative == alternative:
            for basis, months in ((CASH, paid), (ACCRUAL, _by_service(case, line, paid))):
                key = headings.kind(line), basis
                sums[key] = sums.get(key, np.zeros(count)) + months
    order = sorted((key for key in sums if sums[key].any()), key=lambda key: headings.KINDS.index(key[0]))
    years = []
    for label in dict.fromkeys(labels):
        inside = np.array([each == label for each in labels])
        years.append(FiscalYear(label, int(inside.sum()), {key: float(sums[key][inside].sum()) for key in order}))
    cost, reference = (_expected_cash(comparison, name) for name in (alternative, comparison.reference))
    peak = comparison.alternatives[alternative].peak_cash_outlay
    return FiscalView(alternative, tuple(years), peak, peak_month(cost, reference))


def _by_service(case: Case, line: CashLine, paid: Array) -> Array:
    """Return a line's amounts by month of service, as long as the calendar of payments."""
    served = np.zeros(len(paid))
    served[: len(paid) - line.lag] = paid[line.lag :]
    return accrued(case, line.path, served)


def _expected_cash(comparison: Comparison, alternative: str) -> Array:
    """Return an alternative's net cost by month of payment in the expected run."""
    run = comparison.expected
    rows = [number for number, line in enumerate(run.lines) if line.alternative == alternative]
    return np.asarray(run.line_means[rows].sum(axis=0))
