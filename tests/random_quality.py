"""Quality in random cases: levels, beliefs about them, what misses return, and what gives the right to leave."""

from typing import Any

from hypothesis import strategies as st
from random_dice import Tree, between
from random_ways import WayDice

LIMITS = (1, 0.99, 0.95, 0.9, 0.8, 0.5)
NUMBERS = (0, 2, 5, 10.5, 40)
STEPS = ("multiplier", "monthly_cap", "rolling_cap", "yearly_cap", "contract_cap", "earn_back")
LEVELS = ("up", "core", "net", "quick", "solved", "twin", "glad", "tickets", "hours")
METRICS = {"up": "availability", "core": "availability", "net": "availability", "quick": "share_in_time",
           "solved": "share_in_time", "twin": "share_in_time", "glad": "satisfaction", "tickets": "count",
           "hours": "duration"}  # fmt: skip
TOLD = {"credit": "credit", "points": "points", "allocation": "multiplier"}
LIKELY_WAYS = ("credit", "credit", "points", "allocation", "per_point")


class QualityDice(WayDice):
    """Service levels and all that hangs on them; without `quality` none of it is drawn."""

    lasting = False
    """Whether levels of failures and repairs are credited, whose chances no formula gives."""

    def rarely(self, edge: Any, *others: Any) -> Any:
        """Return an edge once in eight times, else one of the others."""
        return edge if self.chance(8) else self.one(*others)

    def downtime(self) -> Tree:
        """Return what an hour without a service costs, part by part."""
        record: Tree = {"revenue_per_hour": self.believed(0, 500)}
        if self.chance(2):
            record |= {"people": self.believed(0, 200), "hourly_cost": self.believed(0, 60)}
            self.maybe(record, "effect", lambda: self.one(0, 0.25, 1))
        if self.chance(3):
            record["recovery"] = self.believed(0, 900)
        return record

    def quality_levels(self) -> Tree:
        """Return service levels of every metric, over every window."""
        found: Tree = {}
        for service in self.services:
            counted, harmed = service in self.counted, self.tree["services"][service]
            kinds = [kind for kind in LEVELS if counted or METRICS[kind] != "share_in_time"]
            if {"downtime", "downtime_cost_per_hour"} & set(harmed):
                kinds = [kind for kind in kinds if kind not in ("core", "net")]
            alike = [kind for kind in self.one(("up", "core", "net"), ("quick", "twin")) if kind in kinds]
            chosen = alike if self.chance(3) else [self.one(*kinds) for _ in range(self.one(1, 2, 3))]
            kinds = sorted(set(chosen), key=LEVELS.index)
            hours = self.one({}, {"service_hours": 210}, {"service_hours": 300, "maintenance_hours": 12})
            for kind in kinds:
                found[f"{service}_{kind}"] = self.level(service, METRICS[kind], hours)
        if self.chance(6):
            found["told"] = {"service": self.services[0], "metric": "reported", "target": 0.5}
        return found

    def level(self, service: str, metric: str, hours: Tree) -> Tree:
        """Return one level."""
        record: Tree = {"service": service, "metric": metric} | self.window()
        if metric in ("count", "duration"):
            record["at_most"] = self.one(*NUMBERS)
            if metric == "duration" and self.chance(2):
                record["percentile"] = self.one(0.5, 0.9, 1)
        else:
            record["target"] = self.one(0.99, 0.9, 0.5, 1)
            self.maybe(record, "minimum", lambda: record["target"] - self.one(0, 0.05, 0.3))
        if metric == "availability":
            record |= hours
        if metric in ("share_in_time", "satisfaction") and service in self.counted:
            record["share_of_volume"] = self.one(self.believed(0, 0.33), 0.1, 0.3)
            if self.chance(3):
                record["least_events"] = self.one(0, 1, 10, 100)
        record["critical"] = self.one(True, False)
        if self.chance(4):
            record["our_share"] = self.rarely(1, 0.3, 0.5)
        return record

    def window(self) -> Tree:
        """Return the months over which a level is measured."""
        return dict(self.one({}, {}, {"window": "quarter"}, {"window": "year"}, {"rolling_months": self.one(2, 3, 12)},
                             {"rolling_months": min(self.term + 1, 60) if self.term > 0 else 2}))  # fmt: skip

    def beliefs(self, names: Any, alone: bool = False) -> Tree:
        """Return a belief about each level that is measured, some made of others unless each stands alone."""
        levels = self.tree["service_levels"]
        found: Tree = {}
        for name in reversed([name for name in names if levels[name]["metric"] != "reported"]):
            parts = [] if alone else [part for part in found if self._fits(name, part) and not _parts(found[part])]
            found[name] = self._made_of(parts, levels[name]["metric"]) if parts and self.likely() else {}
            found[name] = found[name] or self.quality_belief(name)
        return dict(reversed(found.items()))

    def _fits(self, name: str, part: str) -> bool:
        """Return whether a level may be made of another: they are measured alike."""
        one, other = (self.tree["service_levels"][each] for each in (name, part))
        alike = ("metric", "service_hours", "maintenance_hours", "service", "share_of_volume")
        return all(one.get(field) == other.get(field) for field in alike)

    def _made_of(self, parts: list[str], metric: str) -> Tree:
        """Return a belief made of others."""
        if metric != "availability" or self.chance(3):
            return {"same_as": self.one(*parts)}
        return {self.one("in_series", "in_parallel"): parts[:2] if self.likely() else self.some(parts, 1)}

    def quality_belief(self, name: str) -> Tree:
        """Return a belief about a level that stands by itself."""
        level = self.tree["service_levels"][name]
        record = self._basis(level)
        if self.chance(2):
            record["memory"] = self.one(0, 0.5, 0.95, -0.9)
        return record

    def _basis(self, level: Tree) -> Tree:
        """Return what a belief rests on."""
        if level["metric"] in ("count", "duration"):
            return {"number": self.one(level["at_most"], self.believed(0, 50)), "number_spread": self.one(0, 0.5, 7)}
        harm = self.tree["services"][level["service"]].get("downtime", {})
        if level["metric"] == "availability" and ("recovery" in harm or self.chance(6)):
            return {"outages": self.outages()}
        record: Tree = {"mean": self.believed(0.6, 1), "spread": self.one(0, 0.002, 0.02, 0.1, 0.5)}
        if self.chance(6):
            record |= {"mean": self.one(level["target"], 0, 1, level.get("minimum", 0.95)), "spread": 0}
        if level["metric"] != "availability" and level["service"] in self.counted and self.chance(3):
            record["by_units"] = True
        change = self.one("", "weak_start", "learning")
        if change == "weak_start":
            record[change] = {"months": self.believed(0, 9), "lower_by": self.believed(0, 0.7)}
        if change == "learning":
            record[change] = {"months": self.one(1, 6, 40), "lower_by": self.believed(0, 0.7)}
        if self.chance(3):
            record["weak_end"] = {"months": self.one(1, 3, 40), "lower_by": self.believed(0, 0.5)}
        return record

    def outages(self) -> Tree:
        """Return failures and repairs."""
        repair, up = self.law(), self.law() if self.chance(2) else {}
        return {
            "a_month": self.believed(0, 4),
            "repair": {**repair, "mean": self.one(0.5, 4, 20)},
            "up": up or {"law": "exponential"},
        }

    def law(self) -> Tree:
        """Return how much a duration varies."""
        kind = self.one("lognormal", "exponential", "weibull", "gamma", "constant")
        return {"law": kind} if kind in ("exponential", "constant") else {"law": kind, "variation": self.one(0.5, 1, 2)}

    def lasts(self, attainment: Tree, name: str) -> bool:
        """Return whether a belief, or one that it is made of, rests on failures and repairs."""
        return any("outages" in attainment[each] for each in (name, *_parts(attainment[name])))

    def scheme(self, attainment: Tree, covered: list[str]) -> Tree:
        """Return a credit scheme with some of its terms, alone or combined."""
        names = [name for name in attainment if self.lasting or not self.lasts(attainment, name)]
        levels = {name: self.level_credit(name, covered) for name in self.some(names, 1)}
        further = self.scheme_terms(covered)
        stated = list(further)
        kept = self.one(stated, [], self.some(stated), [self.one(*stated)])
        record = {name: value for name, value in further.items() if name in kept}
        if any("points" in terms for terms in levels.values()):
            record["points_table"] = self.one(*TABLES)
        taken = [terms for terms in levels.values() if "allocation" in terms]
        if taken:
            record["at_risk"] = self.rarely(0, 0.1, 1, self.draw(between(0, 0.3)))
            pool = self.one(1, 2.5, 0.5)
            record["pool"] = f"{pool * 100:g} %"
            for terms in taken:
                terms["allocation"] = min(pool / len(taken), 1) * self.rarely(0, 1, 0.5)
        return {**record, **levels}

    def scheme_terms(self, covered: list[str]) -> Tree:
        """Return what a scheme says about what levels return together."""
        record: Tree = {
            "monthly_cap": self.rarely(0, 0.1, 0.02, self.draw(between(0, 0.25))),
            "service_caps": {service: self.rarely(0, 0.02, 0.2) for service in self.some(covered, 1)},
            "rolling_cap": {"share": self.rarely(0, 0.02, 0.1), "months": self.one(2, 3, 12, 60)},
            "yearly_cap": self.rarely(0, 0.01, 0.04, 0.1),
            "earn_back": {"months": self.one(1, 2, 6, 12), "frees_caps": self.one(False, True)},
            "order": self.one(["earn_back"], ["monthly_cap"], ["yearly_cap", "multiplier"],
                              self.draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=6, unique=True))),
            "claimed": self.rarely(0, 1, self.believed(0, 1)),
        }  # fmt: skip
        record |= self.one(
            {"contract_cap": self.rarely(0, 0.01, 0.05)}, {"contract_cap_amount": self.rarely(0, 500, 5000)}
        )
        return record

    def level_credit(self, name: str, covered: list[str]) -> Tree:
        """Return what one level returns."""
        level = self.tree["service_levels"][name]
        number = level["metric"] in ("count", "duration")
        ways = ("credit", "points", "allocation") if number else LIKELY_WAYS
        way = self.one(*ways, *(["per_hour"] if level["metric"] == "availability" else []))
        record = self._tiers(level, way) if way in TOLD else self._by_size(way)
        if way not in ("points", "allocation"):
            record["of"] = self.one("invoice", *covered)
        if self.chance(4):
            record["repeat"] = {"after": self.one(1, 2, 3), "multiplier": self.one(2, 1, 1.5)}
        if way in ("credit", "allocation", "per_point") and self.chance(4):
            within = self.one(1, 3, 6, 12)
            record["persistent"] = {"misses": self.one(1, within, min(2, within)), "within": within,
                                    "credit": self.one(0, 0.05, 0.5)}  # fmt: skip
        if self.chance(4):
            record["by_year"] = self.one([0, 1], [0.25, 0, 1], [1], [0.5, 0.75])
        return record

    def _tiers(self, level: Tree, way: str) -> Tree:
        """Return limits, and what lies beyond each."""
        number = level["metric"] in ("count", "duration")
        limits = sorted({self.one(*(NUMBERS if number else LIMITS)) for _ in range(self.one(1, 2, 3))})
        if self.chance(3):
            limits = [level["at_most"] if number else level["target"]]
        most = {"credit": 1, "points": 10, "allocation": 3}[way]
        steps = sorted(most * self.rarely(0, 0.1, 0.5, self.draw(between(0, 1))) for _ in limits)
        if way == "points" and self.chance(2):
            steps = [1.0 + place for place in range(len(limits))]
        record: Tree = {"above": limits} if number else {"below": limits[::-1]}
        if way == "allocation":
            return {**record, "allocation": 0.5, **({} if self.chance(2) else {"multiplier": steps})}
        return {**record, TOLD[way]: steps}

    def _by_size(self, way: str) -> Tree:
        """Return what each point, or each hour, returns."""
        record: Tree = {way: self.rarely(0, 0.02, 0.1)} if way == "per_point" else {way: self.rarely(0, 20, 300)}
        if way == "per_point" and self.chance(2):
            record["whole_points"] = True
        if way == "per_hour" and self.chance(2):
            record["free_hours"] = self.rarely(5000, 0.5, 2, 50)
        if self.chance(2):
            record["most"] = self.rarely(0, 0.1, 0.03, 1)
        return record

    def beside(self, offer: Tree) -> None:
        """Set what stands beside the credits of an offer: luck in common, triggers, late payment, liability."""
        if self.chance(3):
            offer["common_factor"] = self.one(0.5, 0, 0.99)
        if self.chance(3):
            offer["late_payment"] = {"share": self.believed(0, 1), "days": self.believed(0, 90),
                                     "rate": self.one(0.12, 0), "indemnity": self.one(40, 0)}  # fmt: skip
        if self.chance(4):
            offer["liability"] = self.one({"share_of_year": "150 %"}, {"amount": 50_000})
        if self.chance(3) and (found := self.triggers(offer)):
            offer["triggers"] = found
        shares = [name for name in offer["attainment"] if "target" in self.tree["service_levels"][name]]
        if shares and self.chance(5):
            prices = {"targets": [0.9, 0.99], "monthly": [0, 300]}
            offer["level_options"] = {shares[0]: prices}

    def triggers(self, offer: Tree) -> Tree:
        """Return rights to terminate for failure."""
        levels, found = self.tree["service_levels"], {}
        sound = [name for name in offer["attainment"] if self.lasting or not self.lasts(offer["attainment"], name)]
        critical = [name for name in offer["attainment"] if levels[name]["critical"]]
        if sound and self.chance(2):
            found["one"] = self.misses([self.one(*sound)])
            found["one"]["level"] = self.one(*sound)
            if "minimum" not in levels[found["one"]["level"]]:
                found["one"].pop("below_minimum", None)
        if critical and set(critical) <= set(sound):
            found["any"] = self.misses(critical)
        if offer.get("credits", {}).get("monthly_cap") is not None:
            found["at_cap"] = {"months_at_cap": self.one(1, 2, 6)}
        return found

    def misses(self, names: list[str]) -> Tree:
        """Return so many misses in so many months."""
        within = self.one(1, 3, 12)
        record: Tree = {"misses": self.one(1, within, min(2, within)), "within": within}
        if all("minimum" in self.tree["service_levels"][name] for name in names) and self.chance(2):
            record["below_minimum"] = True
        return record


TABLES = (
    {"at": [1, 3], "credit": [0.05, 0.2]},
    {"at": [0.5], "credit": [1]},
    {"at": [0.2, 4, 12], "credit": [0, 0.05, 0.05]},
)


def _parts(belief: Tree) -> tuple[str, ...]:
    """Return the levels that a belief is made of."""
    if "same_as" in belief:
        return (belief["same_as"],)
    return tuple(belief.get("in_series", ())) + tuple(belief.get("in_parallel", ()))
