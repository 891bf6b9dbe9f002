"""Nothing of ours is in the edition that is given away."""

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from strategies import price_trees

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, override, parse, value_at
from outsourcing_model.case.record import Record
from outsourcing_model.casefile.read import read_case
from outsourcing_model.presentation.term_sheet import term_sheet

from .sheets import DATA, SHIPPED, compared, deal, everything, outsourcing, shipped, texts, written

FRENCH, ENGLISH, SMALL = "contrat-infogerance", "service-desk-and-hosting", "outsourcing-calculator"
TERMS = ("offers.", "services.")


def of_ours(case: Case) -> dict[str, float]:
    """Return every belief that is not a term of an offer, by path."""
    charges = r"offers\.[^.]+\.(charges|indexation\.fixed_rate|exit\.(wind_down|assistance|data_extraction))"
    kept = re.compile(charges + r"|services\.[^.]+\.volume\.month_1$")
    return {path: belief.mean for path, belief in beliefs(case).items() if not kept.match(path)}


def changed_inside(case: Case) -> Case:
    """Return the case with other beliefs, costs, risks, positions, rates and notes, and the same offers."""
    found = {path: belief.scaled(0.5) for path, belief in beliefs(case).items() if path in of_ours(case)}
    shrunk = {
        path: belief
        for path, belief in found.items()
        if not path.endswith(("loading", "month_1", "life", "mean", "from_month"))
    }
    positions = {
        f"contract.clauses.{name}.{field}": "SECRET POSITION"
        for name in case.contract.clauses
        for field in ("target", "acceptable", "walk_away")
    }
    other = {
        "case": "SECRET NAME",
        "note": "SECRET NOTE",
        "discount_rate": 0.031,
        "hurdle": {"amount": 123},
        "risks": {},
    }
    return override(case, {**shrunk, **positions, **other, "correlations": [], "scenarios": {}})


@pytest.mark.parametrize("name", [FRENCH, ENGLISH])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_we_believe_does_not_change_a_byte(name: str, lang: str, tmp_path: Path) -> None:
    before = shipped(name)
    after = compared(changed_inside(before.case))
    alternative = before.shown
    one, other = (written(comparison, tmp_path, alternative, lang=lang) for comparison in (before, after))
    assert one.read_bytes() == other.read_bytes()
    inside, outside = (written(comparison, tmp_path, alternative, True, lang) for comparison in (before, after))
    assert inside.read_bytes() != outside.read_bytes()


def test_our_names_for_things_do_not_change_a_byte(tmp_path: Path) -> None:
    text = (DATA / FRENCH / "case.yaml").read_text(encoding="utf-8")
    for name in ("tout_regional", "regional", "tout_national", "postes_de_travail", "disponibilite_des_vm", "syntec"):
        text = re.sub(rf"\b{name}\b", f"secret_{name}", text)
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    renamed = read_case(tmp_path / "case.yaml")
    one = written(shipped(FRENCH), tmp_path, "tout_regional")
    other = written(compared(renamed), tmp_path, "secret_tout_regional")
    assert one.read_bytes() == other.read_bytes()


def secrets(case: Case, alternative: str) -> set[str]:
    """Return texts of the case that the other side must not read."""
    offer = next(by for by in case.performers(alternative).values() if by in case.offers)
    found = {case.case if case.case != case.contract.title else "", case.note, alternative}
    found |= {case.label("alternatives", name) for name in case.alternatives} | {
        case.label("risks", name) for name in case.risks
    }
    found |= {case.label("offers", name) for name in case.offers if name != offer}
    found |= {line.name for lines in (case.in_house.costs, case.retained.costs) for line in lines.values()}
    found |= {
        getattr(clause, field)
        for clause in case.contract.clauses.values()
        for field in ("target", "acceptable", "walk_away")
    }
    found |= {value.source for value in beliefs(case).values()} | set(case.scenarios)
    found |= {node.source for node in _records(case) if getattr(node, "source", "")}
    return {text for text in found if len(text) > 12}


