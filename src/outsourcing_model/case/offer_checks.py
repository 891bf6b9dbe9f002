"""Rules that join the price terms of an offer with the rest of the case: indices, currencies, services."""

from collections.abc import Iterable, Iterator

from outsourcing_model.case.case import Case
from outsourcing_model.case.indexation import EVERY, Indexation
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.references import references
from outsourcing_model.errors import Path, Problem
from outsourcing_model.timeline import Month


def price_terms(case: Case, path: Path, offer: Offer) -> Iterator[Problem]:
    """Yield the problems of what moves or adds to an offer's prices."""
    if offer.indexation is not None:
        yield from _indexation(case, (*path, "indexation"), offer.indexation, offer)
    if case.currency in (offer.currency, offer.exchange.currency if offer.exchange else None):
        field = ("currency",) if offer.currency == case.currency else ("exchange", "currency")
        yield Problem((*path, *field), "own_currency", {"found": case.currency})
    elif offer.currency is not None:
        yield from references((*path, "currency"), (offer.currency,), case.exchange_rates, "exchange_rates")
    if offer.exchange is not None:
        yield from references(
            (*path, "exchange", "currency"), (offer.exchange.currency,), case.exchange_rates, "exchange_rates"
        )
    for name, passed in offer.pass_through.items():
        place = (*path, "pass_through", name)
        if not str(name).isidentifier():
            yield Problem(place, "not_an_id", {"found": name})
        yield from references((*place, "index"), (passed.index,) if passed.index else (), case.indices, "indices")
        yield from yearly_values(case, (*place, "index"), passed.index)
        yield from references((*place, "service"), (passed.service,) if passed.service else (), offer.charges)
        if passed.per_unit is not None and passed.service in case.services:
            service = case.services[passed.service]
            if service.volume is None:
                needed = f"services.{passed.service}.volume"
                yield Problem((*place, "per_unit"), "needs", {"field": "per_unit", "needed": needed})


def _indexation(case: Case, path: Path, terms: Indexation, offer: Offer) -> Iterator[Problem]:
    """Yield the problems of a revision clause: unknown names, months without a value, a date before the start."""
    yield from references((*path, "services"), terms.services, offer.charges)
    named = tuple(terms.weights) if terms.fixed_rate is None else ()
    yield from references((*path, "indices" if terms.indices else "index"), named, case.indices, "indices")
    if terms.first is not None and terms.first <= case.start:
        yield Problem((*path, "first"), "revision_too_early", {"found": str(terms.first), "start": str(case.start)})
    months = [case.start + month + -terms.lag_months for month in terms.revisions(case.start, case.term)]
    for name in named:
        if name in case.indices and months:
            yield from missing_values(case, path, name, [terms.base(case.start), *months])


def yearly_values(case: Case, path: Path, name: str | None) -> Iterator[Problem]:
    """Yield a problem for each anniversary (and the first month) for which an index has no value."""
    if name is not None and name in case.indices and case.term > EVERY["year"]:
        yield from missing_values(case, path, name, [case.start + month for month in range(0, case.term, 12)])


def missing_values(case: Case, path: Path, name: str, months: Iterable[Month]) -> Iterator[Problem]:
    """Yield a problem for the first month before and the first month after the series of an index that is needed."""
    index = case.indices[name]
    missing = sorted({month for month in months if index.at(month) is None})
    if not missing:
        return
    first, last = next(iter(index.series)), [*index.series][-1]
    for key, found in (
        ("index_starts", [month for month in missing if str(month) < first]),
        ("index_ends", [month for month in missing if str(month) > last]),
    ):
        if found:
            yield Problem(path, key, {"index": name, "found": str(found[0]), "first": first, "last": last})
