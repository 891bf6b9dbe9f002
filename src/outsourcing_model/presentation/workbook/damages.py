"""What delays cost the provider, on the sheet of levels: the takeover, and each milestone with penalties of its own."""

from outsourcing_model.case.delay import SHARES, DelayDamages
from outsourcing_model.metrics.delay import most_owed
from outsourcing_model.presentation.terms import examples
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import FIRST, Page, slug
from outsourcing_model.presentation.workbook.takeover import hint
from outsourcing_model.presentation.workbook.transition_clauses import EXAMPLE_DAYS
from outsourcing_model.presentation.workbook.view import View

DAYS = (*EXAMPLE_DAYS[:2], 60.0, 90.0, EXAMPLE_DAYS[2])


def write(page: Page, view: View, offer: str) -> None:
    """Write what delays of an offer cost the provider."""
    for name, terms in view.case.offers[offer].transition.damages.items():
        page.row += 1
        _cap(page, view, offer, name, terms)
        cells = _cells(page, offer, name, terms)
        called = view.say("milestone_named", name=view.milestone(offer, name)) if name else ""
        example = view.say("levels.delay_example_of", milestone=called) if name else view.say("levels.delay_example")
        page.text(2, view.say("levels.days"), "head_number")
        page.text(FIRST, view.say("levels.damages"), "head_number")
        page.row += 1
        for late in DAYS:
            page.text(0, example, "label")
            page.text(1, view.unit("days"), "note")
            page.number(2, late, "whole", "input")
            formula = KINDS["delay_damages"].formula(terms, {**cells, "days": f"C{page.row + 1}"})
            page.formula(FIRST, formula, examples.delay_damages(terms, late), "money")
            page.row += 1
        if view.internal:
            _expected(page, view, offer, name, cells)


def key_of(offer: str, name: str) -> str:
    """Return where the cells of a clause are found: that of a milestone, of the takeover if the name is empty."""
    return f"offers.{offer}.transition{f'.milestones.{name}' if name else ''}.delay_damages."


def _wish(view: View, offer: str, name: str, what: str) -> str:
    """Return the wish for the name of a cell of a clause."""
    return hint(view, offer, *([slug(view.milestone(offer, name))] if name else []), what)


def _cap(page: Page, view: View, offer: str, name: str, terms: DelayDamages) -> None:
    """Write the cap of a clause as it is used."""
    names, key = page.book.names, key_of(offer, name)
    share, base = names[f"{key}cap"], names[f"{key}cap_base"]
    if terms.value is not None:
        formula = f"IF(ISNUMBER({share}),{share}*IF(ISNUMBER({base}),{base},{names[f'{key}value']}),no_limit)"
    else:
        formula = f"IF(AND(ISNUMBER({share}),ISNUMBER({base})),{share}*{base},no_limit)"
    label = view.say("levels.delay_cap_of", milestone=view.milestone(offer, name)) if name else ""
    page.computed(
        f"{key}cap_used",
        _wish(view, offer, name, "delay_cap_used"),
        label or view.say("levels.delay_cap"),
        view.unit("currency"),
        formula,
        examples.cap_of_damages(terms),
        "limit_money",
    )


def _cells(page: Page, offer: str, name: str, terms: DelayDamages) -> dict[str, str]:
    """Return the cells of a clause by role."""
    names, key = page.book.names, key_of(offer, name)
    cells = {"exempt": names[f"{key}exempt_up_to"], "cap": names[f"{key}cap_used"]}
    cells |= {"slack": "slack", "week": "days_a_week"}
    if terms.rate_field in SHARES:
        cells |= {"value": names[f"{key}value"], "rate": names[f"{key}{terms.rate_field}"]}
    else:
        cells["amount"] = names[f"{key}{terms.rate_field}"]
    optional = {"grace": f"{key}grace_days", "longstop": f"{key}longstop_days"}
    return cells | {role: names[place] for role, place in optional.items() if place in names}


def _expected(page: Page, view: View, offer: str, name: str, cells: dict[str, str]) -> None:
    """Write what is due at the mean delay."""
    terms = view.case.offers[offer].transition.damages[name]
    late = f"offers.{offer}.{f'transition.milestones.{name}.' if name else ''}delay"
    formula = KINDS["delay_damages"].formula(terms, {**cells, "days": page.book.names[late]})
    label = view.say("levels.damages_expected_of", milestone=view.milestone(offer, name)) if name else ""
    page.computed(
        f"{key_of(offer, name)}due",
        _wish(view, offer, name, "delay_damages_due"),
        label or view.say("levels.damages_expected"),
        view.unit("currency"),
        formula,
        examples.delay_damages(terms, view.late(offer, name)),
        "money",
    )


def most(page: Page, view: View, offer: str) -> tuple[str, float] | None:
    """Return formula and value of the most that delays can come to, empty if nothing is owed; none if not limited."""
    record = view.case.offers[offer].transition
    value = most_owed(record)
    if value is None:
        return None
    names = page.book.names
    total = names.get(f"offers.{offer}.transition.damages_cap")
    if total and any(terms.most is None and terms.longstop_days is None for terms in record.damages.values()):
        return total, value
    parts = [_most(page, offer, name, terms) for name, terms in record.damages.items()]
    formula = "+".join(parts)
    return (f"MIN({formula},{total})" if total else formula), value


def _most(page: Page, offer: str, name: str, terms: DelayDamages) -> str:
    """Return the formula of the most that one clause can come to: its cap, or what has accrued at its longstop."""
    names, key = page.book.names, key_of(offer, name)
    if terms.longstop_days is None:
        return names[f"{key}cap_used"]
    cells = {**_cells(page, offer, name, terms), "days": names[f"{key}longstop_days"]}
    return KINDS["delay_damages"].formula(terms, cells)
