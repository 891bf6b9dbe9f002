"""Random valid cases: small, but every record and every option of the case occurs."""

from typing import Any

from hypothesis import strategies as st
from random_dice import INDICES, TIMINGS, Draw, Tree, between
from random_prices import VOLUMES, WAVES
from random_side import SideDice

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.case.paths import beliefs
from outsourcing_model.timeline import MONTH_NAMES


class Builder(SideDice):
    """The whole case."""

    def frame(self) -> Tree:
        """Return money, time, indices, currencies and services, from which the rest is drawn."""
        tree = self.tree
        tree |= {
            "case": "Random", "currency": "EUR", "start": f"2026-{self.draw(st.integers(1, 12)):02d}",
            "term": self.term,
            "discount_rate": self.rate(), "timing": self.one(*TIMINGS), "reference": "stay",
        }  # fmt: skip
        tree["indices"] = {name: self.index() for name in INDICES}
        tree["services"] = {name: self.service(name) for name in self.services}
        if self.price_terms:
            tree["exchange_rates"] = self.exchange_rates()
        return tree

    def case(self) -> Tree:
        """Return the whole case."""
        tree = self.frame()
        tree["service_levels"] = self.levels()
        tree["in_house"] = self.in_house()
        tree["retained"] = {"costs": {f"kept_{i}": self.retained_line() for i in range(self.draw(st.integers(0, 3)))}}
        tree |= self.way_out()
        tree["offers"] = {name: self.offer(name) for name in self.offers}
        tree["alternatives"] = self.alternatives()
        tree["risks"] = {name: self.risk() for name in ("fire", "leak")[: self.draw(st.integers(0, 2))]}
        tree["scenarios"] = self.scenarios()
        self.maybe(
            tree, "hurdle", lambda: {"percent": self.draw(between(0, 0.3)), "amount": self.draw(between(0, 1000))}
        )
        self.maybe(tree, "price_per", lambda: {"unit": "user", "count": self.believed(1, 500)})
        if self.every_term:
            self.basis(tree)
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
        if self.quality and self.chance(2):
            record.pop("downtime_cost_per_hour", None)
            self.maybe(record, "downtime", self.downtime)
        if name in self.counted:
            record["volume"] = self.volume()
            self.maybe(record, "value_per_unit", lambda: self.believed(0, 100))
            self.maybe(record, "late_cost", lambda: self.believed(0, 20))
        return record

    def volume(self) -> Tree:
        """Return a volume."""
        record: Tree = {"month_1": self.believed(0, 3000)}
        if self.price_terms and self.chance(3):
            return {"month_1": self.one(*VOLUMES), "changes": self.one([], [self.change()])}
        if self.price_terms and self.chance(2):
            return {"month_1": self.one(*VOLUMES[1:]), "season": WAVES}
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
        if self.quality:
            return self.quality_levels()
        found: Tree = {}
        for name in self.services:
            if self.likely():
                hours = self.one({}, {"service_hours": 210}, {"service_hours": 300, "maintenance_hours": 12})
                found[f"{name}_up"] = {"service": name, "metric": "availability", "target": 0.99, **hours}
            if name in self.counted:
                for key in (f"{name}_quick", f"{name}_solved")[: self.draw(st.integers(0, 2))]:
                    share = {"share_of_volume": self.believed(0, 0.5)}
                    found[key] = {"service": name, "metric": "share_in_time", "target": 0.9, **share}
        if self.chance(4):
            found["told"] = {"service": self.services[0], "metric": "reported", "target": 0.5}
        return found

    def in_house(self) -> Tree:
        """Return the in-house side with one variant."""
        costs = {f"line_{i}": self.own_line() for i in range(self.draw(st.integers(0, 4)))}
        replaced = self.some(name for name, line in costs.items() if line["relevance"] == "avoidable")
        levels = self.tree["service_levels"]
        variant = {
            "costs": {name: self.own_line() for name in (*replaced, *self.some(["extra"]))},
            "attainment": self.attainment(self.some(levels), alone=True),
        }
        return {"costs": costs, "attainment": self.attainment(levels), "variants": {"leaner": variant}}

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
def trees(
    draw: Draw, uncertain: bool = False, price_terms: bool = False, every_term: bool = False, quality: bool = False
) -> Tree:
    """Return plain trees of valid cases.

    With or without the terms that move prices or price units in further ways, with or without every term of getting
    there, of getting out and of the company's own side, and with or without every term of quality.
    """
    tree = Builder(draw, uncertain, price_terms, every_term, quality).case()
    if uncertain and draw(st.booleans()):
        paths = [path for path, value in beliefs(Case.model_validate(tree)).items() if not value.is_constant]
        if len(paths) > 1:
            pair = draw(st.lists(st.sampled_from(paths), min_size=2, max_size=2, unique=True))
            tree["correlations"] = [{"between": pair, "rank": draw(st.sampled_from((-0.8, 0.3, 0.9)))}]
    return tree


