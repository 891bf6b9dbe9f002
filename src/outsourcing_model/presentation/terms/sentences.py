"""The sentences of credits, delay and leaving, each with a worked example whose number the rule computes."""

from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import DelayDamages
from outsourcing_model.presentation.terms import examples
from outsourcing_model.presentation.terms.speech import Drivers, Names, Speech, joined


def credit_tiers(tiers: Tiers, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a level's credits."""
    parts = [
        speech.say("credit.tier", limit=speech.percent(limit), credit=speech.percent(credit))
        for limit, credit in zip(tiers.below, tiers.credit, strict=True)
    ]
    stated = speech.say("credit.stated", tiers=speech.say("band.separator").join(parts), **names)
    values = {"attained": speech.percent(drivers["attained"]), "charge": speech.money(drivers["charge"])}
    answer = speech.money(examples.credit_tiers(tiers, **drivers))
    return joined(stated, speech.say("credit.example", answer=answer, **values))


def monthly_cap(scheme: CreditScheme, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the monthly cap on credits."""
    if scheme.monthly_cap is None:
        stated = speech.say("cap.none")
    else:
        stated = speech.say("cap.stated", cap=speech.percent(scheme.monthly_cap))
    values = {name: speech.money(value) for name, value in drivers.items()}
    return joined(
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
    return joined(stated, cap, exempt, delay_example(terms, speech, drivers["days"]))


def delay_example(terms: DelayDamages, speech: Speech, days: float) -> str:
    """Return what so many days late cost."""
    return speech.say(
        "delay.example", days=speech.number(days), answer=speech.money(examples.delay_damages(terms, days))
    )


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
    return joined(speech.say("fee.stated", parts=listed), speech.say("fee.expiry"), example)
