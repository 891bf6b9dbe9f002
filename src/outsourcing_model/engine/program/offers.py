"""What an offer costs and returns: charges, commitment, credits, transition, delay, exit."""

from outsourcing_model.case.case import IN_HOUSE
from outsourcing_model.engine.flows import CashLine
from outsourcing_model.engine.program import charges, crediting, demand, prices, remedies
from outsourcing_model.engine.program.assembly import Assembly
from outsourcing_model.engine.program.books import book_offer, book_service
from outsourcing_model.engine.program.credited import Party
from outsourcing_model.engine.program.leaving import Charged, leaving
from outsourcing_model.engine.program.turning_points import transition


def invoice(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...]) -> str:
    """Return the tile of an offer's monthly invoice in an alternative, its lines booked.

    Charges and gains, what they miss of commitments, less the discount on the total of the charges. What is passed
    through is invoiced apart.
    """
    terms = assembly.case.offers[offer]
    prefix = f"alternatives.{alternative}.offers.{offer}"
    path = f"offers.{offer}.charges"
    total = assembly.cleared(f"{prefix}.invoice", path=path)
    for service in services:
        _charged(assembly, alternative, offer, service, total)
    changes: list[tuple[str, str, str]] = []
    if terms.minimum_commitment is not None and terms.minimum_commitment.binds:
        short = _minimum(assembly, alternative, offer, services, total)
        changes.append(("add", short, f"offers.{offer}.minimum_commitment"))
    if terms.discount is not None:
        changes.append(("subtract", _discount(assembly, alternative, offer, total), f"offers.{offer}.discount"))
    for service in services:
        if terms.charges[service].commitment is not None:
            missing = _missing_units(assembly, alternative, offer, service)
            changes.append(("add", missing, f"{path}.{service}.commitment"))
    for rule, tile, place in changes:
        assembly.apply(rule, total, (tile,), path=place)
    passed_through(assembly, alternative, offer, services)
    return total


def _charged(assembly: Assembly, alternative: str, offer: str, service: str, total: str) -> None:
    """Book the charge of a service and its share of a gain; add them to the month's total."""
    lag = assembly.case.offers[offer].payment_months
    tile = charges.charge(assembly, offer, service)
    booked = prices.converted(assembly, offer, tile)
    label = ("line.charges", {"offer": offer, "service": service})
    line = CashLine(alternative, f"charges.{offer}.{service}", "charges", "incremental", label, tile, 0.0, lag, booked)
    assembly.book_line(line)
    assembly.apply("add", total, (tile,), path=f"offers.{offer}.charges")
    if assembly.case.offers[offer].charges[service].gain_share is not None:
        gain = charges.gain(assembly, offer, service)
        path = f"offers.{offer}.charges.{service}.gain_share"
        book_service(assembly, alternative, offer, service, "gain_share", gain, path)
        assembly.apply("add", total, (gain,), path=path)


def _minimum(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...], charged: str) -> str:
    """Book what the charges miss of the minimum commitment; return its tile."""
    terms, path = assembly.case.offers[offer].minimum_commitment, f"offers.{offer}.minimum_commitment"
    prefix = f"alternatives.{alternative}.offers.{offer}"
    short = f"{prefix}.shortfall"
    if terms is None:
        return assembly.always(0.0)
    if terms.amount is not None:
        full = assembly.always(terms.amount)
        reference, share = charges.billed(assembly, offer, None, full, f"{prefix}.reference", path), 1.0
    else:
        reference, share = assembly.cleared(f"{prefix}.reference", path=path), terms.share or 0.0
        for service in services:
            assembly.apply("add", reference, (charges.at_reference(assembly, offer, service),), path=path)
    _shortfall(assembly, short, (reference, charged), share, terms.carry_forward_months, path)
    lag = assembly.case.offers[offer].payment_months
    book_offer(assembly, alternative, offer, "minimum_commitment", "charges", short, path, lag)
    return short


def _shortfall(assembly: Assembly, out: str, tiles: tuple[str, str], share: float, carry: int, path: str) -> None:
    """Fill the tile of a shortfall, carried forward for some months or not."""
    if carry:
        assembly.apply("carried_shortfall", out, tiles, whole=(carry,), real=(share,), path=path)
    else:
        assembly.apply("commitment_shortfall", out, tiles, real=(share,), path=path)


def _missing_units(assembly: Assembly, alternative: str, offer: str, service: str) -> str:
    """Book the units committed that are not used; return the tile of their price."""
    path, name = f"offers.{offer}.charges.{service}.commitment", f"offers.{offer}.unit_commitment.{service}"
    terms = assembly.case.offers[offer].charges[service].commitment
    if terms is not None and not assembly.has(name):
        on = demand.delivering(assembly, offer)
        committed, used = (
            assembly.apply("product", f"{name}.{part}", (tile, on), path=path, unit="units")
            for part, tile in (("committed", assembly.always(terms.units)), ("used", demand.volume(assembly, service)))
        )
        _shortfall(assembly, f"{name}.units", (committed, used), 1.0, terms.carry_forward_months, path)
        rows = (assembly.constant(0.0), assembly.row(f"{path}.rate"))
        full = assembly.apply("flat_charge", f"{name} unrevised", (f"{name}.units",), rows, path=path)
        factor = prices.price_factor(assembly, offer, service)
        assembly.apply("product", name, (full, factor), path=path)
    book_service(assembly, alternative, offer, service, "unit_commitment", name, path)
    return name


