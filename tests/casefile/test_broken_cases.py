# ruff: noqa: E501 (tables)
"""Broken variants of a good case: each message names what is wrong and what would be right, at its path and line."""

import pytest

from outsourcing_model.errors import dotted

from .conftest import GOOD, line_of

DESK = "desk: {graduated: {up_to: [2000, 3000], price: [25.50, 22.00, 19.00]}}"
TIERS = "below: [99.5 %, 99.0 %, 95.0 %], credit: [10 %, 30 %, 100 %], of: hosting"
AVAILABILITY = "{service: hosting, metric: availability, target: 99.5 %, minimum: 99 %}"
PAIR = "{between: [indices.wages.growth, services.desk.volume.growth], rank: 0.3}"
GROWTH = "services.desk.volume.growth"

VARIANTS = [
    # good text, bad text, path, words of the message
    ("start: 2026-01  ", "begin: 2026-01  ", "start", "start is missing"),
    ("discount_rate: 8 %", "discount_rate: 8", "discount_rate", r"did you mean 8 % \(0\.08\)\?"),
    ("discount_rate: 8 %", "discount_rate: -100 %", "discount_rate", "-1 is too low; the least that is allowed is -0.5"),
    ("discount_rate: 8 %", "discount_rate: {1: 8 %}", "discount_rate", "the first year of each rate, from 0 on"),
    ("discount_rate: 8 %", "discount_rate: {0: 8 %, 3: 9}", "discount_rate.3", "did you mean 9 %"),
    ("discount_rate: 8 %", "discount_rate: [8 %]", "discount_rate", "write a percentage such as 8 %"),
    ("term: 60 months", "term: 0", "term", "0 is too low; the least that is allowed is 1"),
    ("term: 60 months", "term: 10000", "term", "10000 is too high; the most that is allowed is 600"),
    ("term: 60 months", "term: 2.5 months", "term", "2.5 is not a whole number"),
    ("term: 60 months", "term: long", "term", "write a number of months such as 6, 60 months or 5 years"),
    ("start: 2026-01  ", "start: 2026-13  ", "start", "2026-13 is not a month between 1990 and 2200"),
    ("start: 2026-01  ", "start: 2024-02-30  ", "start", "2024-02-30 is not a month"),
    ("start: 2026-01  ", "start: next spring  ", "start", "next spring is not a month"),
    ("currency: USD", "currency: dollars", "currency", "dollars is not a currency; write its three capital letters"),
    ("timing: end", "timing: late", "timing", "late is not known here; write one of start, mid, end"),
    ("reference: in_house", "reference: in_hous", "reference", "has no in_hous here; did you mean in_house"),
    ("hurdle: 10 %", "hurdle: 10 % or so", "hurdle.percent", "10 % or so can't be read here"),
    ("hurdle: 10 %", "hurdel: 10 %", "hurdel", "did you mean hurdle"),
    ("unit: ticket", "unti: ticket", "services.desk.unti", "did you mean unit"),
    ("unit: ticket", "unit: 12", "services.desk.unit", "12 is not a text; put it in quotes"),
    ("unit: ticket", "unit:   # no word", "services.desk.unit", "nothing is stated for unit"),
    ("month_1: 2640", "month_1: -2640", "services.desk.volume.month_1", "-2640 is too low"),
    ("month_1: 2640", "month_1: .nan", "services.desk.volume.month_1", r"\.nan is not a finite number"),
    ("month_1: 2640", "month_1: 2 640", "services.desk.volume.month_1", "no spaces"),
    ("month_1: 2640", "month_1: ２６４０", "services.desk.volume.month_1", "can't be read here; write a number"),
    ("month_1: 2640", "month_1: true", "services.desk.volume.month_1", "True can't be read here"),
    ("month_1: 2640", "month_1: [2640]", "services.desk.volume.month_1", r"\[2640\] can't be read here"),
    ("pert: [-8 %, -2 %, 2 %]", "pert: [2 %, -2 %, 8 %]", GROWTH, "does not rise"),
    ("pert: [-8 %, -2 %, 2 %]", "pert: [-8 %, 2 %]", GROWTH, "pert needs a list of 3 figures"),
    ("pert: [-8 %, -2 %, 2 %]", "pert: [-8 %, two, 2 %]", GROWTH + ".pert[1]", "two can't be read here; write a percentage"),
    ("pert: [-8 %, -2 %, 2 %]", "gamma: [-8 %, -2 %, 2 %]", GROWTH, "{gamma} is no belief about a number"),
    ("pert: [-8 %, -2 %, 2 %]", "normal: [0, 1 %]", GROWTH, "write {mean: 100, sd: 15}"),
    ("pert: [-8 %, -2 %, 2 %]", "normal: {mean: 0 %, sd: 40 %}", GROWTH, "could fall to -2.5"),
    ("pert: [-8 %, -2 %, 2 %]", "discrete: [1 %, 2 %], weights: [50 %, 60 %]", GROWTH, "the shares add up to 1.1"),
    ("source: survey, status: estimate", "source: 12", "services.hosting.downtime_cost_per_hour.source", "12 is not a text"),
    ("status: estimate", "status: guess", "services.hosting.downtime_cost_per_hour", "guess is not known here; write one of estimate"),
    ("season: {january: 12 %}", "season: {janvier: 12 %}", "services.desk.volume.season.janvier", "write one of january"),
    ("season: {january: 12 %}", "season: 12 %", "services.desk.volume.season", "named members"),
    ("  architecture: {stays: true}", "  desk: {stays: true}", "services.desk", "desk is stated a second time"),
    ("  architecture: {stays: true}", "  the desk: {stays: true}", "services.the desk", "can't be used as a name"),
    ("{stays: true}", "{stays: maybe}", "services.architecture.stays", "maybe is neither yes nor no"),
    (AVAILABILITY, "{service: hostings, metric: availability, target: 99.5 %}", "service_levels.availability.service", "did you mean hosting"),
    (AVAILABILITY, "{service: hosting, metric: uptime, target: 99.5 %}", "service_levels.availability.metric", "uptime is not known here"),
    (AVAILABILITY, "{service: hosting, metric: availability, target: 99 %, minimum: 99.5 %}", "service_levels.availability", "the minimum of 99.5 % lies above"),
    ("index: wages", "index: wage", "in_house.costs.agents.index", "did you mean wages"),
    ("relevance: avoidable\n", "relevance: gone\n", "in_house.costs.agents.relevance.kind", "gone is not known here"),
    ("life: 5 years", "life: 0", "in_house.costs.hosts.asset.life", "0 is too low"),
    ("month: 7,", "month: 7.5,", "in_house.costs.hosts.asset.month", "7.5 is not a whole number"),
    ("month: 7,", "month: 70,", "in_house.costs.hosts.asset.month", "month 70 lies outside the term"),
    ("[hosting, desk]", "[hosting, 3]", "in_house.costs.room.service[1]", "3 is not a text"),
    ("monthly: 4000", "monthly: 4000, yearly: 5", "in_house.costs.room", "exactly one is needed; state one of staff"),
    ("overhead: {yearly: 90000, relevance: unavoidable}", "overhead: {yearly: 90000}", "in_house.costs.overhead.service", "must name it"),
    ("provider: Onshore Ltd", "provider: 3", "offers.onshore.provider", "3 stands where named members belong"),
    ("provider: Onshore Ltd", "provider: {}", "offers.onshore.provider.name", "name is missing"),
    (DESK, "desk: {graduated: {up_to: [3000, 2000], price: [3, 2, 1]}}", "offers.onshore.charges.desk.graduated", "does not rise"),
    (DESK, "desk: {graduated: {up_to: [3000], price: [3, 2, 1]}}", "offers.onshore.charges.desk.graduated", "1 limits and 3 prices"),
    (DESK, "desk: {graduated: {up_to: 2000, price: [3, 2]}}", "offers.onshore.charges.desk.graduated.up_to", r"write \[first, second\]"),
    (DESK, "desk: {price: 3, volume: {up_to: [], price: [2]}}", "offers.onshore.charges.desk", "one of price, graduated, volume"),
    (DESK, "desks: {price: 3}", "offers.onshore.charges.desks", "did you mean desk"),
    ("index: cpi, share", "index: cpi, fixed_rate: 3 %, share", "offers.onshore.indexation", "one of index, indices, fixed_rate"),
    ("cap: 4 %}", "cap: 4 %, floor: 5 %}", "offers.onshore.indexation", "the floor of 5 % lies above the cap of 4 %"),
    ("milestones: {2: 40 %, 5: 60 %}", "milestones: {2: 40 %, 5: 50 %}", "offers.onshore.transition.milestones", "the shares add up to 0.9"),
    ("milestones: {2: 40 %, 5: 60 %}", "milestones: {2: 40 %, go: {month: 5, share: 60 %, after: plan}}", "offers.onshore.transition.milestones.go.after", "has no plan here; it has go"),
    ("milestones: {2: 40 %, 5: 60 %}", "milestones: {go: {month: 5, share: 1, after: end}, end: {month: 6}}", "offers.onshore.transition.milestones.go.after", "go is planned for month 5 and comes after end"),
    ("milestones: {2: 40 %, 5: 60 %}", "milestones: {go: {month: 5, share: 1, after: go}}", "offers.onshore.transition.milestones.go.after", "go waits for itself"),
    ("slip_days: {pert: [0, 30, 150]}", "delay_damages: {amount_per_day: 3, grace_days: 30, longstop_days: 20}", "offers.onshore.transition.delay_damages", "the longstop of 20 days lies within the 30 free days"),
    ("slip_days: {pert: [0, 30, 150]}", "delay_damages: {rate_per_day: 1 %}", "offers.onshore.transition.delay_damages", "rate_per_day needs value"),
    ("milestones: {2: 40 %, 5: 60 %}", "milestones: {start: 100 %}", "offers.onshore.transition.milestones.start", "start is not a contract month"),
    ("price: {desk: 120000,", "price: {desk: lots,", "offers.onshore.transition.price.desk", "lots can't be read here"),
    ("monthly_cap: 12 %", "monthly_capp: 12 %", "offers.onshore.credits.monthly_capp", "did you mean monthly_cap"),
    (TIERS, "below: [99 %, 99.5 %], credit: [10 %, 30 %], of: hosting", "offers.onshore.credits.availability", "the tiers are out of order"),
    (TIERS, "below: [99.5 %], credit: [10 %, 30 %], of: hosting", "offers.onshore.credits.availability", "1 limits and 2 credits"),
    (TIERS, "below: [99.5 %], credit: [10 %], of: desktop", "offers.onshore.credits.availability.of", "did you mean desk"),
    ("payment_days: 45", "payment_days: 4000", "offers.onshore.payment_days", "4000 is too high; the most that is allowed is 360"),
    ("exit: {from_month: 13", "exit: {from_month: -13", "offers.onshore.exit.from_month", "-13 is too low"),
    ("{hosting: onshore}", "{hostin: onshore}", "alternatives.mix.hostin", "did you mean hosting"),
    ("{hosting: onshore}", "{hosting: offshore}", "alternatives.mix.hosting", "did you mean onshore"),
    ("{hosting: onshore}", "{architecture: onshore}", "alternatives.mix.architecture", "architecture must stay in-house"),
    ("{hosting: onshore}", "{hosting: {offer: onshore}}", "alternatives.mix.hosting", "{offer} is not a text"),
    ("probability: 20 %", "probability: 120 %", "risks.leavers.probability", "1.2 is too high"),
    ("months: [1, 6]", "months: [6, 1]", "risks.leavers", "does not rise"),
    ("months: [1, 6]", "months: [1]", "risks.leavers.months", r"\[1\] is not a list of two"),
    ("months: [1, 6]", "months: [1, x]", "risks.leavers.months[1]", "write a whole number such as 12"),
    ("applies_to: outsourced", "applies_to: everyone", "risks.leavers.applies_to", "write one of all, outsourced, in_house"),
    (PAIR, "{between: [indices.wages.growht, services.desk.volume.growth], rank: 0.3}", "correlations[0].between", "did you mean indices.wages.growth"),
    (PAIR, "{between: [indices.cpi.growth, services.desk.volume.growth], rank: 0.3}", "correlations[0].between", "is a constant"),
    (PAIR, "{between: [indices.wages.growth], rank: 0.3}", "correlations[0].between", "is not a list of two"),
    ("services.desk.volume: -25 % from 2028-01", "services.desk.volume: less", "scenarios.site_sold.services.desk.volume", "less is no change of volume"),
    ("services.desk.volume: -25 % from 2028-01", "services.dsk.volume: 3", "scenarios.site_sold.services.dsk.volume", "did you mean desk"),
    ("{change: 10 %}", "{change: -150 %}", "scenarios.dear.offers.onshore.charges.hosting.price", "-1.5 is too low"),
    ("governance: {items", "governence: {items", "contract.clauses.governence", "governence is not known here; write one of parties"),
    ("items: [monthly report, quarterly committee]", "items: [monthly report, 4]", "contract.clauses.governance.items[1]", "4 is not a text"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "path", "words"), VARIANTS)
def test_a_broken_case_is_refused(problems_in, good: str, bad: str, path: str, words: str) -> None:
    assert good in GOOD
    text = GOOD.replace(good, bad, 1)
    found = [problem for problem in problems_in(text) if dotted(problem.path) == path]
    assert found
    problem = found[0]
    expected = 1 if "is missing" in words and "." not in path else line_of(text, bad)
    assert int(problem.place.split(":")[-2]) == expected
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(problem.text("en"))
    assert problem.text("fr") != problem.text("en")