def _records(case: Case) -> list[Record]:
    """Return the records in which beliefs stand."""
    nodes = [value_at(case, parse(path)[:-1]) for path in beliefs(case)]
    return [node for node in nodes if isinstance(node, Record)]


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_text_of_ours_is_in_it(name: str, lang: str, tmp_path: Path) -> None:
    comparison = shipped(name)
    alternative = outsourcing(comparison.case)[0]
    path = written(comparison, tmp_path, alternative, lang=lang)
    shown = "\n".join(texts(path))
    public = " ".join(
        sentence
        for clause in comparison.case.contract.clauses.values()
        for sentence in (*clause.wording, *clause.items)
    )
    public += " ".join(service.name + service.description for service in comparison.case.services.values())
    hidden = {text for text in secrets(comparison.case, alternative) if text not in public}
    assert hidden
    assert {text for text in hidden if text in shown} == set()


@pytest.mark.parametrize("name", [FRENCH, ENGLISH])
def test_no_number_of_ours_is_in_it(name: str, tmp_path: Path) -> None:
    comparison = shipped(name)
    case = comparison.case
    path = written(comparison, tmp_path, comparison.shown)
    book = openpyxl.load_workbook(path, data_only=True)
    numbers = {
        round(float(cell.value), 6)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
    }
    means = [mean for path, mean in of_ours(case).items() if not beliefs(case)[path].is_constant]
    uncertain = {round(mean, 6) for mean in means if mean > case.term or mean != int(mean)}
    result = comparison.alternatives[comparison.shown]
    uncertain |= {
        round(value, 6) for value in (result.npv_cost.expected_run, result.npv_cost.mean, comparison.hurdle) if value
    }
    assert len(uncertain) > 10
    assert uncertain & numbers == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_hidden_in_the_container(name: str, tmp_path: Path) -> None:
    path = written(shipped(name), tmp_path)
    book = openpyxl.load_workbook(path)
    assert all(sheet.sheet_state == "visible" for sheet in book)
    calculator = ["Credit calculator"] if name != SMALL else []
    assert book.sheetnames == ["Cover", "Terms", "Charges", "Levels and credits", *calculator, "Exit"]
    assert not any(cell.comment for sheet in book for row in sheet.iter_rows() for cell in row)
    properties = book.properties
    assert (properties.creator or "", properties.lastModifiedBy or "", properties.keywords, properties.description) == (
        "",
        "",
        None,
        None,
    )
    with ZipFile(path) as parts:
        allowed = re.compile(
            r"(\[Content_Types\]|_rels/\.rels|docProps/\w+|xl/[\w/]+|xl/_rels/workbook\.xml)(\.xml)?(\.rels)?"
        )
        assert [part for part in parts.namelist() if not allowed.fullmatch(part)] == []
    content = everything(path)
    for word in ("outsourcing_model", "outsourcing-model", "CONFIDENTIAL", "seed", str(Path.home())):
        assert word not in content


def test_the_internal_edition_says_so_on_every_page(tmp_path: Path) -> None:
    path = written(shipped(ENGLISH), tmp_path, internal=True)
    book = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in book if "CONFIDENTIAL" not in (sheet.oddHeader.center.text or "")] == []
    assert book.sheetnames[-1] == "Model run"


def two_providers() -> Case:
    """Return a case whose alternative gives its services to two providers."""
    return Case.model_validate(
        {
            "case": "Two", "currency": "EUR", "start": "2026-01", "term": 12, "discount_rate": 0.05,
            "services": {"desk": {"unit": "ticket", "volume": {"month_1": 100}}, "apps": {"volume": {"month_1": 7}}},
            "offers": {
                "a": {"provider": "Alpha", "charges": {"desk": {"price": {"pert": [3, 4, 6]}, "base": 500}}},
                "b": {
                    "provider": "Beta",
                    "charges": {"apps": {"price": 777.25}},
                    "exit": {"from_month": 3, "wind_down": 555},
                },
            },
            "alternatives": {"in_house": {}, "both": {"desk": "a", "apps": "b"}},
        }
    )  # fmt: skip


