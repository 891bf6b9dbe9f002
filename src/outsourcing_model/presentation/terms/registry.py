"""One term, three faces: the record, rule, formula, sentence and worked example of each kind of term."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from outsourcing_model.case.charges import Indexation, ServiceCharge
from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.record import Record
from outsourcing_model.case.transition import DelayDamages
from outsourcing_model.engine.rules import charges as charge_rules
from outsourcing_model.engine.rules import credits as credit_rules
from outsourcing_model.engine.rules import demand as demand_rules
from outsourcing_model.engine.rules import leaving as leaving_rules
from outsourcing_model.engine.rules import turning_points
from outsourcing_model.presentation.terms import examples, formulas, sentences
from outsourcing_model.presentation.terms.speech import Speech


@dataclass(frozen=True)
class TermKind:
    """One kind of term.

    Parameters
    ----------
    record : type
        What states it in the case.
    rule : callable
        What plays it in the engine.
    formula : callable
        What computes it in a workbook: (record, cells by role) to a formula.
    example : callable
        The rule applied to one month: (record, drivers by name) to a number.
    sentence : callable
        What a clause says: (record, speech, names, drivers) to a text whose last figure is the example's.
    drivers : tuple of str
        What varies by month.
    """

    record: type[Record]
    rule: Callable[..., Any]
    formula: Callable[[Any, formulas.Cells], str]
    example: Callable[..., float]
    sentence: Callable[[Any, Speech, Mapping[str, str], Mapping[str, float]], str]
    drivers: tuple[str, ...]


KINDS: Mapping[str, TermKind] = {
    "unit_price": TermKind(
        record=ServiceCharge,
        rule=charge_rules.flat_charge,
        formula=formulas.unit_price,
        example=examples.unit_price,
        sentence=sentences.unit_price,
        drivers=("volume",),
    ),
    "graduated_bands": TermKind(
        record=ServiceCharge,
        rule=charge_rules.graduated_charge,
        formula=formulas.graduated_bands,
        example=examples.graduated_bands,
        sentence=sentences.graduated_bands,
        drivers=("volume",),
    ),
    "volume_bands": TermKind(
        record=ServiceCharge,
        rule=charge_rules.volume_charge,
        formula=formulas.volume_bands,
        example=examples.volume_bands,
        sentence=sentences.volume_bands,
        drivers=("volume",),
    ),
    "minimum_commitment": TermKind(
        record=Offer,
        rule=charge_rules.commitment_shortfall,
        formula=formulas.minimum_commitment,
        example=examples.minimum_commitment,
        sentence=sentences.minimum_commitment,
        drivers=("reference", "charges"),
    ),
    "indexation": TermKind(
        record=Indexation,
        rule=demand_rules.revision_factor,
        formula=formulas.indexation,
        example=examples.indexation,
        sentence=sentences.indexation,
        drivers=("growth", "year"),
    ),
    "credit_tiers": TermKind(
        record=Tiers,
        rule=credit_rules.credit_share,
        formula=formulas.credit_tiers,
        example=examples.credit_tiers,
        sentence=sentences.credit_tiers,
        drivers=("attained", "charge"),
    ),
    "monthly_cap": TermKind(
        record=CreditScheme,
        rule=credit_rules.capped_credit,
        formula=formulas.monthly_cap,
        example=examples.monthly_cap,
        sentence=sentences.monthly_cap,
        drivers=("due", "invoice"),
    ),
    "delay_damages": TermKind(
        record=DelayDamages,
        rule=turning_points.delay_damages,
        formula=formulas.delay_damages,
        example=examples.delay_damages,
        sentence=sentences.delay_damages,
        drivers=("days",),
    ),
    "termination_fee": TermKind(
        record=Offer,
        rule=leaving_rules.termination_fee,
        formula=formulas.termination_fee,
        example=examples.termination_fee,
        sentence=sentences.termination_fee,
        drivers=("unamortised", "month", "term", "invoice", "base", "reference", "takeover"),
    ),
}


def kind_of(charge: ServiceCharge) -> str:
    """Return the kind of term that prices the units of a service."""
    if charge.graduated is not None:
        return "graduated_bands"
    return "volume_bands" if charge.volume is not None else "unit_price"
