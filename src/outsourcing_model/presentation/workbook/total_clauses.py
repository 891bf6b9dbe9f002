"""What stands under charges for an offer as a whole: commitment, discount, productivity, costs passed through."""

from outsourcing_model.case.commitment import Commitment, UnitCommitment
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.price_terms import PassThrough, TotalDiscount
from outsourcing_model.presentation.formats import number
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.view import View, agreed, is_open

SHORT_OF = 0.9
"""How much of a commitment or of a target the examples reach."""

EXAMPLE_YEAR = 3.0


def sentences(lines: Lines, view: View, offer: str) -> None:
    """Write the sentences of what acts on the total of an offer."""
    terms, speech = view.case.offers[offer], view.speech
    reference = view.reference_invoice(offer)
    if terms.minimum_commitment is not None and terms.minimum_commitment.binds:
        drivers = {"committed": view.committed(offer), "used": view.committed(offer) * SHORT_OF}
        lines.sentence(KINDS["minimum_commitment"].sentence(terms.minimum_commitment, speech, {}, drivers), offer)
    if terms.discount is not None:
        months = 12.0 if terms.discount.settled == "year" else 1.0
        total = {"total": reference * min(months, view.case.term)}
        lines.sentence(KINDS["total_discount"].sentence(terms.discount, speech, {}, total), offer)
    if terms.productivity is not None:
        if is_open(terms.productivity):
            lines.open(lines.label(Offer, "productivity"))
        else:
            year = {"year": EXAMPLE_YEAR}
            lines.sentence(KINDS["productivity"].sentence(terms.productivity.mean, speech, {}, year), offer)
    for name, passed in view.passed_through(offer).items():
        names = {"name": passed_name(name, passed)}
        if any(is_open(value) for value in (passed.monthly, passed.per_unit, passed.markup)):
            lines.open(names["name"])
        else:
            volume = view.case.baseline(offer, passed.service) if passed.service else 0.0
            text = KINDS["pass_through"].sentence(passed, speech, names, {"volume": volume})
            lines.sentence(text, offer)


def passed_name(key: str, passed: PassThrough) -> str:
    """Return what a cost passed through is called."""
    return passed.name or key.replace("_", " ").capitalize()


def cells(lines: Lines, view: View, offer: str) -> None:
    """Write the terms of what acts on the total of an offer as cells."""
    terms = view.case.offers[offer]
    own = lines.of(offer)
    commitment = terms.minimum_commitment
    if commitment is not None:
        field, unit, kind = (
            ("share", "percent", "percent") if commitment.amount is None else ("amount", "currency_month", "money")
        )
        own.cell(commitment, "minimum_commitment", field, "minimum_commitment", view.unit(unit), kind)
        carry_cell(own, commitment, "minimum_commitment", view)
    if terms.discount is not None:
        _discount_cells(own, view, terms.discount)
    if terms.productivity is not None:
        own.uncertain(terms, "productivity", "productivity", view.unit("percent_year"), "percent")
    for name, passed in view.passed_through(offer).items():
        _passed_cells(lines, view, offer, name, passed)


def carry_cell(own: Lines, terms: Commitment | UnitCommitment, path: str, view: View) -> None:
    """Write for how many months a shortfall is carried forward, if it is."""
    if terms.carry_forward_months:
        own.cell(terms, path, "carry_forward_months", "carry_forward", view.unit("months"), "whole")


def _discount_cells(own: Lines, view: View, terms: TotalDiscount) -> None:
    """Write limits and shares of a discount."""
    ranks = [number(rank, view.lang) for rank in range(1, len(terms.share) + 1)]
    if terms.up_to:
        limits = [view.say("discount_limit", band=rank) for rank in ranks[:-1]]
        own.column("discount.limits", "discount_limits", limits, list(terms.up_to), view.unit("currency"), "money")
    labels = [view.say("discount_share", band=rank) for rank in ranks]
    roles = {f"discount.{role}": f"discount_{role}" for role in ("first", "lower", "upper")}
    unit = (view.unit("percent"), "percent")
    own.steps(roles, ("discount.shares", "discount_shares"), labels, list(terms.share), unit)


def _passed_cells(lines: Lines, view: View, offer: str, name: str, passed: PassThrough) -> None:
    """Write the terms of a cost passed through."""
    own = lines.of(offer, f"pass_through.{name}", passed_name(name, passed))
    unit = view.unit("currency_unit", unit=view.counted(passed.service)) if passed.service else ""
    for field, called, kind in (
        ("monthly", view.unit("currency_month"), "price"),
        ("per_unit", unit, "price"),
        ("markup", view.unit("percent"), "percent"),
    ):
        value = getattr(passed, field)
        if value is not None:
            own.value(field, field, own.label(PassThrough, field), called, agreed(value), kind)
