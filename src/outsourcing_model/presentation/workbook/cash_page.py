"""The cash flow sheet of the internal edition: every line by month of payment, and the present cost."""

from dataclasses import dataclass

import numpy as np

from outsourcing_model.engine.flows import Array
from outsourcing_model.metrics.compare import CATEGORIES
from outsourcing_model.presentation.labels import alternative_label, line_label
from outsourcing_model.presentation.terms import formulas
from outsourcing_model.presentation.workbook import monthly
from outsourcing_model.presentation.workbook.book import Page, Row, slug
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.provider_lines import Contracted, formula_of
from outsourcing_model.presentation.workbook.view import View
from outsourcing_model.wording import say

SHIFT = {"end": 0.0, "mid": 0.5, "start": 1.0, "year_end": 0.0, "year_mid": 0.5, "year_start": 1.0}
"""What each timing takes off the end of the month (or of the year)."""

PRESENT = 3
"""Column of the present cost of a line."""

SCALE = 51


@dataclass(frozen=True)
class Cash:
    """What the checks and the cover use."""

    lines: dict[str, Row]
    total: Row
    discount: Row
    present: str
    saving: str
    by_line: str


def write(page: Page, view: View, charged: dict[str, Charged], received: dict[str, Row]) -> Cash:
    """Fill the sheet."""
    count = view.run.line_means.shape[1]
    months, _ = monthly.head(page, view, view.say("cash.title"), view.say("cash.note"), count)
    page.sheet.set_column(PRESENT, PRESENT, 13)
    page.widths[PRESENT] = 13
    page.sheet.set_print_scale(SCALE)
    page.text(PRESENT, view.say("cash.present_of_line"), "head_number", monthly.HEAD - 1)
    inputs = _inputs(page, view, count)
    names = page.book.names
    offers = {
        offer: Contracted(
            offer, view.case.offers[offer], names, charged[offer], received.get(offer), _lag(page, view, offer)
        )
        for offer in view.offers
    }
    for offer in view.offers:
        value = view.case.offers[offer].transition.overrun.mean
        label = view.say("cash.overrun", provider=view.provider(offer))
        page.given(f"offers.{offer}.transition.overrun", "own_overrun", label, view.unit("percent"), value, "percent")
        late = view.case.offers[offer].late_payment
        beliefs = {"share": ("percent", "percent"), "days": ("days", "number")} if late is not None else {}
        for field, (unit, kind) in beliefs.items():
            label = view.say(f"cash.late_{field}", provider=view.provider(offer))
            mean = getattr(late, field).mean
            page.given(f"offers.{offer}.late_payment.{field}", f"late_{field}", label, view.unit(unit), mean, kind)
    monthly.section(page, view.say("cash.lines"), count)
    rows: dict[str, Row] = {}
    numbers = [n for n, line in enumerate(view.run.lines) if line.alternative == view.alternative]
    category = ""
    for number in sorted(numbers, key=lambda n: CATEGORIES.index(view.run.lines[n].category)):
        line = view.run.lines[number]
        if line.category != category:
            category = line.category
            page.text(0, say(f"category.{category}", view.lang), "bold")
            page.row += 1
        formula = formula_of(line, offers, months)
        label, values = line_label(line.label, view.lang, view.case), view.run.line_means[number]
        rows[line.id] = page.months(label, view.unit("currency"), list(values), "money", formula, total=True)
    total = _total(page, view, list(rows.values()))
    return _present(page, view, rows, total, months, inputs)


