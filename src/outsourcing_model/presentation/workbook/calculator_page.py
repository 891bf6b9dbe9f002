"""The calculator of credits: what levels attained month by month would return under the terms, by live formulas."""

from collections.abc import Mapping, Sequence

from outsourcing_model.engine.program import keeping
from outsourcing_model.presentation.workbook import attained_rows, cap_rows, monthly, scheme_rows, trigger_rows
from outsourcing_model.presentation.workbook.attained_rows import Played
from outsourcing_model.presentation.workbook.book import Page, Row
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.price_rows import Sheet
from outsourcing_model.presentation.workbook.scheme_rows import Scheme
from outsourcing_model.presentation.workbook.view import View

Attained = Mapping[tuple[str, str], Sequence[float]]
"""Offer and level to what was attained in each month."""


def is_needed(view: View) -> bool:
    """Return whether some level brings credits."""
    return any(view.tiers(offer) for offer in view.offers)


def write(page: Page, view: View, charged: dict[str, Charged], attained: Attained | None = None) -> None:
    """Fill the sheet; every level is just met in every month unless `attained` says otherwise."""
    months, years = monthly.head(page, view, view.say("calculator.title"), view.say("calculator.note"), view.case.term)
    for offer in view.offers:
        terms = view.case.offers[offer].credits
        if terms is None or not view.tiers(offer):
            continue
        monthly.section(page, view.provider(offer), view.case.term)
        scheme = Scheme(Sheet(page, view, offer, months, years), terms, charged[offer], False)
        _offer(scheme, attained or {})
        page.row += 1


def _offer(scheme: Scheme, attained: Attained) -> None:
    """Write the levels attained, then what each returns, then what the steps of the scheme leave."""
    page, view, offer = scheme.sheet.page, scheme.sheet.view, scheme.sheet.offer
    names = [*view.tiers(offer), *trigger_rows.only_watched(view, offer)]
    inputs = {
        name: attained_rows.given(scheme, name, attained.get((offer, name))) for name in names
    }  # fmt: skip
    _heading(page, view, "calculator.levels")
    played = {name: attained_rows.level(scheme, name, inputs[name]) for name in view.tiers(offer)}
    _heading(page, view, "calculator.together")
    steps = cap_rows.steps_of(scheme)
    late = any(kind == keeping.REPEATS for kind, *_ in steps)
    total = scheme_rows.summed(scheme, {name: each.plain if late else each.due for name, each in played.items()})
    repeats = _ratio(scheme, list(played.values())) if late else None
    earns = any(kind == keeping.EARN_BACK for kind, *_ in steps)
    missed = _missed(scheme, list(played.values())) if earns else None
    kept, back = cap_rows.write(cap_rows.Chain(scheme, steps, total, missed, repeats, page.row))
    _answer(scheme, kept, back)
    trigger_rows.write(scheme, inputs, total)


def _answer(scheme: Scheme, kept: Row, back: Row | None) -> None:
    """Write what is due to the client: what is kept, less what goes back."""
    page, label = scheme.sheet.page, scheme.sheet.view.say("calculator.answer")
    gone = back.values if back is not None else [0.0] * len(kept.values)
    values = [now - later for now, later in zip(kept.values, gone, strict=True)]

    def formula(now: str) -> str:
        return kept.at(now, page) + (f"-{back.at(now, page)}" if back is not None else "")

    scheme.money(label, values, formula, total=True, use="total")


def _heading(page: Page, view: View, key: str) -> None:
    """Write a heading inside the rows of an offer."""
    page.text(0, view.say(key), "bold")
    page.row += 1


def _missed(scheme: Scheme, played: Sequence[Played]) -> Row:
    """Write how many credited levels are missed in each month."""
    view, page = scheme.sheet.view, scheme.sheet.page
    values = [sum(month) for month in zip(*(each.missed.values for each in played), strict=True)]
    formula = lambda now: "+".join(each.missed.at(now, page) for each in played)  # noqa: E731
    return scheme.sheet.row(view.say("calculator.misses"), view.unit("misses"), values, "whole", formula, total=True)


def _ratio(scheme: Scheme, played: Sequence[Played]) -> Row:
    """Write the credits due with repeated misses over those without, where repeated misses act after a cap."""
    view, page = scheme.sheet.view, scheme.sheet.page
    pairs = [
        (sum(each.due.values[month] for each in played), sum(each.plain.values[month] for each in played))
        for month in range(view.case.term)
    ]
    values = [due / plain if plain > 0 else 1.0 for due, plain in pairs]

    def formula(now: str) -> str:
        due, plain = ("+".join(getattr(each, kind).at(now, page) for each in played) for kind in ("due", "plain"))
        return f"IF({plain}>0,({due})/({plain}),1)"

    return scheme.sheet.row(view.say("calculator.ratio"), view.unit("factor"), values, "factor", formula)
