"""What a provider may owe for missed levels and delays: by level, service, month and year, and against its charges."""

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.law import is_french
from outsourcing_model.case.level_credit import INVOICE
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.metrics.at_stake import AtStake, Judge, Owed, Penalties, Trigger
from outsourcing_model.metrics.contract_most import Most, in_years, most_credits
from outsourcing_model.metrics.delay import most_owed
from outsourcing_model.metrics.exposure import (
    exchange,
    fees_by_month,
    most_for_late_payment,
    offers_in_use,
    takeover,
)
from outsourcing_model.metrics.results import Comparison

P95 = 95
"""Percentile that stands for a bad year or a bad term."""
Level = tuple[Array, Array, float]
"""Of a level: what is received and what is due in each draw, and the most."""


def subject(comparison: Comparison) -> str | None:
    """Return the alternative that the penalties are told of: the shown one, else the best that hands something over."""
    able = [name for name in comparison.alternatives if offers_in_use(comparison.case, name)]
    if comparison.shown in able or not able:
        return comparison.shown if able else None
    return max(able, key=lambda name: comparison.alternatives[name].net_benefit.mean or 0.0)


def penalties(comparison: Comparison, alternative: str) -> tuple[Penalties, ...]:
    """Return what each offer of an alternative may owe and be owed; none where nothing is outsourced."""
    return tuple(_of_offer(comparison, alternative, offer) for offer in offers_in_use(comparison.case, alternative))


def credited(case: Case, alternative: str, offer: str) -> tuple[str, ...]:
    """Return the levels that an offer credits in an alternative: it delivers what is measured and what is charged."""
    scheme, performers = case.offers[offer].credits, case.performers(alternative)
    return tuple(
        name
        for name, terms in (scheme.levels if scheme else {}).items()
        if performers[case.service_levels[name].service] == offer
        and (terms.of == INVOICE or performers.get(terms.of) == offer)
    )


def _of_offer(comparison: Comparison, alternative: str, offer: str) -> Penalties:
    """Return what one offer may owe and be owed."""
    flows, run, case = comparison.flows, comparison.expected, comparison.case
    none = np.zeros(1)
    capped, idle = (by.get((alternative, offer), none) for by in (flows.capped_by_offer, flows.idle_by_offer))
    most = in_case_currency(run, offer, most_credits(run, alternative, offer, credited(case, alternative, offer)))
    late, month = most_damages(run, offer)
    got = {part: received(flows, alternative, offer, part) for part in ("credits", "delay_damages")}
    both = got["credits"] + got["delay_damages"]
    maximum = None if late is None else most.total + late
    by_month = most.months.copy()
    by_month[month] += late or 0.0
    returned = at_stake(got["credits"], most.total, _due(flows, alternative, offer))
    total = at_stake(both, maximum, returned.due + float(got["delay_damages"].mean()))
    charges = float(charged(run, alternative, offer).sum())
    levels = _levels(flows, alternative, offer, most)
    return Penalties(
        alternative, offer, total, returned,
        damages=at_stake(got["delay_damages"], late),
        levels={name: at_stake(each, limit, float(due.mean())) for name, (each, due, limit) in levels.items()},
        services=_services(case, levels, most.total),
        expected_by_month=_by_month(flows, alternative, offer),
        maximum_by_month=by_month,
        years=_years(flows, alternative, offer, most, (late, month)),
        charges=charges,
        capped=float((capped > 0).mean()),
        capped_months=float(capped.mean()),
        idle_months=float(idle.mean()),
        triggers=_triggers(flows, alternative, offer),
        owed=_owed(flows, run, alternative, offer),
        liability=_liability(run, alternative, offer, (returned, total)),
        judge=_judge(case, offer, (returned, total), charges),
    )  # fmt: skip


def at_stake(values: Array, maximum: float | None, due: float = 0.0) -> AtStake:
    """Return what is at stake under one heading, from what is received in each draw."""
    return AtStake(
        float(values.mean()), float(np.percentile(values, P95)), None if maximum is None else float(maximum), due
    )


