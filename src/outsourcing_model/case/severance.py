"""Parting with people whose work leaves: who is transferred or redeployed, and what the others are paid."""

from outsourcing_model.case.record import Record, quantity
from outsourcing_model.case.uncertain import Uncertain


class Severance(Record):
    """What is paid once, when the old team has stopped, to and for the people who are no longer needed."""

    people: Uncertain = quantity("people whose work leaves", kind="number", unit="people", low=0, high=1e6)
    transferred: Uncertain = quantity(
        "of them, those who move to the provider", kind="number", unit="people", low=0, high=1e6, default=0.0
    )
    redeployed: Uncertain = quantity(
        "of them, those who get other work in the company", kind="number", unit="people", low=0, high=1e6, default=0.0
    )
    weeks: Uncertain = quantity(
        "weeks of pay that each dismissed person gets", kind="number", unit="weeks", low=0, high=520
    )
    annual_wage: Uncertain = quantity("gross pay of one person", kind="amount", unit="currency a year", low=0, high=1e9)
    loading: Uncertain = quantity(
        "full cost over gross pay of these weeks, 1 for pay only",
        kind="number",
        unit="factor",
        low=1,
        high=5,
        default=1.0,
    )
    per_person: Uncertain = quantity(
        "outplacement and other cost of a dismissal",
        kind="amount",
        unit="currency a person",
        low=0,
        high=1e9,
        default=0.0,
    )
    transfer_payment: Uncertain = quantity(
        "what is paid for each person who is transferred",
        kind="amount",
        unit="currency a person",
        low=0,
        high=1e9,
        default=0.0,
    )
    month: int | None = quantity(
        "contract month of payment; the end of the parallel run of the first takeover when absent",
        kind="count",
        unit="contract month",
        low=1,
        high=600,
        default=None,
    )
