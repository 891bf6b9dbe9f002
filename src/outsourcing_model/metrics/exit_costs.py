"""What leaving costs, month by month and ground by ground: fee, help, data, the way back or on, what is paid twice."""

from collections.abc import Iterator

from outsourcing_model.case.case import Case
from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.exit_cost import ExitCost
from outsourcing_model.metrics.exposure import exchange, fees_by_month, offers_in_use, usual_invoice

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
        invoice, rate = usual_invoice(run, alternative, offer), exchange(run, offer)
        terms = run.case.offers[offer].exit
        for month, fee in fees_by_month(run, alternative, offer).items():
            parts = (fee, float(invoice[month - 1]), float(rate[month - 1]))
            found += _early(terms, alternative, offer, month, parts)
        last = float(rate[-1])
        found.append(
            ExitCost(
                alternative, offer, run.case.term, 0.0, terms.help_price * last, 0.0, terms.from_month, "expiry",
                terms.data_extraction.mean * last,
            )
        )  # fmt: skip
    return tuple(found)


def _early(
    terms: ExitTerms, alternative: str, offer: str, month: int, parts: tuple[float, float, float]
) -> Iterator[ExitCost]:
    """Yield what leaving before the term costs, for convenience and for breach.

    `parts` are the fee, the usual invoice in the offer's currency, and the rate of that currency.
    """
    fee, invoice, rate = parts
    name, own = terms.own_cost
    ways = {"reinsourcing": 0.0, "retender": 0.0} | {name: own.mean * rate}
    beside = terms.dual_running_months.mean * invoice * rate
    for ground in ("convenience", "breach"):
        free = ground == "breach" and terms.assistance_free_on_breach
        help_price, data = (0.0, 0.0) if free else (terms.help_price * rate, terms.data_extraction.mean * rate)
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
