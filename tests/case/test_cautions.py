# ruff: noqa: E501 (tables)
"""Every rule warns on the smallest case that deserves it, and not on the one beside it."""

import re
from typing import Any

import pytest
from small_cases import one_offer, own

from outsourcing_model.case.case import Case
from outsourcing_model.case.cautions import CAUTIONS, IDLE, SUBJECTS, accepted, cautions, rule_names
from outsourcing_model.case.checks import problems
from outsourcing_model.case.expected import charge_at, charges_at, contract_value, units_at
from outsourcing_model.case.law import is_european
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.shipped import shipped_cases
from outsourcing_model.errors import Share, dotted, figure
from outsourcing_model.wording import LANGUAGES, keys, say

Tree = dict[str, Any]
RULES = {rule.__name__: rule for rule in CAUTIONS}
AGENTS = own(agents={"staff": {"headcount": 1, "annual_wage": 1}})
PAYS = {"monthly": 1}
GROWING = {"services": {"desk": {"volume": {"month_1": 1, "growth": "1 %"}}}}
PERT, LEFT = {"pert": [1, 2, 3]}, {"pert": [1, 1, 3]}
FRANCE, ITALY, OHIO = ({"contract": {"governing_law": law}} for law in ("France", "diritto italiano, Italy", "Ohio"))
LEVEL = {"service_levels": {"up": {"service": "desk", "metric": "availability", "target": "99 %"}}}
UP = {"service": "desk", "metric": "availability", "target": "99 %"}
TWIN = {"service_levels": {"one": UP, "other": UP, "both": UP}}
PARTS = {"one": {"mean": "98 %"}, "other": {"mean": "98 %"}, "both": {"in_parallel": ["one", "other"]}}
SLOW = {
    "service_levels": {
        "quick": {"service": "desk", "metric": "share_in_time", "target": "90 %"},
        **LEVEL["service_levels"],
    }
}


def bands(*prices: float, fee: list[float] | None = None, way: str = "volume") -> Tree:
    """Return a charge by band with a limit at 100 units."""
    return {way: {"up_to": [100], "price": list(prices), **({"fee": fee} if fee else {})}}


def dead(width: Any, start: str = "baseline", baseline: float = 100) -> Tree:
    """Return a charge with a dead band."""
    steps = {"additional": {"rate": [2]}, "reduced": {"rate": [1]}}
    return {"base": 5, "baseline": baseline, "dead_band": {"width": width, "counted_from": start, **steps}}


def revised(months: int = 37, growth: Any = "3 %", **terms: Any) -> Tree:
    """Return a case whose offer follows an index."""
    offer = {"indexation": {"index": "cpi", **terms}}
    return {"offer": offer, "indices": {"cpi": {"growth": growth}}, "term": months}


def series(*values: float, **more: Any) -> Tree:
    """Return a case with an index of published values."""
    return {
        "indices": {"cpi": {"series": {f"2026-{month:02d}": value for month, value in enumerate(values, 1)}, **more}}
    }


def credited(cap: Any = None, *, level: str = "up", first: str = "5 %", **scheme: Any) -> Tree:
    """Return an offer that credits one level."""
    tiers = {"below": [scheme.pop("below", "99 %")], "credit": [first], "of": scheme.pop("of", "invoice")}
    mean = scheme.pop("mean", {"mean": "98 %"})
    cap = {} if cap is None else {"monthly_cap": cap}
    return {"attainment": {level: mean}, "credits": {**cap, **scheme, level: tiers}}


REPEATS: Tree = {"below": ["99 %"], "credit": ["5 %"], "of": "invoice", "repeat": {"after": 1, "multiplier": 2}}
POINTS: Tree = {"below": ["99 %"], "points": [2], "repeat": {"after": 1, "multiplier": 2}}


def scheme(level: Tree, **more: Any) -> Tree:
    """Return an offer whose scheme credits one level in some way."""
    return {"attainment": {"up": {"mean": "98 %"}}, "credits": {**more, "up": level}}


def pooled(allocation: str) -> Tree:
    """Return an offer that credits two levels from a pool."""
    level = {"below": ["90 %"], "allocation": allocation}
    means = {name: {"mean": "95 %"} for name in ("up", "quick")}
    return {"attainment": means, "credits": {"at_risk": "10 %", "pool": "200 %", "up": level, "quick": level}}


