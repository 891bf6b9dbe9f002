"""One term, three faces: for each kind of term its record, its rule, its formula, its sentence and its worked example."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from outsourcing_model.case.charges import Indexation, ServiceCharge
from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.record import Record
from outsourcing_model.case.transition import DelayDamages
from outsourcing_model.engine.rules import charges, credits, demand, turning_points
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
        ServiceCharge, charges.flat_charge, formulas.unit_price, examples.unit_price, sentences.unit_price, ("volume",)
    ),
    "graduated_bands": TermKind(
        ServiceCharge, charges.graduated_charge, formulas.graduated_bands, examples.graduated_bands, sentences.graduated_bands, ("volume",)
    ),
    "volume_bands": TermKind(
        ServiceCharge, charges.volume_charge, formulas.volume_bands, examples.volume_bands, sentences.volume_bands, ("volume",)
    ),
    "minimum_commitment": TermKind(
        Offer, charges.commitment_shortfall, formulas.minimum_commitment, examples.minimum_commitment,
        sentences.minimum_commitment, ("reference", "charges"),
    ),
    "indexation": TermKind(
        Indexation, demand.revision_factor, formulas.indexation, examples.indexation, sentences.indexation, ("growth", "year")
    ),
    "credit_tiers": TermKind(
        Tiers, credits.credit_share, formulas.credit_tiers, examples.credit_tiers, sentences.credit_tiers, ("attained", "charge")
    ),
    "monthly_cap": TermKind(
        CreditScheme, credits.capped_credit, formulas.monthly_cap, examples.monthly_cap, sentences.monthly_cap, ("due", "invoice")
    ),
    "delay_damages": TermKind(
        DelayDamages, turning_points.delay_damages, formulas.delay_damages, examples.damages, sentences.delay_damages, ("days",)
    ),
    "termination_fee": TermKind(
        Offer, turning_points.termination_fee, formulas.termination_fee, examples.termination, sentences.termination_fee,
        ("unamortised", "month", "term", "invoice"),
    ),
}  # fmt: skip


def kind_of(charge: ServiceCharge) -> str:
    """Return the kind of term that prices the units of a service."""
    if charge.graduated is not None:
        return "graduated_bands"
    return "volume_bands" if charge.volume is not None else "unit_price"
