"""The expected credits of the internal edition: each level by the probability that it is missed, month by month."""

from collections.abc import Callable

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.engine.program import keeping
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook import cap_rows, expected_rows, monthly, scheme_rows
from outsourcing_model.presentation.workbook.book import Page, Row
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.price_rows import Sheet
from outsourcing_model.presentation.workbook.scheme_rows import Scheme
from outsourcing_model.presentation.workbook.view import View


def write(page: Page, view: View, charged: dict[str, Charged]) -> dict[str, Row]:
    """Fill the sheet; return the row of credits received of each offer that has any."""
    head = monthly.head(page, view, view.say("expected.title"), view.say("expected.note"), view.case.term)
    found = {}
    for offer in view.offers:
        scheme = view.case.offers[offer].credits
        if scheme is not None and view.tiers(offer):
            monthly.section(page, view.provider(offer), view.case.term)
            found[offer] = _expected(Scheme(Sheet(page, view, offer, *head), scheme, charged[offer], True))
    if not found:
        page.text(0, view.say("expected.none"), "unwrapped")
    return found


def _expected(scheme: Scheme) -> Row:
    """Write the credits expected of each month: what each level is due, what the caps leave, what is claimed."""
    page, view, offer, terms = scheme.sheet.page, scheme.sheet.view, scheme.sheet.offer, scheme.terms
    label, unit = view.say("levels.claimed"), view.unit("percent")
    claimed = page.given(f"offers.{offer}.claimed", "credits_claimed", label, unit, terms.claimed.mean, "percent")
    steps = cap_rows.steps_of(scheme)
    late = any(kind == keeping.REPEATS for kind, *_ in steps)
    due = {level: expected_rows.level(scheme, level, late) for level in view.tiers(offer)}
    if _is_plain(scheme, steps):
        return _capped(scheme, terms, list(due.values()), claimed)
    total = scheme_rows.summed(scheme, due)
    earns = any(kind == keeping.EARN_BACK for kind, *_ in steps)
    missed = cap_rows.no_miss(scheme, list(view.stepped(offer, "no_miss"))) if earns else None
    repeats = None
    if late:
        factors = view.stepped(offer, "repeats")
        repeats = scheme.sheet.row(view.say("scheme.repeats"), view.unit("factor"), factors, "factor")
    kept, back = cap_rows.write(cap_rows.Chain(scheme, steps, total, missed, repeats, page.row))

    def formula(now: str) -> str:
        goes = f"-{back.at(now, page)}" if back is not None else ""
        return f"({kept.at(now, page)}{goes})*{claimed}"

    return _received(scheme, formula)


def _is_plain(scheme: Scheme, steps: tuple[cap_rows.Step, ...]) -> bool:
    """Return whether nothing but a monthly cap stands between the levels and what is received."""
    view, offer = scheme.sheet.view, scheme.sheet.offer
    simple = all(terms.way not in ("points", "allocation") for terms in view.tiers(offer).values())
    return simple and not view.service_caps(offer) and {kind for kind, *_ in steps} <= {keeping.MONTH}


def _capped(scheme: Scheme, terms: CreditScheme, due: list[Row], claimed: str) -> Row:
    """Write what a monthly cap leaves of the levels' credits, as far as claimed."""
    page = scheme.sheet.page

    def formula(now: str) -> str:
        total = "+".join(row.at(now, page) for row in due)
        cells = {"due": total, "cap": scheme.cell("cap_used"), "invoice": scheme.invoice(now), "slack": "slack"}
        return KINDS["monthly_cap"].formula(terms, cells | {"claimed": claimed})

    return _received(scheme, formula)


def _received(scheme: Scheme, formula: Callable[[str], str]) -> Row:
    """Write the credits received."""
    view = scheme.sheet.view
    values = view.stepped(scheme.sheet.offer, "credits")
    return scheme.money(view.say("levels.received"), list(values), formula, total=True, use="total")