def watched(trigger: Tree, cap: str | None = None, **promise: Any) -> Tree:
    """Return a case of a year with a right to terminate."""
    level = {"service_levels": {"up": {**LEVEL["service_levels"]["up"], **promise}}}
    return {"offer": {**credited(cap), "triggers": {"often": trigger}}, **level, "term": 12}


def two(cap: str) -> Tree:
    """Return an offer that credits two levels, 5 % of the invoice each."""
    one, other = credited(cap), credited(level="quick", below="90 %")
    return {
        "attainment": {**one["attainment"], **other["attainment"]}, "credits": {**one["credits"], **other["credits"]},
    }  # fmt: skip


def late(**terms: Any) -> Tree:
    """Return an offer with delay damages of 1 % of 1,000 a day, at most 100 in all."""
    return {"transition": {"delay_damages": {"value": 1000, "rate_per_day": "1 %", "cap": "10 %", **terms}}}


def cloud(law: Tree, exit_terms: Tree, term: int = 12, cloudy: bool = True) -> Tree:
    """Return a case with a data-processing service."""
    return {"offer": {"exit": exit_terms}, "services": {"desk": {"data_processing": cloudy}}, "term": term, **law}


def heard(end: str, **transition: Any) -> Tree:
    """Return a case with a consultation."""
    return {"contract": {"consultation": {"end": end, "of": "CSE"}}, "offer": {"transition": transition}, "term": 12}


def indexed(kind: str, law: Tree = FRANCE) -> Tree:
    """Return a case whose offer follows an index of a kind."""
    return {
        "offer": {"indexation": {"index": "cpi"}},
        "indices": {"cpi": {"growth": 0, "kind": kind}},
        "term": 13,
        **law,
    }


def looking_back(base: str, law: Tree = FRANCE) -> Tree:
    """Return a case whose first revision, in month 13, compares with a base."""
    values = {str(year) + f"-{month:02d}": 100 for year in (2025, 2026, 2027) for month in range(1, 13)}
    offer = {"indexation": {"index": "cpi", "base_month": base}}
    return {"offer": offer, "indices": {"cpi": {"series": values}}, "term": 13, **law}


def penal(cap: str, law: Tree = FRANCE, nature: str = "penalty", alert: Any = "15 %") -> Tree:
    """Return a case of charges of 1,000 with a cap on penalties and delay damages of at most 50."""
    offer = {**credited(cap, first="90 %", nature=nature), **late(cap="5 %")}
    contract = {"contract": {**law["contract"], "penalty_alert": alert}}
    return {"charge": {"base": 1000}, "offer": offer, **LEVEL, **contract}


def euros(rate: Any, months: int = 13, drift: Any = 0) -> Tree:
    """Return a case with an offer in dollars."""
    return {"offer": {"currency": "USD"}, "exchange_rates": {"USD": {"rate": rate, "drift": drift}}, "term": months}


def exchange(reference: float) -> Tree:
    """Return a case with an exchange clause, its rate believed to be 1."""
    clause = {"currency": "USD", "share": "30 %", "reference": reference, "band": "25 %"}
    return {"offer": {"exchange": clause}, "exchange_rates": {"USD": 1}}


def benchmark(months: int = 1, **terms: Any) -> Tree:
    """Return a case with a benchmark clause."""
    return {"offer": {"benchmark": {"from_month": 10, "gap": "10 %", **terms}}, "term": months}


def leaving(month: int, **terms: Any) -> Tree:
    """Return a case that leaves after a month, in a term of three years."""
    return {"offer": {"exit": terms}, "exit_month": month, "term": 36}


def settled(term: int, how: str = "year", **more: Any) -> Tree:
    """Return a case with a discount on the total."""
    discount = {"up_to": [9], "share": [0, "5 %"], "settled": how}
    return {"offer": {"discount": discount}, "term": term, **more}


def retained(**lines: Tree) -> Tree:
    """Return a case with lines on the client's side."""
    return {"retained": {"costs": lines}}


def risk(**event: Any) -> Tree:
    """Return a case with an event."""
    return {"risks": {"leak": {"cost": 5, **event}}}


