"""One term, three faces: the record, rule, formula, sentence and worked example of each kind of term."""

from collections.abc import Mapping

from outsourcing_model.case.charges import GainShare, ServiceCharge
from outsourcing_model.case.commitment import Commitment, UnitCommitment
from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.delay import DelayDamages
from outsourcing_model.case.exchange import ExchangeClause
from outsourcing_model.case.indexation import Indexation
from outsourcing_model.case.milestone import Milestone
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.price_terms import Benchmark, PassThrough, TotalDiscount
from outsourcing_model.case.transition import Transition
from outsourcing_model.engine.rules import charges, presence, prices, totals, turning_points, units
from outsourcing_model.engine.rules import credits as credit_rules
from outsourcing_model.engine.rules import leaving as leaving_rules
from outsourcing_model.presentation.terms import (
    charge_examples,
    charge_formulas,
    charge_sentences,
    examples,
    formulas,
    price_examples,
    price_formulas,
    price_sentences,
    sentences,
    total_sentences,
)
from outsourcing_model.presentation.terms.credit_kinds import CREDIT_KINDS
from outsourcing_model.presentation.terms.kind import TermKind

KINDS: Mapping[str, TermKind] = {
    "unit_price": TermKind(
        record=ServiceCharge,
        rule=charges.flat_charge,
        formula=charge_formulas.unit_price,
        example=charge_examples.unit_price,
        sentence=charge_sentences.unit_price,
        drivers=("volume",),
    ),
    "packages": TermKind(
        record=ServiceCharge,
        rule=units.whole_packages,
        formula=charge_formulas.packages,
        example=charge_examples.packages,
        sentence=charge_sentences.packages,
        drivers=("volume",),
    ),
    "graduated_bands": TermKind(
        record=ServiceCharge,
        rule=charges.graduated_charge,
        formula=charge_formulas.graduated_bands,
        example=charge_examples.graduated_bands,
        sentence=charge_sentences.graduated_bands,
        drivers=("volume",),
    ),
    "volume_bands": TermKind(
        record=ServiceCharge,
        rule=charges.volume_charge,
        formula=charge_formulas.volume_bands,
        example=charge_examples.volume_bands,
        sentence=charge_sentences.volume_bands,
        drivers=("volume",),
    ),
    "dead_band": TermKind(
        record=ServiceCharge,
        rule=units.dead_band_charge,
        formula=charge_formulas.dead_band,
        example=charge_examples.dead_band,
        sentence=charge_sentences.dead_band,
        drivers=("volume", "baseline"),
    ),
    "time_and_materials": TermKind(
        record=ServiceCharge,
        rule=units.days_charge,
        formula=charge_formulas.time_and_materials,
        example=charge_examples.time_and_materials,
        sentence=charge_sentences.time_and_materials,
        drivers=("volume",),
    ),
    "at_cost": TermKind(
        record=ServiceCharge,
        rule=charges.flat_charge,
        formula=charge_formulas.at_cost,
        example=charge_examples.at_cost,
        sentence=charge_sentences.at_cost,
        drivers=("volume",),
    ),
    "gain_share": TermKind(
        record=GainShare,
        rule=units.gain_share,
        formula=charge_formulas.gain_share,
        example=charge_examples.gain_share,
        sentence=charge_sentences.gain_share,
        drivers=("target", "actual", "fee"),
    ),
    "minimum_commitment": TermKind(
        record=Commitment,
        rule=totals.commitment_shortfall,
        formula=charge_formulas.minimum_commitment,
        example=charge_examples.minimum_commitment,
        sentence=total_sentences.minimum_commitment,
        drivers=("committed", "used"),
    ),
    "unit_commitment": TermKind(
        record=UnitCommitment,
        rule=totals.commitment_shortfall,
        formula=charge_formulas.unit_commitment,
        example=charge_examples.unit_commitment,
        sentence=total_sentences.unit_commitment,
        drivers=("used",),
    ),
    "total_discount": TermKind(
        record=TotalDiscount,
        rule=totals.total_discount,
        formula=charge_formulas.total_discount,
        example=charge_examples.total_discount,
        sentence=total_sentences.total_discount,
        drivers=("total",),
    ),
    "pass_through": TermKind(
        record=PassThrough,
        rule=totals.at_cost,
        formula=charge_formulas.pass_through,
        example=charge_examples.pass_through,
        sentence=total_sentences.pass_through,
        drivers=("volume",),
    ),
    "indexation": TermKind(
        record=Indexation,
        rule=prices.revision_factor,
        formula=price_formulas.indexation,
        example=price_examples.indexation,
        sentence=price_sentences.indexation,
        drivers=("growth", "year"),
    ),
    "productivity": TermKind(
        record=Offer,
        rule=prices.productivity_factor,
        formula=price_formulas.productivity,
        example=price_examples.productivity,
        sentence=price_sentences.productivity,
        drivers=("year",),
    ),
    "benchmark": TermKind(
        record=Benchmark,
        rule=prices.benchmark_factor,
        formula=price_formulas.benchmark,
        example=price_examples.benchmark,
        sentence=price_sentences.benchmark,
        drivers=("gap",),
    ),
    "exchange": TermKind(
        record=ExchangeClause,
        rule=prices.exchange_factor,
        formula=price_formulas.exchange,
        example=price_examples.exchange,
        sentence=price_sentences.exchange,
        drivers=("rate",),
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
    "milestone": TermKind(
        record=Milestone,
        rule=turning_points.milestone,
        formula=formulas.milestone,
        example=examples.milestone,
        sentence=sentences.milestone,
        drivers=("days", "term"),
    ),
    "ramp": TermKind(
        record=Transition,
        rule=presence.ramping,
        formula=formulas.ramp,
        example=examples.ramp,
        sentence=sentences.ramp,
        drivers=("takeover", "month"),
    ),
    "termination_fee": TermKind(
        record=Offer,
        rule=leaving_rules.termination_fee,
        formula=formulas.termination_fee,
        example=examples.termination_fee,
        sentence=sentences.termination_fee,
        drivers=("unamortised", "month", "term", "invoice", "base", "reference", "takeover"),
    ),
    **CREDIT_KINDS,
}


_KINDS = {"graduated": "graduated_bands", "volume": "volume_bands", "dead_band": "dead_band",
          "time_and_materials": "time_and_materials", "gain_share": "at_cost"}  # fmt: skip


def kind_of(charge: ServiceCharge) -> str:
    """Return the kind of term that prices the units of a service."""
    return _KINDS.get(charge.way, "unit_price")
