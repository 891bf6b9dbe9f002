"""The charges sheet: from volumes, prices, bands, revision and delivery to the invoice of each month."""

from dataclasses import dataclass

from outsourcing_model.case.charges import ServiceCharge
from outsourcing_model.presentation.terms import formulas
from outsourcing_model.presentation.terms.registry import KINDS, kind_of
from outsourcing_model.presentation.workbook import monthly
from outsourcing_model.presentation.workbook.book import Page, Row, previous, slug
from outsourcing_model.presentation.workbook.view import View


@dataclass(frozen=True)
class Charged:
    """The rows of one offer that other sheets use, and its table by year."""

    charges: dict[str, Row]
    shortfall: Row | None
    invoice: Row
    yearly: Row
    reference: dict[str, str]
    reference_total: str
    takeover: str
    revision: Row | None = None
    based: tuple[str, ...] = ()


def write(page: Page, view: View) -> dict[str, Charged]:
    """Fill the sheet; return the rows of each offer."""
    count = view.case.term
    note = "charges.note_internal" if view.internal else "charges.note"
    head = monthly.head(page, view, view.say("charges.title"), view.say(note), count)
    return {offer: _offer(page, view, offer, *head) for offer in view.offers}


def _offer(page: Page, view: View, offer: str, months: Row, years: Row) -> Charged:
    """Write all rows of one offer, the table by year first."""
    count = view.case.term
    services = view.offers[offer]
    committed = view.has(offer, "shortfall")
    monthly.section(page, view.provider(offer), count)
    top = page.row
    page.row += monthly.year_rows(len(services) + committed)
    monthly.section(page, view.say("charges.inputs"), count)
    takeover = _takeover(page, view, offer)
    references, total = _references(page, view, offer)
    volumes = _volumes(page, view, offer)
    monthly.section(page, view.say("charges.by_month"), count)
    factors = _factors(page, view, offer, takeover, months, years)
    charges = {service: _charge(page, view, offer, service, volumes.get(service), factors) for service in services}
    charged = _sum(page, view, list(charges.values()), view.say("charges.total"))
    shortfall = _shortfall(page, view, offer, charged, total, factors) if committed else None
    invoice = _sum(page, view, [charged] + ([shortfall] if shortfall else []), view.say("charges.invoice"))
    end = page.row
    named = [(view.service(service), row) for service, row in charges.items()]
    named += [(view.say("charges.shortfall"), shortfall)] if shortfall else []
    yearly = monthly.by_year(page, view, top, years, named, (view.say("charges.invoice"), invoice))
    page.row = end + 1
    based = tuple(service for service in services if f"offers.{offer}.charges.{service}.base" in page.book.names)
    return Charged(charges, shortfall, invoice, yearly, references, total, takeover, factors.revision, based)


def _hint(view: View, offer: str, *parts: str) -> str:
    """Return the wish for a name of an offer's cell."""
    return "_".join([slug(view.provider(offer))] * (len(view.offers) > 1) + list(parts))


def _takeover(page: Page, view: View, offer: str) -> str:
    """Write when the provider takes over; return the name of the cell."""
    terms = view.case.offers[offer].transition
    planned = page.book.names[f"offers.{offer}.transition.months"]
    label, unit = view.say("charges.takeover"), view.unit("months")
    if not view.internal:
        return page.computed(
            f"offers.{offer}.takeover", _hint(view, offer, "takeover"), label, unit, planned, terms.months, "number"
        )
    days = terms.slip_days.mean
    slip = page.given(
        f"offers.{offer}.slip_days",
        _hint(view, offer, "slip_days"),
        view.say("charges.slip_days"),
        view.unit("days"),
        days,
        "number",
    )
    formula = f"{planned}+{slip}*months_a_year/days_a_year"
    value = terms.months + days * 12 / 365
    return page.computed(
        f"offers.{offer}.takeover", _hint(view, offer, "takeover"), label, unit, formula, value, "number"
    )


def _cells(page: Page, offer: str, service: str) -> dict[str, str]:
    """Return the cells of a charge by role."""
    key = f"offers.{offer}.charges.{service}."
    names = page.book.names
    return {
        role: names[key + role]
        for role in ("base", "price", "limits", "first", "lower", "upper")
        if key + role in names
    } | {"slack": "slack"}


def _formula(view: View, page: Page, offer: str, service: str, volume: str) -> str:
    """Return the formula of a full month's charge at a volume, before revision."""
    charge: ServiceCharge = view.case.offers[offer].charges[service]
    return KINDS[kind_of(charge)].formula(charge, {**_cells(page, offer, service), "volume": volume})


