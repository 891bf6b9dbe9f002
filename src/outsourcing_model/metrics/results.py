"""The answer: frozen records of what each alternative costs and is worth, and which one is recommended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.case import Case
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.metrics.exit_cost import ExitCost
from outsourcing_model.metrics.returns import OF_THE_REFERENCE, Returns

if TYPE_CHECKING:
    import pandas as pd

Vector = NDArray[np.float64]
MEASURES = (
    "npv_cost", "total_cost", "relevant_cost", "service_value", "harm", "net_benefit", "per_unit_month",
    "per_quality_point", "pv_ratio",
)  # fmt: skip
"""Measures of an alternative that have a mean."""


@dataclass(frozen=True)
class Measure:
    """One figure with its uncertainty.

    Parameters
    ----------
    expected_run : float or None
        Value of the run at mean beliefs.
    mean, standard_error : float or None
        Simulated mean and its standard error, from 16 replicates.
    p5, p10, p50, p80, p90, p95 : float or None
        Percentiles over the draws (Excel's inclusive definition).
    reason : str
        Wording key that says why the figure is absent; empty when it is there.
    """

    expected_run: float | None
    mean: float | None = None
    standard_error: float | None = None
    p5: float | None = None
    p10: float | None = None
    p50: float | None = None
    p80: float | None = None
    p90: float | None = None
    p95: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Exposure:
    """Penalty money that one side may owe the other.

    Parameters
    ----------
    present, undiscounted : Measure
        The amount over the term.
    maximum : float or None
        The contract's maximum, undiscounted, in the expected run; None if it is not capped (see `maximum_reason`).
    cap_probability : float or None
        Probability of at least one month in which the monthly cap cut the credits.
    expected_capped_months : float or None
        Expected number of such months.
    """

    present: Measure
    undiscounted: Measure
    maximum: float | None
    maximum_reason: str = ""
    cap_probability: float | None = None
    expected_capped_months: float | None = None


@dataclass(frozen=True)
class CostStructureLine:
    """One line of an alternative's cost, simulated means.

    Parameters
    ----------
    npv, total : float
        Present and undiscounted cost over the term; what we receive is negative.
    relevant_npv : float
        The part of `npv` that is not in every alternative alike.
    expected_npv : float
        `npv` in the expected run.
    category : str
        ``staff, running, assets, overhead, governance, one_off, charges, transition, parallel, stranded, credits,
        exit`` or ``risk``; label ``category.<name>`` in the catalogue.
    relevance : str
        ``avoidable, partly, unavoidable, sunk`` or ``incremental`` (exists only because of the alternative).
    label : tuple
        Wording key and its values, for :func:`outsourcing_model.presentation.labels.line_label`.
    path : str
        Dotted path in the case of the record that the line comes from.
    """

    npv: float
    total: float
    relevant_npv: float
    expected_npv: float
    category: str
    relevance: str
    label: tuple[str, Mapping[str, str]]
    path: str


@dataclass(frozen=True)
class AlternativeResult:
    """Everything that is measured of one alternative.

    Parameters
    ----------
    npv_cost, total_cost : Measure
        Present and undiscounted cost, total view (unavoidable cost in every alternative).
    relevant_cost : Measure
        Present cost without what is alike in every alternative.
    harm : Measure
        Present expected harm of misses (downtime, late units, events).
    service_value : Measure
        Present value delivered, value at target less harm; absent where the case states no value.
    net_benefit : Measure
        Value delivered less relevant cost; without a stated value, minus relevant cost minus harm.
    per_unit_month, per_quality_point, pv_ratio : Measure
        Price/service ratio in its three forms.
    receivable, payable : Exposure
        What the provider may owe us, what we may owe.
    cost_structure : mapping
        Line id to line, in the order of the categories.
    cash_by_month : ndarray of shape (cash_months,)
        Simulated mean net cost by month of payment, undiscounted.
    probability_cheapest, probability_best : float
        Share of draws in which no alternative has a lower present cost (a higher net benefit); ties are shared.
    payback_month : int or None
        First month (1 for the first) from which the cumulated saving of the expected run never falls below zero
        again; None with `payback_reason`.
    peak_cash_outlay : float
        Largest cumulated cost over the reference's at any month of the expected run, undiscounted, at least zero.
    returns : Returns
        What the switch earns on the money laid out.
    """

    id: str
    label: str
    npv_cost: Measure
    total_cost: Measure
    relevant_cost: Measure
    harm: Measure
    service_value: Measure
    net_benefit: Measure
    per_unit_month: Measure
    per_quality_point: Measure
    pv_ratio: Measure
    receivable: Exposure
    payable: Exposure
    cost_structure: Mapping[str, CostStructureLine]
    cash_by_month: Vector
    probability_cheapest: float
    probability_best: float
    payback_month: int | None
    payback_reason: str
    peak_cash_outlay: float
    returns: Returns = OF_THE_REFERENCE


@dataclass(frozen=True)
class WorstCase:
    """A bad draw of the recommended alternative (or of the runner-up when the reference is recommended), in money.

    Parameters
    ----------
    alternative : str
        Whose bad case it is.
    draw : int
        Which draw.
    saving : float
        Present saving against the reference in that draw.
    drivers : tuple of (str, float, float)
        Paths of the beliefs that stand furthest from their mean towards loss, with the value drawn and the mean.
    """

    alternative: str
    draw: int
    saving: float
    drivers: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Flip:
    """One input that, moved alone to `value`, would flip the recommendation in the expected run."""

    path: str
    now: float
    value: float


@dataclass(frozen=True, repr=False)
class Comparison:
    """The alternatives side by side, paired with the reference, and the recommendation.

    Parameters
    ----------
    saving : mapping
        Alternative to its paired present saving against the reference, positive when it is cheaper.
    saving_draws : mapping
        Alternative to its saving in each draw.
    hurdle : float
        Present money that a switch must gain on net benefit before it is recommended.
    recommended, recommended_cost_only, recommended_zero_credits : str
        On net benefit; on present cost alone; on net benefit if no credit were ever received. Each after the hurdle.
    reason : tuple
        Wording key and values of the sentence that says which test the recommendation passed.
    evpi : float
        Expected value of perfect information, present money.
    uncertainty_effect : mapping
        Alternative to mean less expected run of present cost: the line that reconciles the two.
    expected : CashFlows
        The run at mean beliefs, one draw.
    hurdle_test : str
        Which test of the hurdle asks for the most: ``percent``, ``amount``, ``personnel`` or ``personnel_cap``.
    exit_costs, exit_schedule : tuple of ExitCost
        Of the shown alternative: what leaving costs in one usual month, and in each month by each ground.
    """

    case: Case
    flows: CashFlows
    expected: CashFlows
    alternatives: Mapping[str, AlternativeResult]
    reference: str
    saving: Mapping[str, Measure]
    saving_draws: Mapping[str, Vector]
    hurdle: float
    recommended: str
    recommended_cost_only: str
    recommended_zero_credits: str
    reason: tuple[str, Mapping[str, object]]
    evpi: float
    uncertainty_effect: Mapping[str, float]
    worst_cases: tuple[WorstCase, ...] = ()
    flips: tuple[Flip, ...] = ()
    exit_costs: tuple[ExitCost, ...] = ()
    hurdle_test: str = "percent"
    exit_schedule: tuple[ExitCost, ...] = ()

    @property
    def shown(self) -> str:
        """Return the alternative that charts and worst cases are about.

        The recommended one; if that is the reference, the best of the others on net benefit; the reference if alone.
        """
        if self.recommended != self.reference:
            return self.recommended
        others = [a for a in self.alternatives.values() if a.id != self.reference]
        return max(others, key=lambda a: a.net_benefit.mean or 0.0).id if others else self.reference

    def to_frame(self) -> "pd.DataFrame":
        """Return one row an alternative with the simulated means of its measures."""
        import pandas as pd

        rows = {}
        for name, result in self.alternatives.items():
            means = {measure: getattr(result, measure).mean for measure in MEASURES}
            saving = {"saving": self.saving[name].mean, "saving_standard_error": self.saving[name].standard_error}
            chances = {"probability_cheapest": result.probability_cheapest, "probability_best": result.probability_best}
            rows[name] = {**means, **saving, **chances, "peak_cash_outlay": result.peak_cash_outlay}
        return pd.DataFrame.from_dict(rows, orient="index").astype(float)

    def _repr_html_(self) -> str:
        return str(self.to_frame().T.to_html(float_format="{:,.2f}".format, na_rep=""))

    def __repr__(self) -> str:
        return f"Comparison({self.case.case!r}, recommended {self.recommended!r} of {', '.join(self.alternatives)})"
