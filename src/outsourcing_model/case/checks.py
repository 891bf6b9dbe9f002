"""Rules that join several records: references, coverage, dates. Each returns all that it finds."""

from collections.abc import Callable, Iterator

from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.case.cautions import acceptance
from outsourcing_model.case.cost import CostLine
from outsourcing_model.case.finding_out import places
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.offer_checks import price_terms, yearly_values
from outsourcing_model.case.own_side import freed, people, tax_lines
from outsourcing_model.case.paths import beliefs, override, parse
from outsourcing_model.case.quality_checks import credited, harms, levels
from outsourcing_model.case.references import references
from outsourcing_model.errors import CaseError, Path, Problem, dotted

RESERVED = {IN_HOUSE}
MADE = ("parallel_running", "stranded", "stranded_until_avoidable")
"""Lines that the model adds to an alternative."""
NAMED = (
    "services", "service_levels", "offers", "alternatives", "risks", "scenarios", "indices", "freed", "factors",
    "finding_out",
)  # fmt: skip
"""Maps of the case whose names are words."""


def ids(case: Case) -> Iterator[Problem]:
    """Names are words, so that a path can be typed; none is taken twice for different things."""
    for kind in NAMED:
        for name in getattr(case, kind):
            if not str(name).isidentifier():
                yield Problem((kind, name), "not_an_id", {"found": name})
    for path, _ in _lines(case):
        if not str(path[-1]).isidentifier():
            yield Problem(path, "not_an_id", {"found": path[-1]})
    for name in case.in_house.variants:
        if not name.isidentifier():
            yield Problem(("in_house", "variants", name), "not_an_id", {"found": name})
    for name in case.offers:
        if name in RESERVED:
            yield Problem(("offers", name), "reserved", {"found": name})
    for kind in ("services", "alternatives"):
        if not getattr(case, kind):
            yield Problem((kind,), "empty", {"field": kind})


def _lines(case: Case) -> Iterator[tuple[Path, CostLine]]:
    """Yield every cost line with its path."""
    for name, line in case.in_house.costs.items():
        yield ("in_house", "costs", name), line
    for variant, changed in case.in_house.variants.items():
        for name, line in changed.costs.items():
            yield ("in_house", "variants", variant, "costs", name), line
    for name, line in case.retained.costs.items():
        yield ("retained", "costs", name), line


def line_names(case: Case) -> Iterator[Problem]:
    """Each line of an alternative has a name of its own, also beside those that the model adds."""
    own = {*case.in_house.costs, *(name for variant in case.in_house.variants.values() for name in variant.costs)}
    for path, _ in _lines(case):
        if path[-1] in MADE or (path[0] == "retained" and path[-1] in own):
            yield Problem(path, "line_name_taken", {"found": path[-1]})


def cost_lines(case: Case) -> Iterator[Problem]:
    """Lines serve services that exist, follow indices that exist, and stand where their driver makes sense."""
    for path, line in _lines(case):
        yield from references((*path, "service"), line.services, case.services)
        yield from references((*path, "index"), (line.index,) if line.index else (), case.indices, "indices")
        yield from yearly_values(case, (*path, "index"), line.index)
        per_unit = line.unit_cost is not None or (line.staff is not None and line.staff.units_per_month is not None)
        if per_unit and line.services[0] in case.services and case.services[line.services[0]].volume is None:
            yield Problem(
                (*path, "service"), "needs", {"field": line.driver, "needed": f"services.{line.services[0]}.volume"}
            )
        if path[0] == "retained" and "relevance" in line.model_fields_set:
            yield Problem((*path, "relevance"), "not_here", {"field": "relevance"})
        if line.asset is not None and line.relevance.kind == "partly":
            yield Problem((*path, "relevance"), "asset_partly", {})
        if path[0] == "in_house" and line.driver in ("share_of_charges", "severance"):
            yield Problem((*path, line.driver), "not_here", {"field": line.driver})
        if path[0] == "in_house" and not line.services and line.relevance.kind in ("avoidable", "partly"):
            yield Problem((*path, "service"), "avoidable_needs_service", {})
        start = getattr(getattr(line, line.driver), "month", None)
        if start is not None and not 1 <= start <= case.term:
            yield Problem((*path, line.driver, "month"), "outside_term", {"found": start, "term": case.term})
    for variant, changed in case.in_house.variants.items():
        for name in changed.costs:
            old = case.in_house.costs.get(name)
            if old is not None and old.relevance.ending_share < 1:
                yield Problem(
                    ("in_house", "variants", variant, "costs", name), "variant_of_unavoidable", {"found": name}
                )


