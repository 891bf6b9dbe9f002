"""The charges sheet: from volumes, prices, bands, revision and delivery to the invoice of each month."""

from dataclasses import dataclass

from outsourcing_model.case.charges import ServiceCharge
from outsourcing_model.presentation.terms.charge_examples import packages
from outsourcing_model.presentation.terms.registry import KINDS, kind_of
from outsourcing_model.presentation.workbook import monthly, price_rows, total_rows
from outsourcing_model.presentation.workbook.book import Page, Row, slug
from outsourcing_model.presentation.workbook.price_rows import Factors, Sheet
from outsourcing_model.presentation.workbook.view import View


@dataclass(frozen=True)
class Charged:
    """The rows of one offer that other sheets use, and its table by year."""

    charges: dict[str, Row]
    gains: dict[str, Row]
    missing_units: dict[str, Row]
    passed_through: dict[str, Row]
    shortfall: Row | None
    discount: Row | None
    invoice: Row
    yearly: Row
    reference: dict[str, str]
    reference_total: str
    takeover: str
    rate: Row | None


def write(page: Page, view: View) -> dict[str, Charged]:
    """Fill the sheet; return the rows of each offer."""
    count = view.case.term
    note = "charges.note_internal" if view.internal else "charges.note"
    head = monthly.head(page, view, view.say("charges.title"), view.say(note), count)
    return {offer: _offer(Sheet(page, view, offer, *head)) for offer in view.offers}


def _offer(sheet: Sheet) -> Charged:
    """Write all rows of one offer, the table by year first."""
    page, view, offer = sheet.page, sheet.view, sheet.offer
    count = view.case.term
    monthly.section(page, view.provider(offer), count)
    top = page.row
    page.row += monthly.year_rows(_invoiced(view, offer))
    monthly.section(page, sheet.say("inputs"), count)
    takeover = _takeover(sheet)
    references, total = _references(sheet)
    volumes = _volumes(sheet)
    monthly.section(page, sheet.say("by_month"), count)
    factors = price_rows.factors(sheet, takeover)
    currency = view.case.offers[offer].currency if view.internal else None
    rate = price_rows.rate(sheet, currency) if currency else None
    charges = {service: _charge(sheet, service, volumes, factors) for service in view.offers[offer]}
    gains = {s: row for s in charges if (row := total_rows.gain(sheet, s, _units(volumes, s), factors))}
    charged = _sum(sheet, [*charges.values(), *gains.values()], sheet.say("total"))
    shortfall = total_rows.shortfall(sheet, charged, total, factors)
    discount = total_rows.discount(sheet, charged)
    missing = {s: row for s in charges if (row := total_rows.missing_units(sheet, s, volumes.get(s), factors))}
    extras = [row for row in (shortfall, discount, *missing.values()) if row is not None]
    invoice = _sum(sheet, [charged, *extras], sheet.say("invoice"))
    passed = {}
    if view.passed_through(offer):
        monthly.section(page, sheet.say("passed_through"), count)
        passed = total_rows.passed_through(sheet, volumes, factors)
    end = page.row
    named = [(_label(sheet, row), row) for row in (*charges.values(), *gains.values(), *extras)]
    yearly = monthly.by_year(page, view, top, sheet.years, named, (sheet.say("invoice"), invoice))
    page.row = end + 1
    return Charged(
        charges, gains, missing, passed, shortfall, discount, invoice, yearly, references, total, takeover, rate
    )


def _invoiced(view: View, offer: str) -> int:
    """Return how many rows make the invoice."""
    charges = [view.case.offers[offer].charges[service] for service in view.offers[offer]]
    own = sum(1 + (charge.gain_share is not None) + (charge.commitment is not None) for charge in charges)
    return own + view.has(offer, "shortfall") + (view.case.offers[offer].discount is not None)


def _label(sheet: Sheet, row: Row) -> str:
    """Return what a row of the sheet is called."""
    return sheet.page.labels[row.row]


def _units(volumes: dict[str, Row], service: str) -> Row | None:
    """Return the row of units billed of a service, in whole packages where it has some."""
    return volumes.get(f"{service} billed", volumes.get(service))


