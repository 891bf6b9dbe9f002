"""Rows of the charges sheet that move prices: delivery, indices, revision, productivity, benchmark, currency."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from outsourcing_model.case.indexation import Indexation
from outsourcing_model.engine.program.prices import compared, level
from outsourcing_model.presentation.terms import formulas, price_formulas
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import Page, Row, previous
from outsourcing_model.presentation.workbook.takeover import hint
from outsourcing_model.presentation.workbook.view import View
from outsourcing_model.timeline import Month


@dataclass(frozen=True)
class Factors:
    """What turns a full month at first prices into the amount invoiced."""

    delivering: Row
    revision: Row | None
    others: tuple[Row, ...]
    covered: tuple[str, ...]

    def times(self, column: str, page: Page, service: str = "") -> str:
        """Return the factors of a month as the end of a product, those of no service if none is named."""
        return "".join(f"*{row.at(column, page)}" for row in (*self._moving(service), self.delivering))

    def moved(self, column: str, page: Page, service: str = "") -> str:
        """Return what moves prices in a month as the end of a product, whatever part of it is delivered."""
        return "".join(f"*{row.at(column, page)}" for row in self._moving(service))

    def _moving(self, service: str) -> tuple[Row, ...]:
        """Return the rows that move the prices of a service."""
        covered = not service or not self.covered or service in self.covered
        return ((self.revision,) if self.revision is not None and covered else ()) + self.others

    def prices(self, month: str, service: str = "") -> str:
        """Return the factors that move prices in the month that a cell names, as the end of a product."""
        return "".join(f"*INDEX({row.range},{month})" for row in self._moving(service))


@dataclass(frozen=True)
class Sheet:
    """The charges sheet of one offer while it is written: where, of what, and its rows of months and years."""

    page: Page
    view: View
    offer: str
    months: Row
    years: Row

    def hint(self, *parts: str) -> str:
        """Return the wish for a name of a cell of the offer."""
        return hint(self.view, self.offer, *parts)

    def name(self, term: str) -> str:
        """Return the name of the cell of a term of the offer."""
        return self.page.book.names[f"offers.{self.offer}.{term}"]

    def named(self, prefix: str) -> dict[str, str]:
        """Return the names of all cells below a term, by what follows it."""
        start = f"offers.{self.offer}.{prefix}."
        return {key.removeprefix(start): name for key, name in self.page.book.names.items() if key.startswith(start)}

    def month(self, column: str) -> str:
        """Return the cell with the number of a month."""
        return self.months.at(column, self.page)

    def year(self, column: str) -> str:
        """Return the cell with the year of a month."""
        return self.years.at(column, self.page)

    def row(
        self,
        label: str,
        unit: str,
        values: Iterable[float],
        kind: str,
        formula: Callable[[str], str] | None = None,
        total: bool = False,
        use: str = "calc",
    ) -> Row:
        """Write a row of months."""
        return self.page.months(label, unit, values, kind, formula, total, use)

    def say(self, key: str, **values: object) -> str:
        """Return a text of the sheet."""
        return self.view.say(f"charges.{key}", **values)


def factors(sheet: Sheet, takeover: str) -> Factors:
    """Write the share of each month that is delivered, and all that moves prices."""
    view, offer = sheet.view, sheet.offer
    cells = {"takeover": takeover, "last": "exit_month"}
    ramp = sheet.page.book.names.get(f"offers.{offer}.transition.ramp_months")
    cells |= {"ramp": ramp} if ramp else {}
    terms = view.case.offers[offer]
    delivering = sheet.row(
        sheet.say("delivering"), view.unit("share"), view.step(f"offers.{offer}.delivering"), "factor",
        lambda now: formulas.delivering(terms.transition, {**cells, "month": sheet.month(now)}),
    )  # fmt: skip
    revision = _revision(sheet, terms.indexation) if terms.indexation else None
    rows = [row for row in (_productivity(sheet), _benchmark(sheet), _exchange(sheet)) if row is not None]
    return Factors(delivering, revision, tuple(rows), terms.indexation.services if terms.indexation else ())


def _flags(sheet: Sheet, terms: Indexation) -> Row:
    """Write in which months prices are revised."""
    case = sheet.view.case
    months = set(terms.revisions(case.start, case.term))
    return sheet.row(sheet.say("revised"), "", [float(month in months) for month in range(case.term)], "whole")


def _revision(sheet: Sheet, terms: Indexation) -> Row:
    """Write the revision factor of each month."""
    view, page = sheet.view, sheet.page
    limits = _limits(sheet, terms)
    revised = _flags(sheet, terms)
    pairs = list(compared(terms, view.case.start, view.case.term))
    ratios = [_index(sheet, terms, number, name, pairs, revised) for number, name in enumerate(terms.weights)]
    names = {"fixed": sheet.name("indexation.fixed"), "slack": "slack"}
    if terms.rounding is not None:
        names["digits"] = sheet.name("indexation.digits")
    step = f"offers.{sheet.offer}.coefficient{' rounded' if terms.rounding else ''}"
    coefficient = sheet.row(
        sheet.say("coefficient"), view.unit("factor"), view.step(step), "exact_factor",
        lambda now: price_formulas.coefficient(terms, names, [ratio(now) for ratio in ratios]),
    )  # fmt: skip
    unlimited = _unlimited(sheet, terms, coefficient, revised)
    row = page.row

    def formula(now: str) -> str:
        before = previous(now)
        cells = {
            "month": sheet.month(now), "revised": revised.at(now, page), "before": f"{before}${row + 1}",
            "coefficient": coefficient.at(now, page), "coefficient_before": coefficient.at(before, page), **limits,
        }  # fmt: skip
        cells |= {"unlimited": unlimited.at(now, page)} if unlimited else {}
        return KINDS["indexation"].formula(terms, cells)

    values = view.step(f"offers.{sheet.offer}.revision")
    return sheet.row(sheet.say("revision"), view.unit("factor"), values, "factor", formula)


def _limits(sheet: Sheet, terms: Indexation) -> dict[str, str]:
    """Write cap and floor as they are used; return their cells."""
    found = {}
    for limit, none, value in (("cap", "no_limit", terms.cap), ("floor", "-1", terms.floor)):
        stated = sheet.name(f"indexation.{limit}")
        used = value if value is not None else 1e30 if limit == "cap" else -1.0
        formula = f"IF(ISNUMBER({stated}),{stated},{none})"
        unit, hint = sheet.view.unit("percent_revision"), sheet.hint(f"price_{limit}_used")
        key = f"offers.{sheet.offer}.indexation.{limit}_used"
        found[limit] = sheet.page.computed(key, hint, sheet.say(f"{limit}_used"), unit, formula, used, "limit_percent")
    return found


def _index(
    sheet: Sheet, terms: Indexation, number: int, name: str, pairs: list[tuple[Month, Month]], revised: Row
) -> Callable[[str], tuple[str, str, str]]:
    """Write the values of one index; return the cells of weight, value and value compared with, by column."""
    view, page, case = sheet.view, sheet.page, sheet.view.case
    label = case.label("indices", name) if name else sheet.say("fixed_rate")
    growth = page.given(
        f"offers.{sheet.offer}.indexation.growth.{number}", sheet.hint("growth_used"),
        sheet.say("growth", index=label), view.unit("percent_year"), view.growth(sheet.offer, name), "percent",
    )  # fmt: skip
    base_month = terms.base(case.start)
    levels = [_level(view, name, now, base_month) for now, _ in pairs]
    unit = view.unit("points" if name and case.indices[name].series else "factor")
    known = sheet.row(sheet.say("known", index=label), unit, [known for known, _ in levels], "exact")
    beyond = sheet.row(sheet.say("beyond", index=label), view.unit("months"), [m for _, m in levels], "whole")
    rate = view.growth(sheet.offer, name)
    values = [known * (1 + rate) ** (months / 12) for known, months in levels]
    cells = {"growth": growth, "months_a_year": "months_a_year"}
    used = sheet.row(
        sheet.say("level", index=label), unit, values, "exact_factor",
        lambda now: price_formulas.index_level({**cells, "known": known.at(now, page), "beyond": beyond.at(now, page)}),
    )  # fmt: skip
    weight = sheet.name(f"indexation.weights.{number}")
    base = sheet.page.book.names.get(f"offers.{sheet.offer}.indexation.bases.{number}", "1")
    if terms.method == "from_base":
        return lambda now: (weight, used.at(now, page), base)
    against = _against(sheet, label, unit, used, revised, base)
    return lambda now: (weight, used.at(now, page), against.at(now, page))


def _level(view: View, name: str, month: Month, base: Month) -> tuple[float, float]:
    """Return the last value known of an index in a month, and for how many months from there it grows."""
    if not name or not view.case.indices[name].series:
        return 1.0, float(month - base)
    found = level(view.case.indices[name], month)
    return found.known, float(found.beyond)


def _against(sheet: Sheet, label: str, unit: str, used: Row, revised: Row, base: str) -> Row:
    """Write the value with which a chained clause compares: that of the revision before."""
    page, row = sheet.page, sheet.page.row
    values, before = [], used.values[0]
    for month, flag in enumerate(revised.values):
        before = used.values[month - 1] if flag else before
        values.append(before)

    def formula(now: str) -> str:
        last = previous(now)
        cells = {
            "month": sheet.month(now), "base": base, "revised": revised.at(now, page), "before": f"{last}${row + 1}",
            "level_before": used.at(last, page),
        }  # fmt: skip
        return price_formulas.index_against(cells)

    return sheet.row(sheet.say("against", index=label), unit, values, "exact_factor", formula)


def _unlimited(sheet: Sheet, terms: Indexation, coefficient: Row, revised: Row) -> Row | None:
    """Write what a chained clause that carries its excess would give without limits."""
    if terms.method != "chained" or terms.excess != "carried":
        return None
    page, row = sheet.page, sheet.page.row
    values, due = [], 1.0
    for flag, step in zip(revised.values, coefficient.values, strict=True):
        due *= step if flag else 1.0
        values.append(due)

    def formula(now: str) -> str:
        before = f"{previous(now)}${row + 1}"
        cells = {"month": sheet.month(now), "revised": revised.at(now, page), "before": before}
        return price_formulas.without_limits({**cells, "coefficient": coefficient.at(now, page)})

    return sheet.row(sheet.say("unlimited"), sheet.view.unit("factor"), values, "exact_factor", formula)


def _productivity(sheet: Sheet) -> Row | None:
    """Write the yearly price reduction."""
    view, path = sheet.view, f"offers.{sheet.offer}.productivity"
    terms = view.case.offers[sheet.offer].productivity
    if terms is None:
        return None
    name = sheet.name("productivity")

    def formula(now: str) -> str:
        return KINDS["productivity"].formula(terms, {"productivity": name, "year": sheet.year(now)})

    return sheet.row(sheet.say("productivity"), view.unit("factor"), view.step(path), "factor", formula)


def _benchmark(sheet: Sheet) -> Row | None:
    """Write what a comparison with the market brings."""
    view, path = sheet.view, f"offers.{sheet.offer}.benchmark"
    terms = view.case.offers[sheet.offer].benchmark
    if terms is None or path not in view.run.steps:
        return None
    cells = {**sheet.named("benchmark"), "slack": "slack"}

    def formula(now: str) -> str:
        return KINDS["benchmark"].formula(terms, {**cells, "month": sheet.month(now)})

    return sheet.row(sheet.say("benchmark"), view.unit("factor"), view.step(path), "factor", formula)


def rate(sheet: Sheet, currency: str) -> Row:
    """Write the rate of a currency in the case's currency, month by month."""
    view, page = sheet.view, sheet.page
    terms, unit = view.case.exchange_rates[currency], view.rate_unit(currency)
    key = f"offers.{sheet.offer}.rates.{currency}"
    now_text, drift_text = (sheet.say(text, currency=currency) for text in ("rate_now", "drift"))
    first = page.given(f"{key}.rate", sheet.hint("exchange_rate_used"), now_text, unit, terms.rate.mean, "exact")
    percent = view.unit("percent_year")
    drift = page.given(f"{key}.drift", sheet.hint("rate_drift_used"), drift_text, percent, terms.drift.mean, "percent")
    cells = {"rate": first, "drift": drift, "months_a_year": "months_a_year"}
    return sheet.row(
        sheet.say("rate", currency=currency), unit, view.step(f"exchange_rates.{currency}"), "exact_factor",
        lambda now: price_formulas.exchange_rate({**cells, "month": sheet.month(now)}),
    )  # fmt: skip


def _exchange(sheet: Sheet) -> Row | None:
    """Write the adjustment of prices to a currency."""
    view, path = sheet.view, f"offers.{sheet.offer}.exchange"
    terms = view.case.offers[sheet.offer].exchange
    if terms is None:
        return None
    now_rate = rate(sheet, terms.currency)
    cells = {**sheet.named("exchange"), "slack": "slack"}

    def formula(now: str) -> str:
        return KINDS["exchange"].formula(terms, {**cells, "rate": now_rate.at(now, sheet.page)})

    return sheet.row(sheet.say("exchange"), view.unit("factor"), view.step(path), "factor", formula)
