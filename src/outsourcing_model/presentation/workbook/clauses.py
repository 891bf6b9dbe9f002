"""What stands under each heading of the term sheet: sentences with worked examples, and the terms as named cells."""

from collections.abc import Callable

from outsourcing_model.case.charges import Bands, ServiceCharge
from outsourcing_model.case.credits import Tiers
from outsourcing_model.case.offer import ExitTerms, Offer, Party
from outsourcing_model.engine.program.offers import NO_CAP
from outsourcing_model.presentation.formats import days, months, number
from outsourcing_model.presentation.formats import month as month_name
from outsourcing_model.presentation.terms import sentences
from outsourcing_model.presentation.terms.registry import KINDS, kind_of
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.schedule import milestones
from outsourcing_model.presentation.workbook.view import View, has_open_price, is_open

EXAMPLE_GROWTH, EXAMPLE_YEAR = 0.03, 3.0
EXAMPLE_DAYS = (10.0, 30.0, 120.0)
SHORT_OF, OVER = 0.9, 1.5
LEAST = 0.1
"""How much below its limit the example of the deepest tier lies, as a share of the limit, when no tier is below it."""


def parties(lines: Lines, view: View) -> None:
    """Write who the parties are."""
    client = view.case.contract.client
    if client is not None:
        _party(lines, "client", client)
    for offer in view.offers:
        _party(lines, "provider", view.case.offers[offer].provider)


def _party(lines: Lines, role: str, party: Party) -> None:
    """Write one party; what isn't stated is left out."""
    lines.fact(lines.view.speech.say(f"parties.{role}"), party.name)
    for field in ("address", "represented_by", "registration"):
        if getattr(party, field):
            lines.fact(lines.label(Party, field), getattr(party, field))


def dates(lines: Lines, view: View) -> None:
    """Write when the contract begins and ends."""
    timeline, lang = view.case.timeline, view.lang
    first, last = (month_name(timeline.calendar(m), lang, full=True) for m in (0, timeline.months - 1))
    lines.sentence(view.speech.say("dates.stated", first=first, last=last, months=months(view.case.term, lang)))
    for offer in view.offers:
        planned = view.case.offers[offer].transition.months
        key = "dates.takeover" if planned else "dates.takeover_at_once"
        lines.sentence(view.speech.say(key, months=months(planned, lang)), offer)
    lines.shared("term_months", "term_months", lines.view.say("term"), view.unit("months"), view.case.term, "whole")


def scope(lines: Lines, view: View) -> None:
    """Write what is handed over and what is not."""
    for offer, services in view.offers.items():
        for name in services:
            service = view.case.services[name]
            lines.fact(view.service(name), " – ".join(part for part in (service.description, _unit(view, name)) if part))
            if len(view.offers) > 1:
                lines.sentence(view.speech.say("scope.outsourced", offer=view.provider(offer), service=view.service(name)))
    if view.kept():
        lines.sentence(view.speech.say("scope.kept", services=", ".join(view.service(name) for name in view.kept())))


def _unit(view: View, service: str) -> str:
    """Return the unit of account of a service."""
    unit = view.case.services[service].unit
    return view.speech.say("scope.unit", unit=unit) if unit else ""


def deliverables(lines: Lines, view: View) -> None:
    """Write what is handed over for acceptance."""
    for services in view.offers.values():
        for name in services:
            if view.case.services[name].deliverables:
                lines.fact(view.service(name), "\n".join(f"• {item}" for item in view.case.services[name].deliverables))


def transition(lines: Lines, view: View) -> None:
    """Write what getting there costs, and what a delay costs."""
    for offer, services in view.offers.items():
        terms = view.case.offers[offer].transition
        price = terms.price_of(services)
        values = {"price": view.speech.money(price), "paid": view.speech.money(price * (1 - terms.financed))}
        key = "price" if terms.financed else "price_paid"
        lines.sentence(view.speech.say(f"transition.{key}" if price else "transition.free", **values), offer)
        if terms.delay_damages is not None:
            lines.sentence(KINDS["delay_damages"].sentence(terms.delay_damages, view.speech, {}, {"days": EXAMPLE_DAYS[0]}), offer)
            for late in EXAMPLE_DAYS[1:]:
                lines.sentence(sentences.delay_example(terms.delay_damages, view.speech, late), offer)
        _transition_cells(lines, view, offer, services)


