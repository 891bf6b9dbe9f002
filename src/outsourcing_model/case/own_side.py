"""Rules on the company's own side that join several records: freed resources, people who leave, lines made by tax."""

from collections.abc import Iterator, Mapping

from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.case.paths import unknown
from outsourcing_model.errors import Path, Problem

TAXED = ("tax", "tax_alike")
"""Lines that the model adds to every alternative of a case with tax."""


def freed(case: Case) -> Iterator[Problem]:
    """Resources belong to services that exist and leave in some alternative, and follow indices that exist."""
    for name, resource in case.freed.items():
        path: Path = ("freed", name)
        yield from _known((*path, "service"), resource.services, case.services)
        yield from _known((*path, "index"), (resource.index,) if resource.index else (), case.indices)
        if set(resource.services) <= set(case.services) and not _leave(case, resource.services):
            yield Problem((*path, "service"), "freed_never", {"found": ", ".join(resource.services)})


def _known(path: Path, names: tuple[str, ...], known: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a problem for each name that the map doesn't have."""
    for name in names:
        if name not in known:
            problem = unknown((), name, known)
            yield Problem(path, problem.key, problem.values)


def _leave(case: Case, services: tuple[str, ...]) -> bool:
    """Return whether some services are all handed over in some alternative."""
    performers = (case.performers(name) for name in case.alternatives)
    return any(all(each[service] != IN_HOUSE for service in services) for each in performers)


def people(case: Case) -> Iterator[Problem]:
    """No more people are transferred and redeployed than there are."""
    for name, line in case.retained.costs.items():
        if line.severance is not None:
            stated = line.severance
            kept, most = stated.transferred.mean + stated.redeployed.mean, stated.people.mean
            if kept > most + 1e-9:
                values = {"kept": f"{kept:g}", "people": f"{most:g}"}
                yield Problem(("retained", "costs", name, "severance"), "severance_people", values)


def tax_lines(case: Case) -> Iterator[Problem]:
    """With tax no line has the name of a line of tax."""
    places: list[tuple[Path, Mapping[str, object]]] = [(("in_house", "costs"), case.in_house.costs)]
    places += [(("in_house", "variants", name, "costs"), each.costs) for name, each in case.in_house.variants.items()]
    for path, lines in [*places, (("retained", "costs"), case.retained.costs)]:
        for name in TAXED if case.tax else ():
            if name in lines:
                yield Problem((*path, name), "line_name_taken", {"found": name})
