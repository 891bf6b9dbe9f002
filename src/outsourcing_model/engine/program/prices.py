"""What moves an offer's prices: revision by indices, productivity, benchmark, currencies."""

from collections.abc import Iterator
from itertools import chain

from outsourcing_model.case.index import Index, Level
from outsourcing_model.case.indexation import Indexation
from outsourcing_model.engine.program.assembly import NO_CAP, Assembly
from outsourcing_model.timeline import Month

ROUNDING = {"nearest": 0, "up": 1, "down": 2}


def index(assembly: Assembly, name: str | None) -> str:
    """Return the tile of an index that moves at each anniversary, ones if there is none."""
    if name is None:
        return assembly.always(1.0)
    tile = f"index.{name}"
    if assembly.has(tile):
        return tile
    start, term = assembly.case.start, assembly.case.term
    years = [(start + year, start) for year in range(0, term, 12)]
    months = [years[month // 12] for month in range(term)]
    return _ratio(assembly, tile, name, months, f"indices.{name}")


def _ratio(assembly: Assembly, tile: str, name: str, months: list[tuple[Month, Month]], path: str) -> str:
    """Return the tile of an index over its base, `months` being the month and the base that count in each month."""
    if assembly.has(tile):
        return tile
    record = assembly.case.indices[name]
    known_of = {month: level(record, month) for month in dict.fromkeys(chain(*months))}
    pairs = [(known_of[now], known_of[base]) for now, base in months]
    known = assembly.pattern(now.known / base.known for now, base in pairs)
    beyond = assembly.pattern(float(now.beyond - base.beyond) for now, base in pairs)
    growth = assembly.constant(0.0) if record.growth is None else assembly.row(f"indices.{name}.growth")
    return assembly.apply("index_ratio", tile, rows=(growth,), whole=(known, beyond), path=path, unit="factor")


def level(index: Index, month: Month) -> Level:
    """Return the level of an index in a month.

    Raises
    ------
    ValueError
        If the series doesn't have it; the case's checks name the month.
    """
    found = index.at(month)
    if found is None:
        message = f"the index has no value for {month}: the case's checks ask for one"
        raise ValueError(message)
    return found


def compared(terms: Indexation, start: Month, term: int) -> Iterator[tuple[Month, Month]]:
    """Yield for each month of the term the month of the index that counts, and the one it is compared with."""
    base = terms.base(start)
    now = against = base
    revisions = set(terms.revisions(start, term))
    for month in range(term):
        if month in revisions:
            against = now if terms.method == "chained" else base
            now = start + month + -terms.lag_months
        yield now, against


def revision(assembly: Assembly, offer: str) -> str:
    """Return the tile of the revision of an offer's prices."""
    name = f"offers.{offer}.revision"
    if assembly.has(name):
        return name
    terms = assembly.case.offers[offer].indexation
    if terms is None:
        return assembly.always(1.0)
    path = f"offers.{offer}.indexation"
    coefficient = _coefficient(assembly, offer, terms, path)
    cap = NO_CAP if terms.cap is None else terms.cap
    floor = -1.0 if terms.floor is None else terms.floor
    months = set(terms.revisions(assembly.case.start, assembly.case.term))
    revised = assembly.pattern(float(month in months) for month in range(assembly.case.term))
    whole = (revised, int(terms.method == "chained"), int(terms.excess == "carried"))
    return assembly.apply("revision_factor", name, (coefficient,), (), whole, (cap, floor), path, "factor")


def _coefficient(assembly: Assembly, offer: str, terms: Indexation, path: str) -> str:
    """Return the tile of fixed part and weighted indices, rounded as the clause says."""
    weighted = f"offers.{offer}.coefficient"
    assembly.apply("level", weighted, rows=(assembly.constant(terms.fixed),), path=path, unit="factor")
    for name, weight in terms.weights.items():
        ratio = _of_offer(assembly, offer, terms, name)
        assembly.apply("weighted_index", weighted, (ratio,), real=(weight,), path=path, unit="factor")
    if terms.rounding is None:
        return weighted
    whole = (terms.rounding.digits, ROUNDING[terms.rounding.mode])
    return assembly.apply("rounded", f"{weighted} rounded", (weighted,), whole=whole, path=path, unit="factor")


def _of_offer(assembly: Assembly, offer: str, terms: Indexation, name: str) -> str:
    """Return the tile of one index (or of the fixed rate) over its base, as an offer's revisions read it."""
    months = list(compared(terms, assembly.case.start, assembly.case.term))
    if name:
        return _ratio(assembly, f"offers.{offer}.index.{name}", name, months, f"indices.{name}")
    known, beyond = (assembly.pattern(values) for values in ([1.0] * len(months), [float(a - b) for a, b in months]))
    growth, path = assembly.row(f"offers.{offer}.indexation.fixed_rate"), f"offers.{offer}.indexation"
    tile = f"offers.{offer}.fixed_rate"
    return assembly.apply("index_ratio", tile, rows=(growth,), whole=(known, beyond), path=path, unit="factor")


def price_factor(assembly: Assembly, offer: str, service: str | None = None) -> str:
    """Return the tile of all that moves the prices of a service: revision, productivity, benchmark and currency."""
    terms = assembly.case.offers[offer].indexation
    covered = terms is not None and (service is None or terms.covers(service))
    parts = [revision(assembly, offer)] if covered else []
    parts += _productivity(assembly, offer) + _benchmark(assembly, offer) + _exchange(assembly, offer)
    if not parts:
        return assembly.always(1.0)
    tile = parts[0]
    for part in parts[1:]:
        both = f"{tile} x {part.removeprefix(f'offers.{offer}.')}"
        tile = both if assembly.has(both) else assembly.apply("product", both, (tile, part), unit="factor")
    return tile


def _productivity(assembly: Assembly, offer: str) -> list[str]:
    """Return the tile of the yearly price reduction, if the offer has one."""
    path = f"offers.{offer}.productivity"
    if assembly.case.offers[offer].productivity is None:
        return []
    if not assembly.has(path):
        assembly.apply("productivity_factor", path, rows=(assembly.row(path),), path=path, unit="factor")
    return [path]


def _benchmark(assembly: Assembly, offer: str) -> list[str]:
    """Return the tile of what a comparison with the market brings, if the offer has one within the term."""
    terms, path = assembly.case.offers[offer].benchmark, f"offers.{offer}.benchmark"
    if terms is None or terms.from_month > assembly.case.term:
        return []
    if not assembly.has(path):
        most = NO_CAP if terms.most is None else terms.most
        whole = (terms.from_month - 1, int(terms.counts == "excess"))
        real = (terms.tolerance, terms.passed_on, most)
        assembly.apply("benchmark_factor", path, (), (assembly.row(f"{path}.gap"),), whole, real, path, "factor")
    return [path]


def currency(assembly: Assembly, name: str) -> str:
    """Return the tile of the rate of a currency in the case's currency."""
    path = f"exchange_rates.{name}"
    if assembly.has(path):
        return path
    rows = (assembly.row(f"{path}.rate"), assembly.row(f"{path}.drift"))
    return assembly.apply("exchange_rate", path, rows=rows, path=path, unit="factor")


def _exchange(assembly: Assembly, offer: str) -> list[str]:
    """Return the tile of the adjustment to a currency, if the offer has one."""
    terms, path = assembly.case.offers[offer].exchange, f"offers.{offer}.exchange"
    if terms is None:
        return []
    if not assembly.has(path):
        real, whole = (terms.share, terms.reference, terms.band), (int(terms.beyond == "whole"),)
        rate = currency(assembly, terms.currency)
        assembly.apply("exchange_factor", path, (rate,), (), whole, real, path, "factor")
    return [path]


def converted(assembly: Assembly, offer: str, tile: str) -> str:
    """Return the tile of an offer's amount in the currency of the case."""
    name = assembly.case.offers[offer].currency
    if name is None:
        return tile
    own = f"{tile} in {assembly.case.currency}"
    if assembly.has(own):
        return own
    return assembly.apply("product", own, (tile, currency(assembly, name)), path=f"offers.{offer}.currency")
