"""The scheme of credits of one offer: the sum of a month, then each step from what is due to what is kept."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.level_credit import INVOICE
from outsourcing_model.case.service_level import ServiceLevel

from .returns import Bases, LevelReturns, Readings
from .world import SLACK


@dataclass
class Month:
    """What the scheme does in one month, in the currency of the offer."""

    due: float = 0.0
    due_of: dict[str, float] = field(default_factory=dict)
    kept: float = 0.0
    back: float = 0.0
    counted: float = 0.0
    capped: bool = False
    idle: bool = False
    at_cap: bool = False


class Crediting:
    """A scheme, played from the first month to the last.

    Parameters
    ----------
    scheme
        Its terms.
    levels : mapping
        The levels credited to the offer that delivers their services.
    readings : mapping
        Level to the law of each month's window.
    bases : sequence
        Each month's charges by service and invoice.
    end : int
        Month after the last in which the provider delivers.
    expected : bool
        Whether points are read between the steps of their table.
    """

    def __init__(
        self,
        scheme: CreditScheme,
        levels: Mapping[str, ServiceLevel],
        readings: Mapping[str, Readings],
        bases: Bases,
        end: int,
        expected: bool,
    ) -> None:
        self.scheme, self.levels, self.bases, self.end, self.expected = scheme, levels, bases, end, expected
        self.invoices = [base[INVOICE] for base in bases]
        self.positive = [max(invoice, 0.0) for invoice in self.invoices]
        risk = scheme.at_risk or 0.0
        self.returns = {
            name: LevelReturns(level, scheme.levels[name], readings[name], bases, risk)
            for name, level in levels.items()
        }
        self.months: list[Month] = []
        for _ in bases:
            self._play()

    def _play(self) -> None:
        """Play the next month."""
        number, now = len(self.months), Month()
        self.months.append(now)
        now.due_of = self.due(number, True)
        now.due = sum(now.due_of.values())
        late = self._is_late
        amount = self._sum(number, now, not late)
        now.at_cap = self._is_at_cap(number, amount)
        for step in self.scheme.order:
            if step == "multiplier" and late:
                plain = sum(self.due(number, False).values())
                amount *= now.due / plain if plain > 0 else 1.0
            elif step == "earn_back":
                self._earn_back(number, now)
            elif (room := self.room(step, number)) is not None:
                now.capped |= step == "monthly_cap" and amount > room * (1 + SLACK)
                now.idle |= self.invoices[number] > 0 and amount >= room * (1 - SLACK)
                amount = min(amount, room)
        now.kept = amount
        now.counted += amount

    @property
    def _is_late(self) -> bool:
        """Return whether a stated cap comes before what repeats add."""
        scheme = self.scheme
        caps = {
            "monthly_cap": scheme.monthly_cap is not None,
            "rolling_cap": scheme.rolling_cap is not None,
            "yearly_cap": scheme.yearly_cap is not None,
            "contract_cap": (scheme.contract_cap, scheme.contract_cap_amount) != (None, None),
        }
        return any(caps.get(step, False) for step in scheme.order[: scheme.order.index("multiplier")])

    def _sum(self, month: int, now: Month, repeated: bool) -> float:
        """Return what the levels return together in a month: services capped, then the pool."""
        amounts = dict(now.due_of) if repeated else self.due(month, False)
        for service, share in self.scheme.service_caps.items():
            mine = [name for name in amounts if self.levels[name].service == service]
            self._cut(amounts, mine, share * max(self.bases[month].get(service, 0.0), 0.0))
        pooled = [name for name, returns in self.returns.items() if returns.way == "allocation"]
        if self.scheme.at_risk is not None and pooled:
            total, most = sum(amounts[name] for name in pooled), self._pool(month)
            self._cut(amounts, pooled, most)
            if self.scheme.monthly_cap is None:
                now.capped = total > most * (1 + SLACK)
                all_in = len(pooled) == len(amounts)
                now.idle = all_in and self.invoices[month] > 0 and total >= most * (1 - SLACK)
        return sum(amounts.values())

    def _pool(self, month: int) -> float:
        """Return the amount at risk in a month."""
        return (self.scheme.at_risk or 0.0) * max(self.invoices[month], SLACK)

    def _is_at_cap(self, month: int, total: float) -> bool:
        """Return whether the sum of a month reaches the monthly cap, or the amount at risk where there is none."""
        most = self.room("monthly_cap", month)
        if most is None and self.scheme.at_risk is not None:
            most = self._pool(month)
        return most is not None and self.invoices[month] > 0 and total >= most * (1 - SLACK)

    def due(self, month: int, repeated: bool) -> dict[str, float]:
        """Return what each level is due in a month, before any cap: what points return is shared among their levels."""
        amounts = {name: returns.returned(month, repeated) for name, returns in self.returns.items()}
        counted = [name for name, returns in self.returns.items() if returns.way == "points"]
        points = sum(amounts[name] for name in counted)
        for name in counted if points > 0 else ():
            amounts[name] *= self._of_table(points) * max(self.invoices[month], 0.0) / points
        return amounts

    def _cut(self, amounts: dict[str, float], names: list[str], most: float) -> None:
        """Cut amounts that exceed the most in all, each by the same share."""
        total = sum(amounts[name] for name in names)
        for name in names if total > most else ():
            amounts[name] *= most / total

    def _of_table(self, points: float) -> float:
        """Return the share of the invoice that so many points return."""
        table, at_below, below = self.scheme.points_table, 0.0, 0.0
        assert table is not None
        for at, credit in zip(table.at, table.credit, strict=True):
            if points < at - SLACK:
                return below + (credit - below) * (points - at_below) / (at - at_below) if self.expected else below
            at_below, below = at, credit
        return below

    def room(self, step: str, month: int) -> float | None:
        """Return what a cap lets a month return, none if there is no such cap."""
        scheme, year = self.scheme, month // 12 * 12
        if step == "monthly_cap" and scheme.monthly_cap is not None:
            return scheme.monthly_cap * max(self.invoices[month], SLACK)
        if step == "rolling_cap" and scheme.rolling_cap is not None:
            first = max(month + 1 - scheme.rolling_cap.months, 0)
            return self._left(scheme.rolling_cap.share * sum(self.positive[first : month + 1]), first, month)
        if step == "yearly_cap" and scheme.yearly_cap is not None:
            return self._left(scheme.yearly_cap * sum(self.positive[year : year + 12]), year, month)
        if step == "contract_cap" and scheme.contract_cap is not None:
            return self._left(scheme.contract_cap * sum(self.positive), 0, month)
        if step == "contract_cap" and scheme.contract_cap_amount is not None:
            return self._left(scheme.contract_cap_amount, 0, month)
        return None

    def _left(self, most: float, first: int, month: int) -> float:
        """Return what earlier months leave of a cap."""
        return max(most - sum(each.counted for each in self.months[first:month]), 0.0)

    def _earn_back(self, month: int, now: Month) -> None:
        """Give back what was kept some months ago if no level missed since."""
        terms = self.scheme.earn_back
        if terms is None or month < terms.months or month >= self.end:
            return
        source = self.months[month - terms.months]
        since = range(month + 1 - terms.months, month + 1)
        clean = math.prod(1 - returns.chances[each] for returns in self.returns.values() for each in since)
        now.back = source.kept * clean
        if terms.frees_caps:
            source.counted -= now.back
