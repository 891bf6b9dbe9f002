"""Cautions about service levels and what a missed one returns."""

from collections.abc import Iterator, Mapping

from outsourcing_model.case.attainment import Attainment
from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.expected import charge_at, handed_over, units_at
from outsourcing_model.errors import Problem, Share
from outsourcing_model.quantities import SLACK

LOW_CAP, HALF = 0.1, 0.5
SPREADS = 6
"""Standard deviations below the worst believed mean at which no month is believed to fall."""
YEAR = 12


def schemes(case: Case) -> Iterator[tuple[str, CreditScheme]]:
    """Yield the credit schemes by offer."""
    for name, offer in case.offers.items():
        if offer.credits is not None:
            yield name, offer.credits


def credit_share(case: Case, offer: str, position: int) -> float | None:
    """Return what one tier of every level returns together, as a share of the first month's invoice; None if unknown.

    Parameters
    ----------
    position : int
        0 for the first tier of each level, -1 for the deepest.
    """
    terms, scheme = case.offers[offer], case.offers[offer].credits
    invoice = {name: charge_at(charge, units_at(case, name, 0)) for name, charge in terms.charges.items()}
    total, found = sum(each or 0.0 for each in invoice.values()), 0.0
    for tiers in scheme.levels.values() if scheme else ():
        if tiers.way not in ("credit", "allocation"):
            return None
        pool = 1.0 if scheme is None or tiers.allocation is None else tiers.allocation * (scheme.at_risk or 0.0)
        if tiers.of == "invoice" or set(invoice) == {tiers.of}:
            found += tiers.steps[position] * pool
        elif None in invoice.values() or total <= 0:
            return None
        else:
            found += tiers.steps[position] * (invoice[tiers.of] or 0.0) / total
    return found


def cap_below_credit(case: Case) -> Iterator[Problem]:
    """Warn of a monthly cap below what one level returns: the deeper tiers of that level are idle."""
    for name, scheme in schemes(case):
        for level, tiers in scheme.levels.items() if scheme.monthly_cap is not None else ():
            alone = tiers.of == "invoice" or set(case.offers[name].charges) == {tiers.of}
            if alone and tiers.credit and scheme.monthly_cap is not None and tiers.credit[0] > scheme.monthly_cap:
                values = {"cap": Share(scheme.monthly_cap), "level": level, "credit": Share(tiers.credit[0])}
                yield warn(("offers", name, "credits", "monthly_cap"), "cap_below_credit", **values)


def cap_below_first_tiers(case: Case) -> Iterator[Problem]:
    """Warn of a monthly cap below the first tiers of all levels together, though above each."""
    told = {problem.path for problem in cap_below_credit(case)}
    for name, scheme in schemes(case):
        path, cap, together = (
            ("offers", name, "credits", "monthly_cap"),
            scheme.monthly_cap,
            credit_share(case, name, 0),
        )
        several = len(scheme.levels) > 1 and path not in told
        if several and cap is not None and together is not None and together > cap + SLACK:
            yield warn(path, "cap_below_first_tiers", cap=Share(cap), together=Share(together))


def believed_worst(belief: Attainment) -> float:
    """Return a level below which no month is believed to fall."""
    dip = belief.weak_start.lower_by.span()[1] if belief.weak_start else 0.0
    least = belief.mean_span[0]
    return least - dip - SPREADS * belief.spread_at(max(least - dip, 0.0))


def credit_never_due(case: Case) -> Iterator[Problem]:
    """Warn of credits that begin below any level believed: they are worth nothing and their price is wasted."""
    for name, scheme in schemes(case):
        for level, tiers in scheme.levels.items():
            belief = case.offers[name].attainment.get(level)
            if belief is not None and tiers.below and tiers.below[0] < believed_worst(belief) - SLACK:
                values = {"level": level, "limit": Share(tiers.below[0]), "worst": Share(believed_worst(belief))}
                yield warn(("offers", name, "credits", level, "below"), "credit_never_due", **values)


def credits_unclaimed(case: Case) -> Iterator[Problem]:
    """Warn of credits of which less than half is believed to be claimed."""
    for name, scheme in schemes(case):
        if scheme.claimed.mean < HALF - SLACK:
            path = ("offers", name, "credits", "claimed")
            yield warn(path, "credits_unclaimed", claimed=Share(scheme.claimed.mean))


def exclusive_remedy_low_cap(case: Case) -> Iterator[Problem]:
    """Warn of credits that are the only remedy under a cap below a tenth of the invoice."""
    for name, scheme in schemes(case):
        if scheme.exclusive_remedy and scheme.monthly_cap is not None and scheme.monthly_cap < LOW_CAP - SLACK:
            path = ("offers", name, "credits", "exclusive_remedy")
            yield warn(path, "exclusive_remedy_low_cap", cap=Share(scheme.monthly_cap))


def critical_without_minimum(case: Case) -> Iterator[Problem]:
    """Warn of a critical level without the minimum below which a failure is serious."""
    for name, level in case.service_levels.items():
        if level.critical and level.minimum is None:
            yield warn(("service_levels", name, "critical"), "critical_without_minimum", level=name)


def service_without_level(case: Case) -> Iterator[Problem]:
    """Warn of services handed over for more than a year without any promise about their quality."""
    promised = {level.service for level in case.service_levels.values()}
    moved = {service for services in handed_over(case).values() for service in services}
    bare = [service for service in case.services if service in moved and service not in promised]
    if bare and case.term > YEAR:
        yield warn(("services", bare[0]), "service_without_level", services=bare)


def independent_parts(case: Case) -> Iterator[Problem]:
    """Warn of levels made of others whose failures are taken to be independent."""
    places: list[tuple[tuple[str, ...], Mapping[str, Attainment]]] = [(("in_house",), case.in_house.attainment)]
    places += [(("in_house", "variants", name), each.attainment) for name, each in case.in_house.variants.items()]
    places += [(("offers", name), each.attainment) for name, each in case.offers.items() if not each.common_factor]
    for path, held in places:
        for level, belief in held.items():
            if belief.in_series or belief.in_parallel:
                values = {"level": level, "parts": belief.parts}
                yield warn((*path, "attainment", level, belief.basis), "independent_parts", **values)


RULES = (
    cap_below_credit, cap_below_first_tiers, credit_never_due, credits_unclaimed, exclusive_remedy_low_cap,
    critical_without_minimum, service_without_level, independent_parts,
)  # fmt: skip
