"""Rows of a credit scheme, month by month: from what each level is due to what all caps leave and what goes back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.presentation.terms import scheme_examples
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.terms.scheme_formulas import expected_points
from outsourcing_model.presentation.workbook.book import Row, previous
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.price_rows import Sheet

GAP = "D"
"""The empty column before the first month: where what came before the first month is read."""


@dataclass(frozen=True)
class Scheme:
    """The scheme of one offer while its rows are written: where, of what, and whether chances or facts are shown.

    Parameters
    ----------
    sheet : Sheet
        Where.
    terms : CreditScheme
        Its terms.
    charged : Charged
        The charges of the offer.
    expected : bool
        Whether months are missed with a probability; else they are or are not.
    """

    sheet: Sheet
    terms: CreditScheme
    charged: Charged
    expected: bool

    @property
    def key(self) -> str:
        """Return how the keys of the scheme's cells begin."""
        return f"offers.{self.sheet.offer}.credits"

    def cell(self, term: str) -> str:
        """Return the name of the cell of a term of the scheme."""
        return self.sheet.page.book.names[f"{self.key}.{term}"]

    def money(
        self, label: str, values: Sequence[float], formula: Callable[[str], str], total: bool = False, use: str = "calc"
    ) -> Row:
        """Write a row of amounts."""
        return self.sheet.row(label, self.sheet.view.unit("currency"), values, "money", formula, total, use)

    def invoice(self, column: str) -> str:
        """Return the invoice of a month."""
        return self.charged.invoice.at(column, self.sheet.page)

    def window(self, row: int, column: str, upto: bool = False) -> tuple[str, str]:
        """Return the months before one (or up to it) of a row, and their numbers, as ranges of the same length."""
        last = column if upto else previous(column)
        numbers = self.sheet.months.row + 1
        return f"${GAP}${row + 1}:{last}${row + 1}", f"${GAP}${numbers}:{last}${numbers}"


def summed(scheme: Scheme, due: dict[str, Row]) -> Row:
    """Write what all levels are due together in a month: points by their table, services and the pool limited."""
    sheet, view = scheme.sheet, scheme.sheet.view
    tiers, offer = view.tiers(sheet.offer), sheet.offer
    rest = dict(due)
    pointed = {name: rest.pop(name) for name, terms in tiers.items() if terms.way == "points"}
    caps, parts = view.service_caps(offer), list[Row]()
    if pointed:
        money, points = _points(scheme, list(pointed.values()))
        limited = {name: row for name, row in pointed.items() if view.case.service_levels[name].service in caps}
        if not limited:
            parts.append(money)
        for name, row in pointed.items() if limited else ():
            rest[name] = _part(scheme, name, row, points, money)
    for service, cap in caps.items():
        mine = [name for name in rest if view.case.service_levels[name].service == service]
        if not mine:
            continue
        label = view.say("scheme.of_service", service=view.service(service))
        together = _sum(scheme, [rest[name] for name in mine], label)
        within = _within(scheme, service, cap, together)
        pooled = [name for name in mine if tiers[name].way == "allocation"]
        if pooled:
            rest |= {name: _cut(scheme, name, rest[name], together, within) for name in mine}
        else:
            parts.append(within)
            rest = {name: row for name, row in rest.items() if name not in mine}
    pool = [rest.pop(name) for name in list(rest) if tiers[name].way == "allocation"]
    if pool:
        parts.append(_pool(scheme, pool))
    parts += rest.values()
    return parts[0] if len(parts) == 1 and not due else _sum(scheme, parts, view.say("scheme.due"), True)


def _sum(scheme: Scheme, rows: Sequence[Row], label: str, total: bool = False) -> Row:
    """Write the sum of rows."""
    page = scheme.sheet.page
    values = [sum(month) for month in zip(*(row.values for row in rows), strict=True)]
    return scheme.money(label, values, lambda now: "+".join(row.at(now, page) for row in rows), total)


