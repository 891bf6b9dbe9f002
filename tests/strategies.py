"""Random valid cases: small, but every record and every option of the case occurs."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.case.paths import beliefs
from outsourcing_model.timeline import MONTH_NAMES

Tree = dict[str, Any]
Draw = Callable[..., Any]

SERVICES = ("desk", "hosting", "apps")
OFFERS = ("onshore", "nearby")
INDICES = ("wages", "prices_index")
TIMINGS = ("start", "mid", "end", "year_start", "year_mid", "year_end")


def between(low: float, high: float, steps: int = 1000) -> st.SearchStrategy[float]:
    """Return numbers of a range, its ends and round ones more often."""
    grid = st.integers(0, steps).map(lambda i: round(low + (high - low) * i / steps, 6))
    return st.one_of(st.sampled_from((low, high)), grid, st.floats(low, high, allow_subnormal=False))


def families(low: float, high: float) -> dict[str, st.SearchStrategy[Tree]]:
    """Return a strategy of each family of belief that stays in a range of some width."""
    middle, width = (low + high) / 2, high - low
    number = between(low, high)

    def ascending(count: int) -> st.SearchStrategy[list[float]]:
        return st.lists(number, min_size=count, max_size=count).map(sorted)

    spread = between(0.01 * width, 0.07 * width)
    return {
        "pert": ascending(3).map(lambda x: {"pert": x}),
        "triangular": ascending(3).map(lambda x: {"triangular": x}),
        "uniform": ascending(2).map(lambda x: {"uniform": x}),
        "between": spread.map(lambda s: {"between": [middle - s, middle + s]}),
        "lognormal_between": spread.map(
            lambda s: {"between": [1 + s / width, 1 + 3 * s / width], "family": "lognormal"}
            if high > 10 else {"between": [middle - s, middle + s]}
        ),
        "normal": spread.map(lambda s: {"normal": {"mean": middle, "sd": s}}),
        "lognormal": spread.map(
            lambda s: {"lognormal": {"mean": 2.0, "sd": 0.2}} if high > 10 else {"normal": {"mean": middle, "sd": s}}
        ),
        "discrete": st.lists(number, min_size=2, max_size=2).map(lambda x: {"discrete": x, "weights": [0.25, 0.75]}),
        "sample": st.lists(number, min_size=1, max_size=4).map(lambda x: {"sample": x}),
    }  # fmt: skip


def belief(draw: Draw, low: float, high: float, uncertain: bool) -> Any:
    """Return a number or, in half of the uncertain cases, a belief that stays in the range."""
    if not uncertain or draw(st.booleans()):
        return draw(between(low, high))
    kinds = families(low, high)
    return draw(kinds[draw(st.sampled_from(sorted(kinds)))])


class Builder:
    """One case being drawn."""

    def __init__(self, draw: Draw, uncertain: bool) -> None:
        self.draw, self.uncertain = draw, uncertain
        self.term = draw(st.integers(1, 30))
        self.services = SERVICES[: draw(st.integers(1, 3))]
        self.offers = OFFERS[: draw(st.integers(1, 2))]
        self.stays = self.services[-1] if len(self.services) > 1 and self.chance(4) else ""
        self.counted = [name for name in self.services if not self.chance(5)]
        self.months = st.integers(1, self.term)
        self.tree: Tree = {}

    def chance(self, one_in: int) -> bool:
        """Return true once in so many, false when shrunk."""
        return bool(self.draw(st.integers(1, one_in)) == one_in)

    def one(self, *options: Any) -> Any:
        """Return one of the options."""
        return self.draw(st.sampled_from(options))

    def some(self, options: Any, least: int = 0) -> list[Any]:
        """Return some of the options, in their order."""
        chosen = [option for option in options if self.draw(st.booleans())]
        return chosen if len(chosen) >= least else list(options)[:least]

    def believed(self, low: float, high: float) -> Any:
        """Return a number or a belief."""
        return belief(self.draw, low, high, self.uncertain)

    def maybe(self, record: Tree, name: str, value: Callable[[], Any]) -> None:
        """Set a field in half of the cases."""
        if self.draw(st.booleans()):
            record[name] = value()

    def case(self) -> Tree:
        """Return the whole case."""
        tree = self.tree
        tree |= {
            "case": "Random", "currency": "EUR", "start": f"2026-{self.draw(st.integers(1, 12)):02d}", "term": self.term,
            "discount_rate": self.rate(), "timing": self.one(*TIMINGS), "reference": "stay",
            "indices": {name: {"growth": self.believed(-0.05, 0.2)} for name in INDICES},
            "services": {name: self.service(name) for name in self.services},
        }  # fmt: skip
        tree["service_levels"] = self.levels()
        tree["in_house"] = self.in_house()
        tree["retained"] = {"costs": {f"kept_{i}": self.retained_line() for i in range(self.draw(st.integers(0, 3)))}}
        self.maybe(tree, "exit_month", lambda: self.draw(self.months))
        tree["offers"] = {name: self.offer(name) for name in self.offers}
        tree["alternatives"] = self.alternatives()
        tree["risks"] = {name: self.risk() for name in ("fire", "leak")[: self.draw(st.integers(0, 2))]}
        tree["scenarios"] = self.scenarios()
        self.maybe(
            tree, "hurdle", lambda: {"percent": self.draw(between(0, 0.3)), "amount": self.draw(between(0, 1000))}
        )
        self.maybe(tree, "price_per", lambda: {"unit": "user", "count": self.believed(1, 500)})
        return tree

    def rate(self) -> Any:
        """Return one rate or a schedule."""
        rates = between(-0.02, 0.3)
        return (
            {0: self.draw(rates), self.draw(st.integers(1, 3)): self.draw(rates)}
            if self.chance(3)
            else self.draw(rates)
        )

    def service(self, name: str) -> Tree:
        """Return a service."""
        record: Tree = {"stays": True} if name == self.stays else {}
        self.maybe(record, "downtime_cost_per_hour", lambda: self.believed(0, 500))
        if name in self.counted:
            record["volume"] = self.volume()
            self.maybe(record, "value_per_unit", lambda: self.believed(0, 100))
            self.maybe(record, "late_cost", lambda: self.believed(0, 20))
        return record

    def volume(self) -> Tree:
        """Return a volume."""
        record: Tree = {"month_1": self.believed(0, 3000)}
        self.maybe(record, "growth", lambda: self.believed(-0.3, 0.4))
        self.maybe(record, "season", lambda: {m: self.draw(between(-0.5, 0.5)) for m in self.some(MONTH_NAMES[:4])})
        self.maybe(record, "changes", lambda: [self.change() for _ in range(self.draw(st.integers(0, 2)))])
        return record

    def change(self) -> Any:
        """Return a step in volume."""
        return self.one(
            {"change": -0.25},
            {"change": 0.3, "start": "2026-09"},
            "-40 % from 2027-02",
            {"change": -1, "start": "2028-03"},
        )

    def levels(self) -> Tree:
        """Return service levels: at most one of availability and two in time for a service, and one reported only."""
        found: Tree = {}
        for name in self.services:
            if self.draw(st.booleans()):
                hours = self.one({}, {"service_hours": 210}, {"service_hours": 300, "maintenance_hours": 12})
                found[f"{name}_up"] = {"service": name, "metric": "availability", "target": 0.99, **hours}
            if name in self.counted:
                for key in (f"{name}_quick", f"{name}_solved")[: self.draw(st.integers(0, 2))]:
                    share = {"share_of_volume": self.believed(0, 0.5)}
                    found[key] = {"service": name, "metric": "share_in_time", "target": 0.9, **share}
        if self.chance(4):
            found["told"] = {"service": self.services[0], "metric": "reported", "target": 0.5}
        return found

    def attainment(self, names: Any) -> Tree:
        """Return a belief about each level that is measured."""
        measured = [name for name in names if self.tree["service_levels"][name]["metric"] != "reported"]
        return {name: self.level_belief() for name in measured}

    def level_belief(self) -> Tree:
        """Return a belief about a level."""
        record: Tree = {"mean": self.believed(0.6, 1), "spread": self.one(0, 0.002, 0.02, 0.1, 0.5)}
        self.maybe(record, "weak_start", lambda: {"months": self.believed(0, 9), "lower_by": self.believed(0, 0.7)})
        return record

    def line(self, services: list[str], drivers: tuple[str, ...]) -> Tree:
        """Return a cost line of some services."""
        per_unit = len(services) == 1 and services[0] in self.counted
        driver = self.one(*(d for d in drivers if per_unit or d not in ("team", "unit_cost")))
        makers: dict[str, Callable[[], Tree]] = {
            "team": lambda: {"staff": self.team()},
            "heads": lambda: {"staff": {"headcount": self.believed(0, 20), "annual_wage": self.believed(0, 60_000)}},
            "asset": lambda: {"asset": self.asset()},
            "one_off": lambda: {"one_off": self.one_off()},
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
        return record

    def own_line(self) -> Tree:
        """Return an in-house line with its tag."""
        services = self.some(self.services)
        record = self.line(services, ("team", "heads", "unit_cost", "monthly", "yearly", "asset", "one_off"))
        tags = ["unavoidable", "sunk", *(["avoidable"] if services else [])]
        if services and "asset" not in record:
            tags.append("partly")
        tag = self.one(*tags) if not services or self.draw(st.booleans()) else "avoidable"
        record["relevance"] = tag
        if tag == "partly":
            record["relevance"] = {
                "kind": "partly",
                "avoidable": self.draw(between(0, 1)),
                "from_month": self.believed(1, 20),
            }
        return record

    def retained_line(self) -> Tree:
        """Return a retained line."""
        drivers = ("team", "heads", "unit_cost", "monthly", "yearly", "asset", "one_off", "share_of_charges")
        return self.line(self.some(self.services), drivers)

    def team(self) -> Tree:
        """Return a team that follows the volume."""
        record: Tree = {"units_per_month": self.believed(20, 400), "annual_wage": self.believed(0, 60_000)}
        self.maybe(record, "loading", lambda: self.believed(1, 2))
        self.maybe(record, "shrinkage", lambda: self.believed(0, 0.5))
        self.maybe(record, "productivity_growth", lambda: self.believed(-0.1, 0.3))
        self.maybe(record, "step", lambda: self.one(0.1, 0.5, 1, 3))
        self.maybe(record, "at_least", lambda: self.one(0, 1, 2.5))
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

    def in_house(self) -> Tree:
        """Return the in-house side with one variant."""
        costs = {f"line_{i}": self.own_line() for i in range(self.draw(st.integers(0, 4)))}
        replaced = self.some(name for name, line in costs.items() if line["relevance"] == "avoidable")
        levels = self.tree["service_levels"]
        variant = {
            "costs": {name: self.own_line() for name in (*replaced, *self.some(["extra"]))},
            "attainment": self.attainment(self.some(levels)),
        }
        return {"costs": costs, "attainment": self.attainment(levels), "variants": {"leaner": variant}}

    def offer(self, name: str) -> Tree:
        """Return an offer."""
        may_leave = [service for service in self.services if service != self.stays]
        covered = self.some(may_leave, 1)
        record: Tree = {"provider": name.title(), "charges": {service: self.charge(service) for service in covered}}
        levels = self.tree["service_levels"]
        record["attainment"] = self.attainment(level for level in levels if levels[level]["service"] in covered)
        record["transition"] = self.transition(covered)
        self.maybe(record, "minimum_commitment", lambda: self.draw(between(0, 1)))
        self.maybe(record, "indexation", self.indexation)
        self.maybe(record, "credits", lambda: self.credits(list(record["attainment"]), covered))
        self.maybe(record, "exit", self.exit)
        self.maybe(record, "payment_days", lambda: self.one(1, 30, 31, 60, 90))
        return record

    def charge(self, service: str) -> Tree:
        """Return the charge of a service."""
        record: Tree = {"base": self.believed(0, 8000)}
        if service not in self.counted or self.chance(4):
            return record
        self.maybe(record, "baseline", lambda: self.draw(between(0, 3000)))
        way = self.one("price", "graduated", "volume")
        record[way] = self.believed(0, 20) if way == "price" else self.bands()
        return record

    def bands(self) -> Tree:
        """Return prices by band."""
        limits = sorted(self.draw(st.sets(st.sampled_from((0, 100, 500, 1000, 1500, 2500.5)), max_size=3)))
        record = {"up_to": limits, "price": [self.believed(0, 20) for _ in range(len(limits) + 1)]}
        return {**record, "limit": self.one("included", "excluded")}

    def indexation(self) -> Tree:
        """Return a revision clause."""
        record: Tree = self.one({"index": INDICES[0]}, {"index": INDICES[1]}, {})
        record = record or {"fixed_rate": self.believed(-0.1, 0.2)}
        self.maybe(record, "share", lambda: self.draw(between(0, 1)))
        self.maybe(record, "cap", lambda: self.draw(between(0.01, 0.1)))
        self.maybe(record, "floor", lambda: self.draw(between(-0.05, 0.01)))
        self.maybe(record, "method", lambda: "chained")
        return record

    def transition(self, covered: list[str]) -> Tree:
        """Return the terms of getting there."""
        record: Tree = {"months": self.one(0, 1, 2.5, 3, 6)}
        record["months"] = min(record["months"], self.term)
        prices = {service: self.draw(between(0, 50_000)) for service in self.some(covered)}
        self.maybe(record, "price", lambda: self.one(prices, self.draw(between(0, 50_000))))
        self.maybe(record, "financed", lambda: self.one(0.4, 1))
        self.maybe(record, "milestones", self.milestones)
        self.maybe(record, "slip_days", lambda: self.one(10, 30.5, 365, self.believed(0, 200)))
        self.maybe(record, "overrun", lambda: self.believed(0, 1))
        self.maybe(record, "parallel_months", lambda: self.believed(0, 5))
        self.maybe(record, "delay_damages", self.damages)
        return record

    def milestones(self) -> Tree:
        """Return contract months with shares that add up."""
        shares = self.one([1.0], [0.5, 0.5], [0.2, 0.3, 0.5])
        months = sorted(self.draw(st.sets(self.months, min_size=min(len(shares), self.term), max_size=len(shares))))
        return {
            str(month): share
            for month, share in zip(months, shares if len(months) == len(shares) else [1.0], strict=False)
        }

    def damages(self) -> Tree:
        """Return delay damages."""
        record: Tree = {"value": self.draw(between(0, 100_000)), "rate_per_day": self.one(0.001, 0.0005)}
        self.maybe(record, "cap", lambda: self.draw(between(0, 0.2)))
        self.maybe(record, "cap_base", lambda: self.draw(between(1, 200_000)))
        self.maybe(record, "exempt_up_to", lambda: self.one(300, 1000))
        return record

    def credits(self, levels: list[str], covered: list[str]) -> Tree:
        """Return a credit scheme."""
        record: Tree = {name: self.tiers(covered) for name in self.some(levels)}
        self.maybe(record, "monthly_cap", lambda: self.draw(between(0, 0.4)))
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

    def exit(self) -> Tree:
        """Return the terms of getting out."""
        record: Tree = {}
        self.maybe(record, "from_month", lambda: self.draw(st.integers(1, self.tree.get("exit_month", self.term))))
        self.maybe(record, "months_of_charges", lambda: self.draw(between(0, 6)))
        self.maybe(record, "wind_down", lambda: self.believed(0, 20_000))
        self.maybe(record, "unamortised", lambda: self.draw(between(0, 50_000)))
        self.maybe(record, "assistance", lambda: self.believed(0, 9000))
        self.maybe(record, "reinsourcing", lambda: self.believed(0, 9000))
        return record

    def alternatives(self) -> Tree:
        """Return alternatives of every kind."""
        found: Tree = {"stay": {}, "better": {"in_house": "leaner"}}
        found |= {f"all_{offer}": {"every_service": offer} for offer in self.offers}
        mix: Tree = {}
        for service in self.services:
            takers = [offer for offer in self.offers if service in self.tree["offers"][offer]["charges"]]
            self.maybe(mix, service, lambda takers=takers: self.one("in_house", *takers))
        self.maybe(mix, "every_service", lambda: self.one(*self.offers))
        self.maybe(mix, "in_house", lambda: "leaner")
        self.maybe(mix, "quality_points", lambda: self.believed(1, 100))
        return {**found, "mix": mix}

    def risk(self) -> Tree:
        """Return an event."""
        record: Tree = {"probability": self.one(0, 0.1, 0.5, 1), self.one("cost", "harm"): self.believed(0, 9000)}
        self.maybe(record, "months", lambda: sorted((self.draw(self.months), self.draw(self.months))))
        self.maybe(record, "each_year", lambda: True)
        self.maybe(record, "applies_to", lambda: self.one("outsourced", "in_house", ["mix", "stay"]))
        return record

    def scenarios(self) -> Tree:
        """Return scenarios, one of them empty."""
        found: Tree = {"empty": {}, "dear": {"discount_rate": 0.11, f"offers.{self.offers[0]}.payment_days": 45}}
        for service in self.counted:
            found[f"less_{service}"] = {f"services.{service}.volume": "-10 % from 2026-12"}
        return found


@st.composite
def trees(draw: Draw, uncertain: bool = False) -> Tree:
    """Return plain trees of valid cases."""
    tree = Builder(draw, uncertain).case()
    if uncertain and draw(st.booleans()):
        paths = [path for path, value in beliefs(Case.model_validate(tree)).items() if not value.is_constant]
        if len(paths) > 1:
            pair = draw(st.lists(st.sampled_from(paths), min_size=2, max_size=2, unique=True))
            tree["correlations"] = [{"between": pair, "rank": draw(st.sampled_from((-0.8, 0.3, 0.9)))}]
    return tree


@st.composite
def cases(draw: Draw, uncertain: bool = False) -> Case:
    """Return valid cases."""
    case = Case.model_validate(draw(trees(uncertain)))
    assert problems(case) == []
    return case
