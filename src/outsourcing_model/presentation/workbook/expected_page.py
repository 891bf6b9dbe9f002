"""The expected credits of the internal edition: each tier by the probability that it is missed, month by month."""

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook import monthly
from outsourcing_model.presentation.workbook.book import Page, Row
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.levels_page import Credited
from outsourcing_model.presentation.workbook.view import View


def write(page: Page, view: View, charged: dict[str, Charged], credited: dict[str, Credited]) -> dict[str, Row]:
    """Fill the sheet; return the row of credits received of each offer that has any."""
    monthly.head(page, view, view.say("expected.title"), view.say("expected.note"), view.case.term)
    found = {}
    for offer in view.offers:
        scheme = view.case.offers[offer].credits
        if scheme is not None and credited[offer].steps:
            monthly.section(page, view.provider(offer), view.case.term)
            found[offer] = _expected(page, view, offer, scheme, credited[offer], charged[offer])
    if not found:
        page.text(0, view.say("expected.none"), "unwrapped")
    return found


def _expected(page: Page, view: View, offer: str, scheme: CreditScheme, credited: Credited, charged: Charged) -> Row:
    """Write the credits expected of each month: each tier by the probability that it is missed, then cap and claim."""
    label, unit = view.say("levels.claimed"), view.unit("percent")
    claimed = page.given(f"offers.{offer}.claimed", "credits_claimed", label, unit, scheme.claimed.mean, "percent")
    due = [_level_expected(page, view, offer, level, steps, charged) for level, steps in credited.steps.items()]

    def formula(now: str) -> str:
        total = "+".join(row.at(now, page) for row in due)
        cells = {
            "due": total,
            "cap": credited.cap,
            "invoice": charged.invoice.at(now, page),
            "claimed": claimed,
            "slack": "slack",
        }
        return KINDS["monthly_cap"].formula(scheme, cells)

    values = view.stepped(offer, "credits")
    return page.months(
        view.say("levels.received"), view.unit("currency"), values, "money", formula, total=True, use="total"
    )


def _level_expected(page: Page, view: View, offer: str, level: str, steps: str, charged: Charged) -> Row:
    """Write the probabilities to miss each tier of a level, and the credit that follows."""
    tiers = view.tiers(offer)[level]
    label = view.case.label("service_levels", level)
    lost = [
        page.months(
            view.say("levels.missed", level=label, tier=tier + 1), view.unit("probability"),
            view.step(f"offers.{offer}.missed.{level}.{tier}"), "factor",
        )
        for tier in range(len(tiers.below))
    ]  # fmt: skip
    base = charged.invoice if tiers.of == "invoice" else charged.charges[tiers.of]

    def formula(now: str) -> str:
        missed = f"{now}${lost[0].row + 1}:{now}${lost[-1].row + 1}"
        return KINDS["credit_tiers"].formula(tiers, {"missed": missed, "steps": steps, "charge": base.at(now, page)})

    values = view.stepped(offer, f"credit.{level}")
    return page.months(view.say("levels.due", level=label), view.unit("currency"), values, "money", formula, total=True)
