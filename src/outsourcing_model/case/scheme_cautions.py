"""Cautions about schemes of credits: caps that do nothing, steps out of reach, rights that can't be used."""

import math
from collections.abc import Iterator

from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.expected import handed_over
from outsourcing_model.case.law import is_french
from outsourcing_model.case.quality_cautions import believed_worst, credit_share, schemes
from outsourcing_model.case.trigger import Trigger
from outsourcing_model.errors import Problem, Share
from outsourcing_model.quantities import SLACK

A_MONTH = 30
"""Days within which a credit of the month can be claimed with the next invoice in hand."""
SHARES = ("monthly_cap", "rolling_cap", "yearly_cap", "contract_cap")


def caps_of(scheme: CreditScheme) -> dict[str, float]:
    """Return the caps of a scheme that are shares of what is invoiced, from that of a month to that of the contract."""
    rolling = None if scheme.rolling_cap is None else scheme.rolling_cap.share
    found = (scheme.monthly_cap, rolling, scheme.yearly_cap, scheme.contract_cap)
    return {name: share for name, share in zip(SHARES, found, strict=True) if share is not None}


def _repeats(scheme: CreditScheme) -> bool:
    """Return whether misses in a row return more, or failure that persists does."""
    return any(terms.repeat or terms.persistent for terms in scheme.levels.values())


def cap_never_binds(case: Case) -> Iterator[Problem]:
    """Warn of a monthly cap that the deepest tiers of all levels together don't reach."""
    for name, scheme in schemes(case):
        deepest = credit_share(case, name, -1)
        if scheme.monthly_cap is None or deepest is None or _repeats(scheme) or not scheme.levels:
            continue
        monthly = all(case.service_levels[level].window == "month" for level in scheme.levels)
        if monthly and deepest < scheme.monthly_cap - SLACK:
            values = {"cap": Share(scheme.monthly_cap), "most": Share(deepest)}
            yield warn(("offers", name, "credits", "monthly_cap"), "cap_never_binds", **values)


def idle_cap(case: Case) -> Iterator[Problem]:
    """Warn of a cap of several months that is no lower than one of fewer: the latter leaves it nothing to cut."""
    for name, scheme in schemes(case):
        found = list(caps_of(scheme).items())
        for number, (cap, share) in enumerate(found):
            lower = next((each for each in found[:number] if each[1] <= share + SLACK), None)
            if lower is not None and not repeats_after(scheme, lower[0]):
                values = {"cap": cap, "share": Share(share), "lower": lower[0], "other": Share(lower[1])}
                yield warn(("offers", name, "credits", cap), "idle_cap", **values)


def repeats_after(scheme: CreditScheme, cap: str) -> bool:
    """Return whether misses in a row multiply what a cap left."""
    order: tuple[str, ...] = scheme.order
    return any(terms.repeat for terms in scheme.levels.values()) and order.index("multiplier") > order.index(cap)


def repeats_beyond_cap(case: Case) -> Iterator[Problem]:
    """Warn of an order in which misses in a row multiply what a cap left, with no cap of as few months after it."""
    for name, scheme in schemes(case):
        for cap, share in caps_of(scheme).items():
            if repeats_after(scheme, cap):
                most = max(terms.repeat.multiplier for terms in scheme.levels.values() if terms.repeat) * share
                values = {"cap": cap, "share": Share(share), "most": Share(most)}
                yield warn(("offers", name, "credits", "order"), "repeats_beyond_cap", **values)
                break


def pool_beyond_whole(case: Case) -> Iterator[Problem]:
    """Warn of allocations above 100 %: some misses together already return all that is at risk."""
    for name, scheme in schemes(case):
        shares = sorted((terms.allocation or 0.0 for terms in scheme.levels.values()), reverse=True)
        if sum(shares) > 1 + SLACK:
            enough = next(n for n in range(1, len(shares) + 1) if sum(shares[:n]) >= 1 - SLACK)
            values = {"sum": Share(sum(shares)), "enough": enough, "levels": sum(share > 0 for share in shares)}
            yield warn(("offers", name, "credits", "pool"), "pool_beyond_whole", **values)


def earn_back_too_long(case: Case) -> Iterator[Problem]:
    """Warn of credits that can't be earned back before the services end, whenever they are due."""
    for name, scheme in schemes(case):
        left = min(case.exit_month or case.term, case.term) - math.floor(case.offers[name].transition.months) - 1
        if scheme.earn_back is not None and scheme.earn_back.months > left:
            values = {"months": scheme.earn_back.months, "left": max(left, 0)}
            yield warn(("offers", name, "credits", "earn_back"), "earn_back_too_long", **values)


