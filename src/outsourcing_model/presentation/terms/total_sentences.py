"""The sentences of commitments, discounts and costs passed through, each with an example that the rule computes."""

from outsourcing_model.case.commitment import Commitment, UnitCommitment
from outsourcing_model.case.price_terms import PassThrough, TotalDiscount
from outsourcing_model.presentation.formats import months
from outsourcing_model.presentation.terms import charge_examples as examples
from outsourcing_model.presentation.terms.speech import Drivers, Names, Speech, joined


def _carried(terms: Commitment | UnitCommitment, speech: Speech) -> str:
    """Return what is said of shortfalls carried forward."""
    if not terms.carry_forward_months:
        return ""
    return speech.say("commitment.carried", months=months(terms.carry_forward_months, speech.lang))


def minimum_commitment(terms: Commitment, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the minimum commitment."""
    if terms.share is not None:
        stated = speech.say("commitment.share", share=speech.percent(terms.share))
    else:
        stated = speech.say("commitment.amount", amount=speech.money(terms.amount or 0.0))
    texts = {name: speech.money(value) for name, value in drivers.items()}
    answer = speech.money(examples.minimum_commitment(terms, **drivers))
    return joined(stated, _carried(terms, speech), speech.say("commitment.example", answer=answer, **texts))


def unit_commitment(terms: UnitCommitment, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of committed units."""
    values = {"units": speech.number(terms.units), "rate": speech.price(terms.rate.mean)}
    stated = speech.say("commitment.units", **values, **names)
    answer = speech.money(examples.unit_commitment(terms, **drivers))
    example = speech.say("commitment.units_example", used=speech.number(drivers["used"]), answer=answer)
    return joined(stated, _carried(terms, speech), example)


def total_discount(terms: TotalDiscount, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of a discount on the total."""
    shares, limits = [speech.percent(share) for share in terms.share], [speech.money(limit) for limit in terms.up_to]
    kind = "band.included"
    parts = [speech.say("band.all", price=shares[0])]
    if limits:
        parts = [speech.say(f"{kind}.first", price=shares[0], high=limits[0])]
        parts += [
            speech.say(f"{kind}.middle", price=share, low=low, high=high)
            for share, low, high in zip(shares[1:-1], limits, limits[1:], strict=False)
        ]
        parts.append(speech.say(f"{kind}.last", price=shares[-1], low=limits[-1]))
    period = speech.say(f"discount.{terms.settled}")
    bands = speech.say("band.separator").join(parts)
    stated = speech.say(f"discount.{terms.method}", period=period, bands=bands)
    deducted = speech.say("discount.deducted") if terms.settled == "year" else ""
    answer = speech.money(examples.total_discount(terms, **drivers))
    return joined(stated, deducted, speech.say("discount.example", total=speech.money(drivers["total"]), answer=answer))


def pass_through(terms: PassThrough, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a cost passed through."""
    key = "stated" if terms.markup.mean else "at_cost"
    stated = speech.say(f"pass_through.{key}", markup=speech.percent(terms.markup.mean), **names)
    answer = examples.pass_through(terms, **drivers)
    amount = speech.money(answer / (1 + terms.markup.mean))
    return joined(stated, speech.say("pass_through.example", amount=amount, answer=speech.money(answer)))
