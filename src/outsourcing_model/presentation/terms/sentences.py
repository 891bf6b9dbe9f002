"""The sentences of the monthly cap, delay and leaving, each with a worked example whose number the rule computes."""

from collections.abc import Iterator

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.delay import SHARES, DelayDamages
from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.case.milestone import Milestone
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import Transition
from outsourcing_model.presentation.formats import days as days_long
from outsourcing_model.presentation.formats import months as months_long
from outsourcing_model.presentation.terms import examples
from outsourcing_model.presentation.terms.speech import Drivers, Names, Speech, joined


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
    return joined(*parts, delay_example(terms, speech, drivers["days"]))


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
    return joined(*parts, example)


def ramp(terms: Transition, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the time over which the volumes move to the provider."""
    stated = speech.say("ramp.stated", months=months_long(terms.ramp_months.mean, speech.lang))
    values = {name: speech.number(value) for name, value in drivers.items()}
    return joined(stated, speech.say("ramp.example", answer=speech.number(examples.ramp(terms, **drivers)), **values))


def termination_fee(offer: Offer, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the fee for leaving early: its parts, its cap, when none is due, an example."""
    parts = list(_fee_parts(offer.exit, speech, drivers["unamortised"]))
    listed = speech.say("band.separator").join(parts) or speech.say("fee.nothing")
    answer = speech.money(examples.termination_fee(offer, **drivers))
    said = {name: speech.number(drivers[name]) for name in ("month", "term", "takeover")}
    said |= {name: speech.money(drivers[name]) for name in ("invoice", "base", "reference")}
    example = speech.say(f"fee.example{'_ahead' if offer.exit.looks_ahead else ''}", answer=answer, **said)
    return joined(
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
