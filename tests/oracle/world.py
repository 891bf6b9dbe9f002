"""What holds for every alternative in one draw of the beliefs: volumes, indices, factors, in-house lines."""

import math
from collections.abc import Mapping

from outsourcing_model.case.case import Case
from outsourcing_model.case.cost import CostLine
from outsourcing_model.case.paths import beliefs
from outsourcing_model.timeline import MONTH_NAMES

from .indices import yearly_index
from .revision import revision_factors

SLACK = 1e-9


def mean_values(case: Case) -> dict[str, float]:
    """Return every belief of the case at its mean."""
    return {path: belief.mean for path, belief in beliefs(case).items()}


def discount_factor(case: Case, month: int) -> float:
    """Return the discount factor of a cash month."""
    years = {
        "end": (month + 1) / 12,
        "mid": (month + 0.5) / 12,
        "start": month / 12,
        "year_end": month // 12 + 1.0,
        "year_mid": month // 12 + 0.5,
        "year_start": float(month // 12),
    }[case.timing]
    growth = 1.0
    if case.discount_basis == "real" and case.inflation is not None:
        growth = 1 + case.indices[case.inflation].mean_growth
    if not isinstance(case.discount_rate, dict):
        return float(((1 + case.discount_rate) * growth) ** -years)
    factor, year = 1.0, 1
    while years > 0:
        rate = case.discount_rate[max(first for first in case.discount_rate if first <= year)]
        factor *= ((1 + rate) * growth) ** -min(years, 1.0)
        years, year = years - 1, year + 1
    return factor


class World:
    """One case and one value of each of its beliefs, by dotted path."""

    def __init__(self, case: Case, values: Mapping[str, float]) -> None:
        self.case, self.values, self.term = case, values, case.term
        self._revisions: dict[str, list[float]] = {}
        self._volumes: dict[tuple[str, int], float] = {}
        self._indices: dict[tuple[str | None, int], float] = {}

    def volume(self, service: str, month: int) -> float:
        """Return the units of a service in a month, zero if it isn't counted."""
        if (service, month) not in self._volumes:
            self._volumes[service, month] = self._units(service, month)
        return self._volumes[service, month]

    def _units(self, service: str, month: int) -> float:
        """Return the same, reckoned."""
        record = self.case.services[service].volume
        if record is None:
            return 0.0
        path = f"services.{service}.volume"
        calendar = self.case.start + month
        units = self.values[f"{path}.month_1"] * (1 + self.values[f"{path}.growth"]) ** (month / 12)
        units *= 1 + record.season.get(MONTH_NAMES[calendar.month - 1], 0.0)
        for step in record.changes:
            if step.start is None or step.start <= calendar:
                units *= 1 + step.change
        return units

    def index(self, name: str | None, month: int) -> float:
        """Return the index of an in-house line, or of a cost passed through, in a month."""
        year = month // 12 * 12
        if (name, year) not in self._indices:
            self._indices[name, year] = yearly_index(self.case, self.values, name, year)
        return self._indices[name, year]

    def revision(self, offer: str, month: int) -> float:
        """Return the revision factor of an offer's prices in a month."""
        if offer not in self._revisions:
            self._revisions[offer] = revision_factors(self.case, self.values, offer)
        return self._revisions[offer][month]

    def full_amount(self, path: str, line: CostLine, month: int) -> float:
        """Return what a line costs in a month if nothing leaves; assets are bought elsewhere."""
        values, index = self.values, self.index(line.index, month)
        if line.one_off is not None:
            due = (line.one_off.month or 1) - 1 == month
            return values[f"{path}.one_off.amount"] * values[f"{path}.one_off.pieces"] if due else 0.0
        if line.staff is not None:
            wage = values[f"{path}.staff.annual_wage"] * values[f"{path}.staff.loading"] / 12
            return self.heads(path, line, month) * wage * index
        if line.unit_cost is not None:
            return values[f"{path}.unit_cost"] * self.volume(line.services[0], month) * index
        if line.monthly is not None:
            return values[f"{path}.monthly"] * index
        return values[f"{path}.yearly"] / 12 * index

    def heads(self, path: str, line: CostLine, month: int) -> float:
        """Return the head count of a team."""
        staff = line.staff
        assert staff is not None
        if staff.headcount is not None:
            return self.values[f"{path}.staff.headcount"]
        handled = self.values[f"{path}.staff.units_per_month"] * (1 - self.values[f"{path}.staff.shrinkage"])
        handled *= (1 + self.values[f"{path}.staff.productivity_growth"]) ** (month / 12)
        needed = self.volume(line.services[0], month) / handled
        return max(staff.at_least, math.ceil(needed / staff.step - SLACK) * staff.step)

    def hires(self, path: str, line: CostLine, month: int) -> float:
        """Return what a month's hires of a team cost: those who replace others, and those by whom it grows."""
        if line.staff is None or line.staff.hiring_cost is None:
            return 0.0
        heads = self.heads(path, line, month)
        rise = max(heads - self.heads(path, line, month - 1), 0.0) if month > 0 else 0.0
        hires = heads * self.values[f"{path}.staff.attrition"] / 12 + rise
        return self.values[f"{path}.staff.hiring_cost"] * hires * self.index(line.index, month)

    def purchases(self, path: str, line: CostLine, presence: list[float]) -> dict[int, float]:
        """Return month to what an asset is bought for in it."""
        asset = line.asset
        assert asset is not None
        life, due, bought = math.ceil(asset.life), asset.month - 1, {}
        price = self.values[f"{path}.asset.price"] * self.values[f"{path}.asset.pieces"]
        for month in range(self.term):
            if month >= due and presence[month] >= 1 - SLACK:
                bought[month] = price * self.index(line.index, month)
                due = month + life
        return bought

    def asset_flows(self, line: CostLine, bought: Mapping[int, float]) -> list[float]:
        """Return what an asset costs in each month, the part of its life left at the end received."""
        asset, flows = line.asset, [bought.get(month, 0.0) for month in range(self.term)]
        assert asset is not None
        life, last = math.ceil(asset.life), max(bought, default=None)
        if asset.residual and last is not None and last + life > self.term:
            flows[-1] -= bought[last] * (last + life - self.term) / life
        return flows

    def write_offs(self, line: CostLine, bought: Mapping[int, float]) -> list[float]:
        """Return what of an asset's purchases is written off in each month."""
        asset, found = line.asset, [0.0] * self.term
        assert asset is not None
        life = math.ceil(asset.life)
        for first, amount in bought.items():
            for month in range(first, min(first + life, self.term)):
                found[month] += amount / life
        return found

    def reference_volume(self, offer: str, service: str) -> float:
        """Return the volume that a minimum commitment is reckoned on."""
        stated = self.case.offers[offer].charges[service].baseline
        volume = self.case.services[service].volume
        return stated if stated is not None else volume.month_1.mean if volume else 0.0
