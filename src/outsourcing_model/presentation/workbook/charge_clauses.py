"""What stands under the heading of charges: sentences with examples, and the prices as named cells."""

from outsourcing_model.case.bands import Bands
from outsourcing_model.case.charges import DeadBand, GainShare, ServiceCharge, Steps, TimeAndMaterials
from outsourcing_model.engine.program.assembly import NO_CAP
from outsourcing_model.engine.program.charges import edges
from outsourcing_model.presentation.formats import number
from outsourcing_model.presentation.terms import charge_sentences
from outsourcing_model.presentation.terms.registry import KINDS, kind_of
from outsourcing_model.presentation.workbook import total_clauses
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.view import View, agreed, has_base, has_open_price, is_open


def charges(lines: Lines, view: View) -> None:
    """Write what the provider charges."""
    for offer, services in view.offers.items():
        for service in services:
            for text in charge_texts(view, offer, service):
                lines.sentence(text, offer)
        total_clauses.sentences(lines, view, offer)
        for service in services:
            _charge_cells(lines, view, offer, service)
        total_clauses.cells(lines, view, offer)


def charge_texts(view: View, offer: str, service: str) -> list[str]:
    """Return the clauses of a service's charge, with the month at reference volume as the example."""
    charge = view.case.offers[offer].charges[service]
    names = {"service": view.service(service), "unit": view.counted(service)}
    if has_open_price(charge):
        return [view.speech.say("charge.open", **names)]
    baseline = view.case.baseline(offer, service)
    drivers = {"volume": baseline} | ({"baseline": baseline} if charge.dead_band else {})
    texts = [KINDS[kind_of(charge)].sentence(charge, view.speech, names, drivers)]
    texts += charge_sentences.cliffs(charge, view.speech)
    if charge.gain_share is not None:
        texts.append(_gain_text(view, charge.gain_share, baseline))
    if charge.commitment is not None:
        used = {"used": charge.commitment.units * total_clauses.SHORT_OF}
        texts.append(KINDS["unit_commitment"].sentence(charge.commitment, view.speech, names, used))
    return texts


def _gain_text(view: View, terms: GainShare, volume: float) -> str:
    """Return the clause of a gain share, with a month that costs less than its target as the example."""
    target = terms.target_fixed + terms.target_per_unit * volume
    drivers = {"target": target, "actual": target * total_clauses.SHORT_OF, "fee": terms.fee.mean}
    return KINDS["gain_share"].sentence(terms, view.speech, {}, drivers)


def _charge_cells(lines: Lines, view: View, offer: str, service: str) -> None:
    """Write the prices of a service as cells."""
    charge: ServiceCharge = view.case.offers[offer].charges[service]
    own = lines.of(offer, f"charges.{service}", view.service(service))
    per_unit = view.unit("currency_unit", unit=view.counted(service))
    volume = view.unit("volume", unit=view.counted(service))
    if has_base(charge):
        own.uncertain(charge, "base", "base", view.unit("currency_month"), "price")
    if charge.price is not None:
        own.uncertain(charge, "price", "price", per_unit, "price")
    if charge.package is not None:
        own.cell(charge, "", "package", "package", volume, "volume")
    if charge.per_unit:
        label, baseline = lines.label(ServiceCharge, "baseline"), view.case.baseline(offer, service)
        own.value("baseline", "reference_volume", label, volume, baseline, "volume")
    if (bands := charge.graduated or charge.volume) is not None:
        _band_cells(own, view, bands, per_unit, volume)
    if charge.dead_band is not None:
        _dead_band_cells(own, view, charge.dead_band, view.case.baseline(offer, service), (per_unit, volume))
    if charge.time_and_materials is not None:
        _role_cells(own, view, charge.time_and_materials, view.counted(service))
    if charge.gain_share is not None:
        _gain_cells(own, view, charge.gain_share, per_unit)
    if charge.commitment is not None:
        own.cell(charge.commitment, "commitment", "units", "committed_units", volume, "volume")
        rate = agreed(charge.commitment.rate)
        label = own.label(type(charge.commitment), "rate")
        own.value("commitment.rate", "missing_unit_price", label, per_unit, rate, "price")
        total_clauses.carry_cell(own, charge.commitment, "commitment", view)


def _band_cells(own: Lines, view: View, bands: Bands, per_unit: str, volume: str) -> None:
    """Write limits, prices and fees of bands, and name those above and below each limit."""
    ranks = [number(rank, view.lang) for rank in range(1, len(bands.price) + 1)]
    if bands.up_to:
        limits = [view.say("band_limit", band=rank) for rank in ranks[:-1]]
        own.column("limits", "limits", limits, list(bands.up_to), volume, "volume")
    prices = [view.say("band_price", band=rank) for rank in ranks]
    roles = {"first": "first_price", "lower": "price_below_limit", "upper": "price_above_limit"}
    own.steps(roles, ("prices", "prices"), prices, [agreed(price) for price in bands.price], (per_unit, "price"))
    if bands.fee is not None:
        fees = [view.say("band_fee", band=rank) for rank in ranks]
        roles = {"first_fee": "first_fee", "fees_below": "fee_below_limit", "fees_above": "fee_above_limit"}
        unit = (view.unit("currency_month"), "price")
        own.steps(roles, ("fees", "band_fees"), fees, [agreed(fee) for fee in bands.fee], unit)