def estimates(count: int, last: str = "estimate") -> Tree:
    """Return a case with so many lines that say how they were found."""
    lines = {f"line_{number}": {**PAYS, "status": "estimate"} for number in range(count - 1)}
    return {"in_house": own(**lines, last={**PAYS, "status": last})}


def choices(term: int = 13, **improved: Any) -> Tree:
    """Return a case with an offer and, perhaps, an improved in-house variant."""
    side = {"in_house": {"variants": {"better": {}}}}
    return {**side, "alternatives": {"in_house": {}, "out": {"every_service": "give"}, **improved}, "term": term}


SAVE = {"better": {"in_house": "better"}}
INFLATION = {"inflation": "cpi", "indices": {"cpi": {"growth": "3 %"}}}
RANGE = {"inflation": "cpi", "indices": {"cpi": {"growth": {"uniform": ["2 %", "4 %"]}}}}

EDGES: list[tuple[str, str, Tree, Tree]] = [
    # Prices, bands and commitments: 100 units at 2 are 200; 101 at 2 and at 1 are 202 and 101.
    ("volume_cliff", "offers.give.charges.desk.volume", {"charge": bands(2, 1), "volume": 5}, {"charge": bands(2, 1, way="graduated"), "volume": 5}),
    ("volume_cliff", "offers.give.charges.desk.volume", {"charge": bands(2, 1, fee=[0, 99]), "volume": 5}, {"charge": bands(2, 1, fee=[0, 100]), "volume": 5}),
    ("fee_cliff", "offers.give.charges.desk.volume.fee", {"charge": bands(1, 2, fee=[101, 0]), "volume": 5}, {"charge": bands(1, 2, fee=[100, 0]), "volume": 5}),
    ("dead_band_cliff", "offers.give.charges.desk.dead_band.counted_from", {"charge": dead("5 %"), "volume": 5}, {"charge": dead("5 %", "edge"), "volume": 5}),
    ("dead_band_cliff", "offers.give.charges.desk.dead_band.counted_from", {"charge": dead("5 %"), "volume": 5}, {"charge": dead(0), "volume": 5}),
    ("discount_cliff", "offers.give.discount", {"offer": {"discount": {"up_to": [9], "share": [0, "5 %"], "method": "volume"}}}, {"offer": {"discount": {"up_to": [9], "share": [0, "5 %"]}}}),
    ("baseline_far_off", "offers.give.charges.desk.baseline", {"charge": {"price": 1, "baseline": 100}, "volume": 126}, {"charge": {"price": 1, "baseline": 100}, "volume": 125}),
    ("baseline_far_off", "offers.give.charges.desk.baseline", {"charge": {"price": 1, "baseline": 100}, "volume": 74}, {"charge": {"price": 1, "baseline": 100}, "volume": 75}),
    ("commitment_above_charges", "offers.give.minimum_commitment", {"charge": {"price": 1, "baseline": 100}, "volume": 79, "offer": {"minimum_commitment": "80 %"}}, {"charge": {"price": 1, "baseline": 100}, "volume": 80, "offer": {"minimum_commitment": "80 %"}}),
    ("commitment_above_charges", "offers.give.minimum_commitment", {"charge": {"base": 9}, "offer": {"minimum_commitment": {"amount": 10}}}, {"charge": {"base": 10}, "offer": {"minimum_commitment": {"amount": 10}}}),
    ("commitment_and_season", "offers.give.minimum_commitment", {"charge": {"price": 1}, "services": {"desk": {"volume": {"month_1": 100, "season": {"august": "-21 %"}}}}, "offer": {"minimum_commitment": "80 %"}, "term": 12}, {"charge": {"price": 1}, "services": {"desk": {"volume": {"month_1": 100, "season": {"august": "-20 %"}}}}, "offer": {"minimum_commitment": "80 %"}, "term": 12}),
    ("units_above_volume", "offers.give.charges.desk.commitment.units", {"charge": {"price": 1, "commitment": {"units": 5, "rate": 1}}, "volume": 4}, {"charge": {"price": 1, "commitment": {"units": 5, "rate": 1}}, "volume": 5}),
    ("fully_committed", "offers.give.minimum_commitment", {"offer": {"minimum_commitment": "91 %"}}, {"offer": {"minimum_commitment": "90 %"}}),
    # Prices that move.
    ("series_jump", "indices.cpi.series.2026-03", series(143, 144, 100, 101), series(143, 144, 100, 101, breaks={"2026-03": 0.7})),
    ("series_jump", "indices.cpi.series.2026-03", series(100, 101, 92), series(100, 101, 93)),
    ("no_revision_cap", "offers.give.indexation", revised(), revised(36)),
    ("no_revision_cap", "offers.give.indexation", revised(), revised(cap="4 %")),
    ("cap_always_binds", "offers.give.indexation.cap", revised(cap="2.9 %"), revised(cap="3 %")),
    ("cap_always_binds", "offers.give.indexation.cap", revised(cap="2.3 %", share="80 %"), revised(cap="2.4 %", share="80 %")),
    ("floor_always_binds", "offers.give.indexation.floor", revised(floor="3.1 %"), revised(floor="3 %")),
    ("productivity_above_revision", "offers.give.productivity", {"offer": {"productivity": "3.1 %", "indexation": {"fixed_rate": "3 %"}}, "term": 13}, {"offer": {"productivity": "3 %", "indexation": {"fixed_rate": "3 %"}}, "term": 13}),
    ("growth_on_one_side", "in_house.costs", {"in_house": own(work=PAYS), **revised(25)}, {"in_house": own(work=PAYS), **revised(24)}),
    ("growth_on_one_side", "in_house.costs", {"in_house": own(work=PAYS), **revised(25)}, {"in_house": own(work={**PAYS, "index": "cpi"}), **revised(25)}),
    ("benchmark_too_late", "offers.give.benchmark.from_month", benchmark(11), benchmark(12)),
    ("benchmark_without_limits", "offers.give.benchmark", benchmark(), benchmark(tolerance="5 %")),
    ("benchmark_without_limits", "offers.give.benchmark", benchmark(), benchmark(most="5 %")),
    ("benchmark_idle", "offers.give.benchmark.tolerance", benchmark(tolerance="10 %"), benchmark(tolerance="9 %")),
    # Worth of money.
    ("undiscounted", "discount_rate", {"term": 13}, {"term": 12}),
    ("rate_below_inflation", "discount_rate", {"discount_rate": "2.9 %", **INFLATION}, {"discount_rate": "3 %", **INFLATION}),
    ("rate_below_inflation", "discount_rate", {"discount_rate": {0: "5 %", 1: "2 %"}, **INFLATION}, {"discount_rate": "2.9 %", "discount_basis": "real", **INFLATION}),
    ("real_rate_and_range", "discount_basis", {"discount_basis": "real", **RANGE}, {"discount_basis": "real", **INFLATION}),
    ("rate_carries_risk", "discount_rate", {"discount_rate": "15.1 %", "charge": {"base": PERT}}, {"discount_rate": "15 %", "charge": {"base": PERT}}),
    ("rate_carries_risk", "discount_rate", {"discount_rate": "16 %", **risk(probability=0.1)}, {"discount_rate": "16 %"}),
    ("certain_exchange_rate", "exchange_rates.USD", euros(1.1), euros(1.1, 12)),
    ("certain_exchange_rate", "exchange_rates.USD", euros(1.1), euros({"uniform": [1, 1.2]})),
    ("exchange_off_at_the_start", "offers.give.exchange.reference", exchange(0.79), exchange(0.8)),
    # Service levels and credits.
    ("cap_below_credit", "offers.give.credits.monthly_cap", {"offer": credited("4 %"), **LEVEL}, {"offer": credited("5 %"), **LEVEL}),
    ("cap_below_first_tiers", "offers.give.credits.monthly_cap", {"offer": two("9 %"), **SLOW}, {"offer": two("10 %"), **SLOW}),
    ("credit_never_due", "offers.give.credits.up.below", {"offer": credited(below="97.9 %"), **LEVEL}, {"offer": credited(below="98 %"), **LEVEL}),
    ("credit_never_due", "offers.give.credits.up.below", {"offer": credited(below="91 %", mean={"mean": "98 %", "spread": "1 %"}), **LEVEL}, {"offer": credited(below="92 %", mean={"mean": "98 %", "spread": "1 %"}), **LEVEL}),
    ("credits_unclaimed", "offers.give.credits.claimed", {"offer": credited(claimed="49 %"), **LEVEL}, {"offer": credited(claimed="50 %"), **LEVEL}),
    ("exclusive_remedy_low_cap", "offers.give.credits.exclusive_remedy", {"offer": credited("9 %", exclusive_remedy=True), **LEVEL}, {"offer": credited("10 %", exclusive_remedy=True), **LEVEL}),
    ("critical_without_minimum", "service_levels.up.critical", {"service_levels": {"up": {**LEVEL["service_levels"]["up"], "critical": True}}}, {"service_levels": {"up": {**LEVEL["service_levels"]["up"], "critical": True, "minimum": "98 %"}}}),
    ("service_without_level", "services.desk", {"term": 13}, {"term": 12}),
    ("service_without_level", "services.desk", {"term": 13}, {"term": 13, **LEVEL}),
    # Getting there.
    ("no_parallel_run", "offers.give.transition.parallel_months", {}, {"offer": {"transition": {"parallel_months": 1}}}),
    ("damages_never_due", "offers.give.transition.delay_damages.exempt_up_to", {"offer": late(exempt_up_to=100)}, {"offer": late(exempt_up_to=99)}),
    ("damages_cap_idle", "offers.give.transition.delay_damages.cap", {"offer": late(longstop_days=9)}, {"offer": late(longstop_days=10)}),
    ("damages_above_contract", "offers.give.transition.delay_damages.cap", {"charge": {"base": 99}, "offer": late()}, {"charge": {"base": 100}, "offer": late()}),
    # Leaving, and years that are not whole.
    ("notice_beyond_term", "offers.give.exit.notice_months", {"offer": {"exit": {"notice_months": 12}}, "term": 12}, {"offer": {"exit": {"notice_months": 11}}, "term": 12}),
    ("notice_beyond_term", "offers.give.exit.from_month", {"offer": {"exit": {"from_month": 12}}, "term": 12}, {"offer": {"exit": {"from_month": 11}}, "term": 12}),
    ("notice_before_start", "offers.give.exit.notice_months", leaving(6, notice_months=6), leaving(7, notice_months=6)),
    ("return_costs_nothing", "offers.give.exit.reinsourcing", leaving(12), leaving(12, reinsourcing=1)),
    ("return_costs_nothing", "offers.give.exit.retender", leaving(12, after_exit="retender", reinsourcing=1), leaving(36)),
    ("part_year_term", "offers.give.discount.settled", settled(13), settled(12)),
    ("part_year_term", "offers.give.discount.settled", settled(13), settled(13, "month")),
    ("exit_amid_year", "offers.give.discount.settled", settled(36, exit_month=13), settled(36, exit_month=12)),
    # People.
    ("consultation_too_late", "offers.give.transition.months", heard("2026-01"), heard("2026-01", months=1)),
    ("consultation_too_late", "offers.give.transition.milestones.1", heard("2026-02", months=3, milestones={1: 1}), heard("2026-01", months=3, milestones={1: 1})),
    ("consultation_too_late", "offers.give.transition.milestones.go.month", heard("2026-03", months=3, milestones={"go": {"month": 2}}), heard("2025-12", milestones={"go": {"month": 2}})),
    ("no_consultation", "contract", {"in_house": AGENTS, **FRANCE}, {"in_house": AGENTS, **OHIO}),
    ("no_consultation", "contract", {"in_house": AGENTS, **FRANCE}, {"in_house": AGENTS, "contract": {"governing_law": "France", "consultation": {"end": "2025-12"}}}),
    # Law.
    ("index_forbidden", "offers.give.indexation.index", indexed("general_prices"), indexed("general_prices", ITALY)),
    ("index_forbidden", "offers.give.indexation.index", indexed("minimum_wage"), indexed("sector")),
    ("index_of_wages", "offers.give.indexation.index", indexed("wages"), indexed("wages", OHIO)),
    ("index_period_too_long", "offers.give.indexation.base_month", looking_back("2025-12"), looking_back("2026-01")),
    ("index_period_too_long", "offers.give.indexation.base_month", looking_back("2025-01"), looking_back("2025-01", OHIO)),
    ("payment_beyond_law", "offers.give.payment_days", {"offer": {"payment_days": 61}, **ITALY}, {"offer": {"payment_days": 60}, **ITALY}),
    ("payment_beyond_law", "offers.give.payment_days", {"offer": {"payment_days": 61}, **FRANCE}, {"offer": {"payment_days": 61}, **OHIO}),
    ("notice_beyond_law", "offers.give.exit.notice_months", cloud(ITALY, {"notice_months": 2.5}), cloud(ITALY, {"notice_months": 2})),
    ("notice_beyond_law", "offers.give.exit.notice_months", cloud(ITALY, {"notice_months": 3}), cloud(ITALY, {"notice_months": 3}, cloudy=False)),
    ("switching_charges", "offers.give.exit.assistance", cloud(FRANCE, {"assistance": 5}, 13), cloud(FRANCE, {"assistance": 5}, 12)),
    ("switching_charges", "offers.give.exit.data_extraction", cloud(FRANCE, {"data_extraction": 5}, 13), cloud(OHIO, {"data_extraction": 5}, 13)),
    ("penalty_exposure", "offers.give", penal("10.1 %"), penal("10 %")),
    ("penalty_exposure", "offers.give", penal("12 %"), penal("12 %", nature="price_reduction")),
    ("penalty_exposure", "offers.give", penal("12 %"), penal("12 %", alert="17 %")),
    # Beliefs and risks.
    ("governance_twice", "retained.costs.audit", retained(team={"staff": {"headcount": 1, "annual_wage": 1}}, audit={"share_of_charges": "2 %"}), retained(audit={"share_of_charges": "2 %"})),
    ("change_orders_twice", "retained.costs.b", retained(a={**PAYS, "category": "change_orders"}, b={**PAYS, "category": "change_orders"}), retained(a={**PAYS, "category": "change_orders"}, b=PAYS)),
    ("optimism_and_range", "optimism_bias.outsourced", {"optimism_bias": {"outsourced": {"upper": "41 %"}}, **risk(probability=0.1)}, risk(probability=0.1)),
    ("likely_is_least", "offers.give.charges.desk.base", {"charge": {"base": LEFT}}, {"charge": {"base": PERT}}),
    ("certain_event", "risks.leak.probability", risk(probability=1), risk(probability=0.99)),
    ("rare_event", "risks.leak.probability", risk(probability=0.0009), risk(probability=0.001)),
    ("only_estimates", "", estimates(5), estimates(5, "quote")),
    ("only_estimates", "", estimates(5), estimates(4)),
    ("wide_without_source", "offers.give.charges.desk.base", {"charge": {"base": {"pert": [1, 2, 10]}}}, {"charge": {"base": {"pert": [1, 2, 9.9]}}}),
    ("wide_without_source", "offers.give.charges.desk.base", {"charge": {"base": {"pert": [1, 2, 10]}}}, {"charge": {"base": {"pert": [1, 2, 10]}, "source": "a survey"}}),
    ("independent_parts", "offers.give.attainment.both.in_parallel", {**TWIN, "offer": {"attainment": PARTS}}, {**TWIN, "offer": {"attainment": PARTS, "common_factor": 0.2}}),
    ("independent_parts", "in_house.attainment.both.in_parallel", {**TWIN, "in_house": {"attainment": PARTS}}, {**TWIN, "in_house": {"attainment": {**PARTS, "both": {"mean": "99 %"}}}}),
    ("idle_factor", "factors.skill", {"factors": {"skill": PERT}}, {"factors": {"skill": PERT}, "charge": {"base": {"value": 1, "times": "skill"}}}),
    ("idle_factor", "factors.skill", {"factors": {"skill": PERT}, **GROWING}, {"factors": {"skill": PERT}, "services": {"desk": {"volume": {"month_1": 1, "growth_factor": "skill"}}}}),
    # Schemes of credits.
    ("cap_never_binds", "offers.give.credits.monthly_cap", {"offer": credited("6 %"), **LEVEL}, {"offer": credited("5 %"), **LEVEL}),
    ("idle_cap", "offers.give.credits.yearly_cap", {"offer": credited("5 %", yearly_cap="5 %"), **LEVEL}, {"offer": credited("5 %", yearly_cap="4 %"), **LEVEL}),
    ("idle_cap", "offers.give.credits.contract_cap", {"offer": credited(yearly_cap="4 %", contract_cap="5 %"), **LEVEL}, {"offer": credited(yearly_cap="4 %", contract_cap_amount=5), **LEVEL}),
    ("repeats_beyond_cap", "offers.give.credits.order", {"offer": scheme(REPEATS, monthly_cap="5 %", order=["monthly_cap", "multiplier"]), **LEVEL}, {"offer": scheme(REPEATS, monthly_cap="5 %"), **LEVEL}),
    ("pool_beyond_whole", "offers.give.credits.pool", {"offer": pooled("60 %"), **SLOW}, {"offer": pooled("50 %"), **SLOW}),
    ("earn_back_too_long", "offers.give.credits.earn_back", {"offer": credited(earn_back={"months": 12}), **LEVEL, "term": 12}, {"offer": credited(earn_back={"months": 11}), **LEVEL, "term": 12}),
    ("claim_window_short", "offers.give.credits.claim_days", {"offer": credited(claim_days=29), **LEVEL}, {"offer": credited(claim_days=30), **LEVEL}),
    ("points_out_of_reach", "offers.give.credits.points_table", {"offer": scheme(POINTS, points_table={"at": [2, 5], "credit": ["1 %", "2 %"]}), **LEVEL}, {"offer": scheme(POINTS, points_table={"at": [2, 4], "credit": ["1 %", "2 %"]}), **LEVEL}),
    ("hours_without_cap", "offers.give.credits.up.per_hour", {"offer": scheme({"per_hour": 5}), **LEVEL}, {"offer": scheme({"per_hour": 5, "most": "10 %"}), **LEVEL}),
    ("hours_without_cap", "offers.give.credits.up.per_hour", {"offer": scheme({"per_hour": 5}), **LEVEL}, {"offer": scheme({"per_hour": 5}, contract_cap_amount=9), **LEVEL}),
    ("trigger_never_met", "offers.give.triggers.often", watched({"level": "up", "misses": 3, "within": 6}, window="quarter"), watched({"level": "up", "misses": 2, "within": 6}, window="quarter")),
    ("trigger_never_met", "offers.give.triggers.often", watched({"level": "up", "misses": 1, "below_minimum": True}, minimum="97 %"), watched({"level": "up", "misses": 1, "below_minimum": True}, minimum="98.5 %")),
    ("trigger_never_met", "offers.give.triggers.often", watched({"months_at_cap": 2}, "6 %"), watched({"months_at_cap": 2}, "5 %")),
    ("penalty_under_french_law", "offers.give.credits.nature", {"offer": credited(nature="penalty"), **LEVEL, **FRANCE}, {"offer": credited(nature="penalty"), **LEVEL, **OHIO}),
    # What is compared.
    ("no_improved_in_house", "alternatives", choices(), choices(12)),
    ("no_improved_in_house", "alternatives", choices(), choices(**SAVE)),
    ("idle_scenario", "scenarios.same", {"scenarios": {"same": {"term": 1}}}, {"scenarios": {"same": {"term": 2}}}),
]  # fmt: skip


