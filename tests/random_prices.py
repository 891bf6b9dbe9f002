"""Random terms of price: indices, revision, what moves prices, and every way to price units."""

from typing import Any

from hypothesis import strategies as st
from random_dice import Dice, Tree, between

from outsourcing_model.timeline import Month

CURRENCIES = ("USD", "CHF")
WAVES = {"february": -0.2, "march": 0.3, "may": -0.5, "june": 0.1, "july": 0.1, "october": 0.25, "november": -0.1}
"""Months above and below the trend, so that shortfalls are made up for."""

VOLUMES = (0, 100, 500, 900, 1000, 1100)
"""Constant volumes that meet limits exactly."""


class PriceDice(Dice):
    """Terms of price."""

    @property
    def start(self) -> Month:
        """Return the first month."""
        return Month.read(self.tree["start"])

    def index(self) -> Tree:
        """Return an index: growth alone, or values from before the start that end within or beyond the term."""
        record: Tree = {"growth": self.believed(-0.05, 0.2)}
        if not (self.price_terms and self.likely()):
            return record
        before, after = self.draw(st.integers(9, 14)), self.draw(st.integers(-7, self.term + 2))
        trend, swing, digits = self.one(-0.01, 0, 0.004, 0.03), self.one(0, 0.01, 0.1), self.one(0, 1, 2)
        first, count = self.start + -before, before + after
        values = [round(100 * (1 + trend) ** k * (1 + swing * (7 * k % 5 - 2)), digits) for k in range(count)]
        links = {k: self.one(0.8, 1.25, 2) for k in self.draw(st.sets(st.integers(1, count - 1), max_size=2))}
        for start, link in links.items():
            values = [value * (link if k >= start else 1) for k, value in enumerate(values)]
        record["series"] = {str(first + k): value for k, value in enumerate(values)}
        record["breaks"] = {str(first + k): link for k, link in links.items()}
        if after >= self.term and self.chance(2):
            del record["growth"]
        return record

    def exchange_rates(self) -> Tree:
        """Return the rates of other currencies."""
        return {
            "USD": {"rate": self.one(1.1, self.believed(0.5, 1.5)), "drift": self.believed(-0.2, 0.3)},
            "CHF": self.one(1, 1.1, 0.9),
        }

    def price_movers(self, record: Tree) -> None:
        """Set what moves or adds to an offer's prices."""
        covered = list(record["charges"])
        if self.chance(2):
            record["currency"] = self.one(*CURRENCIES)
        if self.chance(2):
            record["productivity"] = self.one(0.1, self.believed(0, 0.9))
        if self.chance(2):
            record["benchmark"] = self.benchmark()
        if self.chance(2):
            record["exchange"] = self.exchange()
        if self.chance(2):
            record["discount"] = self.discount()
        names = ("licences", "energy")[: self.draw(st.integers(0, 2))]
        record["pass_through"] = {name: self.passed(covered) for name in names}

    def benchmark(self) -> Tree:
        """Return a comparison with the market."""
        record: Tree = {"from_month": self.draw(st.integers(2, max(self.term, 2) + 1))}
        record["gap"] = self.one(0.05, 0.1, self.believed(-0.2, 0.6))
        self.maybe(record, "tolerance", lambda: self.one(0, 0.05, 0.1))
        self.maybe(record, "passed_on", lambda: self.draw(between(0, 1)))
        self.maybe(record, "counts", lambda: self.one("whole", "excess"))
        if self.chance(2):
            record["most"] = self.one(0, 0.05, 0.2)
        return record

    def exchange(self) -> Tree:
        """Return an exchange clause."""
        record: Tree = {"currency": self.one(*CURRENCIES), "share": self.one(0.3, 1, self.draw(between(0.01, 1)))}
        record["reference"] = self.one(1, 1.1, self.draw(between(0.8, 1.3)))
        self.maybe(record, "band", lambda: self.one(0, 0.05, 0.1))
        self.maybe(record, "beyond", lambda: self.one("excess", "whole"))
        return record

    def discount(self) -> Tree:
        """Return a discount on the total."""
        limits = sorted(self.draw(st.sets(st.sampled_from((0, 1000, 3000, 12_000, 36_000, 100_000)), max_size=3)))
        shares = [self.one(0, 0.02, 0.1, 0.5, 1) for _ in range(len(limits) + 1)]
        record: Tree = {"up_to": limits, "share": shares}
        self.maybe(record, "method", lambda: self.one("graduated", "volume"))
        self.maybe(record, "settled", lambda: self.one("month", "year"))
        return record

    def passed(self, covered: list[str]) -> Tree:
        """Return a cost passed through."""
        record: Tree = {}
        if self.chance(2):
            record["service"] = self.one(*covered)
        if record.get("service") in self.counted and self.chance(2):
            record["per_unit"] = self.believed(0, 10)
        else:
            record["monthly"] = self.believed(0, 3000)
        self.maybe(record, "markup", lambda: self.believed(0, 0.3))
        self.maybe(record, "index", lambda: self.one(*self.tree["indices"]))
        return record

    def commitment(self) -> Any:
        """Return a minimum commitment."""
        if not self.price_terms or self.chance(4):
            return self.draw(between(0.6, 1))
        record: Tree = {"carry_forward_months": self.carry()}
        if self.chance(2):
            return {**record, "share": self.one(1, 0.9, 0, self.draw(between(0.6, 1)))}
        return {**record, "amount": self.one(0, 1000, 3000, self.draw(between(0, 20_000)))}

    def carry(self) -> int:
        """Return for how many months a shortfall is carried."""
        return int(self.one(1, 0, 2, 3, 12, 600))

    def revision(self, covered: list[str]) -> Tree:
        """Return a revision clause with every term of it."""
        record: Tree = self.one({}, {"method": "chained"}, {"method": "from_base"}, {"method": "chained"})
        record |= self.source()
        if self.chance(2):
            record["lag_months"] = self.draw(st.integers(0, 5))
        if self.chance(2):
            record["base_month"] = str(self.start + self.draw(st.integers(-8, 3 if self.has_growth() else -8)))
        if self.chance(2):
            record["cap"] = self.one(0, 0.02, self.draw(between(0, 0.1)))
        if self.chance(2):
            floor = self.one(-1, -0.02, 0, self.draw(between(-0.1, 0.02)))
            record["floor"] = min(floor, record.get("cap", floor))
        if "cap" in record and self.chance(5):
            record["floor"] = record["cap"]
        self.maybe(record, "excess", lambda: self.one("lost", "carried"))
        if self.chance(2):
            record["rounding"] = {"digits": self.one(1, 2, 3, 4, 6), **self.one({}, {"mode": "up"}, {"mode": "down"})}
        self.maybe(record, "every", lambda: self.one("year", "half_year", "quarter", "month"))
        if self.term <= 12 or self.chance(2):
            record["first"] = str(self.start + self.one(1, 2, 5, self.draw(st.integers(1, self.term + 1))))
        if self.chance(3):
            record["services"] = self.some(covered)
        return record

    def has_growth(self) -> bool:
        """Return whether every index has a level in the first four months."""
        return self.term > 3 or all("growth" in index for index in self.tree["indices"].values())

    def source(self) -> Tree:
        """Return what revises a price: an index, several, or a rate."""
        names = list(self.tree["indices"])
        kind = self.one("index", "indices", "rate", "half")
        if kind == "index":
            record: Tree = {"index": self.one(*names)}
            self.maybe(record, "share", lambda: self.draw(between(0, 1)))
            return record
        if kind == "indices":
            weights = self.one((0.5, 0.5), (0.6, 0.25), (0.15, 0.4), (1, 0), (0, 0))
            record = {"indices": dict(zip(names, weights, strict=True))}
            self.maybe(record, "fixed_part", lambda: 1 - sum(weights))
            return record
        if kind == "half":
            return {"fixed_rate": self.one(0.05, 0.03, -0.03), "share": 0.5}
        record = {"fixed_rate": self.believed(-0.1, 0.2)}
        self.maybe(record, "share", lambda: self.draw(between(0, 1)))
        return record

    def unit_terms(self, service: str, record: Tree) -> Tree:
        """Set how the units of a charge are priced, counted and committed."""
        if self.likely():
            record["baseline"] = self.one(*VOLUMES, self.draw(between(0, 3000)))
        way = self.one("price", "graduated", "volume", "dead_band", "time_and_materials", "gain_share")
        makers = {
            "price": lambda: self.believed(0, 20),
            "graduated": self.bands, "volume": self.bands,
            "dead_band": self.dead_band, "time_and_materials": self.work, "gain_share": self.gain,
        }  # fmt: skip
        record[way] = makers[way]()
        counts = way != "time_and_materials" or any("days_per_unit" in role for role in record[way]["roles"].values())
        if counts and self.chance(3):
            record["package"] = self.one(1, 7, 100, 0.3, 2500)
        if counts and self.chance(2):
            units = self.one(*VOLUMES, self.draw(between(0, 3000)))
            expected = self.tree["services"][service]["volume"]["month_1"]
            record["commitment"] = {
                "units": units if isinstance(expected, dict) else self.one(expected, expected, units),
                "rate": self.believed(0, 20),
                "carry_forward_months": self.carry(),
            }
        return record

    def bands(self) -> Tree:
        """Return prices by band, perhaps with a fee for each."""
        limits = sorted(self.draw(st.sets(st.sampled_from((0, 100, 500, 1000, 1500, 2500.5)), max_size=3)))
        record: Tree = {"up_to": limits, "price": [self.believed(0, 20) for _ in range(len(limits) + 1)]}
        if self.price_terms and self.chance(2):
            record["fee"] = [self.believed(0, 2000) for _ in range(len(limits) + 1)]
        return {**record, "limit": self.one("included", "excluded")}

    def dead_band(self) -> Tree:
        """Return additional and reduced charges around a dead band."""
        width = self.one(0, 0.1, 0.2)
        record: Tree = {"width": width, "counted_from": self.one("edge", "baseline")}
        record["additional"] = self.steps((1.25, 1.5, 3))
        record["reduced"] = self.steps((0.75, 0.5, 0))
        return record

    def steps(self, limits: tuple[float, ...]) -> Tree:
        """Return rates by distance from the baseline, the last band open or closed."""
        chosen = limits[: self.draw(st.integers(0, 3))]
        count = len(chosen) + (1 if not chosen or (chosen[-1] > 0 and self.chance(2)) else 0)
        return {"to": list(chosen), "rate": [self.believed(0, 20) for _ in range(count)]}

    def work(self) -> Tree:
        """Return days at the rates of roles."""
        roles = {name: self.role() for name in ("senior", "junior")[: self.draw(st.integers(1, 2))]}
        record: Tree = {"roles": roles}
        if self.chance(2):
            record["ceiling"] = self.one(0, 2000, self.believed(0, 9000))
        return record

    def role(self) -> Tree:
        """Return a role."""
        record: Tree = {"rate": self.believed(0, 900)}
        self.maybe(record, "days", lambda: self.believed(0, 9))
        if self.chance(2):
            record["days_per_unit"] = self.one(0.01, self.believed(0.001, 0.1))
        return record

    def gain(self) -> Tree:
        """Return a gain share: often an overrun, sometimes exactly on a band."""
        count = self.draw(st.integers(0, 2))
        record: Tree = {"up_to": [0.1, 0.25][:count], "settled": self.one("month", "year")}
        record["provider_share"] = [self.one(0, 0.3, 0.5, 1) for _ in range(count + 1)]
        if self.chance(2):
            record["overrun_share"] = [self.one(0, 0.2, 0.5, 1) for _ in range(count + 1)]
        target, actual = self.one((10, 9), (10, 10), (0, 5), (8, 12), (10, 12.5))
        record |= {"target_per_unit": target, "actual_per_unit": self.one(actual, self.believed(0.1, 15))}
        self.maybe(record, "target_fixed", lambda: self.one(0, 1000, 5000))
        self.maybe(record, "actual_fixed", lambda: self.one(1000, self.believed(0, 8000)))
        self.maybe(record, "fee", lambda: self.one(500, self.believed(0, 3000)))
        if self.chance(2):
            record["least_fee"] = self.one(0, 400, 5000)
        if self.chance(2):
            record["most_fee"] = self.one(5000, 9000)
        return record
