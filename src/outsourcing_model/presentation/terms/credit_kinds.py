"""The kinds of terms that say what a missed level returns, what caps it, and what stands beside it."""

from collections.abc import Mapping

from outsourcing_model.case.credits import CreditScheme, EarnBack, PointsTable, RollingCap
from outsourcing_model.case.level_credit import LevelCredit, Persistent, Repeat
from outsourcing_model.case.liability import LatePayment
from outsourcing_model.case.trigger import Trigger
from outsourcing_model.engine.rules import credits as credit_rules
from outsourcing_model.engine.rules import repeats, scheme, totals
from outsourcing_model.presentation.terms import (
    credit_examples,
    credit_formulas,
    credit_sentences,
    scheme_examples,
    scheme_formulas,
    scheme_sentences,
)
from outsourcing_model.presentation.terms.kind import TermKind

CREDIT_KINDS: Mapping[str, TermKind] = {
    "credit_tiers": TermKind(
        record=LevelCredit,
        rule=credit_rules.credit_share,
        formula=credit_formulas.credit_tiers,
        example=credit_examples.credit_tiers,
        sentence=credit_sentences.credit_tiers,
        drivers=("attained", "charge"),
    ),
    "penalty_points": TermKind(
        record=LevelCredit,
        rule=credit_rules.credit_share,
        formula=credit_formulas.penalty_points,
        example=credit_examples.penalty_points,
        sentence=credit_sentences.penalty_points,
        drivers=("attained",),
    ),
    "allocation": TermKind(
        record=LevelCredit,
        rule=credit_rules.credit_share,
        formula=credit_formulas.allocation,
        example=credit_examples.allocation,
        sentence=credit_sentences.allocation,
        drivers=("attained", "charge", "at_risk"),
    ),
    "per_point": TermKind(
        record=LevelCredit,
        rule=credit_rules.shortfall_credit,
        formula=credit_formulas.per_point,
        example=credit_examples.per_point,
        sentence=credit_sentences.per_point,
        drivers=("attained", "charge", "target"),
    ),
    "per_hour": TermKind(
        record=LevelCredit,
        rule=credit_rules.hours_credit,
        formula=credit_formulas.per_hour,
        example=credit_examples.per_hour,
        sentence=credit_sentences.per_hour,
        drivers=("attained", "charge", "hours"),
    ),
    "repeat": TermKind(
        record=Repeat,
        rule=repeats.repeated,
        formula=credit_formulas.repeat,
        example=credit_examples.repeat,
        sentence=credit_sentences.repeat,
        drivers=("credit", "before"),
    ),
    "persistent": TermKind(
        record=Persistent,
        rule=repeats.persistent_credit,
        formula=credit_formulas.persistent,
        example=credit_examples.persistent,
        sentence=credit_sentences.persistent,
        drivers=("charge", "found"),
    ),
    "credit_due": TermKind(
        record=LevelCredit,
        rule=scheme.due_part,
        formula=credit_formulas.credit_due,
        example=credit_examples.credit_due,
        sentence=credit_sentences.credit_due,
        drivers=("credit", "our_share", "year"),
    ),
    "points_table": TermKind(
        record=PointsTable,
        rule=scheme.points_credit,
        formula=scheme_formulas.points_table,
        example=scheme_examples.points_table,
        sentence=scheme_sentences.points_table,
        drivers=("points", "invoice"),
    ),
    "pool": TermKind(
        record=CreditScheme,
        rule=scheme.pooled_credit,
        formula=scheme_formulas.pool,
        example=scheme_examples.pool,
        sentence=scheme_sentences.pool,
        drivers=("due", "invoice"),
    ),
    "service_cap": TermKind(
        record=CreditScheme,
        rule=scheme.within_cap,
        formula=scheme_formulas.service_cap,
        example=scheme_examples.service_cap,
        sentence=scheme_sentences.service_cap,
        drivers=("due", "charge", "cap"),
    ),
    "rolling_cap": TermKind(
        record=RollingCap,
        rule=scheme.kept_credits,
        formula=scheme_formulas.rolling_cap,
        example=scheme_examples.rolling_cap,
        sentence=scheme_sentences.rolling_cap,
        drivers=("due", "invoices", "before"),
    ),
    "yearly_cap": TermKind(
        record=CreditScheme,
        rule=scheme.kept_credits,
        formula=scheme_formulas.yearly_cap,
        example=scheme_examples.yearly_cap,
        sentence=scheme_sentences.yearly_cap,
        drivers=("due", "invoices", "before"),
    ),
    "contract_cap": TermKind(
        record=CreditScheme,
        rule=scheme.kept_credits,
        formula=scheme_formulas.contract_cap,
        example=scheme_examples.contract_cap,
        sentence=scheme_sentences.contract_cap,
        drivers=("due", "invoices", "before"),
    ),
    "earn_back": TermKind(
        record=EarnBack,
        rule=scheme.kept_credits,
        formula=scheme_formulas.earn_back,
        example=scheme_examples.earn_back,
        sentence=scheme_sentences.earn_back,
        drivers=("month",),
    ),
    "trigger": TermKind(
        record=Trigger,
        rule=repeats.often_missed,
        formula=scheme_formulas.trigger,
        example=scheme_examples.trigger,
        sentence=scheme_sentences.trigger,
        drivers=("every",),
    ),
    "late_payment": TermKind(
        record=LatePayment,
        rule=totals.late_payment,
        formula=scheme_formulas.late_payment,
        example=scheme_examples.late_payment,
        sentence=scheme_sentences.late_payment,
        drivers=("invoice", "days"),
    ),
}

_OF_WAY = {"credit": "credit_tiers", "points": "penalty_points"}


def kind_of_credit(terms: LevelCredit) -> str:
    """Return the kind of term that reckons what a level returns."""
    return _OF_WAY.get(terms.way, terms.way)
