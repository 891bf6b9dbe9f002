"""The cover: who, what, when, for which alternative, and the figures that matter, linked to the other sheets."""

from outsourcing_model.presentation.formats import month as month_name
from outsourcing_model.presentation.formats import months, percent
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.presentation.workbook.book import TITLE_HEIGHT, Page
from outsourcing_model.presentation.workbook.cash_page import Cash
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.levels_page import Credited
from outsourcing_model.presentation.workbook.view import View

Fees = dict[str, tuple[str, float]]


def write(page: Page, view: View, charged: dict[str, Charged], credited: dict[str, Credited], fees: Fees) -> None:
    """Fill the sheet."""
    page.columns(46, 88)
    page.sheet.fit_to_pages(1, 1)
    page.sheet.write_string(0, 0, view.title, page.book.format("title"))
    page.sheet.set_row(0, TITLE_HEIGHT)
    edition = view.say("cover.internal" if view.internal else "cover.counterparty")
    page.sheet.write_string(1, 0, edition, page.book.format("mark" if view.internal else "subtitle_open"))
    page.row = 3
    _parties(page, view)
    _contract(page, view)
    _figures(page, view, charged, credited, fees)


def _fact(page: Page, label: str, text: str) -> None:
    """Write a label and a text."""
    page.text(0, label, "bold")
    page.text(1, text)
    page.row += 1


def _section(page: Page, text: str) -> None:
    """Write a heading."""
    page.text(0, text, "section_open")
    page.text(1, "", "section_open")
    page.row += 1


def _parties(page: Page, view: View) -> None:
    """Write the parties."""
    _section(page, view.say("cover.parties"))
    client = view.case.contract.client
    parties = [(view.speech.say("parties.client"), client)] if client else []
    parties += [(view.speech.say("parties.provider"), view.case.offers[offer].provider) for offer in view.offers]
    for label, party in parties:
        _fact(
            page,
            label,
            "\n".join(text for text in (party.name, party.address, party.represented_by, party.registration) if text),
        )
    page.row += 1


def _contract(page: Page, view: View) -> None:
    """Write what is handed over, for how long, in which currency."""
    case, timeline = view.case, view.case.timeline
    _section(page, view.say("cover.contract"))
    if view.internal:
        _fact(page, view.say("cover.case"), case.case)
        _fact(page, view.say("cover.alternative"), alternative_label(view.alternative, case))
    for offer, services in view.offers.items():
        names = "\n".join(f"• {view.service(service)}" for service in services)
        label = (
            view.say("cover.outsourced_to", provider=view.provider(offer))
            if len(view.offers) > 1
            else view.say("cover.outsourced")
        )
        _fact(page, label, names)
    if view.kept():
        label = view.say("cover.kept" if view.internal else "cover.outside")
        _fact(page, label, "\n".join(f"• {view.service(name)}" for name in view.kept()))
    first, last = (month_name(timeline.calendar(m), view.lang, full=True) for m in (0, timeline.months - 1))
    text = view.say("cover.term_text", first=first, last=last, months=months(case.term, view.lang))
    _fact(page, view.say("cover.term"), text)
    _fact(page, view.say("cover.currency"), view.say("cover.currency_text", currency=case.currency))
    if view.internal:
        rate = case.nominal_rate
        text = percent(rate, view.lang, 2) if not isinstance(rate, dict) else view.say("cover.schedule")
        _fact(
            page,
            view.say("cover.rate"),
            view.say("cover.rate_text", rate=text, timing=view.say(f"timing.{case.timing}")),
        )
    page.row += 1


def _amount(page: Page, label: str, formula: str, value: float) -> None:
    """Write a label and a linked amount."""
    page.text(0, label, "bold")
    page.formula(1, formula, value, "left_money")
    page.row += 1


def _figures(page: Page, view: View, charged: dict[str, Charged], credited: dict[str, Credited], fees: Fees) -> None:
    """Write the amounts of the contract, and in the internal edition ours; the master check comes last."""
    note = "cover.figures_internal" if view.internal else "cover.figures"
    _section(page, view.say(note, currency=view.case.currency))
    for offer in view.offers:
        provider = view.provider(offer) if len(view.offers) > 1 else ""
        invoices = charged[offer].invoice
        _amount(page, _of(view, "cover.invoices", provider), invoices.total, sum(invoices.values))
        maximum, text = credited[offer].maximum, _of(view, "cover.maximum", provider)
        if maximum:
            _amount(page, text, maximum, credited[offer].most)
        elif credited[offer].uncapped:
            _fact(page, text, view.say("levels.uncapped"))
        fee, highest = fees[offer]
        if fee:
            _amount(page, _of(view, "cover.fee", provider), fee, highest)
    page.row += 1


def _of(view: View, key: str, provider: str) -> str:
    """Return a label, with whose it is where there are several providers."""
    return f"{view.say(key)} – {provider}" if provider else view.say(key)


def ours(page: Page, view: View, cash: Cash, master: str) -> None:
    """Write our own figures and the master check; for the internal edition."""
    if view.comparison is None:
        return
    _section(page, view.say("cover.ours", currency=view.case.currency))
    result = view.comparison.alternatives[view.alternative]
    cost = float(view.run.npv[view.run.alternatives.index(view.alternative), 0])
    reference = float(view.run.npv[view.run.alternatives.index(view.case.reference), 0])
    _amount(page, view.say("cover.present_cost"), cash.present, cost)
    _amount(page, view.say("cover.saving"), cash.saving, reference - cost)
    if result.npv_cost.mean is not None:
        page.text(0, view.say("cover.simulated"), "bold")
        page.number(1, result.npv_cost.mean, "left_money")
        page.row += 1
    page.text(0, view.say("cover.master"), "bold")
    page.formula(1, master, view.say("checks.ok"), "", "result_left")
    page.row += 2


def legend(page: Page, view: View) -> None:
    """Write what the colours mean."""
    _section(page, view.say("cover.legend"))
    page.text(0, view.say("cover.legend_input"), "input")
    page.text(1, view.say("cover.legend_input_text"))
    page.row += 1
    page.text(0, view.say("cover.legend_computed"), "label")
    page.text(1, view.say("cover.legend_computed_text"))
    page.row += 2
