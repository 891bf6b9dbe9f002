"""What leaving costs, month by month and ground by ground: fee, help, data, the way back or on, what is paid twice."""

from collections.abc import Iterator

from outsourcing_model.case.case import Case
from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.exit_cost import ExitCost
from outsourcing_model.metrics.exposure import fees_by_month, offers_in_use

USUAL_EXIT = 30


def exit_costs(run: CashFlows, alternative: str) -> tuple[ExitCost, ...]:
    """Return what leaving each offer of an alternative would cost at the end of each month, undiscounted.

    Parameters
    ----------
    run : CashFlows
        A run at mean beliefs that stays to the end of the term, see :func:`staying`.
    alternative : str
        Which one.

    Returns
    -------
    tuple of ExitCost
        For each offer: from its first month of exit to the last but one by convenience and by breach, then expiry.
    """
    found: list[ExitCost] = []
    for offer in offers_in_use(run.case, alternative):
        invoice = run.steps[f"alternatives.{alternative}.offers.{offer}.invoice"].values
        for month, fee in fees_by_month(run, alternative, offer).items():
            found += _early(run.case.offers[offer].exit, alternative, offer, month, fee, float(invoice[month - 1]))
        terms = run.case.offers[offer].exit
        found.append(
            ExitCost(
                alternative, offer, run.case.term, 0.0, terms.help_price, 0.0, terms.from_month, "expiry",
                terms.data_extraction.mean,
            )
        )  # fmt: skip
    return tuple(found)


def _early(
    terms: ExitTerms, alternative: str, offer: str, month: int, fee: float, invoice: float
) -> Iterator[ExitCost]:
    """Yield what leaving before the term costs, for convenience and for breach."""
    name, own = terms.own_cost
    ways = {"reinsourcing": 0.0, "retender": 0.0} | {name: own.mean}
    beside = terms.dual_running_months.mean * invoice
    for ground in ("convenience", "breach"):
        free = ground == "breach" and terms.assistance_free_on_breach
        help_price, data = (0.0, 0.0) if free else (terms.help_price, terms.data_extraction.mean)
        due, notice = (fee, terms.notice_month(month)) if ground == "convenience" else (0.0, None)
        yield ExitCost(
            alternative, offer, month, due, help_price, ways["reinsourcing"], terms.from_month, ground, data,
            ways["retender"], beside, notice,
        )  # fmt: skip


def staying(expected: CashFlows) -> CashFlows:
    """Return the run at mean beliefs to the end of the term: the one given, unless its case is left before."""
    case = expected.case
    if case.exit_month in (None, case.term):
        return expected
    return expected_run(case.model_copy(update={"exit_month": None, "exit_ground": "convenience"}))


def first_exit(case: Case, alternative: str) -> int | None:
    """Return the first month in which every offer of an alternative can be left; None if never before the term."""
    months = [case.offers[offer].exit.from_month for offer in offers_in_use(case, alternative)]
    return max(months) if months and max(months) < case.term else None


def usual_exits(costs: tuple[ExitCost, ...], term: int) -> tuple[ExitCost, ...]:
    """Return what leaving each offer for convenience costs in month 30 or the nearest that the contract allows."""
    usual = USUAL_EXIT if term > USUAL_EXIT else term // 2
    return tuple(
        cost for cost in costs if cost.ground == "convenience" and cost.month == max(usual, cost.possible_from, 1)
    )