def _dead_band_cells(own: Lines, view: View, band: DeadBand, baseline: float, units: tuple[str, str]) -> None:
    """Write a dead band: its width and edges, and the bands beside it in shares and in units."""
    _, volume = units
    own.cell(band, "dead_band", "width", "dead_band_width", view.unit("of_reference"), "percent")
    names, key = own.page.book.names, f"{own.key}."
    width, reference = names[f"{key}dead_band.width"], names[f"{key}baseline"]
    for side, sign in (("upper", 1), ("lower", -1)):
        formula = f"{reference}*(1{'+' if sign > 0 else '-'}{width})"
        label = view.say(f"dead_band_{side}")
        own.derived(
            f"{side}_edge", f"{side}_edge", label, volume, formula, baseline * (1 + sign * band.width), "volume"
        )
    _side_cells(own, view, band, "arc", baseline, units)
    _side_cells(own, view, band, "rrc", baseline, units)


def _side_cells(own: Lines, view: View, band: DeadBand, side: str, baseline: float, units: tuple[str, str]) -> None:
    """Write the rates on one side of a dead band, and where their bands begin and end in units."""
    per_unit, volume = units
    steps: Steps = band.additional if side == "arc" else band.reduced
    names, key = own.page.book.names, f"{own.key}."
    edge, reference = names[f"{key}{'upper' if side == 'arc' else 'lower'}_edge"], names[f"{key}baseline"]
    start = edge if band.counted_from == "edge" else reference
    ranks = [number(rank, view.lang) for rank in range(1, len(steps.rate) + 1)]
    labels = [view.say(f"{side}_rate", band=rank) for rank in ranks]
    own.column(f"{side}_rates", f"{side}_rates", labels, [agreed(rate) for rate in steps.rate], per_unit, "price")
    ends: list[str] = []
    if steps.to:
        limits = [view.say(f"{side}_limit", band=rank) for rank in ranks[: len(steps.to)]]
        first = own.page.row
        own.column(f"{side}_limits", f"{side}_limits", limits, list(steps.to), view.unit("of_reference"), "percent")
        ends = [f"{own.page.where(first + row, own.value_column)}*{reference}" for row in range(len(steps.to))]
    sign = 1 if side == "arc" else -1
    begin = baseline * (1 + sign * band.width) if band.counted_from == "edge" else baseline
    values = edges(steps, begin, baseline, NO_CAP if side == "arc" else 0.0)
    ends += [] if len(ends) == len(steps.rate) else ["no_limit" if side == "arc" else "0"]
    for role, formulas, numbers in (("from", [start, *ends[:-1]], values[:-1]), ("to", ends, values[1:])):
        texts = [view.say(f"{side}_{role}", band=rank) for rank in ranks]
        own.computed(f"{side}_{role}", f"{side}_{role}", texts, volume, list(zip(formulas, numbers, strict=True)))


def _role_cells(own: Lines, view: View, work: TimeAndMaterials, unit: str) -> None:
    """Write the role rate card."""
    roles = [role.name or key.replace("_", " ") for key, role in work.roles.items()]
    cards = list(work.roles.values())
    columns = [
        ("rates", "rate", view.unit("currency_day"), "price"),
        ("days", "days", view.unit("days_month"), "number"),
    ]
    if any(role.days_per_unit.mean or is_open(role.days_per_unit) for role in cards):
        columns.append(("days_per_unit", "days_per_unit", view.unit("days_unit", unit=unit), "exact"))
    for role, field, called, kind in columns:
        labels = [f"{name} – {own.label(type(cards[0]), field)}" for name in roles]
        own.column(role, f"role_{role}", labels, [agreed(getattr(card, field)) for card in cards], called, kind)
    if work.ceiling is not None:
        label = own.label(TimeAndMaterials, "ceiling")
        own.value("ceiling", "days_ceiling", label, view.unit("currency_month"), agreed(work.ceiling), "money")


def _gain_cells(own: Lines, view: View, terms: GainShare, per_unit: str) -> None:
    """Write the terms of a gain share."""
    month = view.unit("currency_month")
    for field, unit in (("target_fixed", month), ("target_per_unit", per_unit)):
        own.value(field, field, own.label(GainShare, field), unit, getattr(terms, field), "price")
    for field, unit in (("actual_fixed", month), ("actual_per_unit", per_unit), ("fee", month)):
        hint = "target_fee" if field == "fee" else field
        own.value(field, hint, own.label(GainShare, field), unit, agreed(getattr(terms, field)), "price")
    ranks = [number(rank, view.lang) for rank in range(1, len(terms.provider_share) + 1)]
    if terms.up_to:
        limits = [view.say("gain_limit", band=rank) for rank in ranks[:-1]]
        own.column("gain_limits", "gain_limits", limits, list(terms.up_to), view.unit("of_target"), "percent")
    overrun = terms.provider_share if terms.overrun_share is None else terms.overrun_share
    for side, shares in (("gain", terms.provider_share), ("overrun", overrun)):
        labels = [view.say(f"{side}_share", band=rank) for rank in ranks]
        roles = {f"{side}_{role}": f"{side}_share_{role}" for role in ("first", "lower", "upper")}
        own.steps(roles, (f"{side}_shares", f"{side}_shares"), labels, list(shares), (view.unit("percent"), "percent"))
    for field in ("least_fee", "most_fee"):
        if getattr(terms, field) is not None:
            own.value(field, field, own.label(GainShare, field), view.unit("currency"), getattr(terms, field), "money")