def _offer(case: Case, path: Path, offer: Offer) -> Iterator[Problem]:
    """Yield the problems of one offer."""
    for name, charge in offer.charges.items():
        yield from references((*path, "charges", name), (name,), case.services)
        if name in case.services and charge.per_unit and case.services[name].volume is None:
            yield Problem((*path, "charges", name), "needs", {"field": "price", "needed": f"services.{name}.volume"})
        if name in case.services and case.services[name].stays:
            yield Problem((*path, "charges", name), "must_stay", {"found": name})
    if offer.transition.months > case.term:
        found = {"found": f"{offer.transition.months:g}", "term": case.term}
        yield Problem((*path, "transition", "months"), "outside_term", found)
    if isinstance(offer.transition.price, dict):
        yield from references((*path, "transition", "price"), tuple(offer.transition.price), offer.charges)
    if any(month > case.term for month in offer.transition.shares):
        found = {"found": max(offer.transition.shares), "term": case.term}
        yield Problem((*path, "transition", "milestones"), "outside_term", found)
    for name, milestone in offer.transition.named.items():
        if milestone.month > case.term:
            found = {"found": milestone.month, "term": case.term}
            yield Problem((*path, "transition", "milestones", name, "month"), "outside_term", found)
    if case.exit_month is not None and case.exit_ground == "convenience" and case.exit_month < offer.exit.from_month:
        yield Problem(
            (*path, "exit", "from_month"), "exit_too_early", {"found": case.exit_month, "first": offer.exit.from_month}
        )


def offers(case: Case) -> Iterator[Problem]:
    """Offers charge for services that exist and may leave, and credit levels that are believed about."""
    for name, offer in case.offers.items():
        yield from _offer(case, ("offers", name), offer)
        yield from price_terms(case, ("offers", name), offer)
    if case.exit_month is not None and not 1 <= case.exit_month <= case.term:
        yield Problem(("exit_month",), "outside_term", {"found": case.exit_month, "term": case.term})
    if case.exit_ground == "breach" and case.exit_month is None:
        yield Problem(("exit_ground",), "needs", {"field": "exit_ground", "needed": "exit_month"})


def alternatives(case: Case) -> Iterator[Problem]:
    """Alternatives hand services to offers that cover them; the reference is one of them."""
    yield from references(("reference",), (case.reference,), case.alternatives)
    for name, chosen in case.alternatives.items():
        path = ("alternatives", name)
        if chosen.every_service is not None:
            yield from references((*path, "every_service"), (chosen.every_service,), case.offers)
        if chosen.in_house is not None:
            yield from references((*path, "in_house"), (chosen.in_house,), case.in_house.variants)
        for service, offer in chosen.named.items():
            known = {**case.services, **dict.fromkeys(type(chosen).model_fields)}
            yield from references((*path, service), (service,), known)
            yield from references((*path, service), (offer,), {**case.offers, IN_HOUSE: None})
            if service in case.services and offer != IN_HOUSE and case.services[service].stays:
                yield Problem((*path, service), "must_stay", {"found": service})
            if offer in case.offers and service in case.services and service not in case.offers[offer].charges:
                yield Problem((*path, service), "not_covered", {"found": service, "offer": offer})
    for name, event in case.risks.items():
        if isinstance(event.applies_to, tuple):
            yield from references(("risks", name, "applies_to"), event.applies_to, case.alternatives)
        if event.months and event.months[1] > case.term:
            yield Problem(("risks", name, "months"), "outside_term", {"found": event.months[1], "term": case.term})


