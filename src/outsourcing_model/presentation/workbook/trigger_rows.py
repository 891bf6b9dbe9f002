"""Rows of the calculator that say when a right to terminate exists."""

from outsourcing_model.case.trigger import Trigger
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook import attained_rows
from outsourcing_model.presentation.workbook.book import Row
from outsourcing_model.presentation.workbook.scheme_rows import Scheme
from outsourcing_model.presentation.workbook.view import View


def only_watched(view: View, offer: str) -> list[str]:
    """Return the levels that bring no credit but whose misses give a right to terminate."""
    watched = [name for trigger in view.case.offers[offer].triggers.values() for name in view.watched(offer, trigger)]
    return [name for name in dict.fromkeys(watched) if name not in view.tiers(offer)]


def write(scheme: Scheme, measured: dict[str, Row], due: Row) -> None:
    """Write for each right to terminate whether it exists at the end of each month."""
    view, offer = scheme.sheet.view, scheme.sheet.offer
    triggers = view.case.offers[offer].triggers
    shown = {n: t for n, t in triggers.items() if t.months_at_cap is not None or view.watched(offer, t)}
    if not shown:
        return
    scheme.sheet.page.text(0, view.say("calculator.triggers"), "bold")
    scheme.sheet.page.row += 1
    numbers = {name: number for number, name in enumerate(triggers, 1)}
    for name, terms in shown.items():
        label = view.say("calculator.right", number=numbers[name])
        if terms.months_at_cap is not None:
            _at_cap(scheme, name, terms, due, label)
        else:
            _missed(scheme, name, terms, measured, label)


def _missed(scheme: Scheme, name: str, terms: Trigger, measured: dict[str, Row], label: str) -> None:
    """Write a right that hangs on misses: of the level named, or of any critical one alone."""
    view, page, offer = scheme.sheet.view, scheme.sheet.page, scheme.sheet.offer
    key = f"offers.{offer}.triggers.{name}"
    cells = {field: page.book.names[f"{key}.{field}"] for field in ("misses", "within")}
    rows = []
    for level in view.watched(offer, terms):
        promise = view.case.service_levels[level]
        field = "minimum" if terms.below_minimum else ("at_most" if promise.is_number else "target")
        value = getattr(promise, field) or 0.0
        cell = page.book.names[f"offers.{offer}.levels.{level}.watched_{field}"]
        text = view.say(f"calculator.miss_of_{'minimum' if terms.below_minimum else 'target'}",
                        level=view.case.label("service_levels", level))  # fmt: skip
        rows.append(attained_rows.missed(scheme, level, measured[level], (cell, value), text))
    counts = [[sum(row.values[max(m - terms.within + 1, 0) : m + 1]) for row in rows] for m in range(view.case.term)]
    values = [float(max(count) >= (terms.misses or 0)) for count in counts]

    def formula(now: str) -> str:
        found = []
        for row in rows:
            misses, numbers = scheme.window(row.row, now, upto=True)
            found.append(f"SUMPRODUCT(({numbers}>{scheme.sheet.month(now)}-{cells['within']})*{misses})")
        most = f"MAX({','.join(found)})" if len(found) > 1 else found[0]
        return KINDS["trigger"].formula(terms, {"found": most, "misses": cells["misses"]})

    scheme.sheet.row(label, view.say("calculator.yes_is_one"), values, "whole", formula)


def _at_cap(scheme: Scheme, name: str, terms: Trigger, due: Row, label: str) -> None:
    """Write a right that hangs on months in a row at the monthly cap."""
    view, page, offer = scheme.sheet.view, scheme.sheet.page, scheme.sheet.offer
    needed = page.book.names[f"offers.{offer}.triggers.{name}.months_at_cap"]
    pool = scheme.terms.monthly_cap is None
    share = (scheme.terms.at_risk if pool else scheme.terms.monthly_cap) or 0.0
    cap = scheme.cell("at_risk" if pool else "monthly_cap")
    runs, run = [], 0
    for amount, invoice in zip(due.values, scheme.charged.invoice.values, strict=True):
        run = run + 1 if invoice > 0 and amount >= share * invoice * (1 - 1e-9) else 0
        runs.append(float(run))

    def count(now: str) -> str:
        before, _ = scheme.window(page.row, now)
        last = before.rpartition(":")[2]
        invoice = scheme.invoice(now)
        reached = f"AND({invoice}>0,{due.at(now, page)}>={cap}*{invoice}*(1-slack))"
        return f"IF({reached},SUM({last})+1,0)"

    row = scheme.sheet.row(view.say("calculator.at_cap"), view.unit("months"), runs, "whole", count)
    values = [float(run >= (terms.months_at_cap or 0)) for run in row.values]
    formula = lambda now: KINDS["trigger"].formula(terms, {"found": row.at(now, page), "months": needed})  # noqa: E731
    scheme.sheet.row(label, view.say("calculator.yes_is_one"), values, "whole", formula)
