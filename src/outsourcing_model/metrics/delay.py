"""When a provider starts, how late it may be, what a delay costs the company and what the provider owes for it."""

import calendar
import math
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.cost import CostLine
from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.case.transition import Transition
from outsourcing_model.engine.draws import Draws
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.program import demand
from outsourcing_model.engine.program.assembly import NO_CAP, Assembly, fill_rows
from outsourcing_model.engine.program.own import line_path
from outsourcing_model.engine.program.prices import price_factor
from outsourcing_model.engine.rules.turning_points import delay_damages
from outsourcing_model.quantities import SLACK


@dataclass(frozen=True)
class Start:
    """When an offer starts in an alternative, and what its delay costs.

    Parameters
    ----------
    alternative, offer : str
        Whose start it is.
    planned, expected, late : datetime.date
        As planned, after the mean delay, and after the delay that 90 % of the draws do not exceed.
    delay_days : float
        Mean delay of the takeover in calendar days.
    longstop_probability : float or None
        Share of the draws in which the takeover is later than its longstop; None if none is stated.
    month_costs : float
        What a month late costs the company, undiscounted: its own lines that go on, less the charges not yet due.
    delay_costs : float
        The same for the mean delay.
    owed : float
        Mean of the delay damages, undiscounted.
    """

    alternative: str
    offer: str
    planned: date
    expected: date
    late: date
    delay_days: float
    longstop_probability: float | None
    month_costs: float
    delay_costs: float
    owed: float


def delays(case: Case, draws: Draws, offer: str) -> dict[str, Array]:
    """Return the days by which each named milestone of an offer is late, and under an empty name its takeover.

    Parameters
    ----------
    case, draws
        What was drawn.
    offer : str
        Which offer.

    Returns
    -------
    dict
        Name to days ``[draw]``.
    """
    assembly = Assembly(case)
    rows = {name: demand.milestone_delay(assembly, offer, name) for name in case.offers[offer].transition.named}
    rows[""] = demand.takeover_delay(assembly, offer)
    values = fill_rows(assembly.rows, draws, 0, draws.count)
    return {name: values[row] for name, row in rows.items()}


def damages(terms: DelayDamages, delay_days: Array) -> Array:
    """Return what is owed for delays of so many days, undiscounted.

    Examples
    --------
    >>> terms = DelayDamages.model_validate({"value": 95_000, "rate_per_day": "0.1 %", "exempt_up_to": 1000})
    >>> damages(terms, np.array([10.0, 20.0])).tolist()
    [0.0, 1900.0]
    """
    out: Array = np.zeros((1, len(delay_days)))
    cap = NO_CAP if terms.most is None else terms.most
    delay_damages(delay_days, np.zeros_like(delay_days), *terms.basis, cap, terms.exempt_up_to, *terms.counting, out)
    return np.asarray(out[0])


def owed(terms: Transition, late: dict[str, Array]) -> Array:
    """Return what is owed for all delays of a transition, undiscounted: the sum, at most the cap of all of them."""
    due = np.sum([damages(clause, late[name]) for name, clause in terms.damages.items()], axis=0)
    capped = np.minimum(due, NO_CAP if terms.damages_cap is None else terms.damages_cap)
    return np.asarray(capped + np.zeros_like(late[""]))


def most_owed(terms: Transition) -> float | None:
    """Return the most that the delays of a transition can bring; None if nothing limits it.

    A clause is limited by its cap, or by its longstop, where it stops to accrue.
    """
    parts = [_most(clause) for clause in terms.damages.values()]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return terms.damages_cap
    return min(sum(known), NO_CAP if terms.damages_cap is None else terms.damages_cap)


def _most(clause: DelayDamages) -> float | None:
    """Return the most that one clause can bring."""
    if clause.longstop_days is None:
        return clause.most
    return float(damages(clause, np.array([float(clause.longstop_days)]))[0])


def start(flows: CashFlows, expected: CashFlows, alternative: str, offer: str) -> Start:
    """Return when an offer starts in an alternative, and what its delay costs."""
    case, terms = flows.case, flows.case.offers[offer].transition
    late = delays(case, flows.draws, offer)
    mean, ninth = float(np.mean(late[""])), float(np.percentile(late[""], 90))
    planned = day(case, terms.months)
    costs = month_costs(expected, alternative, offer)
    stop = terms.delay_damages.longstop_days if terms.delay_damages else None
    return Start(
        alternative,
        offer,
        planned,
        planned + timedelta(days=round(mean)),
        planned + timedelta(days=int(np.ceil(ninth - SLACK))),
        mean,
        None if stop is None else float(np.mean(late[""] > stop + SLACK)),
        costs,
        costs * mean * 12 / 365,
        float(np.mean(owed(terms, late))),
    )


def day(case: Case, months: float) -> date:
    """Return the day that lies so many months after the start, a part of a month as that part of its days."""
    whole = int(months + SLACK)
    month = case.timeline.calendar(whole)
    length = calendar.monthrange(month.year, month.month)[1]
    return date(month.year, month.month, 1) + timedelta(days=int(max(months - whole, 0.0) * length + SLACK))


def month_costs(expected: CashFlows, alternative: str, offer: str) -> float:
    """Return what a month late costs in the expected run: our own lines that go on, less the charges not yet due.

    Lines with a dated purchase or a single payment are left out; amounts are those of the month of the planned
    takeover.
    """
    case = expected.case
    performers = case.performers(alternative)
    mine = {service for service, by in performers.items() if by == offer}
    moved = {service for service, by in performers.items() if by in case.offers}
    month = min(int(case.offers[offer].transition.months), case.term - 1)
    total = 0.0
    for name, line in case.in_house_costs(alternative).items():
        if line.asset is None and line.one_off is None and mine & set(line.services) and set(line.services) <= moved:
            path = line_path(case, alternative, name)
            tiles = (expected.steps.get(tile) for tile in (path, f"{path}.hiring"))
            total += _ending(line, month) * sum(float(tile.values[month]) for tile in tiles if tile is not None)
    return total - sum(_full_charge(expected, offer, service, month) for service in mine)


def _ending(line: CostLine, month: int) -> float:
    """Return the share of a line that could be ended in a month, counted from 0."""
    relevance = line.relevance
    if relevance.kind != "partly":
        return relevance.ending_share
    fading = max(relevance.fades_over.mean, 1.0) if relevance.fades_over else 1.0
    return relevance.ending_share * min(max((month + 2 - relevance.from_month.mean) / fading, 0.0), 1.0)


def _full_charge(expected: CashFlows, offer: str, service: str, month: int) -> float:
    """Return the charge of a service for a whole month at the prices of the time, whoever delivers."""
    full = expected.steps[f"offers.{offer}.charges.{service} a full month"]
    moved = expected.steps.get(price_factor(Assembly(expected.case), offer, service))
    currency = expected.case.offers[offer].currency
    rate = expected.steps[f"exchange_rates.{currency}"] if currency else None
    factors = (step.values[month] for step in (full, moved, rate) if step is not None)
    return math.prod(float(factor) for factor in factors)
