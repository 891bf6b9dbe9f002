"""The company's own side of random cases: lines, hiring, people who leave, what is freed, tax, the basis of money."""

from collections.abc import Callable
from typing import Any

from random_dice import INDICES, Tree, between
from random_offers import OfferDice

CATEGORIES = ("staff", "running", "overhead", "change_orders", "severance")
OWN = ("team", "heads", "unit_cost", "monthly", "yearly", "asset", "one_off")


class SideDice(OfferDice):
    """Cost lines and all else that is the company's own."""

    def line(self, services: list[str], drivers: tuple[str, ...]) -> Tree:
        """Return a cost line of some services."""
        per_unit = len(services) == 1 and services[0] in self.counted
        driver = self.one(*(d for d in drivers if per_unit or d not in ("team", "unit_cost")))
        makers: dict[str, Callable[[], Tree]] = {
            "team": lambda: {"staff": self.team()},
            "heads": lambda: {"staff": self.heads()},
            "asset": lambda: {"asset": self.asset()},
            "one_off": lambda: {"one_off": self.one_off()},
            "severance": lambda: {"severance": self.severance()},
        }
        record = (
            makers[driver]()
            if driver in makers
            else {driver: self.believed(0, 0.2 if driver == "share_of_charges" else 5000)}
        )
        if services:
            record["service"] = services[0] if len(services) == 1 else services
        if driver != "share_of_charges":
            self.maybe(record, "index", lambda: self.one(*INDICES))
        if self.every_term and self.chance(4):
            record["category"] = self.one(*CATEGORIES)
        return record

    def own_line(self) -> Tree:
        """Return an in-house line with its tag."""
        services = self.some(self.services)
        record = self.line(services, OWN)
        tags = ["unavoidable", "sunk", *(["avoidable"] if services else [])]
        if services and "asset" not in record:
            tags += ["partly", "partly"]
        tag = self.one(*tags) if not services or self.likely() else "avoidable"
        record["relevance"] = self.partly() if tag == "partly" else tag
        return record

    def partly(self) -> Tree:
        """Return the tag of a cost that ends in part, perhaps bit by bit."""
        record: Tree = {"kind": "partly", "avoidable": self.draw(between(0, 1)), "from_month": self.believed(1, 20)}
        if self.every_term and self.chance(2):
            record["fades_over"] = self.one(0, 0.5, 1, 3, 6.5, self.believed(0, 20))
        return record

    def retained_line(self) -> Tree:
        """Return a retained line."""
        further = ("severance", "severance") if self.every_term else ()
        return self.line(self.some(self.services), (*OWN, "share_of_charges", *further))

    def team(self) -> Tree:
        """Return a team that follows the volume."""
        record: Tree = {"units_per_month": self.believed(20, 400), "annual_wage": self.believed(0, 60_000)}
        self.maybe(record, "loading", lambda: self.believed(1, 2))
        self.maybe(record, "shrinkage", lambda: self.believed(0, 0.5))
        self.maybe(record, "productivity_growth", lambda: self.believed(-0.1, 0.3))
        self.maybe(record, "step", lambda: self.one(0.1, 0.5, 1, 3))
        self.maybe(record, "at_least", lambda: self.one(0, 1, 2.5))
        return self.hiring(record)

    def heads(self) -> Tree:
        """Return a team of a fixed head count."""
        return self.hiring({"headcount": self.believed(0, 20), "annual_wage": self.believed(0, 60_000)})

    def hiring(self, record: Tree) -> Tree:
        """Return a team with what it hires."""
        if self.every_term and self.chance(2):
            record["hiring_cost"] = self.one(1000, self.believed(0, 9000))
            self.maybe(record, "attrition", lambda: self.one(0, 0.1, "300 %", self.believed(0, 1)))
        return record

    def asset(self) -> Tree:
        """Return an asset."""
        record: Tree = {"price": self.believed(0, 20_000), "life": self.one(1, 3, 7.5, 24, 60)}
        self.maybe(record, "pieces", lambda: self.believed(0, 5))
        self.maybe(record, "month", lambda: self.draw(self.months))
        self.maybe(record, "residual", lambda: False)
        return record

    def one_off(self) -> Tree:
        """Return a single payment."""
        record: Tree = {"amount": self.believed(-5000, 20_000)}
        self.maybe(record, "month", lambda: self.draw(self.months))
        self.maybe(record, "pieces", lambda: self.believed(0, 5))
        return record

    def severance(self) -> Tree:
        """Return what it costs to part with people; in some draws fewer are there than go elsewhere."""
        people = {"uniform": [8, 14]} if self.uncertain and self.chance(2) else self.one(10, 10.5, 25)
        record: Tree = {"people": people, "weeks": self.believed(0, 60), "annual_wage": self.believed(0, 60_000)}
        self.maybe(record, "transferred", lambda: self.one(5, self.believed(0, 5)))
        self.maybe(record, "redeployed", lambda: self.one(5, self.believed(0, 5)))
        self.maybe(record, "loading", lambda: self.believed(1, 2))
        self.maybe(record, "per_person", lambda: self.believed(0, 5000))
        self.maybe(record, "transfer_payment", lambda: self.believed(0, 5000))
        if self.chance(3):
            record["month"] = self.draw(self.months)
        return record

    def freed(self) -> Tree:
        """Return resources of services that one offer covers."""
        covered = [list(offer["charges"]) for offer in self.tree["offers"].values()]
        kinds = [self.one("sublet", "sale", "opportunity") for _ in range(self.one(1, 2, 0))]
        return {f"room_{place}": self.resource(kind, self.one(*covered)) for place, kind in enumerate(kinds)}

    def resource(self, kind: str, covered: list[str]) -> Tree:
        """Return a resource."""
        services = self.some(covered, 1)
        figure = {"sublet": "monthly", "sale": "amount"}.get(kind) or self.one("monthly", "amount")
        record: Tree = {"kind": kind, "service": services[0] if len(services) == 1 else services}
        record[figure] = self.one(1000, self.believed(0, 5000))
        self.maybe(record, "index", lambda: self.one(*INDICES))
        self.maybe(record, "from_month", lambda: self.one(1, 2.5, 3, self.believed(1, 20)))
        return record

    def basis(self, tree: Tree) -> None:
        """Set tax, the basis of the rate, the hurdle on staff cost, and sometimes another reference."""
        tree["freed"] = self.freed()
        if self.chance(2):
            tree["tax"] = {"rate": self.one(0.25, 0, 0.9, self.believed(0, 0.5))}
        if self.chance(2):
            tree |= {"discount_basis": "real", "inflation": self.one(*INDICES)}
        if self.chance(2):
            tree["hurdle"] = self.staff_hurdle(tree.get("hurdle", {}))
        if self.chance(4):
            tree["reference"] = self.one(*tree["alternatives"])

    def staff_hurdle(self, record: Tree) -> Any:
        """Return a hurdle that asks for a share of staff cost, perhaps up to a cap."""
        record = {**record, "personnel_percent": self.one(0, 0.1, 1)}
        self.maybe(record, "personnel_cap", lambda: self.one(0, 1000, 100_000))
        return record
