"""The sentences of charges, each with a worked example whose number the rule computes."""

from collections.abc import Sequence

from outsourcing_model.case.bands import Bands
from outsourcing_model.case.charges import GainShare, ServiceCharge, Steps
from outsourcing_model.presentation.terms import charge_examples as examples
from outsourcing_model.presentation.terms.speech import Drivers, Names, Speech, joined


def _base(charge: ServiceCharge, speech: Speech) -> str:
    """Return what is said of the base, nothing if there is none."""
    return speech.say("charge.base", base=speech.price(charge.base.mean)) if charge.base.mean else ""


def _example(charge: ServiceCharge, speech: Speech, volume: float, answer: float) -> str:
    """Return what is said of packages, and the example of a charge."""
    packed = speech.say("charge.package", size=speech.number(charge.package)) if charge.package else ""
    return joined(packed, speech.say("charge.example", volume=speech.number(volume), answer=speech.money(answer)))


def unit_price(charge: ServiceCharge, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a base and one price."""
    if charge.price is None:
        stated = speech.say("charge.only_base", base=speech.price(charge.base.mean), **names)
        return stated if charge.base.mean else speech.say("charge.included", **names)
    stated = speech.say("charge.unit_price", price=speech.price(charge.price.mean), **names)
    example = _example(charge, speech, drivers["volume"], examples.unit_price(charge, **drivers))
    return joined(stated, _base(charge, speech), example)


def packages(charge: ServiceCharge, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of whole packages."""
    size = speech.number(charge.package or 1)
    answer = speech.number(examples.packages(charge, **drivers))
    return joined(speech.say("charge.package", size=size), f"{speech.number(drivers['volume'])} → {answer}.")


def banded(bands: Bands, amounts: Sequence[str], speech: Speech) -> str:
    """Return bands with an amount each in words, lowest first."""
    limits = [speech.number(limit) for limit in bands.up_to]
    if not limits:
        return speech.say("band.all", price=amounts[0])
    kind = f"band.{bands.limit}"
    middle = [
        speech.say(f"{kind}.middle", price=amount, low=low, high=high)
        for amount, low, high in zip(amounts[1:-1], limits, limits[1:], strict=False)
    ]
    first = speech.say(f"{kind}.first", price=amounts[0], high=limits[0])
    last = speech.say(f"{kind}.last", price=amounts[-1], low=limits[-1])
    return speech.say("band.separator").join((first, *middle, last))


def _bands(way: str, bands: Bands, speech: Speech, names: Names) -> str:
    """Return the clause of bands and their fees."""
    prices = [speech.price(price.mean) for price in bands.price]
    stated = speech.say(f"charge.{way}_bands", bands=banded(bands, prices, speech), **names)
    if bands.fee is None:
        return stated
    fees = banded(bands, [speech.price(fee.mean) for fee in bands.fee], speech)
    return joined(stated, speech.say(f"charge.fees_{way}", fees=fees))


def graduated_bands(charge: ServiceCharge, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of graduated bands."""
    stated = _bands("graduated", charge.graduated or Bands(up_to=(), price=(0.0,)), speech, names)
    example = _example(charge, speech, drivers["volume"], examples.graduated_bands(charge, **drivers))
    return joined(stated, _base(charge, speech), example)


def volume_bands(charge: ServiceCharge, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of volume bands."""
    stated = _bands("volume", charge.volume or Bands(up_to=(), price=(0.0,)), speech, names)
    example = _example(charge, speech, drivers["volume"], examples.volume_bands(charge, **drivers))
    return joined(stated, _base(charge, speech), example)


def cliffs(charge: ServiceCharge, speech: Speech) -> list[str]:
    """Return a warning for each limit at which one unit more makes the month cheaper."""
    found = []
    for limit in charge.volume.up_to if charge.volume else ():
        at, above = (examples.volume_bands(charge, volume) for volume in (limit, limit + 1))
        if above < at:
            texts = {"volume": speech.number(limit), "more": speech.number(limit + 1)}
            found.append(speech.say("charge.cliff", cost=speech.money(at), answer=speech.money(above), **texts))
    return found


def _steps(steps: Steps, side: str, speech: Speech) -> str:
    """Return the rates beside a dead band in words."""
    rates = [speech.price(rate.mean) for rate in steps.rate]
    if not steps.to:
        return speech.say("charge.every", rate=rates[0])
    parts = [
        speech.say(f"charge.{side}", limit=speech.percent(limit), rate=rate)
        for limit, rate in zip(steps.to, rates, strict=False)
    ]
    parts += [speech.say("charge.beyond", rate=rate) for rate in rates[len(steps.to) :]]
    return speech.say("band.separator").join(parts)


def dead_band(charge: ServiceCharge, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a dead band with additional and reduced charges."""
    band, baseline = charge.dead_band, drivers["baseline"]
    if band is None:
        return unit_price(charge, speech, names, drivers)
    low, high = (speech.number(baseline * (1 + side * band.width)) for side in (-1, 1))
    stated = speech.say("charge.dead_band", low=low, high=high, baseline=speech.number(baseline), **names)
    more = speech.say("charge.additional", bands=_steps(band.additional, "upto", speech), **names)
    less = speech.say("charge.reduced", bands=_steps(band.reduced, "downto", speech), **names)
    counted = speech.say(f"charge.from_{band.counted_from}")
    example = _example(charge, speech, drivers["volume"], examples.dead_band(charge, **drivers))
    return joined(stated, _base(charge, speech), more, less, counted, example)


def time_and_materials(charge: ServiceCharge, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of days at a role rate card."""
    work = charge.time_and_materials
    if work is None:
        return unit_price(charge, speech, names, drivers)
    roles = [
        speech.say("charge.role", role=role.name or key.replace("_", " "), rate=speech.price(role.rate.mean))
        for key, role in work.roles.items()
    ]
    stated = speech.say("charge.days", roles=speech.say("band.separator").join(roles), **names)
    ceiling = speech.say("charge.ceiling", ceiling=speech.money(work.ceiling.mean)) if work.ceiling else ""
    example = _example(charge, speech, drivers["volume"], examples.time_and_materials(charge, **drivers))
    return joined(stated, _base(charge, speech), ceiling, example)


def at_cost(charge: ServiceCharge, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of cost plus a fee."""
    terms = charge.gain_share
    if terms is None:
        return unit_price(charge, speech, names, drivers)
    stated = speech.say("charge.at_cost", fee=speech.money(terms.fee.mean), **names)
    goal = {name: speech.price(getattr(terms, name)) for name in ("target_fixed", "target_per_unit")}
    example = _example(charge, speech, drivers["volume"], examples.at_cost(charge, **drivers))
    return joined(stated, _base(charge, speech), speech.say("charge.target", **goal, **names), example)


def _gain_bands(limits: Sequence[float], shares: Sequence[float], speech: Speech) -> str:
    """Return the shares of a gain in words."""
    texts = [speech.percent(share) for share in shares]
    if not limits:
        return speech.say("charge.gain_all", share=texts[0])
    parts = [
        speech.say("charge.gain_band", share=share, limit=speech.percent(limit))
        for share, limit in zip(texts, limits, strict=False)
    ]
    return speech.say("band.separator").join((*parts, speech.say("charge.gain_rest", share=texts[-1])))


def gain_share(terms: GainShare, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of a gain share."""
    overrun = terms.provider_share if terms.overrun_share is None else terms.overrun_share
    shares, overruns = (_gain_bands(terms.up_to, parts, speech) for parts in (terms.provider_share, overrun))
    stated = speech.say("charge.gain", shares=shares, overruns=overruns)
    limits = [
        speech.say(f"charge.{name}", amount=speech.money(value))
        for name, value in (("least_fee", terms.least_fee), ("most_fee", terms.most_fee))
        if value is not None
    ]
    values = {name: speech.money(value) for name, value in drivers.items()}
    answer = speech.money(examples.gain_share(terms, **drivers))
    example = speech.say("charge.gain_example", answer=answer, **values)
    return joined(stated, speech.say(f"charge.gain_{terms.settled}"), *limits, example)
