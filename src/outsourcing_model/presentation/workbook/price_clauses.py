"""What stands under the headings of money: charges, price revision, payment."""

from outsourcing_model.case.charges import Bands, ServiceCharge
from outsourcing_model.presentation.formats import days, number
from outsourcing_model.presentation.formats import month as month_name
from outsourcing_model.presentation.terms import sentences
from outsourcing_model.presentation.terms.registry import KINDS, kind_of
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.view import View, has_base, has_open_price, is_open

EXAMPLE_GROWTH, EXAMPLE_YEAR = 0.03, 3.0
SHORT_OF = 0.9
"""How much of the minimum commitment the example of a shortfall reaches."""


def charges(lines: Lines, view: View) -> None:
    """Write what the provider charges."""
    for offer, services in view.offers.items():
        for service in services:
            lines.sentence(charge_sentence(view, offer, service), offer)
            charge = view.case.offers[offer].charges[service]
            for text in sentences.cliffs(charge, view.speech) if not has_open_price(charge) else ():
                lines.sentence(text, offer)
        terms = view.case.offers[offer]
        if terms.minimum_commitment:
            reference = view.reference_invoice(offer)
            drivers = {"reference": reference, "charges": reference * terms.minimum_commitment * SHORT_OF}
            lines.sentence(KINDS["minimum_commitment"].sentence(terms, view.speech, {}, drivers), offer)
        for service in services:
            _charge_cells(lines, view, offer, service)
        lines.of(offer).cell(terms, "", "minimum_commitment", "minimum_commitment", view.unit("percent"), "percent")


def charge_sentence(view: View, offer: str, service: str) -> str:
    """Return the clause of a service's charge, with the month at reference volume as the example."""
    charge = view.case.offers[offer].charges[service]
    names = {"service": view.service(service), "unit": view.counted(service)}
    if has_open_price(charge):
        return view.speech.say("charge.open", **names)
    return KINDS[kind_of(charge)].sentence(charge, view.speech, names, {"volume": view.baseline(offer, service)})


def _charge_cells(lines: Lines, view: View, offer: str, service: str) -> None:
    """Write the prices of a service as cells."""
    charge: ServiceCharge = view.case.offers[offer].charges[service]
    own = lines.of(offer, f"charges.{service}", view.service(service))
    per_unit = view.unit("currency_unit", unit=view.counted(service))
    if has_base(charge):
        own.uncertain(charge, "base", "base", view.unit("currency_month"), "price")
    if charge.price is not None:
        own.uncertain(charge, "price", "price", per_unit, "price")
    bands = charge.graduated or charge.volume
    if bands is not None:
        _band_cells(own, view, bands, per_unit, view.unit("volume", unit=view.counted(service)))
    if charge.per_unit:
        own.value(
            "baseline",
            "reference_volume",
            lines.label(ServiceCharge, "baseline"),
            view.unit("volume", unit=view.counted(service)),
            view.baseline(offer, service),
            "volume",
        )


def _band_cells(own: Lines, view: View, bands: Bands, per_unit: str, volume: str) -> None:
    """Write the limits and the prices of bands, and name the prices above and below each limit."""
    ranks = [number(rank, view.lang) for rank in range(1, len(bands.price) + 1)]
    if bands.up_to:
        own.column(
            "limits",
            "limits",
            [view.say("band_limit", band=rank) for rank in ranks[:-1]],
            list(bands.up_to),
            volume,
            "volume",
        )
    first = own.page.row
    prices = [None if is_open(price) else price.mean for price in bands.price]
    own.column("prices", "prices", [view.say("band_price", band=rank) for rank in ranks], prices, per_unit, "price")
    own.range("first", "first_price", first, first)
    if bands.up_to:
        own.range("lower", "price_below_limit", first, own.page.row - 2)
        own.range("upper", "price_above_limit", first + 1, own.page.row - 1)


def indexation(lines: Lines, view: View) -> None:
    """Write how prices are revised."""
    for offer in view.offers:
        terms = view.case.offers[offer].indexation
        if terms is None:
            lines.sentence(view.speech.say("indexation.none"), offer)
            continue
        own = lines.of(offer, "indexation")
        index = view.case.indices[terms.index] if terms.index else None
        names = {"index": view.case.label("indices", terms.index)} if terms.index else {}
        if is_open(terms.fixed_rate):
            lines.open()
        else:
            growth = terms.fixed_rate.mean if terms.fixed_rate else EXAMPLE_GROWTH
            drivers = {"growth": growth, "year": EXAMPLE_YEAR}
            lines.sentence(KINDS["indexation"].sentence(terms, view.speech, names, drivers), offer)
        if index and index.last_value is not None:
            stated = month_name(index.last_month, view.lang) if index.last_month else ""
            label = view.say("last_value", index=names["index"], month=stated)
            own.value("last_value", "index_last_value", label.strip(), view.unit("points"), index.last_value, "number")
        if terms.fixed_rate is not None:
            own.uncertain(terms, "fixed_rate", "fixed_rate", view.unit("percent_year"), "percent")
        own.cell(terms, "", "share", "indexed_share", view.unit("percent"), "percent")
        own.cell(terms, "", "cap", "price_cap", view.unit("percent_year"), "percent")
        own.cell(terms, "", "floor", "price_floor", view.unit("percent_year"), "percent")
    lines.sentence(view.speech.say("indexation.currency", currency=view.case.currency))


def payment(lines: Lines, view: View) -> None:
    """Write when invoices are paid."""
    for offer in view.offers:
        terms = view.case.offers[offer]
        key = "payment.stated" if terms.payment_days else "payment.at_once"
        lines.sentence(view.speech.say(key, days=days(terms.payment_days, view.lang)), offer)
        lines.of(offer).cell(terms, "", "payment_days", "payment_days", view.unit("days"), "whole")
