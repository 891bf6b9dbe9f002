"""Leave or stay: what leaving at a month gains on staying to the end of the term, in present money."""

from dataclasses import dataclass

from outsourcing_model.case.case import Case
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.metrics.exit_costs import first_exit
from outsourcing_model.metrics.mean_run import mean_run


@dataclass(frozen=True)
class LeaveOrStay:
    """The verdict on leaving.

    Parameters
    ----------
    gain : float
        Cost of staying less that of the new way and of leaving, present money.
    break_even_saving : float
        What the new way must save on staying, before the cost of leaving, so that leaving is worth it.
    leave : bool
        Whether the gain is above the hurdle.
    """

    gain: float
    break_even_saving: float
    leave: bool


@dataclass(frozen=True)
class LeavingMonth:
    """What leaving at the end of contract month `month` gains on staying, in the expected run."""

    month: int
    verdict: LeaveOrStay


def leave_or_stay(stay: float, new: float, exit_cost: float, hurdle: float = 0.0) -> LeaveOrStay:
    """Return whether to leave: stay - (new + exit cost) > hurdle.

    Parameters
    ----------
    stay, new : float
        Present cost of staying, and of the way that replaces it.
    exit_cost : float
        Present fee, transition, new procurement and dual running.
    hurdle : float
        What leaving must gain at least, present money.

    Examples
    --------
    >>> leave_or_stay(1_000_000, 700_000, 250_000, 40_000)
    LeaveOrStay(gain=50000, break_even_saving=290000, leave=True)
    """
    gain = stay - (new + exit_cost)
    return LeaveOrStay(gain, exit_cost + hurdle, gain > hurdle)


def leaving_by_month(case: Case, alternative: str) -> tuple[LeavingMonth, ...]:
    """Return the verdict for each month in which every offer of an alternative can be left for convenience.

    The case is played to the end of the term and once for each month, at mean beliefs: after the exit the company
    delivers, as the case says. The hurdle is the case's, on the present cost of staying.
    """
    first = first_exit(case, alternative)
    if first is None:
        return ()
    stay, _ = _present(mean_run(_leaving_at(case, None)), alternative)
    hurdle = case.hurdle.value(stay)
    months = []
    for month in range(first, case.term):
        total, out = _present(mean_run(_leaving_at(case, month)), alternative)
        months.append(LeavingMonth(month, leave_or_stay(stay, total - out, out, hurdle)))
    return tuple(months)


def break_even_month(months: tuple[LeavingMonth, ...]) -> int | None:
    """Return the first month in which leaving is worth it; None if it never is."""
    return next((each.month for each in months if each.verdict.leave), None)


def best_month(months: tuple[LeavingMonth, ...]) -> LeavingMonth | None:
    """Return the month in which leaving gains most, worth it or not; None if none is allowed."""
    return max(months, key=lambda each: each.verdict.gain, default=None)


def _leaving_at(case: Case, month: int | None) -> Case:
    """Return the case left for convenience at a month, or not at all."""
    return case.model_copy(update={"exit_month": month, "exit_ground": "convenience"})


def _present(run: CashFlows, alternative: str) -> tuple[float, float]:
    """Return the present cost of an alternative, and what of it is paid for leaving."""
    row = run.alternatives.index(alternative)
    lines = zip(run.lines, run.line_means, strict=True)
    out = sum(
        float(paid @ run.discount)
        for line, paid in lines
        if line.alternative == alternative and line.category == "exit"
    )
    return float(run.npv[row, 0]), out
