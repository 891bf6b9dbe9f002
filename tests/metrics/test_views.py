"""Every view of the standards ties to the comparison."""

import pytest
from presentation.example import CASES, comparison
from small_cases import one_offer

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.by_year import by_year
from outsourcing_model.metrics.compare import CATEGORIES, compare
from outsourcing_model.metrics.fiscal import ACCRUAL, CASH, fiscal_view
from outsourcing_model.metrics.headings import KIND_OF_HEADING, KINDS, ONE_TIME, kind, side
from outsourcing_model.metrics.make_or_buy import make_or_buy, make_or_buy_views, outsources
from outsourcing_model.metrics.margins import line_margins, margins
from outsourcing_model.metrics.should_cost import should_cost

EVERY = pytest.mark.parametrize(
    ("name", "alternative"), [(name, other) for name in CASES for other in comparison(name).alternatives]
)


@EVERY
def test_the_differential_is_the_saving(name, alternative):
    found = comparison(name)
    view = make_or_buy(found, alternative)
    assert view.differential == pytest.approx(found.saving[alternative].mean, abs=0.005)
    assert min(view.transitional_receipts, view.ongoing_receipts) >= 0


@EVERY
def test_the_steps_of_a_should_cost_are_the_present_cost(name, alternative):
    found = comparison(name)
    view = should_cost(found, alternative)
    assert view.before == pytest.approx(found.alternatives[alternative].npv_cost.mean, abs=0.005)
    assert view.adjusted == view.before


@EVERY
def test_both_bases_of_the_fiscal_years_are_the_undiscounted_cost(name, alternative):
    found = comparison(name)
    view = fiscal_view(found, alternative)
    total = found.alternatives[alternative].total_cost.mean
    for basis in (CASH, ACCRUAL):
        assert sum(year.total(basis) for year in view.years) == pytest.approx(total, abs=0.005)
    assert sum(year.months for year in view.years) == len(found.flows.discount)
    assert view.peak_outlay == found.alternatives[alternative].peak_cash_outlay
    assert (view.peak_month is None) == (view.peak_outlay < 0.005)


@EVERY
def test_a_margin_takes_the_saving_away(name, alternative):
    found = comparison(name)
    saving = found.saving[alternative].mean
    for each in (*margins(found, alternative), *line_margins(found, alternative)):
        assert saving + each.margin * each.present == pytest.approx(0, abs=0.005)
    assert sum(each.present for each in margins(found, alternative)) == pytest.approx(saving, abs=0.5)


@EVERY
def test_years_add_up(name, alternative):
    found = comparison(name)
    years = by_year(found, alternative)
    assert sum(year.cost for year in years) == pytest.approx(found.alternatives[alternative].total_cost.mean, abs=0.005)
    assert {year.real_cost for year in years} == {None}


@pytest.mark.parametrize("name", CASES)
def test_only_alternatives_that_outsource_are_made_or_bought(name):
    found = comparison(name)
    names = [view.alternative for view in make_or_buy_views(found)]
    assert names == [each for each in found.alternatives if outsources(found, each) and each != found.reference]
    assert names


def test_headings_that_are_named_are_kinds_and_headings():
    assert set(KIND_OF_HEADING.values()) <= set(KINDS)
    assert ONE_TIME | set(KIND_OF_HEADING) <= set(CATEGORIES)


@pytest.mark.parametrize(
    ("freed", "whose", "spent"), [("sale", "transitional", "one_off"), ("sublet", "ongoing", "operating")]
)
def test_a_sale_is_once_and_a_sublet_lasts(freed, whose, spent):
    resource = {"service": "desk", "kind": freed, "amount" if freed == "sale" else "monthly": 10}
    case = one_offer({"base": 1}, freed={"room": resource})
    found = compare(simulate(case, draw(case, 16, 1)))
    line = found.alternatives["out"].cost_structure["freed.room"]
    assert (line.total, side(line), kind(line)) == (-10, whose, spent)
