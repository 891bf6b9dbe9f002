"""What stands under the headings of getting there: price, milestones, how volumes move, and what delays cost."""

from outsourcing_model.case.delay import RATES, DelayDamages
from outsourcing_model.presentation.formats import days, number
from outsourcing_model.presentation.terms import sentences
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import slug
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.schedule import Payment, milestones
from outsourcing_model.presentation.workbook.view import View, is_open

EXAMPLE_DAYS = (10.0, 30.0, 120.0)
RATE_CELLS = {
    "rate_per_day": ("delay_rate", "percent_day", "percent"),
    "rate_per_week": ("delay_rate", "percent_week", "percent"),
    "amount_per_day": ("delay_amount", "currency_day", "money"),
    "amount_per_week": ("delay_amount", "currency_week", "money"),
}
"""Field of a rate to the wish for its cell's name, its unit and its kind."""

DAYS_A_WEEK = 7.0


def transition(lines: Lines, view: View) -> None:
    """Write what getting there costs, by which steps, and what a delay costs."""
    for offer, services in view.offers.items():
        terms = view.case.offers[offer].transition
        price = terms.price_of(services)
        values = {"price": view.speech.money(price), "paid": view.speech.money(price * (1 - terms.financed))}
        key = "price" if terms.financed else "price_paid"
        lines.sentence(view.speech.say(f"transition.{key}" if price else "transition.free", **values), offer)
        for name in terms.named:
            called = view.say("milestone_named", name=view.milestone(offer, name))
            lines.fact(called[:1].upper() + called[1:], _milestone(view, offer, name))
        _ramp(lines, view, offer)
        for name, damages in terms.damages.items():
            _damages(lines, view, offer, name, damages)
        if terms.damages_cap is not None:
            lines.sentence(view.speech.say("delay.all_capped", cap=view.speech.money(terms.damages_cap)), offer)
        _cells(lines, view, offer, services)


def milestone_deliverables(lines: Lines, view: View, offer: str) -> None:
    """Write what each milestone hands over, and how that is accepted."""
    for name, terms in view.case.offers[offer].transition.named.items():
        parts = [terms.deliverable]
        if terms.acceptance:
            parts.append(view.speech.say("milestone.accepted", acceptance=terms.acceptance))
        if terms.review_days is not None:
            parts.append(view.speech.say("milestone.review", days=days(terms.review_days, view.lang)))
        if any(parts):
            lines.fact(view.milestone(offer, name), "\n".join(part for part in parts if part))
        if terms.review_days is not None:
            own = lines.of(offer, f"transition.milestones.{name}", view.milestone(offer, name))
            own.cell(terms, "", "review_days", "review_days", view.unit("days"), "whole")


def _mark(view: View, offer: str, payment: Payment, rank: int) -> str:
    """Return what a milestone is called in a label: by its name, else by its place in the plan."""
    if payment.name:
        return view.say("milestone_named", name=view.milestone(offer, payment.name))
    return view.say("milestone", number=number(rank, view.lang))


def _milestone(view: View, offer: str, name: str) -> str:
    """Return the clause of a milestone."""
    terms = view.case.offers[offer].transition.named[name]
    after = view.say("between").join(view.milestone(offer, before) for before in terms.after)
    drivers = {"days": EXAMPLE_DAYS[1], "term": float(view.case.term)}
    return KINDS["milestone"].sentence(terms, view.speech, {"after": after}, drivers)


def _ramp(lines: Lines, view: View, offer: str) -> None:
    """Write how the volumes move to the provider, if they do so over time."""
    terms = view.case.offers[offer].transition
    if is_open(terms.ramp_months):
        lines.open()
    elif terms.ramp_months.mean > 0:
        drivers = {"takeover": terms.months, "month": float(int(terms.months) + 1)}
        lines.sentence(KINDS["ramp"].sentence(terms, view.speech, {}, drivers), offer)


def _damages(lines: Lines, view: View, offer: str, name: str, terms: DelayDamages) -> None:
    """Write what the delay of a milestone costs, of the takeover if the name is empty, with three examples."""
    text = KINDS["delay_damages"].sentence(terms, view.speech, {}, {"days": EXAMPLE_DAYS[0]})
    if name:
        called = view.say("milestone_named", name=view.milestone(offer, name))
        lines.fact(view.say("levels.delay_example_of", milestone=called), text)
    else:
        lines.sentence(text, offer)
    for late in EXAMPLE_DAYS[1:]:
        lines.sentence(sentences.delay_example(terms, view.speech, late), offer)