def _transition_cells(lines: Lines, view: View, offer: str, services: tuple[str, ...]) -> None:
    """Write the terms of the transition as cells."""
    record = view.case.offers[offer]
    terms = record.transition
    own = lines.of(offer)
    own.cell(terms, "transition", "months", "transition_months", view.unit("months"), "number")
    if terms.price_of(services):
        parts = [(view.service(name), terms.price[name]) for name in services if name in terms.price] if isinstance(terms.price, dict) else []
        parts = parts or [(lines.label(type(terms), "price"), terms.price_of(services))]
        labels = [view.say("price_of", what=name) if len(parts) > 1 else name for name, _ in parts]
        own.column("transition.price", "transition_prices", labels, [price for _, price in parts], view.unit("currency"), "money")
        own.cell(terms, "transition", "financed", "financed_share", view.unit("percent"), "percent")
        plan = milestones(terms, view.case.term)
        marks = [view.say("milestone", number=number(rank, view.lang)) for rank in range(1, len(plan) + 1)]
        own.column("transition.milestone_months", "milestone_months", [view.say("milestone_month", milestone=mark) for mark in marks], list(plan), view.unit("month"), "whole")
        own.column("transition.milestone_shares", "milestone_shares", [view.say("milestone_share", milestone=mark) for mark in marks], list(plan.values()), view.unit("percent"), "percent")
    damages = terms.delay_damages
    if damages is not None:
        money, percent = view.unit("currency"), view.unit("percent")
        own.cell(damages, "transition.delay_damages", "value", "delay_value", money, "money")
        own.cell(damages, "transition.delay_damages", "rate_per_day", "delay_rate", view.unit("percent_day"), "percent")
        own.cell(damages, "transition.delay_damages", "cap", "delay_cap", percent, "percent")
        own.cell(damages, "transition.delay_damages", "cap_base", "delay_cap_base", money, "money")
        own.cell(damages, "transition.delay_damages", "exempt_up_to", "delay_exempt", money, "money")


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
    own.uncertain(charge, "base", "base", view.unit("currency_month"), "price")
    if charge.price is not None:
        own.uncertain(charge, "price", "price", per_unit, "price")
    bands = charge.graduated or charge.volume
    if bands is not None:
        _band_cells(own, view, bands, per_unit, view.unit("volume", unit=view.counted(service)))
    if charge.per_unit:
        own.value("baseline", "reference_volume", lines.label(ServiceCharge, "baseline"), view.unit("volume", unit=view.counted(service)), view.baseline(offer, service), "volume")


def _band_cells(own: Lines, view: View, bands: Bands, per_unit: str, volume: str) -> None:
    """Write the limits and the prices of bands, and name the prices above and below each limit."""
    ranks = [number(rank, view.lang) for rank in range(1, len(bands.price) + 1)]
    if bands.up_to:
        own.column("limits", "limits", [view.say("band_limit", band=rank) for rank in ranks[:-1]], list(bands.up_to), volume, "volume")
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


def service_levels(lines: Lines, view: View) -> None:
    """Write what is promised about quality."""
    for offer in view.offers:
        for name in view.levels(offer):
            level = view.case.service_levels[name]
            say, percent = view.speech.say, view.speech.percent
            hours = view.speech.number(level.agreed_hours)
            values = {"level": view.case.label("service_levels", name), "target": percent(level.target), "hours": hours}
            parts = [say(f"level.{level.metric}", **values)]
            parts += [say("level.minimum", minimum=percent(level.minimum))] if level.minimum is not None else []
            parts += [say("level.critical")] if level.critical else []
            lines.sentence(" ".join(parts), offer)


def credits(lines: Lines, view: View) -> None:
    """Write what a missed level returns."""
    for offer in view.offers:
        scheme = view.case.offers[offer].credits
        tiers = view.tiers(offer)
        if scheme is None or not tiers:
            continue
        for level in tiers:
            lines.sentence(credit_sentence(view, offer, level), offer)
        invoice = view.reference_invoice(offer)
        cap = scheme.monthly_cap if scheme.monthly_cap is not None else LEAST
        lines.sentence(KINDS["monthly_cap"].sentence(scheme, view.speech, {}, {"due": OVER * cap * invoice, "invoice": invoice}), offer)
        lines.sentence(view.speech.say(f"credit.{scheme.nature}"), offer)
        lines.sentence(view.speech.say("credit.exclusive" if scheme.exclusive_remedy else "credit.not_exclusive"), offer)
        for level, terms in tiers.items():
            _tier_cells(lines.of(offer, f"credits.{level}", view.case.label("service_levels", level)), view, terms)
        lines.of(offer, "credits").cell(scheme, "", "monthly_cap", "monthly_cap", view.unit("percent"), "percent")


def attained_example(tiers: Tiers, tier: int) -> float:
    """Return a level that misses a tier and none deeper: half way to the next limit, or a little below the last."""
    limit = tiers.below[tier]
    deeper = tiers.below[tier + 1] if tier + 1 < len(tiers.below) else limit * (1 - LEAST)
    return round((limit + deeper) / 2, 6)


def base_of(view: View, offer: str, tiers: Tiers) -> float:
    """Return the monthly charge at reference volumes that a credit is a share of."""
    return view.reference_invoice(offer) if tiers.of == "invoice" else view.reference(offer, tiers.of)


def credit_sentence(view: View, offer: str, level: str) -> str:
    """Return the clause of a level's credits."""
    tiers = view.tiers(offer)[level]
    say = view.speech.say
    base = say("credit.of_invoice") if tiers.of == "invoice" else say("credit.of_service", service=view.service(tiers.of))
    names = {"level": view.case.label("service_levels", level), "base": base}
    drivers = {"attained": attained_example(tiers, 0), "charge": base_of(view, offer, tiers)}
    return KINDS["credit_tiers"].sentence(tiers, view.speech, names, drivers)