def made(tree: Tree) -> Case:
    """Return the case of a row; services that are stated stand for the only one."""
    tree = dict(tree)
    case = one_offer(tree.pop("charge", None), tree.pop("volume", None), tree.pop("offer", None), **tree)
    assert problems(case) == []
    return case


@pytest.mark.parametrize(("rule", "path", "loud", "quiet"), EDGES, ids=[f"{row[0]}-{n}" for n, row in enumerate(EDGES)])
def test_a_rule_warns_here_and_not_beside_it(rule: str, path: str, loud: Tree, quiet: Tree) -> None:
    found = [*RULES[rule](made(loud))]
    assert [(problem.key, dotted(problem.path), problem.severity) for problem in found] == [(rule, path, "warning")]
    assert [*RULES[rule](made(quiet))] == []
    for lang in LANGUAGES:
        text = found[0].text(lang)
        assert text.endswith(f"[{rule}]")
        assert not re.search(r"\{\w+\}", text)


def test_every_rule_has_an_edge_and_words() -> None:
    assert {row[0] for row in EDGES} == set(RULES)
    assert len(RULES) >= 24
    assert {key.split(".")[1] for key in keys("warning")} == set(rule_names())
    assert {f"caution.subject.{subject}" for subject in (*SUBJECTS, "acceptance")} == {
        key for key in keys("caution") if key.startswith("caution.subject.")
    }