def _points(scheme: Scheme, rows: Sequence[Row]) -> tuple[Row, Row]:
    """Write the points of a month and what they return; chances are read between the steps of the table."""
    sheet, table = scheme.sheet, scheme.terms.points_table
    page, view = sheet.page, sheet.view
    values = [sum(month) for month in zip(*(row.values for row in rows), strict=True)]
    points = sheet.row(view.say("scheme.points"), view.unit("points_penalty"), values, "number",
                       lambda now: "+".join(row.at(now, page) for row in rows))  # fmt: skip
    cells = {"totals": scheme.cell("points_table.at"), "steps": scheme.cell("points_table.steps"), "slack": "slack"}

    def formula(now: str) -> str:
        here = {**cells, "points": points.at(now, page), "invoice": scheme.invoice(now)}
        if not scheme.expected:
            return KINDS["points_table"].formula(table, here)
        return expected_points(here | {role: scheme.cell(f"points_table.{role}") for role in ("since", "slopes")})

    if scheme.expected:
        money = scheme_examples.expected_points(table, values, scheme.charged.invoice.values) if table else []
    else:
        pairs = zip(values, scheme.charged.invoice.values, strict=True)
        money = [KINDS["points_table"].example(table, points=p, invoice=i) for p, i in pairs]
    return scheme.money(view.say("scheme.points_return"), money, formula), points


def _share_of(scheme: Scheme, label: str, row: Row, together: Row, left: Row) -> Row:
    """Write the part of one row in what is left of several together."""
    page = scheme.sheet.page
    triples = zip(row.values, together.values, left.values, strict=True)
    values = [own * rest / total if total > 0 else 0.0 for own, total, rest in triples]

    def formula(now: str) -> str:
        total = together.at(now, page)
        return f"IF({total}>0,{row.at(now, page)}*{left.at(now, page)}/{total},0)"

    return scheme.money(label, values, formula)


def _part(scheme: Scheme, name: str, row: Row, points: Row, money: Row) -> Row:
    """Write the part of what points return that a level brings."""
    view = scheme.sheet.view
    label = view.say("scheme.part", level=view.case.label("service_levels", name))
    return _share_of(scheme, label, row, points, money)


def _within(scheme: Scheme, service: str, cap: float, together: Row) -> Row:
    """Write what the cap of a service leaves of the credits of its levels."""
    view, page, kind = scheme.sheet.view, scheme.sheet.page, KINDS["service_cap"]
    charge, name = scheme.charged.charges[service], scheme.cell(f"service_caps.{service}")
    pairs = zip(together.values, charge.values, strict=True)
    values = [kind.example(scheme.terms, due=due, charge=of, cap=cap) for due, of in pairs]

    def formula(now: str) -> str:
        return kind.formula(scheme.terms, {"due": together.at(now, page), "charge": charge.at(now, page), "cap": name})

    return scheme.money(view.say("scheme.service_cap", service=view.service(service)), values, formula)


def _cut(scheme: Scheme, name: str, row: Row, together: Row, within: Row) -> Row:
    """Write the part of a level in what the cap of its service leaves."""
    view = scheme.sheet.view
    label = view.say("scheme.within", level=view.case.label("service_levels", name))
    return _share_of(scheme, label, row, together, within)


def _pool(scheme: Scheme, rows: Sequence[Row]) -> Row:
    """Write what the levels return of the amount at risk."""
    view, page, kind = scheme.sheet.view, scheme.sheet.page, KINDS["pool"]
    due = [sum(month) for month in zip(*(row.values for row in rows), strict=True)]
    pairs = zip(due, scheme.charged.invoice.values, strict=True)
    values = [kind.example(scheme.terms, due=amount, invoice=of) for amount, of in pairs]

    def formula(now: str) -> str:
        total = "+".join(row.at(now, page) for row in rows)
        cells = {"due": total, "at_risk": scheme.cell("at_risk"), "invoice": scheme.invoice(now)}
        return kind.formula(scheme.terms, cells)

    return scheme.money(view.say("scheme.pool"), values, formula)