def quality_points(case: Case) -> Iterator[Problem]:
    """No alternative has more quality points than the evaluation gives."""
    most = case.evaluation.max_points if case.evaluation else None
    for name, chosen in case.alternatives.items():
        greatest = chosen.quality_points.span()[1] if chosen.quality_points else 0.0
        if most is not None and greatest > most:
            path = ("alternatives", name, "quality_points")
            yield Problem(path, "too_high", {"found": f"{greatest:g}", "high": f"{most:g}"})


def correlations(case: Case) -> Iterator[Problem]:
    """Only two different beliefs, stated once, can go together."""
    known, seen = beliefs(case), set()
    for position, pair in enumerate(case.correlations):
        path = ("correlations", position, "between")
        yield from references(path, pair.between, known)
        if pair.between[0] == pair.between[1] or frozenset(pair.between) in seen:
            yield Problem(path, "stated_twice", {"found": ", ".join(pair.between)})
        seen.add(frozenset(pair.between))
        for name in pair.between:
            if name in known and known[name].is_constant:
                yield Problem(path, "correlated_constant", {"found": name})


def shared(case: Case) -> Iterator[Problem]:
    """Volumes grow with factors that exist."""
    for name, service in case.services.items():
        wanted = service.volume.growth_factor if service.volume else None
        if wanted is not None:
            path = ("services", name, "volume", "growth_factor")
            yield from references(path, (wanted,), case.factors, "factors")


def finding_out(case: Case) -> Iterator[Problem]:
    """Studies look into figures that may be beliefs, or into what holds them."""
    known = dict.fromkeys(places(map(parse, beliefs(case)))) if case.finding_out else {}
    for name, study in case.finding_out.items():
        yield from references(("finding_out", name, "about"), study.about, known)


def money_basis(case: Case) -> Iterator[Problem]:
    """Money has one basis: no real rate for nominal flows, an inflation index that exists; biases have alternatives."""
    yield from references(("inflation",), (case.inflation,) if case.inflation else (), case.indices, "indices")
    if case.discount_basis == "real" and case.inflation is None:
        followers = [path for path, line in _lines(case) if line.index]
        followers += [("offers", name, "indexation") for name, offer in case.offers.items() if offer.indexation]
        if followers:
            yield Problem(("discount_basis",), "real_rate", {"found": dotted(followers[0])})
    groups = {**case.alternatives, "in_house": None, "outsourced": None}
    yield from references(("optimism_bias",), tuple(case.optimism_bias), groups)


RULES: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    ids,
    line_names,
    cost_lines,
    levels,
    harms,
    credited,
    offers,
    alternatives,
    quality_points,
    correlations,
    shared,
    finding_out,
    money_basis,
    freed,
    people,
    tax_lines,
    acceptance,
)


def problems(case: Case) -> list[Problem]:
    """Return everything that is wrong between the records of a case, and in each of its scenarios."""
    found = [problem for rule in RULES for problem in rule(case)]
    return found or [problem for name in case.scenarios for problem in _in_scenario(case, name)]


def _in_scenario(case: Case, name: str) -> list[Problem]:
    """Return what is wrong with a scenario: its paths, its values, or the case that it makes."""
    found = []
    for text, raw in case.scenarios[name].items():
        try:
            override(case, {text: raw})
        except CaseError as error:
            found += [Problem(("scenarios", name, text), item.key, item.values) for item in error.problems]
    if found:
        return found
    changed = override(case, case.scenarios[name])
    rules = [rule for rule in RULES if rule is not correlations]
    return [Problem(("scenarios", name), item.key, item.values) for rule in rules for item in rule(changed)]