def _discount(assembly: Assembly, alternative: str, offer: str, charged: str) -> str:
    """Book the discount on the total of the charges; return its tile."""
    terms, path = assembly.case.offers[offer].discount, f"offers.{offer}.discount"
    name = f"alternatives.{alternative}.offers.{offer}.discount"
    if terms is None:
        return assembly.always(0.0)
    settled = charges.settlements(assembly, terms.settled)
    limits, count = assembly.limits(terms.up_to)
    whole = (settled, limits, count, assembly.limits(terms.share)[0], int(terms.method == "graduated"))
    assembly.apply("total_discount", name, (charged,), whole=whole, path=path)
    lag = assembly.case.offers[offer].payment_months
    book_offer(assembly, alternative, offer, "discount", "charges", name, path, lag, -1.0)
    return name


def passed_through(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...]) -> None:
    """Book the costs of third parties that an offer passes through for what it takes over."""
    for name, terms in assembly.case.offers[offer].pass_through.items():
        if terms.service is not None and terms.service not in services:
            continue
        path = f"offers.{offer}.pass_through.{name}"
        if not assembly.has(path):
            if terms.monthly is not None:
                full = assembly.apply(
                    "level", f"{path} a full month", rows=(assembly.row(f"{path}.monthly"),), path=path
                )
            else:
                rows = (assembly.constant(0.0), assembly.row(f"{path}.per_unit"))
                units = demand.volume(assembly, terms.service or "")
                full = assembly.apply("flat_charge", f"{path} a full month", (units,), rows, path=path)
            tiles = (full, prices.index(assembly, terms.index), demand.delivering(assembly, offer))
            assembly.apply("at_cost", path, tiles, (assembly.row(f"{path}.markup"),), path=path)
        lag = assembly.case.offers[offer].payment_months
        label = ("line.pass_through", {"offer": offer, "name": name, "path": path})
        booked = prices.converted(assembly, offer, path)
        assembly.book_line(
            CashLine(
                alternative, f"pass_through.{offer}.{name}", "charges", "incremental", label, path, 0.0, lag, booked
            )
        )


def _usual(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...], invoiced: str) -> str:
    """Return the tile of the invoice without what is settled once a year, which no fee multiplies."""
    terms, prefix = assembly.case.offers[offer], f"alternatives.{alternative}.offers.{offer}"
    yearly = [("add", f"{prefix}.discount")] if terms.discount and terms.discount.settled == "year" else []
    for service in services:
        gain = terms.charges[service].gain_share
        if gain is not None and gain.settled == "year":
            yearly.append(("subtract", f"offers.{offer}.gain_share.{service}"))
    if not yearly:
        return invoiced
    usual = assembly.cleared(f"{prefix}.usual_invoice", path=f"offers.{offer}.exit")
    for rule, tile in [("add", invoiced), *yearly]:
        assembly.apply(rule, usual, (tile,), path=f"offers.{offer}.exit")
    return usual


def _ahead(assembly: Assembly, alternative: str, offer: str, services: tuple[str, ...], invoiced: str) -> Charged:
    """Return the invoice and, where the fee for leaving counts them, full months at reference volumes."""
    if not assembly.case.offers[offer].exit.looks_ahead:
        return Charged(invoiced)
    path, prefix = f"offers.{offer}.exit", f"alternatives.{alternative}.offers.{offer}"
    base = assembly.cleared(f"{prefix}.fixed_month", path=path)
    reference = assembly.cleared(f"{prefix}.reference_month", path=path)
    for service in services:
        assembly.apply("add", base, (charges.fixed_month(assembly, offer, service),), path=path)
        assembly.apply("add", reference, (charges.reference_month(assembly, offer, service),), path=path)
    return Charged(invoiced, base, reference)


def outsourced(assembly: Assembly, alternative: str, performers: dict[str, str]) -> dict[str, str]:
    """Book all that the offers of an alternative cost and return; return service to the tile of its charge."""
    tiles: dict[str, str] = {}
    for offer in dict.fromkeys(name for name in performers.values() if name != IN_HOUSE):
        services = tuple(service for service, performer in performers.items() if performer == offer)
        invoiced = invoice(assembly, alternative, offer, services)
        tiles.update(
            {
                service: prices.converted(assembly, offer, charges.charge(assembly, offer, service))
                for service in services
            }
        )
        due = crediting.returned(assembly, alternative, offer, performers, invoiced)
        party = Party(alternative, offer, invoiced)
        remedies.triggers(assembly, party, performers, due)
        remedies.late_payment(assembly, party)
        transition(assembly, alternative, offer, services)
        usual = _usual(assembly, alternative, offer, services, invoiced)
        leaving(assembly, alternative, offer, services, _ahead(assembly, alternative, offer, services, usual))
    return tiles
