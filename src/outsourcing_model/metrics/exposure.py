"""Money at risk both ways: what the provider may owe us, what we may owe."""

from collections import defaultdict

import numpy as np

from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.engine.fee import FeeDrivers, fee_for_leaving
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.program.leaving import unamortised
from outsourcing_model.metrics.contract_most import by_levels, caps
from outsourcing_model.metrics.delay import delays, most_owed
from outsourcing_model.metrics.results import Exposure
from outsourcing_model.metrics.summary import summarise

AHEAD = {"base": "fixed_month", "reference": "reference_month"}
"""What a fee counts of a full month, and the name of its series in the trace."""


def offers_in_use(case: Case, alternative: str) -> dict[str, tuple[str, ...]]:
    """Return the offers of an alternative and the services that each delivers."""
    performers = case.performers(alternative)
    found = dict.fromkeys(name for name in performers.values() if name != IN_HOUSE)
    return {offer: tuple(service for service, by in performers.items() if by == offer) for offer in found}


def exchange(run: CashFlows, offer: str) -> Array:
    """Return what a unit of an offer's currency costs in that of the case, month by month; ones if it is the same."""
    name = run.case.offers[offer].currency
    return run.steps[f"exchange_rates.{name}"].values if name else np.ones(run.case.term)


def usual_invoice(run: CashFlows, alternative: str, offer: str) -> Array:
    """Return an offer's invoice month by month without what is settled once a year, in its own currency."""
    prefix = f"alternatives.{alternative}.offers.{offer}"
    return run.steps.get(f"{prefix}.usual_invoice", run.steps[f"{prefix}.invoice"]).values


def takeover(run: CashFlows, offer: str) -> float:
    """Return the months from the start until an offer delivers in a run at mean beliefs."""
    late = delays(run.case, run.draws, offer)[""][0]
    return float(run.case.offers[offer].transition.months + late * 12 / 365)


def receivable(flows: CashFlows, expected: CashFlows, alternative: str) -> Exposure:
    """Return the credits and delay damages that we may receive."""
    row = flows.alternatives.index(alternative)
    maximum = most_received(expected, alternative)
    capped = flows.capped_months[row]
    scheme = any(flows.case.offers[offer].credits for offer in offers_in_use(flows.case, alternative))
    return Exposure(
        present=summarise(flows.received_npv[row], float(expected.received_npv[row, 0])),
        undiscounted=summarise(flows.received[row], float(expected.received[row, 0])),
        maximum=maximum,
        maximum_reason="" if maximum is not None else "reason.not_capped",
        cap_probability=float((capped > 0).mean()) if scheme else 0.0,
        expected_capped_months=float(capped.mean()) if scheme else 0.0,
    )


def most_received(expected: CashFlows, alternative: str) -> float | None:
    """Return the contract's maximum of credits and delay damages, undiscounted; None if something is not capped."""
    total = 0.0
    for offer in offers_in_use(expected.case, alternative):
        terms = expected.case.offers[offer]
        damages = most_owed(terms.transition)
        if damages is None:
            return None
        month = min(int(takeover(expected, offer)), expected.case.term - 1)
        total += damages * float(exchange(expected, offer)[month])
        if terms.credits is not None and f"alternatives.{alternative}.offers.{offer}.credits" in expected.steps:
            invoice = expected.steps[f"alternatives.{alternative}.offers.{offer}.invoice"].values
            positive = np.maximum(invoice, 0.0)
            limits = list(caps(terms.credits, float(positive.sum()))) or list(by_levels(expected, alternative, offer))
            if not limits:
                return None
            own, converted = float(positive.sum()), float((positive * exchange(expected, offer)).sum())
            total += min(limits) * (converted / own if own > 0 else 1.0)
    return total


def payable(flows: CashFlows, expected: CashFlows, alternative: str) -> Exposure:
    """Return the termination fees and the cost of late payment that we may owe.

    The maximum is the greatest that leaving in one month costs, and every invoice paid as late as is believed possible.
    """
    row = flows.alternatives.index(alternative)
    fees: dict[int, float] = defaultdict(float)
    for offer in offers_in_use(flows.case, alternative):
        for month, fee in fees_by_month(expected, alternative, offer).items():
            fees[month] += fee
    return Exposure(
        present=summarise(flows.owed_npv[row], float(expected.owed_npv[row, 0])),
        undiscounted=summarise(flows.owed[row], float(expected.owed[row, 0])),
        maximum=max(fees.values(), default=0.0)
        + sum(most_for_late_payment(expected, alternative, offer) for offer in offers_in_use(flows.case, alternative)),
    )


def most_for_late_payment(expected: CashFlows, alternative: str, offer: str) -> float:
    """Return what late payment of an offer costs over the term at the greatest share and delay believed."""
    terms = expected.case.offers[offer].late_payment
    if terms is None:
        return 0.0
    invoice = expected.steps[f"alternatives.{alternative}.offers.{offer}.invoice"].values
    cost = invoice * terms.rate * terms.days.span()[1] / 365 + terms.indemnity
    return float(min(terms.share.span()[1], 1.0) * np.where(invoice > 0, cost, 0.0) @ exchange(expected, offer))


def fees_by_month(expected: CashFlows, alternative: str, offer: str) -> dict[int, float]:
    """Return contract month to the fee for leaving at its end, from the first month allowed to the last but one."""
    case = expected.case
    terms, prefix = case.offers[offer], f"alternatives.{alternative}.offers.{offer}"
    invested = unamortised(terms, offers_in_use(case, alternative)[offer])
    invoice = usual_invoice(expected, alternative, offer)
    ahead = {}
    if terms.exit.looks_ahead:
        ahead = {name: expected.steps[f"{prefix}.{tile}"].values for name, tile in AHEAD.items()}
    begins, rate = takeover(expected, offer), exchange(expected, offer)
    fees = {}
    for month in range(terms.exit.from_month, case.term):
        now = {name: float(values[month - 1]) for name, values in ahead.items()}
        drivers = FeeDrivers(invested, month, case.term, float(invoice[month - 1]), takeover=begins, **now)
        fees[month] = fee_for_leaving(terms.exit, drivers) * float(rate[month - 1])
    return fees
