"""Offers of random cases: the records of a contract."""

from typing import Any

from hypothesis import strategies as st
from random_dice import INDICES, Tree, between
from random_quality import QualityDice


class OfferDice(QualityDice):
    """Offers and beliefs about levels."""

    def attainment(self, names: Any, alone: bool = False) -> Tree:
        """Return a belief about each level that is measured."""
        if self.quality:
            return self.beliefs(names, alone)
        measured = [name for name in names if self.tree["service_levels"][name]["metric"] != "reported"]
        return {name: self.level_belief() for name in measured}

    def level_belief(self) -> Tree:
        """Return a belief about a level."""
        record: Tree = {"mean": self.believed(0.6, 1), "spread": self.one(0, 0.002, 0.02, 0.1, 0.5)}
        self.maybe(record, "weak_start", lambda: {"months": self.believed(0, 9), "lower_by": self.believed(0, 0.7)})
        return record

    def offer(self, name: str) -> Tree:
        """Return an offer."""
        may_leave = [service for service in self.services if service != self.stays]
        covered = self.some(may_leave, 1)
        record: Tree = {"provider": name.title(), "charges": {service: self.charge(service) for service in covered}}
        levels = self.tree["service_levels"]
        record["attainment"] = self.attainment(level for level in levels if levels[level]["service"] in covered)
        record["transition"] = self.transition(covered)
        self.maybe(record, "minimum_commitment", self.commitment)
        self.maybe(record, "indexation", lambda: self.revision(covered) if self.price_terms else self.indexation())
        if self.price_terms:
            self.price_movers(record)
        self.maybe(record, "credits", lambda: self.credits(record["attainment"], covered))
        self.maybe(record, "exit", self.exit)
        self.ways(record)
        if self.quality:
            self.beside(record)
        self.maybe(record, "payment_days", lambda: self.one(1, 30, 31, 60, 90))
        return record

    def charge(self, service: str) -> Tree:
        """Return the charge of a service."""
        record: Tree = {"base": self.believed(0, 8000)}
        if self.price_terms and self.chance(2):
            record["base"] = self.one(0, 1000, 3000)
        if service not in self.counted or self.chance(4):
            return record
        if self.price_terms:
            return self.unit_terms(service, record)
        self.maybe(record, "baseline", lambda: self.draw(between(0, 3000)))
        way = self.one("price", "graduated", "volume")
        record[way] = self.believed(0, 20) if way == "price" else self.bands()
        return record

    def indexation(self) -> Tree:
        """Return a revision clause."""
        record: Tree = self.one({"index": INDICES[0]}, {"index": INDICES[1]}, {})
        record = record or {"fixed_rate": self.believed(-0.1, 0.2)}
        self.maybe(record, "share", lambda: self.draw(between(0, 1)))
        self.maybe(record, "cap", lambda: self.draw(between(0.01, 0.1)))
        self.maybe(record, "floor", lambda: self.draw(between(-0.05, 0.01)))
        self.maybe(record, "method", lambda: "chained")
        return record

    def credits(self, levels: Tree, covered: list[str]) -> Tree:
        """Return a credit scheme for levels with a belief about them."""
        if self.quality:
            return self.scheme(levels, covered)
        record: Tree = {name: self.tiers(covered) for name in self.some(levels)}
        self.maybe(record, "monthly_cap", lambda: self.draw(between(0, 0.25)))
        self.maybe(record, "claimed", lambda: self.believed(0, 1))
        return record

    def tiers(self, covered: list[str]) -> Tree:
        """Return credit tiers."""
        count = self.draw(st.integers(1, 3))
        below = sorted(
            self.draw(st.sets(st.sampled_from((1, 0.99, 0.95, 0.9, 0.8, 0.5)), min_size=count, max_size=count))
        )
        credit = sorted(self.draw(between(0, 1)) for _ in below)
        return {"below": below[::-1], "credit": credit, "of": self.one("invoice", *covered)}
