"""Rules that join promises about quality with the rest of the case: beliefs about them, and what a miss returns."""

from collections.abc import Iterator, Mapping

from outsourcing_model.case.attainment import Attainment
from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.case.level_credit import INVOICE, LevelCredit
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.references import references
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.errors import Path, Problem

BASES = {
    "availability": ("mean", "lack", "outages", "same_as", "in_series", "in_parallel"),
    "count": ("number", "same_as"),
    "duration": ("number", "same_as"),
}
"""What a belief about a level may state, by metric; the other metrics take a mean."""


def levels(case: Case) -> Iterator[Problem]:
    """Levels measure services that exist, and each performer is believed about by levels that exist."""
    for name, level in case.service_levels.items():
        path: Path = ("service_levels", name)
        yield from references((*path, "service"), (level.service,), case.services)
        if level.least_events and level.service in case.services and case.services[level.service].volume is None:
            yield Problem(path, "needs", {"field": "least_events", "needed": f"services.{level.service}.volume"})
    places: list[tuple[Path, Mapping[str, Attainment]]] = [(("in_house", "attainment"), case.in_house.attainment)]
    places += [
        (("in_house", "variants", v, "attainment"), {**case.in_house.attainment, **x.attainment})
        for v, x in case.in_house.variants.items()
    ]
    places += [(("offers", o, "attainment"), x.attainment) for o, x in case.offers.items()]
    for path, attainment in places:
        for name, belief in attainment.items():
            yield from references((*path, name), (name,), case.service_levels)
            if name in case.service_levels:
                yield from _believed(case, (*path, name), belief, attainment)


def _believed(case: Case, path: Path, belief: Attainment, beside: Mapping[str, Attainment]) -> Iterator[Problem]:
    """Yield the problems of one belief: that it fits the metric, and that what it is made of stands by itself."""
    name = str(path[-1])
    level = case.service_levels[name]
    if level.metric == "reported":
        yield Problem(path, "reported_only", {"found": name})
        return
    allowed = BASES.get(level.metric, ("mean", "lack", "same_as"))
    if belief.basis not in allowed:
        yield Problem((*path, belief.basis), "basis_of_metric", {"metric": level.metric, "allowed": allowed})
    if belief.lack is not None and belief.lack.mean > 1:
        yield Problem((*path, "lack"), "too_high", {"found": f"{belief.lack.mean:g}", "high": "1"})
    service = case.services.get(level.service)
    counted = level.metric in ("share_in_time", "satisfaction")
    if belief.by_units and (not counted or service is None or service.volume is None):
        yield Problem((*path, "by_units"), "needs", {"field": "by_units", "needed": f"services.{level.service}.volume"})
    if belief.outages is not None and belief.outages.share_down(level.agreed_hours) > 1 - 1e-9:
        values = {"hours": f"{level.agreed_hours:g}"}
        yield Problem((*path, "outages"), "down_all_the_time", values)
    yield from references((*path, belief.basis), belief.parts, beside)
    for part in belief.parts:
        if part in beside and (part == name or beside[part].parts):
            yield Problem((*path, belief.basis), "made_of_made", {"found": part})
        other = case.service_levels.get(part)
        if other is not None and (other.metric, other.agreed_hours) != (level.metric, level.agreed_hours):
            yield Problem((*path, belief.basis), "part_measured_otherwise", {"found": part, "level": name})


def harms(case: Case) -> Iterator[Problem]:
    """No hour or unit is harmed twice, and every performer is believed about where a miss costs something."""
    for name, service in case.services.items():
        mine = {
            key: level
            for key, level in case.service_levels.items()
            if level.service == name and level.is_harmful(service)
        }
        down = [key for key, level in mine.items() if level.metric == "availability"]
        late = {key: level for key, level in mine.items() if level.metric == "share_in_time"}
        if len(down) > 1 or sum(level.share_of_volume.mean for level in late.values()) > 1 + 1e-9:
            yield Problem(("services", name), "harm_twice", {"found": down if len(down) > 1 else list(late)})
        places = dict(_deliverers(case, name))
        recovers = service.downtime is not None and service.downtime.recovery is not None
        for key in mine:
            for place in sorted(places):
                if key not in places[place]:
                    yield Problem((*place, "attainment"), "harm_without_belief", {"found": key, "service": name})
                elif key in down and recovers and places[place][key].outages is None:
                    yield Problem((*place, "attainment", key), "recovery_without_outages", {"service": name})


