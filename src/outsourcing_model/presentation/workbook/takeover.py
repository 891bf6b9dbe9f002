"""When a provider takes over and its milestones are reached: in the internal edition after the mean delays."""

from outsourcing_model.presentation.terms import examples
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import Page, slug
from outsourcing_model.presentation.workbook.schedule import milestones
from outsourcing_model.presentation.workbook.view import View

_FIRST = 2
"""Column of the single figures."""


def hint(view: View, offer: str, *parts: str) -> str:
    """Return the wish for a name of an offer's cell."""
    return "_".join([slug(view.provider(offer))] * (len(view.offers) > 1) + list(parts))


def write(page: Page, view: View, offer: str) -> str:
    """Write when the provider takes over; return the name of the cell."""
    terms = view.case.offers[offer].transition
    planned = page.book.names[f"offers.{offer}.transition.months"]
    label, unit = view.say("charges.takeover"), view.unit("months")
    formula, value = planned, terms.months
    if view.internal:
        if terms.named:
            _milestones(page, view, offer)
        late = _delay(page, view, offer, planned)
        formula, value = f"{planned}+{late}*months_a_year/days_a_year", terms.months + view.late(offer) * 12 / 365
    return page.computed(
        f"offers.{offer}.takeover", hint(view, offer, "takeover"), label, unit, formula, value, "number"
    )


def _delay(page: Page, view: View, offer: str, planned: str) -> str:
    """Write the delay of the takeover; return the name of its cell, that of its own slip if it waits for nothing."""
    terms, names = view.case.offers[offer].transition, page.book.names
    slip = page.given(
        f"offers.{offer}.slip_days",
        hint(view, offer, "slip_days"),
        view.say("charges.slip_days"),
        view.unit("days"),
        terms.slip_days.mean,
        "number",
    )
    if not terms.named:
        names[f"offers.{offer}.delay"] = slip
        return slip
    before = f"offers.{offer}.transition.milestones"
    late = [
        f"IF({names[f'{before}.{n}.month']}<={planned}+slack,{names[f'{before}.{n}.delay']},0)" for n in terms.named
    ]
    label, unit = view.say("charges.delay"), view.unit("days")
    formula = f"{slip}+MAX({','.join(late)})"
    value = view.late(offer)
    return page.computed(
        f"offers.{offer}.delay", hint(view, offer, "takeover_delay"), label, unit, formula, value, "number"
    )


def _milestones(page: Page, view: View, offer: str) -> None:
    """Write the own slip and the delay of each named milestone, then the month in which every milestone is reached."""
    terms, days = view.case.offers[offer].transition, view.unit("days")
    for name, milestone in terms.named.items():
        key, called = f"offers.{offer}.transition.milestones.{name}", view.milestone(offer, name)
        label, wish = view.say("charges.milestone_slip", milestone=called), hint(view, offer, slug(called), "slip_days")
        page.given(f"{key}.slip_days", wish, label, days, milestone.slip_days.mean, "number")
    for name in _in_order(view, offer):
        _milestone_delay(page, view, offer, name)
    first = page.row
    for payment in milestones(terms, view.case.term):
        if payment.name:
            _reached(page, view, offer, payment.name)
        else:
            _as_planned(page, view, offer, page.row - first)
    where = page.where(first, _FIRST, page.row - 1)
    page.book.define(f"offers.{offer}.transition.milestone_paid", hint(view, offer, "milestones_reached"), where)


def _in_order(view: View, offer: str) -> list[str]:
    """Return the named milestones, each behind those that it comes after."""
    named = view.case.offers[offer].transition.named
    found: list[str] = []

    def add(name: str) -> None:
        for before in named[name].after:
            add(before)
        if name not in found:
            found.append(name)

    for name in named:
        add(name)
    return found


def _milestone_delay(page: Page, view: View, offer: str, name: str) -> None:
    """Write the delay of a milestone: its own slip and the greatest delay of those that it comes after."""
    key, called, names = f"offers.{offer}.transition.milestones", view.milestone(offer, name), page.book.names
    before = [names[f"{key}.{other}.delay"] for other in view.case.offers[offer].transition.named[name].after]
    formula = names[f"{key}.{name}.slip_days"] + (f"+MAX({','.join(before)})" if before else "")
    label, wish = view.say("charges.milestone_delay", milestone=called), hint(view, offer, slug(called), "delay")
    page.computed(f"{key}.{name}.delay", wish, label, view.unit("days"), formula, view.late(offer, name), "number")


def _reached(page: Page, view: View, offer: str, name: str) -> None:
    """Write the contract month in which a named milestone is reached after its delay."""
    terms, names = view.case.offers[offer].transition.named[name], page.book.names
    key, called = f"offers.{offer}.transition.milestones.{name}", view.milestone(offer, name)
    cells = {"month": names[f"{key}.month"], "days": names[f"{key}.delay"], "term": "term_months", "slack": "slack"}
    cells |= {role: role for role in ("months_a_year", "days_a_year")}
    formula = KINDS["milestone"].formula(terms, cells)
    value = examples.milestone(terms, view.late(offer, name), float(view.case.term))
    label, wish = view.say("charges.milestone_paid", milestone=called), hint(view, offer, slug(called), "reached")
    page.computed(f"{key}.paid", wish, label, view.unit("month"), formula, value, "whole")


def _as_planned(page: Page, view: View, offer: str, rank: int) -> None:
    """Write the contract month of a milestone without a name, which can't be late."""
    payment = milestones(view.case.offers[offer].transition, view.case.term)[rank]
    called = view.say("milestone", number=rank + 1)
    planned = page.book.names[f"offers.{offer}.transition.milestone_months"]
    formula = f"INDEX({planned},ROWS(A${page.row + 1 - rank}:A{page.row + 1}))"
    label, wish = view.say("charges.milestone_paid", milestone=called), hint(view, offer, "milestone_reached")
    page.computed(
        f"offers.{offer}.transition.milestone_{rank}", wish, label, view.unit("month"), formula, payment.month, "whole"
    )
