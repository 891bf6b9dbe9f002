"""One term, three faces: for every kind of term the rule, the formula and the sentence give the same number."""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any

import formualizer
import numpy as np
import pytest
import xlsxwriter
from babel.numbers import parse_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from outsourcing_model.case.charges import Indexation, ServiceCharge
from outsourcing_model.case.credits import CreditScheme, Tiers
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.transition import DelayDamages
from outsourcing_model.engine import rules
from outsourcing_model.engine.discounting import discount_factors
from outsourcing_model.engine.program.books import NO_CAP
from outsourcing_model.presentation.terms import examples, formulas
from outsourcing_model.presentation.terms.registry import KINDS, kind_of
from outsourcing_model.presentation.terms.speech import Speech
from outsourcing_model.presentation.workbook.cash_page import SHIFT
from outsourcing_model.quantities import SLACK
from outsourcing_model.wording import known

Cells = dict[str, Any]
Record = Any
Example = tuple[Record, dict[str, float]]

NAMES = {"service": "Desk", "unit": "ticket", "index": "CPI", "level": "Availability", "base": "the invoice"}


def computed(formula: str, cells: Mapping[str, Any]) -> float:
    """Return a formula over named cells as formualizer computes it; the stored result is wrong on purpose."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("S")
        for column, (name, value) in enumerate(cells.items()):
            values = list(np.atleast_1d(value))
            sheet.write_column(0, column, values)
            letter = xlsxwriter.utility.xl_col_to_name(column)
            book.define_name(
                f"cell_{name}", f"=S!${letter}$1:${letter}${len(values)}" if len(values) > 1 else f"=S!${letter}$1"
            )
        sheet.write_formula(30, 0, f"={formula}", None, -1)
    return float(formualizer.Workbook.from_bytes(stream.getvalue()).evaluate_cell("S", 31, 1))


def roles(cells: Mapping[str, Any]) -> dict[str, str]:
    return {name: f"cell_{name}" for name in cells}


def banded(charge: ServiceCharge, drivers: Mapping[str, float]) -> Cells:
    bands = charge.graduated or charge.volume
    assert bands is not None
    prices = [price.mean for price in bands.price]
    cells = {"base": charge.base.mean, "first": prices[0], "slack": SLACK, **drivers}
    return cells | ({"limits": bands.up_to, "lower": prices[:-1], "upper": prices[1:]} if bands.up_to else {})


def unit_cells(charge: ServiceCharge, drivers: Mapping[str, float]) -> Cells:
    return {"base": charge.base.mean, "price": charge.price.mean if charge.price else 0.0, **drivers}


def commitment_cells(offer: Offer, drivers: Mapping[str, float]) -> Cells:
    return {"share": offer.minimum_commitment, **drivers}


def tier_cells(tiers: Tiers, drivers: Mapping[str, float]) -> Cells:
    return {"limits": tiers.below, "steps": list(examples.steps(tiers)), "slack": SLACK, **drivers}


def cap_cells(scheme: CreditScheme, drivers: Mapping[str, float]) -> Cells:
    return {"cap": NO_CAP if scheme.monthly_cap is None else scheme.monthly_cap, **drivers}


def delay_cells(terms: DelayDamages, drivers: Mapping[str, float]) -> Cells:
    cap = examples.cap_of_damages(terms)
    return {
        "value": terms.value,
        "rate": terms.rate_per_day,
        "exempt": terms.exempt_up_to,
        "cap": cap,
        "slack": SLACK,
        **drivers,
    }


def fee_cells(offer: Offer, drivers: Mapping[str, float]) -> Cells:
    terms = offer.exit
    stated = {name: getattr(terms, name) for name in ("months_of_charges", "months_of_base", "share_of_remaining")}
    caps = {name: getattr(terms, name) for name in ("cap", "cap_share") if getattr(terms, name) is not None}
    return {"wind_down": terms.wind_down.mean, **stated, **caps, **drivers}


def revised(terms: Indexation, drivers: Mapping[str, float]) -> float:
    """Return the factor of a year, computed year after year as the months of the sheet are."""
    limits = {"cap": NO_CAP if terms.cap is None else terms.cap, "floor": -1.0 if terms.floor is None else terms.floor}
    factor = 1.0
    for year in range(1, int(drivers["year"]) + 1):
        cells = {
            "share": terms.share,
            "growth": drivers["growth"],
            **limits,
            "year": year,
            "year_before": year - 1,
            "before": factor,
        }
        factor = computed(formulas.indexation(terms, roles(cells)), cells)
    return factor


CELLS: dict[str, Callable[[Any, Mapping[str, float]], Cells]] = {
    "unit_price": unit_cells, "graduated_bands": banded, "volume_bands": banded, "minimum_commitment": commitment_cells,
    "credit_tiers": tier_cells, "monthly_cap": cap_cells, "delay_damages": delay_cells, "termination_fee": fee_cells,
}  # fmt: skip

money = st.one_of(st.sampled_from((0.0, 0.01, 25.5, 1000.0)), st.integers(0, 10_000_000).map(lambda cents: cents / 100))
share = st.one_of(st.sampled_from((0.0, 0.1, 1.0)), st.integers(0, 10_000).map(lambda x: x / 10_000))
LIMITS = (100.0, 500.0, 1000.0, 2500.5)
volume = st.one_of(
    st.sampled_from((0.0, *LIMITS, *(limit + d for limit in LIMITS for d in (1e-10, -1e-10, 1e-6, 1.0)))),
    st.integers(0, 400_000).map(lambda x: x / 100),
)


@st.composite
def bands(draw: st.DrawFn, way: str) -> Example:
    limits = sorted(draw(st.sets(st.sampled_from(LIMITS), max_size=3)))
    prices = draw(st.lists(money, min_size=len(limits) + 1, max_size=len(limits) + 1))
    stated = {"up_to": limits, "price": prices, "limit": draw(st.sampled_from(("included", "excluded")))}
    return ServiceCharge.model_validate({"base": draw(money), way: stated}), {"volume": draw(volume)}


@st.composite
def tiers(draw: st.DrawFn) -> Example:
    below = sorted(
        draw(st.sets(st.sampled_from((0.999, 0.995, 0.99, 0.95, 0.8)), min_size=1, max_size=4)), reverse=True
    )
    credit = sorted(draw(st.lists(share, min_size=len(below), max_size=len(below))))
    attained = draw(st.one_of(st.sampled_from(below), st.sampled_from(below).map(lambda x: x - 2e-9), share))
    record = Tiers.model_validate({"below": below, "credit": credit, "of": "invoice"})
    return record, {"attained": attained, "charge": draw(money)}


@st.composite
def offers(draw: st.DrawFn, **fields: st.SearchStrategy[Any]) -> Offer:
    stated = {name: draw(strategy) for name, strategy in fields.items()}
    return Offer.model_validate({"provider": "P", "charges": {"desk": {"base": 1}}, **stated})


@st.composite
def damages(draw: st.DrawFn) -> Example:
    stated = {"value": draw(money), "rate_per_day": draw(st.sampled_from((0.001, 0.0005, 0.01)))}
    for name, strategy in (("cap", share), ("cap_base", money), ("exempt_up_to", st.sampled_from((300.0, 1000.0)))):
        if draw(st.booleans()):
            stated[name] = draw(strategy)
    days = draw(
        st.one_of(st.sampled_from((0.0, 1.0, 10.0, 20.0, 120.0, 10 + 1e-10, 10.2)), st.integers(0, 400).map(float))
    )
    return DelayDamages.model_validate(stated), {"days": days}


@st.composite
def leaving(draw: st.DrawFn) -> Example:
    term = draw(st.integers(1, 60))
    drivers = {
        "unamortised": draw(money),
        "month": float(draw(st.integers(1, term))),
        "term": float(term),
        "invoice": draw(money),
        "base": draw(money),
        "reference": draw(money),
        "takeover": draw(st.sampled_from((0.0, 3.0, 4.25, 30.0, 60.0))),
    }
    months = st.sampled_from((0.0, 0.5, 2.0, 4.0))
    terms = {"wind_down": money, "months_of_charges": months, "months_of_base": months, "share_of_remaining": share}
    capped = draw(st.sampled_from(({}, {"cap": money}, {"cap_share": share})))
    return draw(offers(exit=st.fixed_dictionaries({**terms, **capped}))), drivers


@st.composite
def revisions(draw: st.DrawFn) -> Example:
    stated: dict[str, Any] = {
        "index": "cpi",
        "share": draw(share),
        "method": draw(st.sampled_from(("from_base", "chained"))),
    }
    if draw(st.booleans()):
        stated["cap"] = draw(st.sampled_from((0.01, 0.03, 0.04)))
    if draw(st.booleans()):
        stated["floor"] = draw(st.sampled_from((-0.02, 0.0, 0.01)))
    growth = draw(
        st.one_of(st.sampled_from((0.0, 0.03, 0.04, -0.02)), st.integers(-300, 1500).map(lambda x: x / 10_000))
    )
    return Indexation.model_validate(stated), {"growth": growth, "year": float(draw(st.integers(1, 6)))}


def priced(draw_price: float, base: float, units: float) -> Example:
    return ServiceCharge.model_validate({"base": base, "price": draw_price}), {"volume": units}


CASES: dict[str, st.SearchStrategy[Example]] = {
    "unit_price": st.builds(priced, money, money, volume),
    "graduated_bands": bands("graduated"),
    "volume_bands": bands("volume"),
    "minimum_commitment": st.tuples(
        offers(minimum_commitment=share), st.fixed_dictionaries({"reference": money, "charges": money})
    ),
    "indexation": revisions(),
    "credit_tiers": tiers(),
    "monthly_cap": st.tuples(
        share.map(lambda cap: CreditScheme.model_validate({"monthly_cap": cap})),
        st.fixed_dictionaries({"due": money, "invoice": money}),
    ),
    "delay_damages": damages(),
    "termination_fee": leaving(),
}  # fmt: skip
"""Random and edge values of every kind."""


def last_number(text: str, lang: str) -> float:
    """Return the last figure of a sentence, read strictly in its language."""
    found = re.findall(r"\d(?:[\d.,\s\u00a0\u202f]*\d)?", text)
    return float(
        parse_decimal(
            re.sub(r"[\s\u00a0\u202f]", "", found[-1]).replace("," if lang == "en" else "\0", ""), locale=lang
        )
    )


def by_formula(kind: str, record: Record, drivers: Mapping[str, float]) -> float:
    if kind == "indexation":
        return revised(record, drivers)
    cells = CELLS[kind](record, drivers)
    return computed(KINDS[kind].formula(record, roles(cells)), cells)


@pytest.mark.parametrize("kind", KINDS)
def test_rule_formula_and_sentence_agree(kind: str) -> None:
    places = 5e-7 if kind == "indexation" else 0.005

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(CASES[kind])
    def agree(example: Example) -> None:
        record, drivers = example
        answer = KINDS[kind].example(record, **drivers)
        assert by_formula(kind, record, drivers) == pytest.approx(answer, rel=1e-9, abs=1e-6)
        for lang in ("en", "fr"):
            text = KINDS[kind].sentence(record, Speech(lang, "EUR"), NAMES, drivers)
            assert last_number(text, lang) == pytest.approx(answer, abs=places * 1.0001), text

    agree()


def test_every_kind_has_all_its_faces() -> None:
    assert set(KINDS) == set(CASES) == {*CELLS, "indexation"}
    for name, kind in KINDS.items():
        assert known(f"term.kind.{name}")
        function = getattr(kind.rule, "py_func", kind.rule)
        assert function.__module__.startswith(rules.__name__)
        assert callable(kind.formula)
        assert kind.drivers


@pytest.mark.parametrize(
    ("stated", "kind"),
    [({"price": 3}, "unit_price"), ({"base": 3}, "unit_price"),
     ({"graduated": {"up_to": [5], "price": [2, 1]}}, "graduated_bands"),
     ({"volume": {"up_to": [5], "price": [2, 1]}}, "volume_bands")],
)  # fmt: skip
def test_the_kind_of_a_charge(stated: Cells, kind: str) -> None:
    assert kind_of(ServiceCharge.model_validate(stated)) == kind


@pytest.mark.parametrize(("days", "due"), [(10, 0.0), (20, 1900.0), (120, 9500.0)])
def test_delay_penalties_of_the_french_case(days: int, due: float) -> None:
    terms = DelayDamages.model_validate({"value": 95_000, "rate_per_day": 0.001, "cap": 0.1, "exempt_up_to": 1000})
    assert examples.delay_damages(terms, days) == pytest.approx(due)
    assert by_formula("delay_damages", terms, {"days": float(days)}) == pytest.approx(due)


@pytest.mark.parametrize("timing", ["end", "mid", "start", "year_end", "year_mid", "year_start"])
@pytest.mark.parametrize("rate", [0.08, {0: 0.08}, {0: 0.08, 2: 0.03}, {0: -0.02, 1: 0.2, 3: 0.0}])
def test_discount_factors(timing: str, rate: Any) -> None:
    wanted = discount_factors(rate, 38, timing)
    schedule = isinstance(rate, dict)
    cells: Cells = {"shift": SHIFT[timing], "months_a_year": 12.0}
    if schedule:
        yearly = [rate[max(first for first in rate if first <= year + 1)] for year in range(5)]
        cells |= {"from_year": [0, 1, 2, 3, 4], "log_rates": [float(np.log1p(r)) for r in yearly]}
    else:
        cells["rate"] = rate
    for month in (1, 2, 12, 13, 24, 25, 38):
        here = {**cells, "month": month}
        assert computed(formulas.discount(timing, schedule, roles(here)), here) == pytest.approx(
            wanted[month - 1], rel=1e-12
        )


def test_a_sentence_in_both_languages() -> None:
    charge = ServiceCharge.model_validate({"graduated": {"up_to": [2000, 3000], "price": [25.5, 22, 19]}})
    sentence = KINDS["graduated_bands"].sentence
    assert sentence(charge, Speech("en", "USD"), NAMES, {"volume": 2640.0}) == (
        "Desk: each ticket is charged at the price of its own band (up to and including 2,000: $25.50; above 2,000, "
        "up to and including 3,000: $22.00; above 3,000: $19.00). "
        "Example: a month with a volume of 2,640 is charged $65,080.00."
    )
    french = sentence(charge, Speech("fr", "EUR"), NAMES, {"volume": 2640.0})
    assert french.endswith("Exemple\u00a0: un mois d’un volume de 2\u202f640 est facturé 65\u202f080,00\xa0€.")