def _deliverers(case: Case, service: str) -> Iterator[tuple[tuple[str, ...], Mapping[str, Attainment]]]:
    """Yield whoever delivers a service in some alternative: the place of its beliefs, and what they are."""
    for alternative, chosen in case.alternatives.items():
        if list(_unsound(case, alternative)):
            continue
        performer, own = case.performers(alternative)[service], case.in_house
        if performer != IN_HOUSE:
            yield ("offers", performer), case.offers[performer].attainment
        elif chosen.in_house in own.variants and own.variants[chosen.in_house].attainment:
            place = ("in_house", "variants", chosen.in_house)
            yield place, {**own.attainment, **own.variants[chosen.in_house].attainment}
        else:
            yield ("in_house",), own.attainment


def _unsound(case: Case, alternative: str) -> Iterator[str]:
    """Yield the names in an alternative that lead nowhere; other rules report them."""
    chosen = case.alternatives[alternative]
    offers = [*chosen.named.values(), *([chosen.every_service] if chosen.every_service else [])]
    yield from (name for name in offers if name != IN_HOUSE and name not in case.offers)


def credited(case: Case) -> Iterator[Problem]:
    """Schemes credit levels that are believed about, in a way that fits how they are measured."""
    for name, offer in case.offers.items():
        path: Path = ("offers", name)
        for level, terms in (offer.credits.levels if offer.credits else {}).items():
            place = (*path, "credits", level)
            yield from references(place, (level,), case.service_levels)
            yield from references((*place, "of"), (terms.of,), {**offer.charges, INVOICE: None})
            if level in case.service_levels:
                yield from _credited(place, case.service_levels[level], terms)
                if level not in offer.attainment:
                    needed = ".".join(map(str, (*path, "attainment", level)))
                    yield Problem(place, "credit_without_belief", {"found": level, "needed": needed})
        yield from _scheme(case, path, offer)


def _credited(path: Path, level: ServiceLevel, terms: LevelCredit) -> Iterator[Problem]:
    """Yield what in the credit of a level doesn't fit its metric."""
    if level.metric == "reported":
        yield Problem(path, "reported_only", {"found": path[-1]})
        return
    wrong = {
        "below": bool(terms.below) and level.is_number,
        "above": bool(terms.above) and not level.is_number,
        "per_point": terms.per_point is not None and level.is_number,
        "per_hour": terms.per_hour is not None and level.metric != "availability",
    }
    for field, found in wrong.items():
        if found:
            yield Problem((*path, field), "not_with_metric", {"field": field, "metric": level.metric})


def _scheme(case: Case, path: Path, offer: Offer) -> Iterator[Problem]:
    """Yield the problems of what stands beside the levels: caps by service, triggers, prices of better levels."""
    if offer.credits is not None:
        yield from references((*path, "credits", "service_caps"), tuple(offer.credits.service_caps), offer.charges)
    believed = {name: None for name in offer.attainment if name in case.service_levels}
    for name, trigger in offer.triggers.items():
        place = (*path, "triggers", name)
        if not str(name).isidentifier():
            yield Problem(place, "not_an_id", {"found": name})
        if trigger.level is not None:
            yield from references((*place, "level"), (trigger.level,), believed)
        watched = [trigger.level] if trigger.level else [key for key in believed if case.service_levels[key].critical]
        if trigger.misses is not None and not watched:
            yield Problem(place, "trigger_without_level", {})
        for key in watched if trigger.below_minimum else ():
            if key in case.service_levels and case.service_levels[key].minimum is None:
                yield Problem((*place, "below_minimum"), "needs",
                              {"field": "below_minimum", "needed": f"service_levels.{key}.minimum"})  # fmt: skip
        capped = offer.credits is not None and (offer.credits.monthly_cap, offer.credits.at_risk) != (None, None)
        if trigger.months_at_cap is not None and not capped:
            yield Problem(place, "needs", {"field": "months_at_cap", "needed": "credits.monthly_cap"})
    for name in offer.level_options:
        place = (*path, "level_options", name)
        yield from references(place, (name,), case.service_levels)
        if name in case.service_levels and case.service_levels[name].is_number:
            metric = case.service_levels[name].metric
            yield Problem(place, "not_with_metric", {"field": "level_options", "metric": metric})