def in_case_currency(run: CashFlows, offer: str, most: Most) -> Most:
    """Return the most of an offer's credits in the currency of the case, each month at its rate of exchange.

    What a cap on several months cuts is cut by the same share.
    """
    rate = exchange(run, offer)
    months = most.months * rate
    plain = in_years(most.months)
    years = in_years(months) * np.divide(most.years, plain, out=np.ones_like(plain), where=plain > 0)
    kept = most.total / most.years.sum() if most.years.sum() > 0 else 1.0
    return Most({name: each * rate for name, each in most.levels.items()}, months, years, float(years.sum()) * kept)


def charged(run: CashFlows, alternative: str, offer: str) -> Array:
    """Return what an offer invoices month by month at the mean, nothing below zero, in the currency of the case."""
    invoice = run.steps[f"alternatives.{alternative}.offers.{offer}.invoice"].values
    return np.maximum(invoice, 0.0) * exchange(run, offer)


def received(flows: CashFlows, alternative: str, offer: str, part: str) -> Array:
    """Return the credits (or the delay damages) received over the term, undiscounted, of each draw kept."""
    none = np.zeros(flows.totals.shape[-1])
    found = flows.received_parts.get((alternative, offer, part))
    return none if found is None else found.plain


def due(flows: CashFlows, alternative: str, offer: str) -> dict[str, Array]:
    """Return level to what its credits would be without any cap, undiscounted, of each draw kept."""
    return {level: sums.plain for (a, o, level), sums in flows.level_credits.items() if (a, o) == (alternative, offer)}


def shared(flows: CashFlows, alternative: str, offer: str, amount: Array) -> dict[str, Array]:
    """Return level to its share of an amount a draw, in proportion to what each level is due over the term."""
    each = due(flows, alternative, offer)
    together = sum(each.values(), np.zeros_like(amount))
    parts = {name: np.divide(one, together, out=np.zeros_like(one), where=together > 0) for name, one in each.items()}
    return {name: part * amount for name, part in parts.items()}


def _due(flows: CashFlows, alternative: str, offer: str) -> float:
    """Return the mean of what all credits would be without any cap."""
    return float(sum(each.mean() for each in due(flows, alternative, offer).values()))


def _levels(flows: CashFlows, alternative: str, offer: str, most: Most) -> dict[str, Level]:
    """Return level to what is received and what is due of each draw, and to the most."""
    got = shared(flows, alternative, offer, received(flows, alternative, offer, "credits"))
    dues = due(flows, alternative, offer)
    return {name: (got[name], dues[name], min(float(most.levels[name].sum()), most.total)) for name in most.levels}


def _services(case: Case, levels: dict[str, Level], total: float) -> dict[str, AtStake]:
    """Return service to what the credits of its levels are."""
    found: dict[str, list[Level]] = {}
    for name, each in levels.items():
        found.setdefault(case.service_levels[name].service, []).append(each)
    return {
        service: at_stake(
            np.sum([got for got, _, _ in of], axis=0), min(sum(most for _, _, most in of), total),
            float(sum(due.mean() for _, due, _ in of)),
        )
        for service, of in found.items()
    }  # fmt: skip


def most_damages(run: CashFlows, offer: str) -> tuple[float | None, int]:
    """Return the most of the delay damages in the currency of the case, and their month at the mean."""
    month = min(int(takeover(run, offer)), run.case.term - 1)
    most = most_owed(run.case.offers[offer].transition)
    return None if most is None else most * float(exchange(run, offer)[month]), month


def _by_month(flows: CashFlows, alternative: str, offer: str) -> Array:
    """Return what is received on average for each month of service."""
    found = np.zeros(flows.case.term)
    for line, means in zip(flows.lines, flows.line_means, strict=True):
        if line.alternative == alternative and line.id in (f"credits.{offer}", f"delay_damages.{offer}"):
            found -= means[line.lag : line.lag + len(found)]
    return found


