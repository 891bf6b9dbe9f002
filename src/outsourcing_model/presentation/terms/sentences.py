"""The sentence of each kind of term, with a worked example whose number the rule computes."""

from collections.abc import Iterator, Mapping

from outsourcing_model.case.charges import Bands, Indexation, ServiceCharge
from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import DelayDamages
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
    stated = speech.say("delay.stated", value=speech.money(terms.value), rate=speech.percent(terms.rate_per_day))
    cap = speech.say("delay.uncapped")
    if terms.cap is not None:
        base = speech.money(terms.value if terms.cap_base is None else terms.cap_base)
        cap = speech.say("delay.cap", cap=speech.percent(terms.cap), base=base)
    exempt = speech.say("delay.exempt", limit=speech.money(terms.exempt_up_to)) if terms.exempt_up_to else ""
    return _joined(stated, cap, exempt, delay_example(terms, speech, drivers["days"]))


def delay_example(terms: DelayDamages, speech: Speech, days: float) -> str:
    """Return what so many days late cost."""
    return speech.say(
        "delay.example", days=speech.number(days), answer=speech.money(examples.delay_damages(terms, days))
    )


def termination_fee(offer: Offer, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the fee for leaving early: its parts, its cap, when none is due, an example."""
    parts = list(_fee_parts(offer.exit, speech, drivers["unamortised"]))
    listed = speech.say("band.separator").join(parts) or speech.say("fee.nothing")
    answer = speech.money(examples.termination_fee(offer, **drivers))
    said = {name: speech.number(drivers[name]) for name in ("month", "term", "takeover")}
    said |= {name: speech.money(drivers[name]) for name in ("invoice", "base", "reference")}
    example = speech.say(f"fee.example{'_ahead' if offer.exit.looks_ahead else ''}", answer=answer, **said)
    return _joined(
        speech.say("fee.stated", parts=listed), _fee_cap(offer.exit, speech), speech.say("fee.expiry"), example
    )


def _fee_parts(terms: ExitTerms, speech: Speech, unamortised: float) -> Iterator[str]:
    """Yield what the fee is the sum of."""
    for name, amount in (("unamortised", unamortised), ("wind_down", terms.wind_down.mean)):
        if amount:
            yield speech.say(f"fee.{name}", amount=speech.money(amount))
    for name, months in (("months_of_charges", terms.months_of_charges), ("months_of_base", terms.months_of_base)):
        if months:
            yield speech.say(f"fee.{name}", months=speech.number(months))
    if terms.share_of_remaining:
        yield speech.say("fee.share_of_remaining", share=speech.percent(terms.share_of_remaining))


def _fee_cap(terms: ExitTerms, speech: Speech) -> str:
    """Return the most that the fee can be; nothing where no cap is stated."""
    if terms.cap is not None:
        return speech.say("fee.cap", amount=speech.money(terms.cap))
    return "" if terms.cap_share is None else speech.say("fee.cap_share", share=speech.percent(terms.cap_share))
