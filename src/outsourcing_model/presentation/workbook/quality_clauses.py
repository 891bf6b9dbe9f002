"""What stands under the headings of quality: service levels, and what a missed one returns."""

from outsourcing_model.case.level_credit import LevelCredit
from outsourcing_model.presentation.formats import number
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.view import View

OVER = 1.5
"""How many times the cap the credits of its example come to."""

LEAST = 0.1
"""How far below its limit the example of the deepest tier lies, as a share of it; also an example's cap."""


def service_levels(lines: Lines, view: View) -> None:
    """Write what is promised about quality."""
    for offer in view.offers:
        for name in view.levels(offer):
            level = view.case.service_levels[name]
            say, percent = view.speech.say, view.speech.percent
            hours = view.speech.number(level.agreed_hours)
            values = {
                "level": view.case.label("service_levels", name),
                "target": percent(level.target or 0.0),
                "hours": hours,
            }
            parts = [say(f"level.{level.metric}", **values)]
            parts += [say("level.minimum", minimum=percent(level.minimum))] if level.minimum is not None else []
            parts += [say("level.critical")] if level.critical else []
            lines.sentence(" ".join(parts), offer)


def service_credits(lines: Lines, view: View) -> None:
    """Write what a missed level returns."""
    for offer in view.offers:
        scheme = view.case.offers[offer].credits
        tiers = view.tiers(offer)
        if scheme is None or not tiers:
            continue
        for level in tiers:
            lines.sentence(credit_sentence(view, offer, level), offer)
        invoice = view.reference_invoice(offer)
        cap = scheme.monthly_cap if scheme.monthly_cap is not None else LEAST
        lines.sentence(
            KINDS["monthly_cap"].sentence(scheme, view.speech, {}, {"due": OVER * cap * invoice, "invoice": invoice}),
            offer,
        )
        lines.sentence(view.speech.say(f"credit.{scheme.nature}"), offer)
        lines.sentence(
            view.speech.say("credit.exclusive" if scheme.exclusive_remedy else "credit.not_exclusive"), offer
        )
        for level, terms in tiers.items():
            _tier_cells(lines.of(offer, f"credits.{level}", view.case.label("service_levels", level)), view, terms)
        lines.of(offer, "credits").cell(scheme, "", "monthly_cap", "monthly_cap", view.unit("percent"), "percent")


def attained_example(tiers: LevelCredit, tier: int) -> float:
    """Return a level that misses a tier and none deeper: half way to the next limit, or a little below the last."""
    limit = tiers.below[tier]
    deeper = tiers.below[tier + 1] if tier + 1 < len(tiers.below) else limit * (1 - LEAST)
    return round((limit + deeper) / 2, 6)


def base_of(view: View, offer: str, tiers: LevelCredit) -> float:
    """Return the monthly charge at reference volumes that a credit is a share of."""
    return view.reference_invoice(offer) if tiers.of == "invoice" else view.reference(offer, tiers.of)


def credit_sentence(view: View, offer: str, level: str) -> str:
    """Return the clause of a level's credits."""
    tiers = view.tiers(offer)[level]
    say = view.speech.say
    base = (
        say("credit.of_invoice") if tiers.of == "invoice" else say("credit.of_service", service=view.service(tiers.of))
    )
    names = {"level": view.case.label("service_levels", level), "base": base}
    drivers = {"attained": attained_example(tiers, 0), "charge": base_of(view, offer, tiers)}
    return KINDS["credit_tiers"].sentence(tiers, view.speech, names, drivers)


def _tier_cells(own: Lines, view: View, tiers: LevelCredit) -> None:
    """Write the limits and credits of a level."""
    ranks = [number(rank, view.lang) for rank in range(1, len(tiers.below) + 1)]
    percent = view.unit("percent")
    own.column(
        "limits", "limits", [view.say("tier_limit", tier=rank) for rank in ranks], list(tiers.below), percent, "percent"
    )
    own.column(
        "credits",
        "credits",
        [view.say("tier_credit", tier=rank) for rank in ranks],
        list(tiers.credit),
        percent,
        "percent",
    )