def _takeover(sheet: Sheet) -> str:
    """Write when the provider takes over; return the name of the cell."""
    page, view, offer = sheet.page, sheet.view, sheet.offer
    terms = view.case.offers[offer].transition
    planned = sheet.name("transition.months")
    label, unit, key, hint = (
        sheet.say("takeover"),
        view.unit("months"),
        f"offers.{offer}.takeover",
        sheet.hint("takeover"),
    )
    if not view.internal:
        return page.computed(key, hint, label, unit, planned, terms.months, "number")
    days = terms.slip_days.mean
    slip = page.given(
        f"offers.{offer}.slip_days", sheet.hint("slip_days"), sheet.say("slip_days"), view.unit("days"), days, "number"
    )
    formula = f"{planned}+{slip}*months_a_year/days_a_year"
    return page.computed(key, hint, label, unit, formula, terms.months + days * 12 / 365, "number")


def _formula(sheet: Sheet, service: str, volume: str) -> str:
    """Return the formula of a full month's charge at a volume, before revision."""
    charge: ServiceCharge = sheet.view.case.offers[sheet.offer].charges[service]
    cells = {**sheet.named(f"charges.{service}"), "slack": "slack", "volume": volume}
    return KINDS[kind_of(charge)].formula(charge, cells)


def _references(sheet: Sheet) -> tuple[dict[str, str], str]:
    """Write what a full month costs at reference volumes; return the names by service, and that of the sum."""
    page, view, offer = sheet.page, sheet.view, sheet.offer
    found, unit = {}, view.unit("currency_month")
    for service in view.offers[offer]:
        charge = view.case.offers[offer].charges[service]
        baseline = page.book.names.get(f"offers.{offer}.charges.{service}.baseline", "")
        if charge.package is not None:
            cells = {"volume": baseline, "package": sheet.name(f"charges.{service}.package"), "slack": "slack"}
            baseline = f"({KINDS['packages'].formula(charge, cells)})"
        hint = sheet.hint(slug(view.service(service)), "reference_charge")
        label = sheet.say("reference", service=view.service(service))
        formula = _formula(sheet, service, baseline)
        key, value = f"offers.{offer}.reference.{service}", view.reference(offer, service)
        found[service] = page.computed(key, hint, label, unit, formula, value, "money")
    label, hint = sheet.say("reference_total"), sheet.hint("reference_charges")
    total = "+".join(found.values())
    return found, page.computed(
        f"offers.{offer}.reference", hint, label, unit, total, view.reference_invoice(offer), "money"
    )


def _volumes(sheet: Sheet) -> dict[str, Row]:
    """Write the volumes of the services that are charged by the unit, and the units billed of them in packages."""
    view = sheet.view
    found: dict[str, Row] = {}
    passed = {cost.service for cost in view.passed_through(sheet.offer).values() if cost.per_unit is not None}
    for service in view.offers[sheet.offer]:
        charge = view.case.offers[sheet.offer].charges[service]
        if not charge.per_unit and service not in passed:
            continue
        unit, name = view.unit("volume", unit=view.counted(service)), view.service(service)
        row = sheet.row(sheet.say("volume", service=name), unit, view.step(f"volume.{service}"), "volume")
        found[service] = row
        if charge.package is not None:
            found[f"{service} billed"] = _packages(sheet, service, charge, row)
    return found


def _packages(sheet: Sheet, service: str, charge: ServiceCharge, volume: Row) -> Row:
    """Write the units billed of a service in whole packages."""
    view = sheet.view
    cells = {"package": sheet.name(f"charges.{service}.package"), "slack": "slack"}
    label = sheet.say("billed_units", service=view.service(service))
    values = [packages(charge, units) for units in volume.values]

    def formula(now: str) -> str:
        return KINDS["packages"].formula(charge, {**cells, "volume": volume.at(now, sheet.page)})

    return sheet.row(label, view.unit("volume", unit=view.counted(service)), values, "volume", formula)


def _charge(sheet: Sheet, service: str, volumes: dict[str, Row], factors: Factors) -> Row:
    """Write the charge of a service."""
    view, page = sheet.view, sheet.page
    units = _units(volumes, service) if view.case.offers[sheet.offer].charges[service].per_unit else None

    def formula(now: str) -> str:
        full = _formula(sheet, service, units.at(now, page) if units else "")
        return f"({full}){factors.times(now, page, service)}"

    values = view.step(f"offers.{sheet.offer}.charges.{service}")
    return sheet.row(view.service(service), view.unit("currency"), values, "money", formula, total=True)


def _sum(sheet: Sheet, rows: list[Row], label: str) -> Row:
    """Write the sum of some rows."""
    view, page = sheet.view, sheet.page
    values = [sum(row.values[month] for row in rows) for month in range(view.case.term)]
    return sheet.row(
        label, view.unit("currency"), values, "money",
        lambda now: "+".join(row.at(now, page) for row in rows), total=True, use="total",
    )  # fmt: skip
