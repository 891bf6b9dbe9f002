"""Cautions about leaving and about years that are not whole."""

from collections.abc import Iterator

from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.expected import handed_over
from outsourcing_model.errors import Path, Problem

YEAR = 12


def notice_beyond_term(case: Case) -> Iterator[Problem]:
    """Warn of a right to leave whose notice is as long as the term: it is no right."""
    for name, offer in case.offers.items():
        too_long = offer.exit.notice_months >= case.term
        if too_long or offer.exit.from_month >= case.term > 1:
            path = ("offers", name, "exit", "notice_months" if too_long else "from_month")
            values = {"notice": offer.exit.notice_months, "first": offer.exit.from_month, "term": case.term}
            yield warn(path, "notice_beyond_term", **values)


def _leaves_early(case: Case) -> bool:
    """Return whether the case states a month of exit before the end of the term."""
    return case.exit_month is not None and case.exit_month < case.term


def notice_before_start(case: Case) -> Iterator[Problem]:
    """Warn of an exit for convenience whose notice had to be given before the first month."""
    if case.exit_month is None or not _leaves_early(case) or case.exit_ground != "convenience":
        return
    for name in handed_over(case):
        month = case.offers[name].exit.notice_month(case.exit_month)
        if month < 1:
            place = ("offers", name, "exit", "notice_months")
            yield warn(place, "notice_before_start", leave=case.exit_month, month=month)


def return_costs_nothing(case: Case) -> Iterator[Problem]:
    """Warn of an early exit after which taking back (or tendering again) costs the company nothing."""
    for name in handed_over(case) if _leaves_early(case) else ():
        terms = case.offers[name].exit
        field = "retender" if terms.after_exit == "retender" else "reinsourcing"
        if getattr(terms, field).mean == 0:
            yield warn(("offers", name, "exit", field), "return_costs_nothing", field=field, leave=case.exit_month)


def _yearly(case: Case) -> Iterator[tuple[str, Path]]:
    """Yield what is settled once a contract year, by offer in use."""
    for name in handed_over(case):
        offer = case.offers[name]
        if offer.discount is not None and offer.discount.settled == "year":
            yield name, ("offers", name, "discount", "settled")
        for service, charge in offer.charges.items():
            if charge.gain_share is not None and charge.gain_share.settled == "year":
                yield name, ("offers", name, "charges", service, "gain_share", "settled")


def part_year_term(case: Case) -> Iterator[Problem]:
    """Warn of a term that ends inside a contract year of which something is settled as a whole."""
    for name, path in _yearly(case) if case.term % YEAR else ():
        yield warn(path, "part_year_term", offer=name, term=case.term, months=case.term % YEAR)


def exit_amid_year(case: Case) -> Iterator[Problem]:
    """Warn of an exit inside a contract year of which something is settled as a whole."""
    if case.exit_month is not None and _leaves_early(case) and case.exit_month % YEAR:
        for name, path in _yearly(case):
            yield warn(path, "exit_amid_year", offer=name, leave=case.exit_month, months=case.exit_month % YEAR)


RULES = (notice_beyond_term, notice_before_start, return_costs_nothing, part_year_term, exit_amid_year)
