"""Rows of the steps of a credit scheme: what each cap leaves of the credits due, and what the provider earns back."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from outsourcing_model.engine.program import keeping
from outsourcing_model.engine.program.assembly import NO_CAP
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import A_YEAR, Row
from outsourcing_model.presentation.workbook.scheme_rows import Scheme

Step = tuple[float, float, float]
"""Kind, limit and months of a step, as the engine has them."""

_NAMES = {
    keeping.REPEATS: "multiplier", keeping.MONTH: "monthly_cap", keeping.ROLLING: "rolling_cap",
    keeping.YEAR: "yearly_cap", keeping.TERM: "contract_cap", keeping.AMOUNT: "contract_cap",
    keeping.EARN_BACK: "earn_back",
}  # fmt: skip


@dataclass(frozen=True)
class Chain:
    """The rows of the steps: where they stand before they are written, since each looks back on what was kept.

    Parameters
    ----------
    scheme : Scheme
        The scheme.
    steps : tuple
        Its steps, in their order.
    due : Row
        What is due.
    missed, repeats : Row or None
        The number of misses of a month (the logarithm of the chance of none where months are only expected), and the
        factor of repeated misses, where a step needs them.
    first : int
        Number of the row of the first step.
    """

    scheme: Scheme
    steps: tuple[Step, ...]
    due: Row
    missed: Row | None
    repeats: Row | None
    first: int

    @property
    def kept(self) -> int:
        """Return the number of the row of what is kept."""
        return self.first + len(self.steps)

    @property
    def back(self) -> int | None:
        """Return the number of the row of what goes back."""
        found = [number for number, step in enumerate(self.steps) if step[0] == keeping.EARN_BACK]
        return self.first + found[0] if found else None

    @property
    def frees(self) -> bool:
        """Return whether what goes back makes room under the caps again."""
        return any(kind == keeping.EARN_BACK and limit > 0 for kind, limit, _ in self.steps)


def steps_of(scheme: Scheme) -> tuple[Step, ...]:
    """Return the steps of a scheme that cut or give back something."""
    view, offer = scheme.sheet.view, scheme.sheet.offer
    found = keeping.steps_of(scheme.terms, view.tiers(offer), view.case.term)
    return tuple(step for step in found if step[0] != keeping.AT_RISK)


def write(chain: Chain) -> tuple[Row, Row | None]:
    """Write the steps; return what is kept and what goes back."""
    view, page = chain.scheme.sheet.view, chain.scheme.sheet.page
    numbers = values(chain)
    left, back = chain.due, None
    for number, step in enumerate(chain.steps):
        if step[0] == keeping.EARN_BACK:
            back = _back(chain, numbers[number])
        else:
            left = _step(chain, step, number, left, numbers[number])
    label = view.say("scheme.kept")
    kept = chain.scheme.money(label, list(left.values), lambda now: left.at(now, page), total=True)
    return kept, back


def values(chain: Chain) -> list[list[float]]:
    """Return the numbers of each step, month by month: what it leaves, or what goes back."""
    due, months = chain.due.values, range(len(chain.due.values))
    found = [[0.0 for _ in months] for _ in chain.steps]
    kept, counted = [0.0 for _ in months], [0.0 for _ in months]
    invoices = [max(value, 0.0) for value in chain.scheme.charged.invoice.values]
    for month in months:
        left = due[month]
        for number, (kind, limit, span) in enumerate(chain.steps):
            if kind == keeping.EARN_BACK:
                back = _earned(chain, kept, month, int(span))
                if month >= span:
                    counted[month - int(span)] -= back * limit
                found[number][month] = back
                continue
            if kind == keeping.REPEATS:
                left *= chain.repeats.values[month] if chain.repeats else 1.0
            elif kind == keeping.MONTH:
                left = min(left, limit * max(chain.scheme.charged.invoice.values[month], 1e-9))
            else:
                first, last = _looked_back(kind, int(span), month, len(due))
                most = limit if kind == keeping.AMOUNT else limit * sum(invoices[first:last])
                left = min(left, max(most - sum(counted[first:month]), 0.0))
            found[number][month] = left
        kept[month] = counted[month] = left
    return found


def _looked_back(kind: float, span: int, month: int, term: int) -> tuple[int, int]:
    """Return the first of the months whose invoices a cap counts, and the one after the last."""
    if kind == keeping.ROLLING:
        return max(month - span + 1, 0), month + 1
    if kind == keeping.YEAR:
        first = month - month % A_YEAR
        return first, min(first + A_YEAR, term)
    return 0, term


def _earned(chain: Chain, kept: Sequence[float], month: int, span: int) -> float:
    """Return what goes back in a month."""
    if not span <= month < chain.scheme.sheet.view.last or chain.missed is None:
        return 0.0
    since = sum(chain.missed.values[month - span + 1 : month + 1])
    return kept[month - span] * (exp(since) if chain.scheme.expected else float(since == 0))


def _step(chain: Chain, step: Step, number: int, left: Row, numbers: list[float]) -> Row:
    """Write what a step leaves."""
    scheme, (kind, _, _) = chain.scheme, step
    page, view, name = scheme.sheet.page, scheme.sheet.view, _NAMES[kind]

    def formula(now: str) -> str:
        due = left.at(now, page)
        if kind == keeping.REPEATS:
            return f"{due}*{chain.repeats.at(now, page)}" if chain.repeats else due
        if kind == keeping.MONTH:
            cells = {"due": due, "cap": scheme.cell("cap_used"), "invoice": scheme.invoice(now), "slack": "slack"}
            return KINDS["monthly_cap"].formula(scheme.terms, cells)
        cells = {"due": due, "invoices": _invoices(chain, kind, now), "before": _before(chain, kind, number, now)}
        if kind == keeping.ROLLING:
            record = scheme.terms.rolling_cap
            return KINDS[name].formula(record, cells | {"share": scheme.cell("rolling_cap.share")})
        if kind == keeping.AMOUNT:
            return KINDS[name].formula(scheme.terms, cells | {"amount": scheme.cell("contract_cap_amount")})
        return KINDS[name].formula(scheme.terms, cells | {"share": scheme.cell(name)})

    return scheme.money(view.say(f"scheme.step.{name}"), numbers, formula)


def _mask(chain: Chain, kind: float, numbers: str, now: str, shift: str = "") -> str:
    """Return which months a cap looks back on, as the beginning of a product; `shift` is taken off the months."""
    sheet = chain.scheme.sheet
    if kind == keeping.ROLLING:
        return f"({numbers}{shift}>{sheet.month(now)}-{chain.scheme.cell('rolling_cap.months')})*"
    if kind == keeping.YEAR:
        return f"({numbers}{shift}>({sheet.year(now)}-1)*months_a_year)*"
    return ""


def _invoices(chain: Chain, kind: float, now: str) -> str:
    """Return the invoices of the months that a cap looks back on; of the whole year or term, the later ones too."""
    sheet, invoice = chain.scheme.sheet, chain.scheme.charged.invoice.range
    numbers = sheet.months.range.rpartition("!")[2]
    mask = _mask(chain, kind, numbers, now)
    if kind == keeping.ROLLING:
        mask += f"({numbers}<={sheet.month(now)})*"
    if kind == keeping.YEAR:
        mask += f"({numbers}<={sheet.year(now)}*months_a_year)*"
    return f"SUMPRODUCT({mask}({invoice}>0)*{invoice})"


def _before(chain: Chain, kind: float, number: int, now: str) -> str:
    """Return what was kept before in the months that a cap looks back on, less what went back if it makes room."""
    scheme = chain.scheme
    kept, numbers = scheme.window(chain.kept, now)
    before = f"SUMPRODUCT({_mask(chain, kind, numbers, now)}{kept})"
    if not chain.frees or chain.back is None:
        return before
    back, numbers = scheme.window(chain.back, now, upto=chain.back < chain.first + number)
    shift = f"-{scheme.cell('earn_back.months')}"
    return f"({before}-SUMPRODUCT({_mask(chain, kind, numbers, now, shift)}{back}))"


def _back(chain: Chain, numbers: list[float]) -> Row:
    """Write what goes back: what was kept some months ago, by the chance that nothing was missed since."""
    scheme, sheet = chain.scheme, chain.scheme.sheet
    view, months = sheet.view, scheme.cell("earn_back.months")

    def formula(now: str) -> str:
        month = sheet.month(now)
        kept, _ = scheme.window(chain.kept, now)
        then = f"INDEX({kept},MAX({month}-{months}+1,1))"
        missed, own = scheme.window(chain.missed.row if chain.missed else 0, now, upto=True)
        since = f"SUMPRODUCT(({own}>{month}-{months})*{missed})"
        if scheme.expected:
            earned = f"EXP({since})*{then}"
        else:
            earned = KINDS["earn_back"].formula(scheme.terms.earn_back, {"missed": since, "kept": then})
        return f"IF(AND({month}>{months},{month}<=exit_month),{earned},0)"

    return scheme.money(view.say("scheme.back"), numbers, formula, total=True)


def no_miss(scheme: Scheme, chances: Sequence[float]) -> Row:
    """Write the chance that no level is missed in a month; return its logarithm, so that chances multiply as sums."""
    sheet, view = scheme.sheet, scheme.sheet.view
    page = sheet.page
    clean = sheet.row(view.say("scheme.clean"), view.unit("probability"), chances, "factor")
    logs = [log(max(chance, 1 / NO_CAP)) for chance in chances]
    formula = lambda now: f"LN(MAX({clean.at(now, page)},1/no_limit))"  # noqa: E731
    return sheet.row(view.say("scheme.clean_log"), "", logs, "factor", formula)