@st.composite
def cases(draw: Draw, uncertain: bool = False, price_terms: bool = False, quality: bool = False) -> Case:
    """Return valid cases."""
    case = Case.model_validate(draw(trees(uncertain, price_terms, quality=quality)))
    assert problems(case) == []
    return case


PRICE_TERMS = (
    "indexation", "productivity", "benchmark", "exchange", "currency", "minimum_commitment", "discount",
    "pass_through", "credits", "exit", "payment_days", "transition",
)  # fmt: skip


@st.composite
def price_trees(draw: Draw, uncertain: bool = False) -> Tree:
    """Return plain trees of small valid cases of one offer, with one term of price, some of them or all."""
    builder = Builder(draw, uncertain, price_terms=True)
    builder.services, builder.offers, builder.stays = builder.services[:2], builder.offers[:1], ""
    builder.counted = [name for name in builder.services if not builder.chance(8)]
    tree = builder.frame()
    tree["service_levels"] = builder.levels()
    builder.maybe(tree, "exit_month", lambda: draw(builder.months))
    offer = builder.offer(builder.offers[0])
    stated = [name for name in PRICE_TERMS if name in offer]
    kept = builder.one(stated, builder.some(stated), stated[:1], [builder.one(*stated)])
    tree["offers"] = {builder.offers[0]: {k: v for k, v in offer.items() if k not in stated or k in kept}}
    if builder.chance(4) and (counted := [name for name in offer["charges"] if name in builder.counted]):
        tree["services"][counted[0]]["volume"] = {"month_1": builder.one(*VOLUMES[1:]), "season": WAVES}
        offer["charges"][counted[0]] = {"price": builder.believed(1, 20)}
        least = {"share": builder.one(1, 0.9), "carry_forward_months": builder.carry()}
        tree["offers"][builder.offers[0]]["minimum_commitment"] = least
    tree["in_house"] = {"attainment": builder.attainment(tree["service_levels"])}
    tree["retained"] = {"costs": {"share": {"share_of_charges": 0.1}}}
    tree["alternatives"] = {"stay": {}, "go": {"every_service": builder.offers[0]}}
    first = next(iter(offer["charges"]))
    return {**tree, "alternatives": {**tree["alternatives"], "part": {first: builder.offers[0]}}}


def small(builder: Builder) -> Tree:
    """Return the frame of a case of one offer and at most two services, all of which may leave, with plain charges."""
    builder.services, builder.offers, builder.stays = builder.services[:2], builder.offers[:1], ""
    builder.counted = [name for name in builder.services if not builder.chance(4)]
    tree = builder.frame()
    tree |= {"service_levels": {}, **builder.way_out()}
    plain = {name: {"base": builder.one(1000, builder.believed(0, 8000))} for name in builder.services}
    for name in builder.some(builder.counted):
        plain[name] |= {"price": builder.believed(0, 20), "baseline": builder.one(*VOLUMES)}
    offer = {"provider": "Provider", "charges": plain}
    builder.maybe(offer, "payment_days", lambda: builder.one(0, 30, 31))
    tree["offers"] = {builder.offers[0]: offer}
    part = {builder.services[0]: builder.offers[0]}
    tree["alternatives"] = {"stay": {}, "go": {"every_service": builder.offers[0]}, "part": part}
    return tree