def _references(page: Page, view: View, offer: str) -> tuple[dict[str, str], str]:
    """Write what a full month costs at reference volumes; return the names by service, and that of the sum."""
    found = {}
    unit = view.unit("currency_month")
    for service in view.offers[offer]:
        baseline = page.book.names.get(f"offers.{offer}.charges.{service}.baseline", "")
        key, hint = (
            f"offers.{offer}.reference.{service}",
            _hint(view, offer, slug(view.service(service)), "reference_charge"),
        )
        label = view.say("charges.reference", service=view.service(service))
        found[service] = page.computed(
            key,
            hint,
            label,
            unit,
            _formula(view, page, offer, service, baseline),
            view.reference(offer, service),
            "money",
        )
    formula = "+".join(found.values())
    label, hint = view.say("charges.reference_total"), _hint(view, offer, "reference_charges")
    return found, page.computed(
        f"offers.{offer}.reference", hint, label, unit, formula, view.reference_invoice(offer), "money"
    )


def _volumes(page: Page, view: View, offer: str) -> dict[str, Row]:
    """Write the volumes of the services that are charged by the unit."""
    found = {}
    for service in view.offers[offer]:
        if view.case.offers[offer].charges[service].per_unit:
            label = view.say("charges.volume", service=view.service(service))
            unit = view.unit("volume", unit=view.counted(service))
            found[service] = page.months(label, unit, view.step(f"volume.{service}"), "volume")
    return found


@dataclass(frozen=True)
class Factors:
    """What turns a full month at first prices into the amount invoiced."""

    delivering: Row
    revision: Row | None

    def times(self, column: str, page: Page) -> str:
        """Return the factors of a month as the end of a product."""
        rows = [row for row in (self.revision, self.delivering) if row]
        return "".join(f"*{row.at(column, page)}" for row in rows)


def _factors(page: Page, view: View, offer: str, takeover: str, months: Row, years: Row) -> Factors:
    """Write the share of each month that is delivered, and the revision of prices."""
    cells = {"takeover": takeover, "last": "exit_month"}
    delivering = page.months(
        view.say("charges.delivering"), view.unit("share"), view.step(f"offers.{offer}.delivering"), "factor",
        lambda now: formulas.delivering({**cells, "month": months.at(now, page)}),
    )  # fmt: skip
    return Factors(delivering, _revision(page, view, offer, years))


def _revision(page: Page, view: View, offer: str, years: Row) -> Row | None:
    """Write the revision factor of each month, nothing if prices are fixed."""
    terms = view.case.offers[offer].indexation
    if terms is None:
        return None
    key, names = f"offers.{offer}.indexation.", page.book.names
    percent = view.unit("percent_year")
    label = view.say("charges.growth")
    growth = page.given(
        f"{key}growth", _hint(view, offer, "growth_used"), label, percent, view.growth(offer), "percent"
    )
    limits = {}
    for limit, none, value in (("cap", "no_limit", terms.cap), ("floor", "-1", terms.floor)):
        stated = names[key + limit]
        used = value if value is not None else 1e30 if limit == "cap" else -1.0
        hint = _hint(view, offer, f"price_{limit}_used")
        text = view.say(f"charges.{limit}_used")
        limits[limit] = page.computed(
            f"{key}{limit}_used", hint, text, percent, f"IF(ISNUMBER({stated}),{stated},{none})", used, "limit_percent"
        )
    cells = {"share": names[f"{key}share"], "growth": growth, **limits}
    row = page.row

    def formula(now: str) -> str:
        before = previous(now)
        months = {"year": years.at(now, page), "year_before": years.at(before, page), "before": f"{before}${row + 1}"}
        return KINDS["indexation"].formula(terms, {**cells, **months})

    return page.months(
        view.say("charges.revision"), view.unit("factor"), view.step(f"offers.{offer}.revision"), "factor", formula
    )


def _charge(page: Page, view: View, offer: str, service: str, volume: Row | None, factors: Factors) -> Row:
    """Write the charge of a service."""

    def formula(now: str) -> str:
        full = _formula(view, page, offer, service, volume.at(now, page) if volume else "")
        return f"({full}){factors.times(now, page)}"

    values = view.step(f"offers.{offer}.charges.{service}")
    return page.months(view.service(service), view.unit("currency"), values, "money", formula, total=True)


def _shortfall(page: Page, view: View, offer: str, charged: Row, reference: str, factors: Factors) -> Row:
    """Write what the charges miss of the minimum commitment."""
    share = page.book.names[f"offers.{offer}.minimum_commitment"]
    terms = view.case.offers[offer]

    def formula(now: str) -> str:
        cells = {
            "share": share,
            "reference": f"{reference}{factors.times(now, page)}",
            "charges": charged.at(now, page),
        }
        return KINDS["minimum_commitment"].formula(terms, cells)

    values = view.stepped(offer, "shortfall")
    return page.months(view.say("charges.shortfall"), view.unit("currency"), values, "money", formula, total=True)


def _sum(page: Page, view: View, rows: list[Row], label: str) -> Row:
    """Write the sum of some rows."""
    values = [sum(row.values[month] for row in rows) for month in range(view.case.term)]
    return page.months(
        label, view.unit("currency"), values, "money",
        lambda now: "+".join(row.at(now, page) for row in rows), total=True, use="total",
    )  # fmt: skip