def _cells(lines: Lines, view: View, offer: str, services: tuple[str, ...]) -> None:
    """Write the terms of the transition as cells."""
    terms = view.case.offers[offer].transition
    own = lines.of(offer)
    own.cell(terms, "transition", "months", "transition_months", view.unit("months"), "number")
    if is_open(terms.ramp_months) or terms.ramp_months.mean > 0:
        lines.of(offer, "transition").uncertain(terms, "ramp_months", "ramp_months", view.unit("months"), "number")
    price = terms.price_of(services)
    if price:
        _price_cells(own, view, offer, services)
    if price or terms.named:
        _plan_cells(own, view, offer)
    for name, damages in terms.damages.items():
        _damages_cells(lines, view, offer, name, damages)
    if terms.damages_cap is not None:
        own.cell(terms, "transition", "damages_cap", "all_delays_cap", view.unit("currency"), "money")


def _price_cells(own: Lines, view: View, offer: str, services: tuple[str, ...]) -> None:
    """Write the prices of the transition and the share of them that the charges recover."""
    terms = view.case.offers[offer].transition
    parts = (
        [(view.service(name), terms.price[name]) for name in services if name in terms.price]
        if isinstance(terms.price, dict)
        else []
    )
    parts = parts or [(own.label(type(terms), "price"), terms.price_of(services))]
    labels = [view.say("price_of", what=name) if len(parts) > 1 else name for name, _ in parts]
    unit = view.unit("currency")
    own.column("transition.price", "transition_prices", labels, [price for _, price in parts], unit, "money")
    own.cell(terms, "transition", "financed", "financed_share", view.unit("percent"), "percent")


def _plan_cells(own: Lines, view: View, offer: str) -> None:
    """Write month and share of each milestone; the month of one with a name has a name of its own."""
    terms = view.case.offers[offer].transition
    plan = milestones(terms, view.case.term)
    marks = [_mark(view, offer, payment, rank) for rank, payment in enumerate(plan, 1)]
    first = own.page.row
    own.column(
        "transition.milestone_months",
        "milestone_months",
        [view.say("milestone_month", milestone=mark) for mark in marks],
        [payment.month for payment in plan],
        view.unit("month"),
        "whole",
    )
    own.column(
        "transition.milestone_shares",
        "milestone_shares",
        [view.say("milestone_share", milestone=mark) for mark in marks],
        [payment.share for payment in plan],
        view.unit("percent"),
        "percent",
    )
    for row, payment in enumerate(plan, first):
        if payment.name:
            own.range(
                f"transition.milestones.{payment.name}.month",
                f"month_of_{slug(view.milestone(offer, payment.name))}",
                row,
                row,
            )


def _damages_cells(lines: Lines, view: View, offer: str, name: str, terms: DelayDamages) -> None:
    """Write the terms of one clause of delay penalties as cells; what it doesn't state of rates and days has none."""
    path = f"transition.milestones.{name}" if name else "transition"
    own = lines.of(offer, path, view.milestone(offer, name) if name else "")
    money, percent, lapse = view.unit("currency"), view.unit("percent"), view.unit("days")
    if terms.value is not None:
        own.cell(terms, "delay_damages", "value", "delay_value", money, "money")
    for field in RATES:
        if getattr(terms, field) is not None:
            hint, unit, kind = RATE_CELLS[field]
            own.cell(terms, "delay_damages", field, hint, view.unit(unit), kind)
    if terms.is_weekly and "days_a_week" not in own.page.book.names:
        lines.shared("days_a_week", "days_a_week", view.say("conventions.days_a_week"), "", DAYS_A_WEEK, "whole")
    if terms.grace_days:
        own.cell(terms, "delay_damages", "grace_days", "delay_grace", lapse, "whole")
    if terms.longstop_days is not None:
        own.cell(terms, "delay_damages", "longstop_days", "delay_longstop", lapse, "whole")
    own.cell(terms, "delay_damages", "cap", "delay_cap", percent, "percent")
    own.cell(terms, "delay_damages", "cap_base", "delay_cap_base", money, "money")
    own.cell(terms, "delay_damages", "exempt_up_to", "delay_exempt", money, "money")
