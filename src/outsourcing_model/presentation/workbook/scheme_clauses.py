"""What stands under the heading of credits: what each level returns, how it is summed, what caps it, what goes back."""

from collections.abc import Iterator

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.record import Record
from outsourcing_model.presentation.formats import days, number
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook import credit_clauses
from outsourcing_model.presentation.workbook.book import A_YEAR
from outsourcing_model.presentation.workbook.credit_clauses import LEAST
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.view import View

OVER = 1.5
"""How many times the cap the credits of its example come to."""


def service_credits(lines: Lines, view: View) -> None:
    """Write what a missed level returns, and what caps it."""
    for offer in view.offers:
        scheme, tiers = view.case.offers[offer].credits, view.tiers(offer)
        if scheme is None or not tiers:
            continue
        for level in tiers:
            lines.sentence(" ".join(credit_clauses.sentences(view, offer, level)), offer)
        for sentence in _scheme(view, offer, scheme):
            lines.sentence(sentence, offer)
        for level, terms in tiers.items():
            own = lines.of(offer, f"credits.{level}", view.case.label("service_levels", level))
            credit_clauses.cells(own, view, terms)
        _cells(lines.of(offer, "credits"), view, scheme, offer)


def _scheme(view: View, offer: str, scheme: CreditScheme) -> Iterator[str]:
    """Yield the sentences of a scheme: how levels are summed, caps, earn-back, claims, what a credit is."""
    invoice, speech = view.reference_invoice(offer), view.speech
    ways = {terms.way for terms in view.tiers(offer).values()}
    if scheme.points_table is not None and "points" in ways:
        yield KINDS["points_table"].sentence(
            scheme.points_table, speech, {}, {"points": scheme.points_table.at[0], "invoice": invoice}
        )
    if scheme.at_risk is not None and "allocation" in ways:
        over = {"due": OVER * scheme.at_risk * invoice, "invoice": invoice}
        yield KINDS["pool"].sentence(scheme, speech, {}, over)
    for service, cap in view.service_caps(offer).items():
        charge = view.reference(offer, service)
        names, drivers = {"service": view.service(service)}, {"due": OVER * cap * charge, "charge": charge, "cap": cap}
        yield KINDS["service_cap"].sentence(scheme, speech, names, drivers)
    monthly = LEAST if scheme.monthly_cap is None else scheme.monthly_cap
    yield KINDS["monthly_cap"].sentence(scheme, speech, {}, {"due": OVER * monthly * invoice, "invoice": invoice})
    yield from _several(view, offer, scheme)
    steps = [step for step in scheme.order if _acts(view, offer, scheme, step)]
    if len(steps) > 1:
        listed = speech.say("band.separator").join(speech.say(f"cap.step.{step}") for step in steps)
        yield speech.say("cap.order", steps=listed)
        if "multiplier" in steps[1:]:
            yield speech.say("cap.late_repeats")
    if scheme.claim_days is not None:
        yield speech.say("credit.claim", days=days(scheme.claim_days, view.lang))
    yield speech.say(f"credit.{scheme.nature}")
    yield speech.say("credit.exclusive" if scheme.exclusive_remedy else "credit.not_exclusive")
    if view.case.offers[offer].liability is not None:
        yield speech.say("credit.under_liability" if scheme.under_liability_cap else "credit.beside_liability")


def _several(view: View, offer: str, scheme: CreditScheme) -> Iterator[str]:
    """Yield the sentences of the caps on several months, and of what goes back."""
    invoice, speech, term = view.reference_invoice(offer), view.speech, view.case.term
    caps: list[tuple[str, Record, float | None, int]] = []
    if scheme.rolling_cap is not None:
        caps.append(("rolling_cap", scheme.rolling_cap, scheme.rolling_cap.share, scheme.rolling_cap.months))
    caps += [("yearly_cap", scheme, scheme.yearly_cap, A_YEAR), ("contract_cap", scheme, scheme.contract_cap, term)]
    for kind, record, share, months in caps:
        if share is not None:
            invoices = invoice * min(months, term)
            before = share * invoices / 2
            drivers = {"due": OVER * before, "invoices": invoices, "before": before}
            yield KINDS[kind].sentence(record, speech, {}, drivers)
    if (amount := scheme.contract_cap_amount) is not None:
        drivers = {"due": OVER * amount / 2, "invoices": invoice * term, "before": amount / 2}
        yield KINDS["contract_cap"].sentence(scheme, speech, {}, drivers)
    if scheme.earn_back is not None:
        yield KINDS["earn_back"].sentence(scheme.earn_back, speech, {}, {"month": 1.0})


def _acts(view: View, offer: str, scheme: CreditScheme, step: str) -> bool:
    """Return whether a step of the order does something in this scheme."""
    if step == "multiplier":
        return any(terms.repeat for terms in view.tiers(offer).values())
    return getattr(scheme, step) is not None or (step == "contract_cap" and scheme.contract_cap_amount is not None)


def _cells(own: Lines, view: View, scheme: CreditScheme, offer: str) -> None:
    """Write the caps and tables of a scheme as named cells."""
    percent, currency, months = view.unit("percent"), view.unit("currency"), view.unit("months")
    if scheme.points_table is not None:
        table = scheme.points_table
        ranks = [number(rank, view.lang) for rank in range(1, len(table.at) + 1)]
        for field, label, kind, unit in (("at", "table_total", "number", view.unit("points_penalty")),
                                         ("credit", "table_credit", "percent", percent)):  # fmt: skip
            labels = [view.say(label, tier=rank) for rank in ranks]
            own.column(f"points_table.{field}", f"points_{field}", labels, list(getattr(table, field)), unit, kind)
    if scheme.at_risk is not None:
        own.cell(scheme, "", "at_risk", "at_risk", percent, "percent")
    for service, cap in view.service_caps(offer).items():
        label = view.say("service_cap", service=view.service(service))
        own.value(f"service_caps.{service}", "service_cap", label, percent, cap, "percent")
    own.cell(scheme, "", "monthly_cap", "monthly_cap", percent, "percent")
    if scheme.rolling_cap is not None:
        own.cell(scheme.rolling_cap, "rolling_cap", "share", "rolling_cap", percent, "percent")
        own.cell(scheme.rolling_cap, "rolling_cap", "months", "rolling_cap_months", months, "whole")
    for field, unit, kind in (("yearly_cap", percent, "percent"), ("contract_cap", percent, "percent"),
                              ("contract_cap_amount", currency, "money")):  # fmt: skip
        if getattr(scheme, field) is not None:
            own.cell(scheme, "", field, field, unit, kind)
    if scheme.earn_back is not None:
        own.cell(scheme.earn_back, "earn_back", "months", "earn_back_months", months, "whole")
