import pytest
from small_cases import one_offer, own

from outsourcing_model.engine.draws import draw
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.by_year import by_year
from outsourcing_model.metrics.compare import compare


def test_years_hold_the_payments_of_their_months_the_last_ones_after_the_term():
    case = one_offer({"base": 10}, in_house=own(team={"monthly": 15}), offer={"payment_days": 30}, term=24)
    years = by_year(compare(simulate(case, draw(case, 32))), "out")
    assert [(year.year, year.cost, year.saving) for year in years] == [(1, 110, 70), (2, 120, 60), (3, 10, -10)]
    assert [year.cumulated_cost for year in years] == pytest.approx([110, 230, 240])
    assert [year.cumulated_saving for year in years] == pytest.approx([70, 130, 120])