def _tier_cells(own: Lines, view: View, tiers: Tiers) -> None:
    """Write the limits and credits of a level."""
    ranks = [number(rank, view.lang) for rank in range(1, len(tiers.below) + 1)]
    percent = view.unit("percent")
    own.column("limits", "limits", [view.say("tier_limit", tier=rank) for rank in ranks], list(tiers.below), percent, "percent")
    own.column("credits", "credits", [view.say("tier_credit", tier=rank) for rank in ranks], list(tiers.credit), percent, "percent")


def termination(lines: Lines, view: View) -> None:
    """Write how the contract ends before its term, and what that costs."""
    for offer in view.offers:
        record: Offer = view.case.offers[offer]
        terms = record.exit
        values = {"month": view.speech.number(terms.from_month), "notice": months(terms.notice_months, view.lang)}
        key = "never" if terms.from_month >= view.case.term else "convenience" if terms.notice_months else "no_notice"
        lines.sentence(view.speech.say(f"termination.{key}", **values), offer)
        if terms.cure_days is not None:
            lines.sentence(view.speech.say("termination.cure", days=days(terms.cure_days, view.lang)), offer)
        for field in ("mode", "letter"):
            if getattr(terms, field):
                lines.fact(lines.label(type(terms), field), getattr(terms, field))
        if terms.from_month < view.case.term and not is_open(terms.wind_down):
            middle = float((terms.from_month + view.case.term) // 2)
            drivers = {"unamortised": view.unamortised(offer), "month": middle, "term": float(view.case.term), "invoice": view.reference_invoice(offer)}
            lines.sentence(KINDS["termination_fee"].sentence(record, view.speech, {}, drivers), offer)
        own = lines.of(offer, "exit")
        own.cell(terms, "", "from_month", "exit_from_month", view.unit("month"), "whole")
        own.cell(terms, "", "notice_months", "notice_months", view.unit("months"), "number")
        own.cell(terms, "", "months_of_charges", "fee_months_of_charges", view.unit("months"), "number")
        own.uncertain(terms, "wind_down", "fee_wind_down", view.unit("currency"), "money")
        _unamortised_cell(own, view, offer)


def _unamortised_cell(own: Lines, view: View, offer: str) -> None:
    """Write the investment that the fee writes off: as stated, else the financed part of the transition's price."""
    label, amount = own.label(ExitTerms, "unamortised"), view.unamortised(offer)
    prices = own.page.book.names.get(f"offers.{offer}.transition.price")
    if view.case.offers[offer].exit.unamortised is None and prices:
        formula = f"{own.page.book.names[f'offers.{offer}.transition.financed']}*SUM({prices})"
        own.derived("unamortised", "fee_unamortised", label, view.unit("currency"), formula, amount)
    else:
        own.value("unamortised", "fee_unamortised", label, view.unit("currency"), amount, "money")


def leaving(lines: Lines, view: View) -> None:
    """Write what the provider's help to hand over costs."""
    for offer in view.offers:
        terms = view.case.offers[offer].exit
        if is_open(terms.assistance):
            lines.open()
        elif terms.assistance.mean:
            lines.sentence(view.speech.say("exit.assistance", amount=view.speech.money(terms.assistance.mean)), offer)
        lines.of(offer, "exit").uncertain(terms, "assistance", "exit_assistance", view.unit("currency"), "money")


FRENCH = ("france", "french", "français", "droit français", "fr")


def law(lines: Lines, view: View) -> None:
    """Write whose law governs, and what that means for penalties."""
    stated = view.case.contract.governing_law
    if stated:
        lines.sentence(view.speech.say("law.governing", law=stated))
    if stated.strip().lower() in FRENCH:
        lines.sentence(view.speech.say("law.judge"))


def model_run(lines: Lines, view: View) -> None:
    """Write on what the figures rest."""
    lines.sentence(view.speech.say("model_run.internal" if view.internal else "model_run.counterparty"))


COMPUTED: dict[str, Callable[[Lines, View], None]] = {
    "parties": parties, "dates": dates, "scope": scope, "deliverables": deliverables, "transition": transition,
    "charges": charges, "indexation": indexation, "payment": payment, "service_levels": service_levels,
    "credits": credits, "termination": termination, "exit": leaving, "law": law, "model_run": model_run,
}  # fmt: skip
"""Clause to what writes its computed part; the others hold the words of the case alone."""

CONVENTIONS = {
    "slack": (1e-9, "small"), "no_limit": (NO_CAP, "small"), "months_a_year": (12.0, "whole"), "days_a_year": (365.0, "whole"),
    "days_per_lag": (30.0, "whole"), "tolerance": (0.005, "price"), "cent_digits": (2.0, "whole"),
}  # fmt: skip
"""Named cells of the conventions that decide the numbers, with their values."""
