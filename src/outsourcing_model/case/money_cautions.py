"""Cautions about the worth of money: discounting, inflation, and other currencies."""

from collections.abc import Iterator

from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.expected import handed_over
from outsourcing_model.case.paths import beliefs
from outsourcing_model.errors import Problem, Share
from outsourcing_model.quantities import SLACK

DEAR = 0.15
"""Discount rate a year above which a premium for risk is probably inside."""
YEAR = 12


def _rates(case: Case) -> list[float]:
    """Return the discount rates of the case."""
    return [*case.discount_rate.values()] if isinstance(case.discount_rate, dict) else [case.discount_rate]


def undiscounted(case: Case) -> Iterator[Problem]:
    """Warn of money that is not discounted over more than a year: it favours whoever is paid late."""
    if case.discount_rate == 0 and case.term > YEAR:
        yield warn(("discount_rate",), "undiscounted", term=case.term)


def rate_below_inflation(case: Case) -> Iterator[Problem]:
    """Warn of a nominal rate below the inflation believed: money later would be worth more than money now."""
    growth = case.indices[case.inflation].mean_growth if case.inflation else 0.0
    rate = min(_rates(case))
    if case.inflation and case.discount_basis == "nominal" and 0 < rate < growth - SLACK:
        values = {"rate": Share(rate), "growth": Share(growth), "index": case.inflation}
        yield warn(("discount_rate",), "rate_below_inflation", **values)


def real_rate_and_range(case: Case) -> Iterator[Problem]:
    """Warn of a real rate whose inflation is a range: flows follow each draw, the rate only the mean."""
    growth = case.indices[case.inflation].growth if case.inflation else None
    if case.discount_basis == "real" and growth is not None and not growth.is_certain:
        yield warn(("discount_basis",), "real_rate_and_range", index=case.inflation, growth=Share(growth.mean))


def rate_carries_risk(case: Case) -> Iterator[Problem]:
    """Warn of a rate so high that it carries a premium for risk, beside ranges or events that carry it already."""
    rate = max(_rates(case))
    uncertain = case.risks or any(not belief.is_constant for belief in beliefs(case).values())
    if rate > DEAR + SLACK and uncertain:
        yield warn(("discount_rate",), "rate_carries_risk", rate=Share(rate))


def certain_exchange_rate(case: Case) -> Iterator[Problem]:
    """Warn of an offer in another currency over more than a year whose rate of exchange is certain."""
    for name in handed_over(case):
        currency = case.offers[name].currency
        if currency is not None and case.term > YEAR:
            stated = case.exchange_rates[currency]
            if stated.rate.is_certain and stated.drift.is_certain:
                yield warn(("exchange_rates", currency), "certain_exchange_rate", offer=name, currency=currency)


def exchange_off_at_the_start(case: Case) -> Iterator[Problem]:
    """Warn of a reference rate so far from the believed one that prices are adjusted from the first month on."""
    for name, offer in case.offers.items():
        terms = offer.exchange
        if terms is not None:
            rate = case.exchange_rates[terms.currency].rate.mean
            off = rate / terms.reference - 1
            if abs(off) > terms.band + SLACK:
                values = {"reference": terms.reference, "rate": rate, "band": Share(terms.band)}
                yield warn(("offers", name, "exchange", "reference"), "exchange_off_at_the_start", **values)


RULES = (
    undiscounted, rate_below_inflation, real_rate_and_range, rate_carries_risk, certain_exchange_rate,
    exchange_off_at_the_start,
)  # fmt: skip
