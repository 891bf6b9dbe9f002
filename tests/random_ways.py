"""Getting there and getting out of random offers: milestones, delays and what they cost, what leaving costs."""

from typing import Any

from hypothesis import strategies as st
from random_dice import Tree, between
from random_prices import PriceDice

DAYS = (0, 1, 6.5, 7, 13.9999999999, 14, 14.0000000001, 30, 30.5, 365 / 12, 2 * 365 / 12, 365)
"""Days late that end at a week's, a month's or a day's edge, or beside it."""

NAMES = ("design", "build", "accept")
RATES = {"rate_per_day": (0.001, 0.0005, 0), "rate_per_week": (0.005, 0.01), "amount_per_day": (100, 40, 0)}
WEEKLY = {"amount_per_week": (700, 300, 0)}


class WayDice(PriceDice):
    """Terms of getting there and getting out."""

    def transition(self, covered: list[str]) -> Tree:
        """Return the terms of getting there."""
        record: Tree = {"months": self.one(0, 1, 2.5, 3, 6)}
        record["months"] = min(record["months"], self.term)
        prices = {service: self.draw(between(0, 50_000)) for service in self.some(covered)}
        self.maybe(record, "price", lambda: self.one(prices, self.draw(between(0, 50_000))))
        self.maybe(record, "financed", lambda: self.one(0.4, 1))
        self.maybe(record, "milestones", self.steps_of_the_way if self.every_term else self.milestones)
        self.maybe(record, "slip_days", lambda: self.one(10, 30.5, 365, self.believed(0, 200)))
        self.maybe(record, "overrun", lambda: self.believed(0, 1))
        self.maybe(record, "parallel_months", lambda: self.believed(0, 5))
        self.maybe(record, "delay_damages", self.penalties if self.every_term else self.damages)
        if self.every_term:
            self.ramp_and_cap(record)
        return record

    def ramp_and_cap(self, record: Tree) -> None:
        """Set how volumes move, days at an edge, and the cap of all delay penalties."""
        if self.chance(2):
            record["ramp_months"] = self.one(0, 0.5, 1, 3, 4.25, 12, 60, self.believed(0, 12))
        if self.chance(2):
            record["slip_days"] = self.one(*DAYS)
        own = [each for each in record.get("milestones", {}).values() if isinstance(each, dict)]
        if ("delay_damages" in record or any("delay_damages" in each for each in own)) and self.chance(2):
            record["damages_cap"] = self.one(0, 500, 1000, 3000, self.draw(between(0, 30_000)))

    def milestones(self) -> Tree:
        """Return contract months with shares that add up."""
        shares = self.one([1.0], [0.5, 0.5], [0.2, 0.3, 0.5])
        months = sorted(self.draw(st.sets(self.months, min_size=min(len(shares), self.term), max_size=len(shares))))
        return {
            str(month): share
            for month, share in zip(months, shares if len(months) == len(shares) else [1.0], strict=False)
        }

    def steps_of_the_way(self) -> Tree:
        """Return contract months, milestones with names, or both; shares of those that state one add up."""
        named = self.named_milestones()
        found: Tree = {} if self.chance(2) else self.milestones()
        paid = self.some(named) if found else self.some(named, 1)
        if not named or (found and not paid) or self.chance(4):
            return found | named
        for place, name in enumerate(paid):
            named[name]["share"] = (0.5 if place == 0 else 0.0) if found else (1.0 if place == 0 else 0.0)
        if len(paid) > 1 and not found:
            named[paid[0]]["share"], named[paid[1]]["share"] = 0.25, 0.75
        rest: Tree = {month: share / 2 for month, share in found.items()}
        return {**named, **rest} if self.chance(2) else {**rest, **named}

    def named_milestones(self) -> Tree:
        """Return milestones with names, often waiting for others, in any order."""
        names = NAMES[: self.draw(st.integers(1, 3))]
        months = sorted(self.one(1, 2, 3, self.draw(self.months)) for _ in names)
        found: Tree = {}
        for name, month in zip(names, months, strict=True):
            record: Tree = {"month": min(month, self.term)}
            before = self.some(found)
            if before:
                record["after"] = before[0] if len(before) == 1 else before
            self.maybe(record, "slip_days", lambda: self.one(*DAYS, self.believed(0, 200)))
            if self.chance(2):
                record["delay_damages"] = self.penalties()
            found[name] = record
        return dict(reversed(found.items())) if self.chance(2) else found

    def damages(self) -> Tree:
        """Return delay damages."""
        record: Tree = {"value": self.draw(between(0, 100_000)), "rate_per_day": self.one(0.001, 0.0005)}
        self.maybe(record, "cap", lambda: self.draw(between(0, 0.2)))
        self.maybe(record, "cap_base", lambda: self.draw(between(1, 200_000)))
        self.maybe(record, "exempt_up_to", lambda: self.one(300, 1000))
        return record

    def penalties(self) -> Tree:
        """Return delay damages with every term of them."""
        rates = RATES | WEEKLY
        kind = self.one(*rates)
        record: Tree = {kind: self.one(*rates[kind])}
        if kind.startswith("rate") or self.chance(2):
            record["value"] = self.one(10_000, 95_000, 0, self.draw(between(0, 100_000)))
        if kind.endswith("week") and self.chance(2):
            record["part_week"] = self.one("counts", "ignored")
        self.maybe(record, "grace_days", lambda: self.one(0, 5, 7, 14))
        if self.chance(2):
            record["longstop_days"] = record.get("grace_days", 0) + self.one(1, 7, 20, 90)
        if self.chance(2):
            record["cap_base"] = self.one(0, 20_000, self.draw(between(1, 200_000)))
        if {"value", "cap_base"} & set(record) and self.chance(2):
            record["cap"] = self.one(0, 0.05, self.draw(between(0, 0.2)))
        self.maybe(record, "exempt_up_to", lambda: self.one(0, 300, 700, 1000))
        return record

    def exit(self) -> Tree:
        """Return the terms of getting out."""
        record: Tree = {}
        leave = self.tree.get("exit_month", self.term)
        self.maybe(record, "from_month", lambda: self.draw(st.integers(1, leave)))
        self.maybe(record, "months_of_charges", lambda: self.draw(between(0, 6)))
        self.maybe(record, "wind_down", lambda: self.believed(0, 20_000))
        self.maybe(record, "unamortised", lambda: self.draw(between(0, 50_000)))
        self.maybe(record, "assistance", lambda: self.believed(0, 9000))
        self.maybe(record, "reinsourcing", lambda: self.believed(0, 9000))
        return record | self.further_exit() if self.every_term else record

    def further_exit(self) -> Tree:
        """Return the terms of getting out that not every contract has."""
        record: Tree = {}
        self.maybe(record, "months_of_base", lambda: self.draw(between(0, 6)))
        self.maybe(record, "share_of_remaining", lambda: self.draw(between(0, 1)))
        record |= self.cap_of_the_fee()
        self.maybe(record, "assistance_free_on_breach", lambda: self.one(False, True))
        self.maybe(record, "data_extraction", lambda: self.believed(0, 9000))
        self.maybe(record, "after_exit", lambda: self.one("retender", "reinsource"))
        self.maybe(record, "retender", lambda: self.believed(0, 9000))
        self.maybe(record, "dual_running_months", lambda: self.believed(0, 6))
        self.maybe(record, "notice_months", lambda: self.one(0, 3, 6.5))
        return record

    def cap_of_the_fee(self) -> Tree:
        """Return a cap of the fee of either kind, or none."""
        most, share = self.one(0, self.draw(between(0, 50_000))), self.one(0, self.draw(between(0, 1)))
        return dict(self.one({}, {"cap": most}, {"cap_share": share}))

    def help_by_day(self, record: Tree) -> None:
        """Set help by the day in place of help for an amount."""
        record.pop("assistance", None)
        record |= {"assistance_days": self.believed(0, 40), "assistance_day_rate": self.believed(0, 900)}

    def way_out(self) -> Tree:
        """Return when and why services come back: by choice, or for a breach, perhaps at the end of the term."""
        found: Tree = {}
        self.maybe(found, "exit_month", lambda: self.draw(self.months))
        if self.every_term and found and self.chance(5):
            found["exit_month"] = self.term
        if self.every_term and found and self.chance(2):
            found["exit_ground"] = self.one("breach", "breach", "convenience")
        return found

    def ways(self, record: Tree) -> Any:
        """Set how help is paid, and a first month of leaving that binds leaving by choice only."""
        if not self.every_term:
            return
        out = record.setdefault("exit", {})
        if self.chance(3):
            self.help_by_day(out)
        if "exit_month" not in self.tree or self.tree.get("exit_ground") == "breach":
            out["from_month"] = self.one(1, self.term, self.term + 1, self.draw(self.months))