def test_one_provider_does_not_read_the_terms_of_another(tmp_path: Path) -> None:
    comparison = compared(two_providers())
    path = term_sheet(comparison).to_excel(tmp_path / "b.xlsx")
    assert "Beta" in everything(path)
    assert "Alpha" not in everything(path)
    other = term_sheet(comparison, offer="a").to_excel(tmp_path / "a.xlsx")
    assert "Alpha" in everything(other)
    for word in ("Beta", "777.25", "555"):
        assert word not in everything(other)
    assert {"Alpha", "Beta"} <= texts(term_sheet(comparison, internal=True).to_excel(tmp_path / "c.xlsx"))


def test_a_price_that_is_only_believed_is_an_open_point(tmp_path: Path) -> None:
    path = term_sheet(compared(two_providers()), offer="a").to_excel(tmp_path / "a.xlsx")
    assert "Desk: the price is an open point, to be stated by the provider." in texts(path)
    book = openpyxl.load_workbook(path)
    sheet, cell = next(iter(book.defined_names["desk_price"].destinations))
    assert book[sheet][cell].value is None
    assert book[sheet][cell].protection.locked is False


OURS = re.compile(
    r"indices\..*growth|exchange_rates|in_house|retained|risks|offers\.[^.]+\.(benchmark\.gap|attainment|credits\.claimed"
    r"|charges\..*\.actual_(fixed|per_unit)|exit\.(reinsourcing|retender|dual_running_months)"
    r"|transition\.(slip_days|overrun|parallel_months|milestones\..*slip_days))"
)
"""What is ours even if it is certain; of all else only what is believed."""


def believed_otherwise(case: Case) -> Case:
    """Return the case with every belief and all that is ours a tenth lower, and another name."""
    found = {
        path: belief.scaled(0.9)
        for path, belief in beliefs(case).items()
        if (OURS.match(path) or not belief.is_constant)
        and not path.endswith(("month_1", "loading", "life", "relevance.from_month"))
    }
    return override(case, {**found, "case": "SECRET NAME", "discount_rate": 0.031})


@settings(
    max_examples=15, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(price_trees(uncertain=True))
def test_no_belief_leaks_whatever_the_terms(tmp_path_factory: pytest.TempPathFactory, tree: dict[str, Any]) -> None:
    """Prices that are only believed are open points: to believe something else changes nothing that is shown."""
    case, folder = Case.model_validate(tree), tmp_path_factory.mktemp("leaks")
    one, other = (written(compared(each, 16), folder, "go") for each in (case, believed_otherwise(case)))
    assert one.read_bytes() == other.read_bytes()


def test_every_term_of_price_is_shared_without_what_we_believe(tmp_path: Path) -> None:
    before = deal("every-price-term")
    after = compared(believed_otherwise(before.case), 16)
    one, other = (written(comparison, tmp_path, "out") for comparison in (before, after))
    assert one.read_bytes() == other.read_bytes()
    shown = everything(one)
    for ours in ("0.0122", "Labour cost index", "Target design"):
        assert ours in shown
    for secret in (
        "0.923",
        "EUR 0.92",
        "agents",
        "workplaces",
        "every-price-term",
        "Every term of price at once",
        "235",
    ):
        assert secret not in texts(one)
    book = openpyxl.load_workbook(one, data_only=True)
    numbers = {
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float)
    }
    rates = [value.mean for path, value in beliefs(before.case).items() if path.startswith("exchange_rates.")]
    assert {round(number, 9) for number in numbers} & {round(rate, 9) for rate in rates if abs(rate) > 0.02} == set()


def test_a_rate_of_reference_is_said_in_the_currency_of_the_case(tmp_path: Path) -> None:
    """The offer is in dollars, the rate of the rupee was agreed in euros."""
    for internal in (False, True):
        shown = texts(written(deal("every-price-term"), tmp_path, "out", internal))
        assert "EUR per INR" in shown
        assert "USD per INR" not in shown
        assert any("the rate of exchange of the INR in EUR, with a reference of 0.0122" in text for text in shown)
