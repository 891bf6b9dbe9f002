"""Cost and saving by year of payment, simulated means, undiscounted."""

from dataclasses import dataclass

import numpy as np

from outsourcing_model.metrics.results import Comparison


@dataclass(frozen=True)
class Year:
    """One year of payments of an alternative.

    Parameters
    ----------
    year : int
        Contract year, 1 for the first; payments after the term fall in years of their own.
    cost, saving : float
        Undiscounted net cost, and the reference's less it.
    cumulated_cost, cumulated_saving : float
        The same from the start to the end of the year.
    """

    year: int
    cost: float
    saving: float
    cumulated_cost: float
    cumulated_saving: float


def by_year(comparison: Comparison, alternative: str) -> tuple[Year, ...]:
    """Return the years of an alternative, in order."""
    cost = _yearly(comparison.alternatives[alternative].cash_by_month)
    saving = _yearly(comparison.alternatives[comparison.reference].cash_by_month) - cost
    rows = zip(cost, saving, np.cumsum(cost), np.cumsum(saving), strict=True)
    return tuple(Year(number, *map(float, row)) for number, row in enumerate(rows, start=1))


def _yearly(months: np.ndarray) -> np.ndarray:
    """Return sums of twelve months, the last perhaps of fewer."""
    padded = np.pad(months, (0, -len(months) % 12))
    return np.asarray(padded.reshape(-1, 12).sum(axis=1))