def test_figures_are_told_in_the_style_of_the_language() -> None:
    (found,) = RULES["volume_cliff"](
        made({"charge": {"volume": {"up_to": [2500], "price": [21.5, 18.5]}}, "volume": 5})
    )
    assert "above 2,500 units" in found.text("en")
    assert "drops by 7,500 at once and is level again only at 2,905.41 units" in found.text("en")
    assert "2\u202f905,41 unités" in found.text("fr")
    assert figure(Share(0.125), "fr") == "12,5\u00a0%"
    assert figure(0.5, "fr") == "0,5"
    (free,) = RULES["volume_cliff"](made({"charge": bands(2, 0), "volume": 5}))
    assert "only at ∞ units" in free.text("en")


def test_the_smallest_case_gives_no_false_alarm() -> None:
    assert [problem.key for problem in cautions(one_offer())] == ["no_parallel_run"]
    parallel = {"transition": {"parallel_months": 1}}
    assert cautions(one_offer({"price": 2}, {"uniform": [5, 9]}, parallel, in_house=own(work=PAYS))) == []


@pytest.mark.parametrize("name", sorted(shipped_cases()))
def test_a_shipped_case_has_few_warnings(name: str) -> None:
    assert len(cautions(read_case(shipped_cases()[name]))) <= 8


