"""Every way of crediting, every cap and what stands beside: sheets that recalculate, and a calculator that ties."""

import re
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, override
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.term_sheet import term_sheet, workbook

from .recalculation import formualizer_differences, libreoffice_differences
from .sheets import compared, deal, texts, typed, written
from .test_recalculation import with_wrong_number

WAYS = "every-credit-way"
NORTH, SOUTH, POOLED = "offers.north", "offers.south", "offers.pooled"
CALCULATOR = "Credit calculator"


def attained(comparison: Comparison, seed: int) -> dict[tuple[str, str], list[float]]:
    """Return levels that are often missed, by offer and level."""
    dice, case = Random(seed), comparison.case
    shares, numbers = (1.0, 0.999, 0.995, 0.99, 0.98, 0.95, 0.85, 0.8, 0.75, 0.0), (0.0, 1.0, 2.0, 4.0, 6.0, 7.0, 12.0)
    return {
        (offer, name): [dice.choice(numbers if level.is_number else (*shares, level.target or 0.0))
                        for _ in range(case.term)]
        for offer in case.offers for name, level in case.service_levels.items()
    }  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the sheets of both alternatives, with levels that are often missed typed into the calculator."""
    folder, found = tmp_path_factory.mktemp("ways"), []
    for alternative, internal, lang in (("two", True, "en"), ("one", True, "fr"), ("two", False, "fr")):
        view = term_sheet(deal(WAYS), alternative, internal, lang).view
        missed = attained(deal(WAYS), len(found))
        if not internal:
            missed = {("provider", f"level_{n}"): values for n, values in enumerate(missed.values(), 1)}
            missed = {key: values for key, values in missed.items() if key[1] in view.case.service_levels
                      and (max(values) > 1) <= view.case.service_levels[key[1]].is_number}  # fmt: skip
        path = folder / f"{alternative}-{internal}-{lang}.xlsx"
        path.write_bytes(workbook(view, missed))
        found.append(path)
    return found


def test_formualizer_computes_what_the_rules_did(files: list[Path]) -> None:
    assert {path.name: formualizer_differences(path) for path in files} == {path.name: [] for path in files}


def test_libreoffice_computes_what_the_rules_did(files: list[Path], tmp_path: Path) -> None:
    found = libreoffice_differences(files, tmp_path)
    assert found == {name: [] for name in found}
    assert len(found) == len(files)


def test_a_wrong_number_is_found(files: list[Path], tmp_path: Path) -> None:
    wrong, place = with_wrong_number(files[0], tmp_path)
    assert place in " ".join(formualizer_differences(wrong))


def test_formulas_have_no_numbers_and_stay_in_the_common_subset(files: list[Path]) -> None:
    from .recalculation import formulas
    from .test_term_sheet import constants

    common = {"ABS", "AND", "EXP", "IF", "INDEX", "INT", "ISNUMBER", "LN", "MAX", "MIN", "ROUND", "ROUNDUP", "ROWS",
              "SUM", "SUMIFS", "SUMPRODUCT"}  # fmt: skip
    for path in files:
        cells = formulas(path)
        assert {number for cell in cells for number in constants(cell[3])} <= {"0", "1"}
        assert {word for cell in cells for word in re.findall(r"([A-Z]+)\(", cell[3])} <= common


def row(path: Path, sheet: str, label: str) -> list[float]:
    """Return the months of the first row with a label."""
    cells = openpyxl.load_workbook(path, data_only=True)[sheet]
    return next([float(v or 0.0) for v in r[4:]] for r in cells.iter_rows(values_only=True) if r[0] == label)


def certain(case: Case) -> Case:
    """Return the case with levels that are certain: what is attained in each month follows from the means alone."""
    means: dict[str, Any] = {
        "solved": {"mean": 0.91, "learning": {"months": 12, "lower_by": 0.2}},
        "uptime": {"mean": 0.996, "weak_start": {"months": 7, "lower_by": 0.004}},
        "links": {"mean": 0.9995, "weak_end": {"months": 6, "lower_by": 0.02}},
        "routes": {"mean": 0.9951, "learning": {"months": 20, "lower_by": 0.01}},
    }
    return override(case, {f"{POOLED}.attainment": means, f"{POOLED}.credits.claimed": 1})


def months(belief: Any, term: int) -> list[float]:
    """Return the level of each month of a belief without spread, delivery beginning at once."""
    found = []
    for month in range(term):
        level = belief.mean.mean
        if belief.learning:
            level -= belief.learning.lower_by.mean * max(0.0, 1 - month / belief.learning.months)
        if belief.weak_start and month < belief.weak_start.months.mean:
            level -= belief.weak_start.lower_by.mean
        if belief.weak_end and month >= term - belief.weak_end.months:
            level -= belief.weak_end.lower_by.mean
        found.append(level)
    return found


@pytest.mark.parametrize("order", [["monthly_cap", "multiplier"], ["multiplier", "monthly_cap"]])
def test_the_calculator_gives_what_the_engine_gives_for_levels_that_are_certain(
    order: list[str], tmp_path: Path
) -> None:
    """The calculator of a sheet that knows nothing of the run gives what the engine gives."""
    ordered = override(deal(WAYS).case, {f"{POOLED}.credits.order": order})
    case = certain(ordered)
    run = expected_run(case)
    wanted = run.steps["alternatives.one.offers.pooled.credits"].values
    levels = {("pooled", name): months(belief, case.term) for name, belief in case.offers["pooled"].attainment.items()}
    view = term_sheet(
        compared(override(deal(WAYS).case, {f"{POOLED}.credits.order": order}), 16), "one", True, "en"
    ).view
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook(view, levels))
    found = row(path, CALCULATOR, "Due to the client")
    assert sum(wanted) > 1000
    assert found == pytest.approx(list(wanted), abs=0.005)


EDITS: dict[str, tuple[str, dict[str, Any]]] = {
    "levels": ("two", {
        f"{NORTH}.credits.uptime.credit": ["6 %", "14 %"], f"{NORTH}.credits.restored.credit": ["2 %", "3 %"],
        f"{NORTH}.credits.solved.points": [2, 4], f"{NORTH}.credits.points_table.credit": ["2 %", "5 %", "9 %"],
        f"{NORTH}.credits.points_table.at": [1, 2.5, 6], f"{NORTH}.credits.uptime.by_year": ["80 %", "90 %"],
        f"{NORTH}.credits.uptime.persistent.credit": "9 %", f"{NORTH}.credits.solved.repeat.multiplier": 3,
        f"{SOUTH}.credits.links.per_hour": 150, f"{SOUTH}.credits.links.most": "20 %",
        f"{SOUTH}.credits.links.repeat.multiplier": 2, f"{SOUTH}.credits.routes.per_point": "5 %",
        "service_levels.happy.our_share": "30 %",
    }),
    "caps": ("two", {
        f"{NORTH}.credits.service_caps": {"hosting": "3 %"}, f"{NORTH}.credits.monthly_cap": "6 %",
        f"{NORTH}.credits.rolling_cap.share": "4 %", f"{NORTH}.credits.rolling_cap.months": 4,
        f"{NORTH}.credits.yearly_cap": "3 %", f"{NORTH}.credits.contract_cap_amount": 7000,
        f"{NORTH}.credits.earn_back.months": 1, f"{SOUTH}.credits.contract_cap": "2 %",
        f"{SOUTH}.credits.earn_back.months": 2, f"{NORTH}.credits.claimed": "50 %",
    }),
    "pool": ("one", {
        f"{POOLED}.credits.at_risk": "7 %", f"{POOLED}.credits.solved.allocation": "90 %",
        f"{POOLED}.credits.solved.multiplier": [1, 2],
        f"{POOLED}.credits.service_caps": {"desk": "5 %", "network": "1 %"},
        f"{POOLED}.credits.routes.credit": ["6 %"], f"{POOLED}.credits.yearly_cap": "6 %",
    }),
    "late payment": ("two", {
        f"{NORTH}.late_payment.rate": "14 %", f"{NORTH}.late_payment.indemnity": 80,
        f"{NORTH}.late_payment.share": "20 %", f"{NORTH}.late_payment.days": 50,
    }),
    "beside": ("two", {
        f"{NORTH}.triggers.chronic.misses": 2, f"{NORTH}.triggers.dead.months_at_cap": 2,
        f"{NORTH}.liability.share_of_year": "150 %", f"{NORTH}.level_options.uptime.monthly": [10, 3000],
        "service_levels.uptime.minimum": "98.5 %",
    }),
}  # fmt: skip
"""What is typed into the sheets of the deal with every way of crediting."""

STILL = ("beside",)
"""Edits that move no cost: rights, liability and prices of levels stand beside it."""


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_term_gives_what_the_engine_gives(edit: str, tmp_path: Path) -> None:
    alternative, changes = EDITS[edit]
    wanted = compared(override(deal(WAYS).case, changes), 16)
    before, after = (written(each, tmp_path, alternative, True) for each in (deal(WAYS), wanted))
    assert formualizer_differences(after, typed(before, after, tmp_path / "edited.xlsx")) == []
    row_of = [each.expected.alternatives.index(alternative) for each in (deal(WAYS), wanted)]
    costs = [float(each.expected.npv[at, 0]) for each, at in zip((deal(WAYS), wanted), row_of, strict=True)]
    assert (abs(costs[0] - costs[1]) < 1) == (edit in STILL)


def test_beliefs_about_levels_and_our_habits_stay_inside(tmp_path: Path) -> None:
    case = deal(WAYS).case
    inside = re.compile(r"in_house|services\.\w+\.(downtime|late_cost)")
    kept = ("loading", "from_month")
    ours = {path: belief.scaled(0.9) for path, belief in beliefs(case).items()
            if inside.match(path) and not path.endswith(kept)}  # fmt: skip
    attainment = {
        f"{NORTH}.attainment.solved": {"mean": "81 %", "spread": "3 %"}, f"{NORTH}.attainment.majors": {"number": 3},
        f"{NORTH}.attainment.uptime": {"mean": "98.7 %", "spread": "1 %"}, f"{NORTH}.common_factor": 0.7,
        f"{NORTH}.attainment.restored": {"number": 7.7}, f"{NORTH}.credits.claimed": "33 %",
        f"{NORTH}.late_payment.share": "44 %", f"{NORTH}.late_payment.days": 66,
        f"{NORTH}.level_options.uptime.attained": ["98.11 %", "98.22 %"],
    }  # fmt: skip
    other = compared(override(case, {**ours, **attainment, "case": "SECRET"}), 16)
    one, two = (written(each, tmp_path, "two") for each in (deal(WAYS), other))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_agreed_about_levels_is_shared(lang: str, tmp_path: Path) -> None:
    shown = " ".join(texts(written(deal(WAYS), tmp_path, "two", lang=lang)))
    said = {
        "en": ("over each quarter of the contract", "at most 4 events, counted each month over the last 3 months",
               "available 99.5% of the agreed hours, 726 hours a month", "99.9% for €2,500.00 a month",
               "at least 3 measurements within 6 months miss the minimum", "interest at 11% a year",
               "limited to 100% of the invoices", "at most €9,000.00", "claimed within 30 days"),
        "fr": ("sur chaque trimestre contractuel", "au plus 4 événements, comptés chaque mois sur les 3 derniers mois",
               "plafonnée à 100\u202f% des factures", "responsabilité du prestataire"),
    }  # fmt: skip
    plain = shown.replace("\xa0", " ").replace("\u202f", " ")
    assert [text for text in said[lang] if text.replace("\u202f", " ") not in plain] == []
    assert "South" not in shown
