"""Cash flows: what the simulation returns, on axes written ``[line, month]`` and ``[alternative, month, draw]``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import Draws

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]
T = TypeVar("T")


def begun(kind: type[T], **known: Any) -> T:
    """Return a frozen record of which only some members are known yet; its kind finds the others when asked for."""
    record = object.__new__(kind)
    vars(record).update(known)
    return record


@dataclass(frozen=True)
class CashLine:
    """What one line of cash flow is.

    Parameters
    ----------
    alternative : str
        Whose flow it is.
    id : str
        Unique within the alternative, the same in every alternative that has the line.
    category, relevance : str
        As in the cost structure.
    label : tuple
        Wording key and its values.
    path : str
        Dotted path of the record in the case.
    irrelevant : float
        Share of the line that is alike in every alternative.
    lag : int
        Months between service and payment.
    step : str
        Name of the step of the trace that gives the amounts.
    """

    alternative: str
    id: str
    category: str
    relevance: str
    label: tuple[str, Mapping[str, str]]
    path: str
    irrelevant: float
    lag: int
    step: str


@dataclass(frozen=True)
class Step:
    """One computed series of the expected run: which rule made it, of what, from which place in the case.

    Parameters
    ----------
    name : str
        Its name, a path where there is one: ``volume.service_desk``, ``offers.onshore.charges.hosting``.
    rule : str
        Name of the rule.
    steps : tuple of str
        The other steps it was made of.
    inputs : tuple of str
        Paths of the case's beliefs it was made of.
    path : str
        Place in the case of the clause that it applies.
    unit : str
        ``currency``, ``units``, ``people``, ``share``, ``factor``.
    values : ndarray of shape (month,)
        The series, in the month of service (before the payment lag).
    """

    name: str
    rule: str
    steps: tuple[str, ...]
    inputs: tuple[str, ...]
    path: str
    unit: str
    values: Array


@dataclass(frozen=True)
class Sums:
    """The sums over the term of one series, draw by draw, by month of payment and in the currency of the case.

    Parameters
    ----------
    present, plain : ndarray [kept_draw]
        Discounted and undiscounted; all draws up to 10,000, else the first 8,192.
    """

    present: Array
    plain: Array


@dataclass(frozen=True, repr=False)
class CashFlows:
    """The result of a simulation.

    Parameters
    ----------
    case, draws
        What was simulated.
    lines : tuple of CashLine
        Order of the first axis of `line_means`.
    line_means : ndarray [line, cash_month]
        Mean over the draws by month of payment, undiscounted; cost positive.
    discount : ndarray [cash_month]
        Discount factor of each month of payment; longer than the term by the longest lag.
    alternatives : tuple of str
        Order of the axes below: sorted by name.
    totals : ndarray [alternative, cash_month, kept_draw]
        Net cost by month of payment; all draws up to 10,000, else the first 8,192.
    npv, total : ndarray [alternative, draw]
        Present and undiscounted net cost (credits and damages deducted), total view.
    irrelevant_npv : ndarray [draw]
        Present cost that is alike in every alternative.
    value_npv : ndarray [draw]
        Present value at target, the same in every alternative.
    units : ndarray [draw] or None
        Units delivered over the term, for a case with a single counted service.
    harm_npv : ndarray [alternative, draw]
        Present harm of misses and events.
    received_npv, received : ndarray [alternative, draw]
        Credits and delay damages received, present and undiscounted, above zero.
    owed_npv, owed : ndarray [alternative, draw]
        Termination fees and late payment owed, present and undiscounted.
    capped_months : ndarray [alternative, draw]
        Months in which the monthly cap cut the credits, those of several offers added up.
    capped_by_offer, idle_by_offer : mapping
        (alternative, offer) to the months ``[draw]`` in which the monthly cap cut its credits, and in which its credits
        due reached a cap, so that a further miss would have returned nothing; absent where nothing is credited.
    level_credits : mapping
        (alternative, offer, level) to the sums of what a credited level is due before any cap and before the share
        claimed; absent where nothing is credited. Those of an alternative add up to all that is due in it.
    kept_credits : mapping
        (alternative, offer) to the sums of what all caps leave of the credits, less what goes back, before the share
        claimed.
    received_parts : mapping
        (alternative, offer, part) to the sums of what is received: ``credits`` and ``delay_damages``.
    level_harm : mapping
        (alternative, level, performer) to the sums of the harm of a level while a performer delivers (an offer, or
        ``in_house``); absent where a miss costs nothing.
    yearly : mapping
        (alternative, ``harm``), (alternative, ``received``, offer) and, where a value is stated, (alternative,
        ``cost``) and (``value``,) to undiscounted sums ``[contract year, kept_draw]`` by month of service.
    owed_parts : mapping
        (alternative, offer, part) to the sums of ``termination_fee``, ``minimum_commitment`` (the shortfall invoiced)
        and ``late_payment``; absent where the offer owes no such thing.
    triggers_met : mapping
        (alternative, offer, trigger) to the first contract month ``[draw]`` in which the trigger is met, 0 if never.
    steps : mapping
        Trace of the run when it has one draw, else empty.
    """

    case: Case
    draws: Draws
    lines: tuple[CashLine, ...]
    line_means: Array
    discount: Array
    alternatives: tuple[str, ...]
    totals: Array
    npv: Array
    total: Array
    irrelevant_npv: Array
    value_npv: Array
    units: Array | None
    harm_npv: Array
    received_npv: Array
    received: Array
    owed_npv: Array
    owed: Array
    capped_months: Array
    capped_by_offer: Mapping[tuple[str, str], Array]
    idle_by_offer: Mapping[tuple[str, str], Array]
    level_credits: Mapping[tuple[str, str, str], Sums]
    kept_credits: Mapping[tuple[str, str], Sums]
    received_parts: Mapping[tuple[str, str, str], Sums]
    level_harm: Mapping[tuple[str, str, str], Sums]
    yearly: Mapping[tuple[str, ...], Array]
    owed_parts: Mapping[tuple[str, str, str], Sums]
    triggers_met: Mapping[tuple[str, str, str], Array]
    steps: Mapping[str, Step]

    def to_frame(self) -> "pd.DataFrame":
        """Return mean cash flow by month of payment (rows) and alternative (columns), undiscounted, cost positive."""
        import pandas as pd

        months = [str(self.case.timeline.calendar(month)) for month in range(len(self.discount))]
        columns = {
            name: sum(self.line_means[n] for n, line in enumerate(self.lines) if line.alternative == name)
            for name in self.case.alternatives
        }
        return pd.DataFrame(columns, index=pd.Index(months, name="month"))

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html(float_format="{:,.0f}".format))

    def __repr__(self) -> str:
        shape = f"{len(self.alternatives)} alternatives, {len(self.discount)} months, {self.draws.count} draws"
        return f"CashFlows({self.case.case!r}, {shape})"