def _inputs(page: Page, view: View, count: int) -> dict[str, str]:
    """Write discount rate and timing; return the cells by role."""
    monthly.section(page, view.say("cash.inputs"), count)
    case = view.case
    found = {"months_a_year": "months_a_year"}
    label = view.say(f"timing.{case.timing}")
    found["shift"] = page.given(
        "time_shift", "time_shift", view.say("cash.timing", timing=label), "", SHIFT[case.timing], "number"
    )
    unit = view.unit("percent_year")
    if not isinstance(case.nominal_rate, dict):
        found["rate"] = page.given(
            "discount_rate", "discount_rate", view.say("cash.rate"), unit, case.nominal_rate, "percent"
        )
        return found
    first = page.row
    years = range(-(-count // 12) + 1)
    for year in years:
        rate = case.nominal_rate[max(start for start in case.nominal_rate if start <= year + 1)]
        page.text(0, view.say("cash.rate_of_year", year=year + 1), "label")
        page.number(1, float(year), "whole")
        page.number(2, rate, "percent", "input")
        page.formula(4, f"LN(1+C{page.row + 1})", float(np.log1p(rate)), "factor")
        page.row += 1
    found["from_year"] = page.book.define("rate_years", "rate_years", page.where(first, 1, page.row - 1))
    found["log_rates"] = page.book.define("log_rates", "log_rates", page.where(first, 4, page.row - 1))
    return found


def _lag(page: Page, view: View, offer: str) -> str:
    """Write the months from service to payment of an offer; return the name of the cell."""
    stated = page.book.names[f"offers.{offer}.payment_days"]
    label = view.say("cash.lag", provider=view.provider(offer))
    value = float(view.case.offers[offer].payment_months)
    hint = "_".join([slug(view.provider(offer))] * (len(view.offers) > 1) + ["payment_lag"])
    return page.computed(
        f"offers.{offer}.lag", hint, label, view.unit("months"), f"ROUNDUP({stated}/days_per_lag,0)", value, "whole"
    )


def _total(page: Page, view: View, rows: list[Row]) -> Row:
    """Write the sum of all lines by month of payment."""
    values: Array = np.sum([row.values for row in rows], axis=0)
    first, last = rows[0].row + 1, rows[-1].row + 1
    return page.months(
        view.say("cash.total"), view.unit("currency"), list(values), "money",
        lambda now: f"SUM({now}${first}:{now}${last})", total=True, use="total",
    )  # fmt: skip


def _present(page: Page, view: View, rows: dict[str, Row], total: Row, months: Row, inputs: dict[str, str]) -> Cash:
    """Write discount factors and present costs of this alternative and of the reference."""
    case, count = view.case, len(total.values)
    factors = list(view.run.discount)
    schedule = isinstance(case.nominal_rate, dict)
    discount = page.months(
        view.say("cash.discount"), view.unit("factor"), factors, "factor",
        lambda now: formulas.discount(case.timing, schedule, {**inputs, "month": months.at(now, page)}),
    )  # fmt: skip
    unit = view.unit("currency")
    present = page.months(
        view.say("cash.present"), unit, [v * f for v, f in zip(total.values, factors, strict=True)], "money",
        lambda now: f"{total.at(now, page)}*{discount.at(now, page)}", total=True, use="total",
    )  # fmt: skip
    own = float(np.dot(total.values, factors))
    by_line = _by_line(page, list(rows.values()), discount)
    cost = page.computed(
        "present_cost", "present_cost", view.say("cash.present_cost"), unit, present.total, own, "money"
    )
    monthly.section(page, view.say("cash.reference", reference=alternative_label(case.reference, case)), count)
    numbers = [n for n, line in enumerate(view.run.lines) if line.alternative == case.reference]
    values = view.run.line_means[numbers].sum(axis=0)
    reference = page.months(view.say("cash.total"), unit, list(values), "money", total=True)
    other = float(np.dot(values, factors))
    formula = f"SUMPRODUCT({reference.range},{discount.range})"
    compared = page.computed(
        "reference_cost", "reference_cost", view.say("cash.present_cost"), unit, formula, other, "money"
    )
    saving = page.computed(
        "present_saving", "present_saving", view.say("cash.saving"), unit, f"{compared}-{cost}", other - own, "money"
    )
    return Cash(rows, total, discount, cost, saving, by_line)


def _by_line(page: Page, rows: list[Row], discount: Row) -> str:
    """Write the present cost of each line beside its total; return the range."""
    for row in rows:
        value = float(np.dot(row.values, discount.values))
        page.formula(PRESENT, f"SUMPRODUCT({row.range},{discount.range})", value, "money", "total", row.row)
    return page.where(rows[0].row, PRESENT, rows[-1].row)
