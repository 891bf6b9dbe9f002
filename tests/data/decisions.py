"""The tables in ``docs/decisions``, computed from the shipped cases; run this file to write their numbers again.

The head of a table names a case, an alternative and a figure. Each row is one choice: the case as shipped, or with the
changes that stand in it, written as an entry of ``scenarios``; what no key can change is named and computed here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.case.paths import override
from outsourcing_model.casefile.read import read_case
from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.engine.simulate import expected_run

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted((ROOT / "docs" / "decisions").glob("0*.md")))
HEAD = re.compile(r"\| `([a-z-]+)`, `(\w+)` \| ([a-z ]+) \| change \|")
FIRST = "as shipped"


def _present(flows: CashFlows, alternative: str) -> float:
    return float(flows.npv[flows.alternatives.index(alternative), 0])


def _saving(flows: CashFlows, alternative: str) -> float:
    return _present(flows, flows.case.reference) - _present(flows, alternative)


def _relevant(flows: CashFlows, alternative: str) -> float:
    return _present(flows, alternative) - float(flows.irrelevant_npv[0])


def _harm(flows: CashFlows, alternative: str) -> float:
    return float(flows.harm_npv[flows.alternatives.index(alternative), 0])


def _received(flows: CashFlows, alternative: str) -> float:
    return float(flows.received[flows.alternatives.index(alternative), 0])


def _damages(flows: CashFlows, alternative: str) -> float:
    lines = enumerate(flows.lines)
    chosen = [n for n, each in lines if each.alternative == alternative and "delay" in each.id]
    return 0.0 - float(sum(flows.line_means[n].sum() for n in chosen))


def _hurdle(flows: CashFlows, alternative: str) -> float:
    staff = sum(
        float(flows.line_means[n] @ flows.discount)
        for n, line in enumerate(flows.lines)
        if line.alternative == alternative and line.category == "staff"
    )
    return flows.case.hurdle.value(_present(flows, alternative), staff)


def _charges(flows: CashFlows, alternative: str) -> float:
    lines = enumerate(flows.lines)
    chosen = [n for n, each in lines if each.alternative == alternative and each.category == "charges"]
    return float(sum(flows.line_means[n].sum() for n in chosen))


Figure = Callable[[CashFlows, str], float]
FIGURES: Mapping[str, Figure] = {
    "present cost": _present,
    "saving": _saving,
    "relevant cost": _relevant,
    "harm": _harm,
    "credits and damages received": _received,
    "delay damages": _damages,
    "charges": _charges,
    "hurdle": _hurdle,
}
"""What a table may state, each in the run at mean beliefs; received money and charges undiscounted."""


def _of_mean_delay(flows: CashFlows, alternative: str) -> tuple[float, float]:
    """Return the damages of the mean delay before the exemption, and the amount that is exempt."""
    (offer,) = {name for name in flows.case.performers(alternative).values() if name in flows.case.offers}
    terms = flows.case.offers[offer].transition.delay_damages
    assert terms is not None
    return _damages(flows, alternative), terms.exempt_up_to


def _less_exempt(flows: CashFlows, alternative: str) -> float:
    due, exempt = _of_mean_delay(flows, alternative)
    return max(due - exempt, 0.0)


def _by_the_day(flows: CashFlows, alternative: str) -> float:
    """Return the present cost if invoices were discounted at the day they are paid, with months of 30 days."""
    case, found = flows.case, _present(flows, alternative)
    for n, line in enumerate(flows.lines):
        if line.alternative == alternative and line.path.startswith("offers.") and line.category == "charges":
            offer = case.offers[line.path.split(".")[1]]
            early = offer.payment_months - offer.payment_days / 30
            assert isinstance(case.discount_rate, float)
            found += float(flows.line_means[n] @ flows.discount) * ((1 + case.discount_rate) ** (early / 12) - 1)
    return found


def _rounded(flows: CashFlows, alternative: str) -> float:
    """Return the present cost if every charge of a month were rounded to the cent inside the model."""
    found = _present(flows, alternative)
    for n, line in enumerate(flows.lines):
        if line.alternative == alternative and line.category == "charges":
            found += float((flows.line_means[n].round(2) - flows.line_means[n]) @ flows.discount)
    return found


def _share_of_relevant(flows: CashFlows, alternative: str) -> float:
    return flows.case.hurdle.percent * _relevant(flows, alternative)


def _without_lost_shields(flows: CashFlows, alternative: str) -> float:
    """Return the saving if the reference stayed before tax while the alternative is after tax."""
    before = expected_run(override(flows.case, {"tax": None}))
    return _present(before, flows.case.reference) - _present(flows, alternative)


COMPUTED: Mapping[str, Figure] = {
    "costs below zero, received above": lambda flows, alternative: -_present(flows, alternative),
    "invoices discounted to the day": _by_the_day,
    "each charge rounded to the cent every month": _rounded,
    "share of relevant cost": _share_of_relevant,
    "the exemption deducted": _less_exempt,
    "tax without the relief lost on today's cost": _without_lost_shields,
    "credits left out": lambda flows, alternative: (
        _relevant(flows, alternative) + float(flows.received_npv[flows.alternatives.index(alternative), 0])
    ),
}
"""Choices that no key can make."""


@dataclass(frozen=True)
class Row:
    """One row of a table: the choice in words, the figure and its change against the first row as printed."""

    choice: str
    figure: str
    change: str


@dataclass(frozen=True)
class Table:
    """A table of a page."""

    case: str
    alternative: str
    figure: str
    rows: tuple[Row, ...]

    def drawn(self) -> str:
        """Return the table as it stands in a page."""
        head = f"| `{self.case}`, `{self.alternative}` | {self.figure} | change |\n|---|--:|--:|\n"
        return head + "".join(f"| {row.choice} | {row.figure} | {row.change} |\n" for row in self.rows)


def tables(text: str) -> list[tuple[str, Table]]:
    """Return each table of a page with the text that it stands in."""
    found = []
    for head in HEAD.finditer(text):
        body = text[head.start() :].partition("\n\n")[0].rstrip("\n") + "\n"
        cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in body.splitlines()[2:]]
        rows = tuple(Row(*(cell.strip(" |") for cell in row)) for row in cells)
        found.append((body, Table(head[1], head[2], head[3], rows)))
    return found


def changes(choice: str) -> dict[str, Any]:
    """Return the overrides that stand in a row, path to value."""
    found: dict[str, Any] = {}
    for span in re.findall(r"`([^`]*)`", choice):
        stated = YAML(typ="safe", pure=True).load(span)
        assert isinstance(stated, dict), span
        found |= stated
    return found


def computed(table: Table, case: Case) -> Table:
    """Return a table with its figures computed from the shipped case."""
    values = [_value(table, row.choice, case) for row in table.rows]
    digits = 2 if max(abs(value - values[0]) for value in values) < 1 else 0
    rows = []
    for row, value in zip(table.rows, values, strict=True):
        change = "" if value is values[0] else f"{round(value, digits) - round(values[0], digits):+,.{digits}f}"
        rows.append(Row(row.choice, f"{value:,.{digits}f}", change))
    return Table(table.case, table.alternative, table.figure, tuple(rows))


def _value(table: Table, choice: str, case: Case) -> float:
    """Return the figure of a table under one choice."""
    named = next((name for name in COMPUTED if choice.startswith(name)), None)
    changed = override(case, changes(choice))
    assert problems(changed) == [], choice
    assert named or changes(choice) or choice == FIRST, choice
    return (COMPUTED[named] if named else FIGURES[table.figure])(expected_run(changed), table.alternative)


def rewritten(text: str) -> str:
    """Return a page with the numbers of its tables computed again."""
    for body, table in tables(text):
        case = read_case(ROOT / "data" / table.case / "case.yaml")
        text = text.replace(body, computed(table, case).drawn())
    return text


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(rewritten(page.read_text(encoding="utf-8")), encoding="utf-8")