def test_what_was_accepted_is_listed_with_its_reason_and_not_hidden() -> None:
    case = one_offer(accepted={"no_parallel_run": "the team stays for a year"})
    assert problems(case) == []
    assert cautions(case) == []
    (kept,) = accepted(case)
    assert kept.text("en").endswith("without a parallel run — the team stays for a year [no_parallel_run]")
    assert kept.text("fr").endswith("sans double marche — the team stays for a year [no_parallel_run]")


def test_an_acceptance_of_nothing_is_warned_of_and_one_that_is_no_rule_is_refused() -> None:
    idle = cautions(one_offer(accepted={"undiscounted": "old"}))
    assert [(dotted(problem.path), problem.key) for problem in idle][1:] == [("accepted.undiscounted", IDLE)]
    wrong = problems(one_offer(accepted={"undiscountd": "a reason", "no_parallel_run": " "}))
    assert [(dotted(problem.path), problem.key) for problem in wrong] == [
        ("accepted.undiscountd", "unknown_name_near"), ("accepted.no_parallel_run", "nothing_stated"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("charge", "units", "expected"),
    [
        ({"base": 7, "price": 2}, 3, 13),
        (bands(2, 1, fee=[10, 5], way="graduated"), 100, 210),
        (bands(2, 1, fee=[10, 5], way="graduated"), 101, 216),
        (bands(2, 1, fee=[10, 5]), 100, 210),
        (bands(2, 1, fee=[10, 5]), 101, 106),
        ({"volume": {"up_to": [100], "price": [2, 1], "limit": "excluded"}}, 100, 100),
        ({"price": 2, "package": 10}, 3, None),
        (dead("5 %"), 3, None),
    ],
)
def test_what_a_charge_is_expected_to_be(charge: Tree, units: float, expected: float | None) -> None:
    case = one_offer(charge, units)
    assert charge_at(case.offers["give"].charges["desk"], units) == expected
    assert contract_value(case, "give") == charges_at(case, "give", 0) == expected


def test_expected_units_grow_change_and_have_a_season() -> None:
    volume = {"month_1": 100, "growth": "21 %", "season": {"january": "10 %"}, "changes": ["-50 % from 2027-02"]}
    case = one_offer({"price": 1}, services={"desk": {"volume": volume}}, term=24)
    assert units_at(case, "desk", 0) == 100
    assert units_at(case, "desk", 12) == pytest.approx(121)
    assert units_at(case, "desk", 12, seasonal=True) == pytest.approx(133.1)
    assert units_at(case, "desk", 18) == pytest.approx(50 * 1.21**1.5)


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        ("Droit belge", True),
        ("the laws of Ireland", True),
        ("Northern Ireland", False),
        ("New York", False),
        ("", False),
    ],
)
def test_the_law_of_the_union_is_recognised(law: str, expected: bool) -> None:
    assert is_european(law) is expected


def test_titles_are_short_and_name_no_figure() -> None:
    for rule in rule_names():
        for lang in LANGUAGES:
            title = say(f"warning.{rule}.title", lang)
            assert len(title) <= 60
            assert title[0].isupper()