def _years(
    flows: CashFlows, alternative: str, offer: str, most: Most, late: tuple[float | None, int]
) -> tuple[AtStake, ...]:
    """Return what is at stake in each contract year."""
    yearly = flows.yearly.get((alternative, "received", offer), np.zeros((len(most.years), flows.totals.shape[-1])))
    limits = list(most.years)
    limits[late[1] // 12] += late[0] or 0.0
    open_ended = late[0] is None
    return tuple(
        at_stake(yearly[year], None if open_ended and year == late[1] // 12 else float(limit))
        for year, limit in enumerate(limits)
    )


def together_by_year(comparison: Comparison, alternative: str) -> tuple[AtStake, ...]:
    """Return what is at stake in each contract year with all offers of an alternative together."""
    each = penalties(comparison, alternative)
    flows = comparison.flows
    none = np.zeros((comparison.case.timeline.years, flows.totals.shape[-1]))
    received = sum((flows.yearly.get((alternative, "received", one.offer), none) for one in each), none)
    limits = [[one.years[year].maximum for one in each] for year in range(len(none))]
    return tuple(
        at_stake(values, None if None in most else sum(limit or 0.0 for limit in most))
        for values, most in zip(received, limits, strict=True)
    )


def _triggers(flows: CashFlows, alternative: str, offer: str) -> tuple[Trigger, ...]:
    """Return each trigger of an offer with its chance and its month."""
    found = []
    for (a, o, name), months in flows.triggers_met.items():
        if (a, o) == (alternative, offer):
            met = months[months > 0]
            when = [int(month) for month in np.percentile(met, (10, 50, 90), method="lower")] if met.size else []
            found.append(Trigger(name, float((months > 0).mean()), *when))
    return tuple(found)


def _owed(flows: CashFlows, run: CashFlows, alternative: str, offer: str) -> tuple[Owed, ...]:
    """Return what the company may owe: the fee for leaving early, what it misses of a commitment, late payment."""
    most = {
        "termination_fee": max(fees_by_month(run, alternative, offer).values(), default=0.0),
        "late_payment": most_for_late_payment(run, alternative, offer),
    }
    reference = run.steps.get(f"alternatives.{alternative}.offers.{offer}.reference")
    terms = run.case.offers[offer].minimum_commitment
    if reference is not None and terms is not None:
        share = terms.share if terms.amount is None and terms.share is not None else 1.0
        most["minimum_commitment"] = float((reference.values * exchange(run, offer)).sum()) * share
    return tuple(
        Owed(part, float(sums.plain.mean()), float(np.percentile(sums.plain, P95)), most.get(part))
        for (a, o, part), sums in flows.owed_parts.items()
        if (a, o) == (alternative, offer)
    )


def _liability(run: CashFlows, alternative: str, offer: str, amounts: tuple[AtStake, AtStake]) -> AtStake | None:
    """Return the cap of liability, with what counts against it; it cuts nothing.

    The caps of the contract years are added up.
    """
    stated, scheme = run.case.offers[offer].liability, run.case.offers[offer].credits
    if stated is None:
        return None
    rate = float(exchange(run, offer)[0])
    if stated.amount is not None:
        cap = stated.amount * rate
    else:
        cap = (stated.share_of_year or 0.0) * float(in_years(charged(run, alternative, offer)).sum())
    counted = amounts[0] if scheme is not None and scheme.under_liability_cap else AtStake(0.0, 0.0, 0.0)
    return AtStake(counted.expected, counted.p95, cap)


def _judge(case: Case, offer: str, amounts: tuple[AtStake, AtStake], charges: float) -> Judge | None:
    """Return how large penalties are against the contract under French law; credits count if they are penalties."""
    if not is_french(case.contract.governing_law) or charges <= 0:
        return None
    returned, total = amounts
    scheme = case.offers[offer].credits
    reduces = scheme is not None and scheme.nature == "price_reduction"
    expected = total.expected - (returned.expected if reduces else 0.0)
    maximum = total.maximum
    if maximum is not None and reduces:
        maximum -= returned.maximum or 0.0
    most = None if maximum is None else maximum / charges
    return Judge(expected / charges, most, case.contract.penalty_alert, reduces)
