"""Cautions about law: indices, payment, leaving a cloud service, penalties. They name the text; a lawyer decides."""

from collections.abc import Iterator

from outsourcing_model.case.case import Case
from outsourcing_model.case.caution import warn
from outsourcing_model.case.expected import contract_value, handed_over
from outsourcing_model.case.indexation import Indexation
from outsourcing_model.case.law import is_european, is_french
from outsourcing_model.case.quality_cautions import credit_share
from outsourcing_model.errors import Path, Problem, Share
from outsourcing_model.quantities import SLACK
from outsourcing_model.timeline import Month

MOST_DAYS = 60
"""Days of payment: Directive 2011/7/EU, article 3(5); in France Code de commerce, article L441-10."""
MOST_NOTICE = 2
"""Months of notice to switch from a data-processing service: Regulation (EU) 2023/2854, article 25(2)(d)."""
FREE_FROM = Month(2027, 1)
"""Month in which switching charges end, on the 12th: Regulation (EU) 2023/2854, article 29(1)."""


def _indexed(case: Case) -> Iterator[tuple[Path, str, Indexation | None]]:
    """Yield every index that moves a provider's price under French law, with its path and its revision clause."""
    for name, offer in case.offers.items() if is_french(case.contract.governing_law) else ():
        if offer.indexation is not None and offer.indexation.fixed_rate is None:
            for index in offer.indexation.weights:
                inside = ("indices", index) if offer.indexation.indices else ("index",)
                yield ("offers", name, "indexation", *inside), index, offer.indexation
        for passed, cost in offer.pass_through.items():
            if cost.index is not None:
                yield ("offers", name, "pass_through", passed, "index"), cost.index, None


def index_forbidden(case: Case) -> Iterator[Problem]:
    """Warn of an index on the general level of prices or on the minimum wage under French law."""
    for path, index, _ in _indexed(case):
        if case.indices[index].kind in ("general_prices", "minimum_wage"):
            yield warn(path, "index_forbidden", index=index)


def index_of_wages(case: Case) -> Iterator[Problem]:
    """Warn of an index of wages under French law: allowed for those of the trade, not for wages in general."""
    for path, index, _ in _indexed(case):
        if case.indices[index].kind == "wages":
            yield warn(path, "index_of_wages", index=index)


def index_period_too_long(case: Case) -> Iterator[Problem]:
    """Warn of a first revision that looks back on more months than have gone by, under French law."""
    for path, index, terms in _indexed(case):
        revisions = terms.revisions(case.start, case.term) if terms is not None else []
        if terms is not None and revisions:
            compared = case.start + (revisions[0] - terms.lag_months) - terms.base(case.start)
            if compared > revisions[0]:
                values = {"index": index, "compared": compared, "passed": revisions[0]}
                yield warn((*path[:3], "base_month"), "index_period_too_long", **values)


def payment_beyond_law(case: Case) -> Iterator[Problem]:
    """Warn of days of payment beyond the legal maximum in the European Union."""
    for name, offer in case.offers.items():
        if is_european(case.contract.governing_law) and offer.payment_days > MOST_DAYS:
            path = ("offers", name, "payment_days")
            yield warn(path, "payment_beyond_law", days=offer.payment_days, most=MOST_DAYS)


def _cloud(case: Case) -> Iterator[str]:
    """Yield the offers of data-processing services under the law of a country of the European Union."""
    if is_european(case.contract.governing_law):
        for name, offer in case.offers.items():
            if any(case.services[service].data_processing for service in offer.charges):
                yield name


def notice_beyond_law(case: Case) -> Iterator[Problem]:
    """Warn of a notice for a data-processing service beyond what European law lets a customer be held to."""
    for name in _cloud(case):
        notice = case.offers[name].exit.notice_months
        if notice > MOST_NOTICE + SLACK:
            values = {"notice": notice, "most": MOST_NOTICE}
            yield warn(("offers", name, "exit", "notice_months"), "notice_beyond_law", **values)


def switching_charges(case: Case) -> Iterator[Problem]:
    """Warn of charges for leaving a data-processing service at a time when European law has ended them."""
    for name in _cloud(case) if case.start + (case.term - 1) >= FREE_FROM else ():
        terms = case.offers[name].exit
        priced = {"assistance": terms.assistance, "assistance_days": terms.assistance_days}
        for field, price in {**priced, "data_extraction": terms.data_extraction}.items():
            if price is not None and price.mean > 0:
                yield warn(("offers", name, "exit", field), "switching_charges", field=field)


def penalty_exposure(case: Case) -> Iterator[Problem]:
    """Warn of penalties that may exceed the alert's share of the contract under French law: a judge may lower them."""
    for name in handed_over(case) if is_french(case.contract.governing_law) else ():
        share, alert = _exposure(case, name), case.contract.penalty_alert
        if share > alert + SLACK:
            values = {"share": Share(share), "alert": Share(alert)}
            yield warn(("offers", name), "penalty_exposure", **values)


def _exposure(case: Case, offer: str) -> float:
    """Return the most of all penalties as a share of the charges expected over the term, as far as it is limited."""
    terms = case.offers[offer]
    scheme, value = terms.credits, contract_value(case, offer)
    share = 0.0
    if scheme is not None and scheme.nature == "penalty":
        deepest = credit_share(case, offer, -1)
        limits = [limit for limit in (scheme.monthly_cap, deepest, 1.0) if limit is not None]
        share = min(limits)
    most = sum(each.most or 0.0 for each in terms.transition.damages.values())
    cap = terms.transition.damages_cap
    delay = most if cap is None else min(most, cap)
    return share + (delay / value if value else 0.0)


RULES = (
    index_forbidden, index_of_wages, index_period_too_long, payment_beyond_law, notice_beyond_law, switching_charges,
    penalty_exposure,
)  # fmt: skip
