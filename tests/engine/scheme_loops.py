"""Credit schemes played by loops over plain numbers, from what levels return by themselves: for comparison."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from outsourcing_model.case.credits import CreditScheme

Months = Sequence[float]


@dataclass(frozen=True)
class Played:
    """What one draw gives: by level the share (or the points) of each month, its misses, its base, and the invoice."""

    shares: Mapping[str, Months]
    misses: Mapping[str, Months]
    bases: Mapping[str, Months]
    invoice: Months
    end: int


def level_due(scheme: CreditScheme, name: str, played: Played, repeats: bool, part: Months) -> list[float]:
    """Return what a level of monthly windows is due, in money or in points."""
    terms, miss, found = scheme.levels[name], played.misses[name], []
    for m, share in enumerate(played.shares[name]):
        due = share
        if repeats and terms.repeat and m >= terms.repeat.after:
            before = miss[m - terms.repeat.after : m]
            due *= terms.repeat.multiplier if all(before) else 1
        if terms.persistent and miss[m]:
            times = sum(miss[max(m - terms.persistent.within + 1, 0) : m + 1])
            due += terms.persistent.credit if times >= terms.persistent.misses else 0
        due *= part[m]
        found.append(due if terms.way == "points" else due * max(played.bases[name][m], 0))
    return found


def in_money(
    scheme: CreditScheme, played: Played, repeats: bool, parts: Mapping[str, Months]
) -> dict[str, list[float]]:
    """Return level to the money that it is due in each month, points turned into money."""
    due = {name: level_due(scheme, name, played, repeats, parts[name]) for name in scheme.levels}
    pointed = [name for name, terms in scheme.levels.items() if terms.way == "points"]
    for m, invoice in enumerate(played.invoice):
        total = sum(due[name][m] for name in pointed)
        table = scheme.points_table
        reached = [c for at, c in zip(table.at, table.credit, strict=True) if total >= at - 1e-9] if table else []
        for name in pointed:
            due[name][m] = max([0.0, *reached]) * invoice * due[name][m] / total if total else 0.0
    return due


def together(scheme: CreditScheme, due: Mapping[str, Months], services: Mapping[str, str], m: int, played: Played,
             charges: Mapping[str, Months]) -> float:  # fmt: skip
    """Return what the levels return together in a month: within the caps of services, the pool at most at risk."""
    month = {name: values[m] for name, values in due.items()}
    for service, cap in scheme.service_caps.items():
        mine = [name for name in month if services[name] == service]
        total, most = sum(month[name] for name in mine), cap * max(charges[service][m], 0)
        for name in mine:
            month[name] *= most / total if total > most else 1
    pool = sum(value for name, value in month.items() if scheme.levels[name].way == "allocation")
    rest = sum(value for name, value in month.items() if scheme.levels[name].way != "allocation")
    return rest + (min(pool, scheme.at_risk * max(played.invoice[m], 0)) if scheme.at_risk is not None else 0)


def kept(scheme: CreditScheme, played: Played, parts: Mapping[str, Months], services: Mapping[str, str],
         charges: Mapping[str, Months]) -> list[float]:  # fmt: skip
    """Return what is kept in each month, less what goes back in it."""
    caps = {name: getattr(scheme, name) for name in ("monthly_cap", "rolling_cap", "yearly_cap", "contract_cap")}
    caps["contract_cap"] = scheme.contract_cap_amount if scheme.contract_cap is None else scheme.contract_cap
    before = scheme.order[: scheme.order.index("multiplier")]
    late = any(caps.get(step) is not None for step in before)
    with_repeats, without = (in_money(scheme, played, repeats, parts) for repeats in (True, False))
    months, gone, net = len(played.invoice), {}, []
    stays: list[float] = []
    for m, invoice in enumerate(played.invoice):
        left = together(scheme, without if late else with_repeats, services, m, played, charges)
        for step in scheme.order:
            if step == "multiplier" and late:
                plain = sum(values[m] for values in without.values())
                left *= sum(values[m] for values in with_repeats.values()) / plain if plain else 1
            if step == "earn_back" and scheme.earn_back:
                came = m - scheme.earn_back.months
                clean = not any(miss[j] for miss in played.misses.values() for j in range(max(came, -1) + 1, m + 1))
                if came >= 0 and m < played.end and clean:
                    gone[m] = net_of(stays, came)
                    if scheme.earn_back.frees_caps:
                        stays[came] = (stays[came][0], 0.0)
            if caps.get(step) is not None:
                left = min(left, room(step, caps[step], (m, months, invoice), played.invoice, stays))
        stays.append((left, left))
        net.append(left - gone.get(m, 0.0))
    return net


def net_of(stays: list[Any], month: int) -> float:
    """Return what was kept for a month."""
    return stays[month][0]


def room(step: str, cap: Any, now: tuple[int, int, float], invoice: Months, stays: list[Any]) -> float:
    """Return what a cap still allows in a month."""
    m, months, here = now
    if step == "monthly_cap":
        return cap * max(here, 0)
    first, last = 0, months - 1
    if step == "rolling_cap":
        first, last = max(m + 1 - cap.months, 0), m
    elif step == "yearly_cap":
        first, last = m - m % 12, m - m % 12 + 11
    share = cap.share if step == "rolling_cap" else cap
    limit = share if share > 1 else share * sum(max(value, 0) for value in invoice[first : last + 1])
    return max(limit - sum(counted for _, counted in stays[first:m]), 0)
