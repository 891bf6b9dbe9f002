"""A term changed in the workbook gives what the engine gives for the case with that term."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override
from outsourcing_model.engine.simulate import expected_run

from .recalculation import formualizer_differences
from .sheets import compared, deal, shipped, typed, written

FRENCH, ENGLISH = "contrat-infogerance", "service-desk-and-hosting"
LIVE = ("Charges", "Levels and credits", "Exit", "Expected credits")
"""Sheets whose every formula follows the terms; the cash flow also has lines of our own, which are inputs."""

REGIONAL, NATIONAL, ONSHORE = "offers.regional", "offers.national", "offers.onshore"
EDITS = [
    (
        FRENCH,
        "tout_regional",
        {
            f"{REGIONAL}.charges.postes_de_travail.graduated.price[1]": 19.5,
            f"{REGIONAL}.charges.postes_de_travail.graduated.up_to": [815],
            f"{REGIONAL}.indexation.cap": None,
            f"{REGIONAL}.indexation.share": 0.5,
            f"{REGIONAL}.transition.delay_damages.cap": None,
            f"{REGIONAL}.exit.months_of_charges": 3.5,
            f"{REGIONAL}.exit.wind_down": 1234,
        },
    ),
    (
        FRENCH,
        "tout_regional",
        {
            f"{REGIONAL}.minimum_commitment": 1,
            f"{REGIONAL}.charges.sauvegarde.baseline": 200,
            f"{REGIONAL}.indexation.floor": 0.03,
        },
    ),
    (FRENCH, "tout_national", {f"{NATIONAL}.charges.postes_de_travail.volume.up_to": [830]}),
    (
        ENGLISH,
        "mix",
        {
            f"{ONSHORE}.credits.monthly_cap": 0.001,
            f"{ONSHORE}.credits.hosting_availability.credit": ["7 %", "31 %", "90 %"],
        },
    ),
]


def copied(edited: Path, wanted: Path, target: Path) -> Path:
    """Write the first workbook with the terms of the second typed into it; return where."""
    book, other = openpyxl.load_workbook(edited), openpyxl.load_workbook(wanted)
    values = openpyxl.load_workbook(wanted, data_only=True)
    for row in other["Terms"].iter_rows(min_col=4, max_col=4):
        for cell in row:
            if not cell.protection.locked:
                book["Terms"][cell.coordinate].value = values["Terms"][cell.coordinate].value
    book.save(target)
    return target


@pytest.mark.parametrize(("name", "alternative", "changes"), EDITS)
def test_an_edited_term_is_priced_as_by_the_engine(
    name: str, alternative: str, changes: dict[str, Any], tmp_path: Path
) -> None:
    before = written(shipped(name), tmp_path, alternative, internal=True)
    after = written(compared(override(shipped(name).case, changes), 16), tmp_path, alternative, internal=True)
    edited = copied(before, after, tmp_path / "edited.xlsx")
    assert formualizer_differences(after, edited, LIVE) == []
    assert formualizer_differences(after, before, LIVE) != []


OFFER, CHARGES = "offers.everything", "offers.everything.charges"
PRICES: dict[str, dict[str, Any]] = {
    "band limits, prices and fees": {
        f"{CHARGES}.desk.graduated.up_to": [1900, 2900],
        f"{CHARGES}.desk.graduated.price[0]": 17.5,
        f"{CHARGES}.desk.graduated.fee[2]": 850,
    },
    "package": {f"{CHARGES}.servers.package": 25, f"{CHARGES}.servers.volume.price[1]": 139},
    "dead band": {
        f"{CHARGES}.devices.baseline": 700,
        f"{CHARGES}.devices.dead_band.width": 0.01,
        f"{CHARGES}.devices.dead_band.additional.rate": [20, 15],
    },
    "days": {
        f"{CHARGES}.projects.time_and_materials.ceiling": 30_000,
        f"{CHARGES}.projects.time_and_materials.roles.architect.days": 7,
    },
    "gain share": {
        f"{CHARGES}.run.gain_share.provider_share": ["10 %", "20 %", "90 %"],
        f"{CHARGES}.run.gain_share.least_fee": 25_000,
        f"{CHARGES}.run.gain_share.target_per_unit": 210,
    },
    "committed units": {f"{CHARGES}.desk.commitment.units": 2900, f"{CHARGES}.desk.commitment.carry_forward_months": 8},
    "minimum commitment": {
        f"{OFFER}.minimum_commitment.share": 1,
        f"{OFFER}.minimum_commitment.carry_forward_months": 2,
        f"{CHARGES}.devices.baseline": 1100,
    },
    "discount": {f"{OFFER}.discount.up_to": [900_000, 1_000_000], f"{OFFER}.discount.share": ["1 %", "4 %", "9 %"]},
    "productivity": {f"{OFFER}.productivity": 0.05},
    "benchmark": {
        f"{OFFER}.benchmark.from_month": 13,
        f"{OFFER}.benchmark.tolerance": 0.01,
        f"{OFFER}.benchmark.passed_on": 0.5,
    },
    "currency clause": {
        f"{OFFER}.exchange.share": 0.6,
        f"{OFFER}.exchange.reference": 0.0115,
        f"{OFFER}.exchange.band": 0.01,
    },
    "rates of exchange": {"exchange_rates.USD.rate": 1.2, "exchange_rates.INR.drift": 0.3},
    "costs passed through": {f"{OFFER}.pass_through.licences.markup": 0.2, f"{OFFER}.pass_through.power.monthly": 9000},
    "revision": {
        f"{OFFER}.indexation.cap": 0.1,
        f"{OFFER}.indexation.floor": 0.005,
        f"{OFFER}.indexation.rounding.digits": 2,
        "indices.energy.growth": 0.2,
    },
    "index values": {"indices.wages.series": None},
    "milestones": {
        f"{OFFER}.transition.milestones.design.month": 3,
        f"{OFFER}.transition.milestones.migration.slip_days": 50,
        f"{OFFER}.transition.damages_cap": 9000,
    },
    "volumes that move": {f"{OFFER}.transition.ramp_months": 5, f"{OFFER}.transition.months": 6},
    "exit month": {"exit_month": 24},
    "exit fee": {
        f"{OFFER}.exit.share_of_remaining": 0.2,
        f"{OFFER}.exit.months_of_base": 3,
        f"{OFFER}.exit.cap": 90_000,
        f"{OFFER}.exit.dual_running_months": 2,
    },
    "payment": {f"{OFFER}.payment_days": 40, f"{OFFER}.credits.monthly_cap": 0.001},
}
"""What is typed into the sheets of the deal with every term of price."""


GROUPS = {
    "units": ("band limits, prices and fees", "package", "dead band", "days", "gain share", "committed units"),
    "totals": ("minimum commitment", "discount", "productivity", "benchmark", "costs passed through", "payment"),
    "movement": ("currency clause", "rates of exchange", "revision", "index values"),
    "dates": ("milestones", "volumes that move", "exit month", "exit fee"),
}
"""Edits that are typed in together."""


def changes_of(edit: str) -> dict[str, Any]:
    """Return what an edit changes in the deal; of an index all published values."""
    if edit != "index values":
        return PRICES[edit]
    series = deal("every-price-term").case.indices["wages"].series
    return {"indices.wages.series": {str(month): value + 1.5 for month, value in series.items()}}


def present_cost(case: Case) -> float:
    """Return the present cost of handing all over, in the expected run."""
    run = expected_run(case)
    return float(run.npv[run.alternatives.index("out"), 0])


@pytest.mark.parametrize("edit", PRICES)
def test_each_edit_moves_the_cost(edit: str) -> None:
    case = deal("every-price-term").case
    assert abs(present_cost(override(case, changes_of(edit))) - present_cost(case)) > 1


@pytest.mark.parametrize("group", GROUPS)
def test_every_term_of_price_can_be_edited(group: str, tmp_path: Path) -> None:
    """All sheets follow, the cash flow too; its lines of our own and what we believe are typed in as the terms are."""
    changes = {path: value for edit in GROUPS[group] for path, value in changes_of(edit).items()}
    wanted = compared(override(deal("every-price-term").case, changes), 16)
    before, after = (written(each, tmp_path, "out", True) for each in (deal("every-price-term"), wanted))
    edited = typed(before, after, tmp_path / "edited.xlsx")
    assert formualizer_differences(after, edited) == []


def test_every_edit_is_typed_in_once() -> None:
    assert sorted(edit for edits in GROUPS.values() for edit in edits) == sorted(PRICES)
