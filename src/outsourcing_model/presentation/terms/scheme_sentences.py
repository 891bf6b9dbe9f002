"""The sentences of a credit scheme and of what stands beside it, each with an example that the rule computes."""

from outsourcing_model.case.credits import CreditScheme, EarnBack, PointsTable, RollingCap
from outsourcing_model.case.liability import LatePayment
from outsourcing_model.case.trigger import Trigger
from outsourcing_model.presentation.formats import months
from outsourcing_model.presentation.terms import scheme_examples
from outsourcing_model.presentation.terms.speech import Drivers, Names, Speech, joined


def points_table(terms: PointsTable, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of what penalty points return."""
    parts = [
        speech.say("credit.table_step", at=speech.number(at), credit=speech.percent(credit))
        for at, credit in zip(terms.at, terms.credit, strict=True)
    ]
    stated = speech.say("credit.table", steps=speech.say("band.separator").join(parts))
    values = {"points": speech.number(drivers["points"]), "invoice": speech.money(drivers["invoice"])}
    answer = speech.money(scheme_examples.points_table(terms, **drivers))
    return joined(stated, speech.say("credit.table_example", answer=answer, **values))


def pool(scheme: CreditScheme, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the amount at risk that levels share."""
    values = {"pool": speech.percent(scheme.pool), "at_risk": speech.percent(scheme.at_risk or 0.0)}
    answer = speech.money(scheme_examples.pool(scheme, **drivers))
    return joined(
        speech.say("credit.pool", **values), speech.say("cap.example", answer=answer, **_money(speech, drivers))
    )


def service_cap(_scheme: CreditScheme, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of the cap on the levels of one service."""
    cap = drivers["cap"]
    stated = speech.say("cap.service", service=names["service"], cap=speech.percent(cap))
    values = _money(speech, {name: drivers[name] for name in ("due", "charge")})
    answer = speech.money(scheme_examples.service_cap(_scheme, **drivers))
    return joined(stated, speech.say("cap.service_example", answer=answer, **values))


def rolling_cap(terms: RollingCap, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the cap on several months together."""
    values = {"months": months(terms.months, speech.lang), "share": speech.percent(terms.share)}
    answer = speech.money(scheme_examples.rolling_cap(terms, **drivers))
    return joined(speech.say("cap.rolling", **values), _several(speech, drivers, answer))


def yearly_cap(scheme: CreditScheme, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the cap on a contract year."""
    stated = speech.say("cap.yearly", share=speech.percent(scheme.yearly_cap or 0.0))
    return joined(stated, _several(speech, drivers, speech.money(scheme_examples.yearly_cap(scheme, **drivers))))


def contract_cap(scheme: CreditScheme, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of the cap on the whole term."""
    if scheme.contract_cap_amount is not None:
        stated = speech.say("cap.contract_amount", amount=speech.money(scheme.contract_cap_amount))
    else:
        stated = speech.say("cap.contract", share=speech.percent(scheme.contract_cap or 0.0))
    return joined(stated, _several(speech, drivers, speech.money(scheme_examples.contract_cap(scheme, **drivers))))


def earn_back(terms: EarnBack, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of how the provider earns a credit back."""
    stated = speech.say("cap.earn_back", months=months(terms.months, speech.lang))
    frees = speech.say("cap.frees" if terms.frees_caps else "cap.frees_not")
    answer = speech.number(scheme_examples.earn_back(terms, **drivers))
    return joined(stated, frees, speech.say("cap.earn_back_example", month=speech.number(drivers["month"]),
                                            answer=answer))  # fmt: skip


def trigger(terms: Trigger, speech: Speech, names: Names, drivers: Drivers) -> str:
    """Return the clause of a right to terminate; `level` and `limit` say what is missed."""
    answer = speech.number(scheme_examples.trigger(terms, **drivers))
    if terms.months_at_cap is not None:
        stated = speech.say("trigger.at_cap", months=months(terms.months_at_cap, speech.lang))
        return joined(stated, speech.say("trigger.at_cap_example", answer=answer))
    values = {"level": names["level"], "limit": names["limit"]}
    if terms.misses == 1:
        stated = speech.say("trigger.once", **values)
    else:
        counted = {"misses": speech.number(terms.misses or 0), "within": months(terms.within, speech.lang)}
        stated = speech.say("trigger.misses", **counted, **values)
    return joined(stated, speech.say("trigger.example", answer=answer))


def late_payment(terms: LatePayment, speech: Speech, _names: Names, drivers: Drivers) -> str:
    """Return the clause of what paying late costs."""
    parts = [speech.say("late_payment.stated", rate=speech.percent(terms.rate))]
    if terms.indemnity:
        parts.append(speech.say("late_payment.indemnity", indemnity=speech.money(terms.indemnity)))
    values = {"invoice": speech.money(drivers["invoice"]), "days": speech.number(drivers["days"])}
    answer = speech.money(scheme_examples.late_payment(terms, **drivers))
    return joined(*parts, speech.say("late_payment.example", answer=answer, **values))


def _money(speech: Speech, drivers: Drivers) -> dict[str, str]:
    """Return drivers as amounts."""
    return {name: speech.money(value) for name, value in drivers.items()}


def _several(speech: Speech, drivers: Drivers, answer: str) -> str:
    """Return the example of a cap on several months."""
    return speech.say("cap.several_example", answer=answer, **_money(speech, drivers))