def claim_window_short(case: Case) -> Iterator[Problem]:
    """Warn of a claim window that ends before the next month does."""
    for name, scheme in schemes(case):
        if scheme.claim_days is not None and scheme.claim_days < A_MONTH:
            path = ("offers", name, "credits", "claim_days")
            yield warn(path, "claim_window_short", days=scheme.claim_days)


def points_out_of_reach(case: Case) -> Iterator[Problem]:
    """Warn of a table of points of which the first total, or the last, is beyond what all levels can bring."""
    for name, scheme in schemes(case):
        most = sum(
            terms.points[-1] * (terms.repeat.multiplier if terms.repeat else 1.0)
            for terms in scheme.levels.values() if terms.points
        )  # fmt: skip
        table = scheme.points_table
        beyond = [at for at in table.at if at > most + SLACK] if table and most else []
        if table is not None and beyond:
            values = {"at": beyond[0], "most": most}
            yield warn(("offers", name, "credits", "points_table"), "points_out_of_reach", **values)


def hours_without_cap(case: Case) -> Iterator[Problem]:
    """Warn of an amount an hour that neither the level nor the scheme limits."""
    for name, scheme in schemes(case):
        limited = bool(caps_of(scheme)) or scheme.contract_cap_amount is not None
        for level, terms in scheme.levels.items():
            capped = limited or case.service_levels[level].service in scheme.service_caps
            if terms.per_hour is not None and terms.most is None and not capped:
                path = ("offers", name, "credits", level, "per_hour")
                yield warn(path, "hours_without_cap", level=level)


def trigger_never_met(case: Case) -> Iterator[Problem]:
    """Warn of a right to terminate that can't be met: too few windows, a cap or a level out of reach."""
    for name, offer in case.offers.items():
        for key, trigger in offer.triggers.items():
            if _out_of_reach(case, name, trigger):
                yield warn(("offers", name, "triggers", key), "trigger_never_met", trigger=key)


def _out_of_reach(case: Case, offer: str, trigger: Trigger) -> bool:
    """Return whether a trigger can't be met."""
    months = min(case.exit_month or case.term, case.term) - math.floor(case.offers[offer].transition.months)
    scheme = case.offers[offer].credits
    if trigger.months_at_cap is not None:
        deepest = credit_share(case, offer, -1) if scheme is not None and not _repeats(scheme) else None
        cap = None if scheme is None else scheme.monthly_cap
        below = deepest is not None and cap is not None and deepest < cap - SLACK
        return trigger.months_at_cap > months or below
    believed = case.offers[offer].attainment
    critical = [level for level in believed if case.service_levels[level].critical]
    watched = [trigger.level] if trigger.level else critical
    return all(_too_rare(case, offer, level, trigger, months) for level in watched)


def _too_rare(case: Case, offer: str, level: str, trigger: Trigger, months: int) -> bool:
    """Return whether one level can't be missed as often as a trigger asks."""
    promise, belief = case.service_levels[level], case.offers[offer].attainment.get(level)
    stride = 1 if promise.rolling_months else promise.window_months
    windows = (min(trigger.within, months) - 1) // stride + 1 if months >= promise.window_months else 0
    limit = promise.minimum if trigger.below_minimum else promise.target
    good = belief is not None and belief.is_share and not belief.by_units and belief.learning is None \
        and belief.weak_end is None and limit is not None and limit < believed_worst(belief) - SLACK  # fmt: skip
    return windows < (trigger.misses or 0) or good


def penalty_under_french_law(case: Case) -> Iterator[Problem]:
    """Warn of credits that are penalties under French law: a judge may lower or raise them."""
    for name in handed_over(case) if is_french(case.contract.governing_law) else ():
        scheme = case.offers[name].credits
        if scheme is not None and scheme.nature == "penalty":
            yield warn(("offers", name, "credits", "nature"), "penalty_under_french_law")


RULES = (
    cap_never_binds, idle_cap, repeats_beyond_cap, pool_beyond_whole, earn_back_too_long, claim_window_short,
    points_out_of_reach, hours_without_cap, trigger_never_met, penalty_under_french_law,
)  # fmt: skip