def thinned(builder: Builder, record: Tree, always: tuple[str, ...] = ()) -> Tree:
    """Return a record with one of its terms, some of them or all, besides those that it always has."""
    stated = [name for name in record if name not in always]
    kept = builder.one(stated, builder.some(stated), [builder.one(*stated)] if stated else [])
    return {name: value for name, value in record.items() if name in always or name in kept}


@st.composite
def way_trees(draw: Draw, uncertain: bool = False) -> Tree:
    """Return plain trees of small valid cases with terms of getting there and getting out, alone and combined."""
    builder = Builder(draw, uncertain, price_terms=bool(draw(st.booleans())), every_term=True)
    tree = small(builder)
    offer = tree["offers"][builder.offers[0]]
    there = thinned(builder, builder.transition(list(builder.services)), ("months",))
    own = [each for each in there.get("milestones", {}).values() if isinstance(each, dict)]
    if "delay_damages" not in there and not any("delay_damages" in each for each in own):
        there.pop("damages_cap", None)
    offer["transition"] = there
    if builder.price_terms:
        offer |= thinned(builder, {"currency": "USD", "indexation": builder.revision(list(builder.services)),
                                   "productivity": 0.1, "discount": builder.discount()})  # fmt: skip
    out: Tree = {"exit": builder.exit()}
    builder.ways(out)
    offer["exit"] = thinned(builder, out["exit"], ("from_month", "assistance_days", "assistance_day_rate"))
    line = {"service": builder.services[0], "monthly": builder.believed(0, 5000), "relevance": builder.partly()}
    tree["in_house"] = {"costs": {"line": line} if builder.chance(2) else {}}
    return tree


@st.composite
def side_trees(draw: Draw, uncertain: bool = False) -> Tree:
    """Return plain trees of small valid cases with terms of the company's own side, alone and combined."""
    builder = Builder(draw, uncertain, every_term=True)
    tree = small(builder)
    there = builder.transition(list(builder.services))
    kept = ("months", "slip_days", "parallel_months", "ramp_months")
    tree["offers"][builder.offers[0]]["transition"] = {name: there[name] for name in kept if name in there}
    tree["in_house"] = {"costs": {f"line_{i}": builder.own_line() for i in range(builder.one(1, 0, 2))}}
    tree["retained"] = {"costs": {f"kept_{i}": builder.retained_line() for i in range(builder.one(0, 1, 2))}}
    builder.basis(tree)
    return tree


@st.composite
def quality_trees(draw: Draw, uncertain: bool = False, lasting: bool = False) -> Tree:
    """Return plain trees of small valid cases with terms of quality, alone and combined.

    With `lasting` levels of failures and repairs may be credited, whose chances no formula gives.
    """
    builder = Builder(draw, uncertain, every_term=True, quality=True)
    builder.lasting = lasting
    tree = small(builder)
    if builder.likely():
        tree.pop("exit_month", None)
        tree.pop("exit_ground", None)
    for charge in tree["offers"][builder.offers[0]]["charges"].values():
        charge["base"] = builder.rarely(0, 1000, 4321, builder.believed(500, 8000))
    tree["service_levels"] = builder.quality_levels()
    tree["in_house"] = {"attainment": builder.attainment(tree["service_levels"])}
    offer = tree["offers"][builder.offers[0]]
    offer["transition"] = {"months": builder.one(0, 0, min(2.5, builder.term), min(6, builder.term))}
    if builder.chance(4):
        offer["transition"]["slip_days"] = builder.one(10, 45)
    if builder.chance(5):
        offer["currency"] = "USD"
        tree["exchange_rates"] = builder.exchange_rates()
    offer["attainment"] = builder.attainment(tree["service_levels"])
    if builder.likely() and offer["attainment"]:
        offer["credits"] = builder.scheme(offer["attainment"], list(builder.services))
    builder.beside(offer)
    return tree
