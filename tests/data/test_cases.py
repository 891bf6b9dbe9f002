"""Each shipped case is complete, sound, and explained figure by figure."""

import math
import re
from collections.abc import Callable, Iterator

import pytest

from outsourcing_model.case.case import CLAUSES, IN_HOUSE, Case
from outsourcing_model.case.checks import problems
from outsourcing_model.case.paths import beliefs, parse, value_at
from outsourcing_model.case.record import Record

from .conftest import DATA, NAMES

ASKED_BY_THE_ARTICLE = {
    "parties", "dates", "scope", "deliverables", "payment", "warranty", "governance", "service_levels", "credits",
    "confidentiality", "data_protection", "termination", "exit", "law",
}  # fmt: skip
BESIDE_BELIEFS = {
    "target", "minimum", "share", "cap", "floor", "months", "financed", "monthly_cap", "minimum_commitment", "life",
    "notice_months", "months_of_charges", "from_month", "rate_per_day", "exempt_up_to", "cap_base", "spread", "rank",
    "probability", "baseline", "month", "price", "payment_days", "cure_days", "service_hours", "maintenance_hours",
    "percent", "amount", "last_value", "up_to", "below", "credit", "change",
}  # fmt: skip


def _members(node: object) -> Iterator[tuple[str, object]]:
    if isinstance(node, Record):
        yield from ((name, getattr(node, name)) for name in node.model_fields_set)
        yield from (node.model_extra or {}).items()
    elif isinstance(node, dict):
        yield from ((str(name), value) for name, value in node.items())


def _stated(node: object, inside: str = "") -> Iterator[float]:
    """Yield the numbers that are stated beside the beliefs, in fields that hold a figure."""
    for name, value in _members(node):
        field = name if name in BESIDE_BELIEFS else inside
        if isinstance(value, (int, float)) and not isinstance(value, bool) and field:
            yield float(value)
        elif isinstance(value, tuple) and field:
            yield from (float(item) for item in value if isinstance(item, (int, float)))
        elif name not in ("clauses", "scenarios"):
            yield from _stated(value, field if isinstance(value, dict) else "")


def _figures(case: Case) -> set[float]:
    """Return every figure that the case states, beliefs with all their points."""
    defaults = {0.0, 1.0}
    believed = {value for belief in beliefs(case).values() for value in belief.values}
    return (believed | set(_stated(case))) - defaults


def _written(text: str, french: bool) -> set[float]:
    """Return the numbers of a text, thousands and decimals as its language writes them."""
    gap, point = (r"[ \u00a0\u202f]", ",") if french else (",", r"\.")
    number = rf"\d{{1,3}}(?:{gap}\d{{3}})+(?:{point}\d+)?(?!\d)|\d+(?:{point}\d+)?"
    return {float(re.sub(gap, "", match).replace(",", ".")) for match in re.findall(number, text)}


@pytest.mark.parametrize("name", NAMES)
def test_the_case_is_sound(cases: dict[str, Case], name: str) -> None:
    assert problems(cases[name]) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_named_in_the_readme(cases: dict[str, Case], readme: Callable[[str], str], name: str) -> None:
    known = _written(readme(name), cases[name].language == "fr")

    def explained(figure: float) -> bool:
        forms = (abs(figure), abs(figure) * 100)
        return any(math.isclose(form, value, rel_tol=1e-9) for form in forms for value in known)

    assert sorted(figure for figure in _figures(cases[name]) if not explained(figure)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_says_what_is_not_modelled(readme: Callable[[str], str], name: str) -> None:
    text = readme(name)
    assert "## What this case does not model yet" in text or "## Ce que ce dossier ne modélise pas encore" in text


@pytest.mark.parametrize("name", NAMES)
def test_the_first_readme_lists_the_case(name: str) -> None:
    assert f"`{name}`" in (DATA / "README.md").read_text(encoding="utf-8")


def test_every_cost_line_and_offer_says_where_it_comes_from(cases: dict[str, Case]) -> None:
    for case in cases.values():
        lines = {**case.in_house.costs, **case.retained.costs}
        assert [name for name, line in lines.items() if not line.source and line.status != "estimate"] == []
        assert all(offer.source for offer in case.offers.values())


def test_the_desk_has_the_alternatives_that_matter(desk: Case) -> None:
    performers = {name: set(desk.performers(name).values()) for name in desk.alternatives}
    assert performers == {
        "in_house": {IN_HOUSE},
        "in_house_improved": {IN_HOUSE},
        "all_onshore": {IN_HOUSE, "onshore"},
        "all_global": {IN_HOUSE, "global_delivery"},
        "mix": {IN_HOUSE, "onshore"},
    }
    assert desk.variant("in_house_improved").costs
    assert [name for name, service in desk.services.items() if service.stays] == ["identity_and_architecture"]


def test_the_desk_believes_about_thirty_figures_and_seven_pairs(desk: Case) -> None:
    uncertain = {path for path, belief in beliefs(desk).items() if not belief.is_constant}
    assert 20 <= len(uncertain) <= 36
    assert len(desk.correlations) == 7
    assert len(desk.risks) == 2
    assert {"site_sold", "self_service_works", "high_inflation", "weak_first_year_at_b", "leave_in_month_30"} <= set(
        desk.scenarios
    )


def test_the_contract_believes_about_twenty_five_figures(contrat: Case) -> None:
    uncertain = {path for path, belief in beliefs(contrat).items() if not belief.is_constant}
    assert 18 <= len(uncertain) <= 30
    assert {"cession_d_une_usine", "inflation_forte", "retard_de_quatre_mois", "sortie_au_mois_24"} <= set(
        contrat.scenarios
    )


@pytest.mark.parametrize("name", ["contrat-infogerance", "service-desk-and-hosting"])
def test_all_clauses_have_wording_and_their_money_exists(cases: dict[str, Case], name: str) -> None:
    case = cases[name]
    assert set(case.contract.clauses) == set(CLAUSES)
    for clause in case.contract.clauses.values():
        assert clause.wording
        assert not clause.money or value_at(case, parse(clause.money))


def test_the_french_contract_has_what_the_article_asks_for(contrat: Case) -> None:
    clauses = contrat.contract.clauses
    assert set(clauses) >= ASKED_BY_THE_ARTICLE
    assert len(clauses["confidentiality"].items) == 5
    ending = " ".join(clauses["termination"].items)
    assert all(word in ending for word in ("Mode", "Lettre", "Préavis", "Indemnités"))
    parties = (contrat.contract.client, *(offer.provider for offer in contrat.offers.values()))
    assert all(party and party.address and party.represented_by for party in parties)
    assert all(service.deliverables for service in contrat.services.values() if not service.stays)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("transition", "P = V × R / 1"),
        ("credits", "1231-5"),
        ("staff", "L1224-1"),
        ("dates", "comité social et économique"),
        ("termination", "2023/2854"),
        ("payment", "Banque centrale européenne"),
        ("indexation", "0,15 + 0,85"),
        ("governance", "pro-active"),
        ("law", "conditions générales"),
        ("data_protection", "article 28 du RGPD"),
    ],
)
def test_the_french_contract_says(contrat: Case, clause: str, words: str) -> None:
    said = " ".join(contrat.contract.clauses[clause].wording)  # type: ignore[index]
    assert words in said.replace("\n", " ")


def test_french_signs_have_their_no_break_space() -> None:
    text = (DATA / "contrat-infogerance" / "case.yaml").read_text(encoding="utf-8")
    assert re.findall(r"\S [;?!](?:\s|$)", text) == []
