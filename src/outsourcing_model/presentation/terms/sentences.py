"""The sentence of each kind of term, with a worked example whose number the rule computes."""

from collections.abc import Mapping

from outsourcing_model.case.charges import Bands, Indexation, ServiceCharge
from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.delay import SHARES, DelayDamages
from outsourcing_model.case.milestone import Milestone
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import Transition
from outsourcing_model.presentation.formats import days as days_long
from outsourcing_model.presentation.formats import months as months_long
from outsourcing_model.presentation.terms import examples
from outsourcing_model.presentation.terms.speech import Speech

Drivers = Mapping[str, float]
Names = Mapping[str, str]


def _joined(*parts: str) -> str:
    """Return sentences joined, empty ones left out."""
    return " ".join(part for part in parts if part)


def _base(charge: ServiceCharge, speech: Speech) -> str:
    """Return what is said of the base, nothing if there is none."""
    return speech.say("charge.base", base=speech.price(charge.base.mean)) if charge.base.mean else ""


def _volume_example(speech: Speech, volume: float, answer: float) -> str:
    """Return the example of a charge."""
    return speech.say("charge.example", volume=speech.number(volume), answer=speech.money(answer))


def unit_price(charge: ServiceCharge, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a base and one price."""
    if charge.price is None:
        stated = speech.say("charge.only_base", base=speech.price(charge.base.mean), **names)
        return stated if charge.base.mean else speech.say("charge.included", **names)
    stated = speech.say("charge.unit_price", price=speech.price(charge.price.mean), **names)
    example = _volume_example(speech, drivers["volume"], examples.unit_price(charge, **drivers))
    return _joined(stated, _base(charge, speech), example)


def _bands(bands: Bands, speech: Speech) -> str:
    """Return the bands in words, lowest first."""
    prices = [speech.price(price.mean) for price in bands.price]
    limits = [speech.number(limit) for limit in bands.up_to]
    if not limits:
        return speech.say("band.all", price=prices[0])
    kind = f"band.{bands.limit}"
    middle = [
        speech.say(f"{kind}.middle", price=price, low=low, high=high)
        for price, low, high in zip(prices[1:-1], limits, limits[1:], strict=False)
    ]
    first, last = (
        speech.say(f"{kind}.first", price=prices[0], high=limits[0]),
        speech.say(f"{kind}.last", price=prices[-1], low=limits[-1]),
    )
    return speech.say("band.separator").join((first, *middle, last))


def graduated_bands(charge: ServiceCharge, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of graduated bands."""
    bands = charge.graduated or Bands(up_to=(), price=(0.0,))
    stated = speech.say("charge.graduated_bands", bands=_bands(bands, speech), **names)
    example = _volume_example(speech, drivers["volume"], examples.graduated_bands(charge, **drivers))
    return _joined(stated, _base(charge, speech), example)


def volume_bands(charge: ServiceCharge, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of volume bands."""
    bands = charge.volume or Bands(up_to=(), price=(0.0,))
    stated = speech.say("charge.volume_bands", bands=_bands(bands, speech), **names)
    example = _volume_example(speech, drivers["volume"], examples.volume_bands(charge, **drivers))
    return _joined(stated, _base(charge, speech), example)


def cliffs(charge: ServiceCharge, speech: Speech) -> list[str]:
    """Return a warning for each limit at which one unit more makes the month cheaper."""
    found = []
    for limit in charge.volume.up_to if charge.volume else ():
        at, above = (examples.volume_bands(charge, volume) for volume in (limit, limit + 1))
        if above < at:
            texts = {"volume": speech.number(limit), "more": speech.number(limit + 1)}
            found.append(speech.say("charge.cliff", cost=speech.money(at), answer=speech.money(above), **texts))
    return found


def minimum_commitment(offer: Offer, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the minimum commitment."""
    stated = speech.say("commitment.stated", share=speech.percent(offer.minimum_commitment))
    texts = {name: speech.money(value) for name, value in drivers.items()}
    answer = speech.money(examples.minimum_commitment(offer, **drivers))
    return _joined(stated, speech.say("commitment.example", answer=answer, **texts))


def indexation(terms: Indexation, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of the price revision."""
    if terms.index:
        part = speech.say("indexation.share", share=speech.percent(terms.share), fixed=speech.percent(1 - terms.share))
        method = speech.say(f"indexation.{terms.method}")
        stated = _joined(speech.say("indexation.index", **names), part, method)
    else:
        stated = speech.say("indexation.fixed_rate", rate=speech.percent(drivers["growth"]))
    limits = [
        speech.say(f"indexation.{name}", limit=speech.percent(limit))
        for name, limit in (("cap", terms.cap), ("floor", terms.floor))
        if limit is not None
    ]
    values = {"growth": speech.percent(drivers["growth"]), "year": speech.number(drivers["year"])}
    example = speech.say("indexation.example", answer=speech.number(examples.indexation(terms, **drivers)), **values)
    return _joined(stated, *limits, example)


def credit_tiers(tiers: Tiers, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a level's credits."""
    parts = [
        speech.say("credit.tier", limit=speech.percent(limit), credit=speech.percent(credit))
        for limit, credit in zip(tiers.below, tiers.credit, strict=True)
    ]
    stated = speech.say("credit.stated", tiers=speech.say("band.separator").join(parts), **names)
    values = {"attained": speech.percent(drivers["attained"]), "charge": speech.money(drivers["charge"])}
    answer = speech.money(examples.credit_tiers(tiers, **drivers))
    return _joined(stated, speech.say("credit.example", answer=answer, **values))


def monthly_cap(scheme: CreditScheme, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the monthly cap on credits."""
    if scheme.monthly_cap is None:
        stated = speech.say("cap.none")
    else:
        stated = speech.say("cap.stated", cap=speech.percent(scheme.monthly_cap))
    values = {name: speech.money(value) for name, value in drivers.items()}
    return _joined(
        stated, speech.say("cap.example", answer=speech.money(examples.monthly_cap(scheme, **drivers)), **values)
    )


def delay_damages(terms: DelayDamages, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the delay penalties."""
    parts = [_rate(terms, speech)]
    if terms.is_weekly:
        parts.append(speech.say(f"delay.part_week.{terms.part_week}"))
    if terms.grace_days:
        parts.append(speech.say("delay.grace", days=days_long(terms.grace_days, speech.lang)))
    if terms.longstop_days is not None:
        parts.append(speech.say("delay.longstop", days=days_long(terms.longstop_days, speech.lang)))
    base = terms.value if terms.cap_base is None else terms.cap_base
    if terms.cap is None or base is None:
        parts.append(speech.say("delay.uncapped"))
    else:
        parts.append(speech.say("delay.cap", cap=speech.percent(terms.cap), base=speech.money(base)))
    if terms.exempt_up_to:
        parts.append(speech.say("delay.exempt", limit=speech.money(terms.exempt_up_to)))
    return _joined(*parts, delay_example(terms, speech, drivers["days"]))


def _rate(terms: DelayDamages, speech: Speech) -> str:
    """Return what a day or a week late costs."""
    amount, share = terms.basis
    key = f"delay.{terms.rate_field}"
    if terms.rate_field in SHARES:
        return speech.say(key, value=speech.money(amount), rate=speech.percent(share))
    return speech.say(key, amount=speech.price(amount))


def delay_example(terms: DelayDamages, speech: Speech, days: float) -> str:
    """Return what so many days late cost."""
    return speech.say(
        "delay.example", days=speech.number(days), answer=speech.money(examples.delay_damages(terms, days))
    )


def milestone(terms: Milestone, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a milestone; `after` among the names lists what it comes after, in words."""
    parts = [speech.say("milestone.planned", month=speech.number(terms.month))]
    if names.get("after"):
        parts.append(speech.say("milestone.after", milestones=names["after"]))
    if terms.share:
        parts.append(speech.say("milestone.share", share=speech.percent(terms.share)))
    month = speech.number(examples.milestone(terms, **drivers))
    key = "milestone.example" if terms.share else "milestone.example_reached"
    example = speech.say(key, days=speech.number(drivers["days"]), answer=month)
    return _joined(*parts, example)


def ramp(terms: Transition, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the time over which the volumes move to the provider."""
    stated = speech.say("ramp.stated", months=months_long(terms.ramp_months.mean, speech.lang))
    values = {name: speech.number(value) for name, value in drivers.items()}
    return _joined(stated, speech.say("ramp.example", answer=speech.number(examples.ramp(terms, **drivers)), **values))


def termination_fee(offer: Offer, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the fee for leaving early."""
    terms = offer.exit
    parts = []
    if drivers["unamortised"]:
        parts.append(speech.say("fee.unamortised", amount=speech.money(drivers["unamortised"])))
    if terms.wind_down.mean:
        parts.append(speech.say("fee.wind_down", amount=speech.money(terms.wind_down.mean)))
    if terms.months_of_charges:
        parts.append(speech.say("fee.months_of_charges", months=speech.number(terms.months_of_charges)))
    listed = speech.say("band.separator").join(parts) or speech.say("fee.nothing")
    whole = {"month": speech.number(drivers["month"]), "term": speech.number(drivers["term"])}
    answer = speech.money(examples.termination_fee(offer, **drivers))
    example = speech.say("fee.example", invoice=speech.money(drivers["invoice"]), answer=answer, **whole)
    return _joined(speech.say("fee.stated", parts=listed), speech.say("fee.expiry"), example)
