"""The exit sheet: for each month in which the contract may be left, what leaving costs, by live formulas."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.engine.fee import FeeDrivers, fee_for_leaving
from outsourcing_model.metrics.exposure import AHEAD
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import Page, slug
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.fee_cells import fee_cells
from outsourcing_model.presentation.workbook.view import View, is_open

WIDTH, HEAD = 17, 3
OWN = ("reinsourcing", "retender", "dual_running_months")
"""What leaving costs the company itself; shown in the internal edition only."""


@dataclass(frozen=True)
class Left:
    """One month on the sheet: formula and number of each column.

    Parameters
    ----------
    offer : str
        What is left.
    terms : ExitTerms
        On which terms.
    month : int
        At the end of which contract month.
    fee : float
        For convenience.
    invoice : float
        Of the month.
    """

    offer: str
    terms: ExitTerms
    month: int
    fee: float
    invoice: float


def columns(view: View) -> tuple[str, ...]:
    """Return the columns of the sheet: those of terms that no offer states are left out."""
    terms = [view.case.offers[offer].exit for offer in view.offers]
    data = any(each.data_extraction.mean or is_open(each.data_extraction) for each in terms)
    shared = ("month", "date", "notice", "invoice", "fee", "assistance", *(("data_extraction",) * data), "payable")
    if not view.internal:
        return (*shared, "breach")
    again = any(each.after_exit == "retender" for each in terms)
    back = any(each.after_exit == "reinsource" for each in terms)
    beside = any(each.dual_running_months.mean for each in terms)
    own = (("reinsourcing",) * back, ("retender",) * again, ("dual_running",) * beside)
    return (*shared, *(name for names in own for name in names), "all", "breach_all")


def write(page: Page, view: View, charged: dict[str, Charged]) -> dict[str, tuple[str, float]]:
    """Fill the sheet; return for each offer the highest fee, as a cell and as a number."""
    shown = columns(view)
    page.columns(*[WIDTH] * len(shown))
    page.sheet.freeze_panes(HEAD, 0)
    page.sheet.repeat_rows(0, HEAD - 1)
    page.sheet.fit_to_pages(1, 0)
    page.title(view.say("exit.title"), view.say("exit.note_internal" if view.internal else "exit.note"))
    for column, key in enumerate(shown):
        page.text(column, view.say(f"exit.{key}"), "head_number")
    page.row = HEAD
    return {offer: _offer(page, view, offer, charged[offer], shown) for offer in view.offers}


def _offer(page: Page, view: View, offer: str, charged: Charged, shown: tuple[str, ...]) -> tuple[str, float]:
    """Write the months of one offer."""
    for column in range(len(shown)):
        page.text(column, "", "section")
    page.sheet.write_string(page.row, 0, view.provider(offer), page.book.format("section_open"))
    page.row += 1
    if view.internal:
        _own(page, view, offer)
    first = view.case.offers[offer].exit.from_month
    if first > view.last or view.case.offers[offer].exit.notice_months >= view.case.term:
        page.text(0, view.say("exit.never"), "unwrapped")
        page.row += 2
        return "", 0.0
    top = page.row
    fees = [_month(page, view, offer, charged, month, shown) for month in range(first, view.last + 1)]
    highest = f"MAX({page.where(top, shown.index('fee'), page.row - 1)})"
    page.row += 1
    return highest, max(fees)


def _own(page: Page, view: View, offer: str) -> None:
    """Write what leaving costs ourselves, as inputs."""
    terms = view.case.offers[offer].exit
    stated = [terms.own_cost[0], *(["dual_running_months"] if terms.dual_running_months.mean else [])]
    several = [slug(view.provider(offer))] * (len(view.offers) > 1)
    for field in stated:
        kind = "number" if field == "dual_running_months" else "money"
        page.text(0, view.say(f"exit.own.{field}"), "unwrapped")
        hint = "_".join([*several, field])
        page.stated(f"offers.{offer}.exit.{field}", hint, 6, getattr(terms, field).mean, kind)
        page.row += 1


def _month(page: Page, view: View, offer: str, charged: Charged, month: int, shown: tuple[str, ...]) -> float:
    """Write what leaving at the end of one month costs; return the fee."""
    record, row = view.case.offers[offer], page.row + 1
    invoice = float(charged.usual.values[month - 1])
    fee = fee_for_leaving(record.exit, _drivers(view, offer, month, invoice))
    left = Left(offer, record.exit, month, fee, invoice)
    at = {key: f"{xl_col_to_name(column)}{row}" for column, key in enumerate(shown)}
    cells = fee_cells(offer, record.exit, page.book.names, charged, at["month"])
    found = _cells(left, view, page.book.names, at)
    found["invoice"] = (cells["invoice"], invoice)
    found["fee"] = (KINDS["termination_fee"].formula(record, {**cells, "invoice": at["invoice"]}), fee)
    page.number(0, float(month), "whole")
    page.month(1, view.case.timeline.calendar(month - 1))
    for column, key in enumerate(shown[2:], 2):
        if key in found:
            page.formula(column, *found[key], "whole" if key == "notice" else "money")
    page.row += 1
    return fee


def _drivers(view: View, offer: str, month: int, invoice: float) -> FeeDrivers:
    """Return what the fee of a month depends on."""
    takeover = view.case.offers[offer].transition.months + view.late(offer) * 12 / 365
    ahead = {}
    if view.case.offers[offer].exit.looks_ahead:
        ahead = {name: float(view.stepped(offer, tile)[month - 1]) for name, tile in AHEAD.items()}
    return FeeDrivers(view.unamortised(offer), month, view.case.term, invoice, takeover=takeover, **ahead)


def _cells(left: Left, view: View, names: dict[str, str], at: dict[str, str]) -> dict[str, tuple[str, float]]:
    """Return formula and number of the columns after the fee."""
    terms, key, early = left.terms, f"offers.{left.offer}.exit.", left.month < view.case.term
    before = at["month"] + "<term_months"
    data = terms.data_extraction.mean
    help_name, data_name = names[f"{key}assistance"], names.get(f"{key}data_extraction", "0")
    due = "+".join(at[name] for name in ("assistance", "data_extraction") if name in at)
    help_due = terms.help_price + data
    free = early and terms.assistance_free_on_breach
    found = {
        "assistance": (help_name, terms.help_price),
        "data_extraction": (data_name, data),
        "payable": (f"{at['fee']}+{due}", left.fee + help_due),
        "breach": (f"IF({before},0,{due})" if terms.assistance_free_on_breach else due, 0.0 if free else help_due),
    }  # fmt: skip
    if early:
        notice = f"{at['month']}-ROUNDUP({names[key + 'notice_months']},0)"
        found["notice"] = (notice, float(terms.notice_month(left.month)))
    if not view.internal:
        return found
    own: dict[str, tuple[float, str]] = {
        name: (0.0, "0") for name in ("reinsourcing", "retender", "dual_running") if name in at
    }
    name, amount = terms.own_cost
    own[name] = (amount.mean, names[key + name])
    if key + "dual_running_months" in names:
        months = names[key + "dual_running_months"]
        own["dual_running"] = (terms.dual_running_months.mean * left.invoice, f"{months}*{at['invoice']}")
    paid = {part: (f"IF({before},{cell},0)", value if early else 0.0) for part, (value, cell) in own.items()}
    ours, total = "+".join(at[part] for part in paid), sum(value for _, value in paid.values())
    found["all"] = (f"{at['payable']}+{ours}", left.fee + help_due + total)
    found["breach_all"] = (f"{found['breach'][0]}+{ours}", found["breach"][1] + total)
    return found | paid
