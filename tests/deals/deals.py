"""The deals: those that stand beside this module as files, and one that is too long to be written by hand."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FILES = sorted(path.stem for path in HERE.glob("*.yaml"))
FORTY = "forty-services"
DEALS = [*FILES, FORTY]
LANGUAGES = ("en", "fr")

CHARGES: list[dict[str, Any]] = [
    {"base": 700},
    {"price": 9},
    {"base": 50, "graduated": {"up_to": [60, 90], "price": [9, 8, 7], "fee": [10, 20, 30]}},
    {"volume": {"up_to": [80], "price": [8, 7.5], "limit": "excluded"}, "package": 25},
    {"base": 800, "baseline": 100, "dead_band": {"width": 0.1, "additional": {"rate": [6]}, "reduced": {"rate": [5]}}},
    {"time_and_materials": {"roles": {"expert": {"rate": 500, "days": 0.5, "days_per_unit": 0.01}}, "ceiling": 800}},
    {"gain_share": {"target_per_unit": 8, "actual_per_unit": 7, "provider_share": [0.5], "settled": "month"}},
    {"price": 8, "commitment": {"units": 95, "rate": 3, "carry_forward_months": 2}},
]
"""Every way to charge for a service, in turn."""


def forty() -> dict[str, Any]:
    """Return a deal of forty services, charged in every way."""
    names = [f"service_{number}" for number in range(1, 41)]
    volumes = {name: 70 + 3 * (number % 20) for number, name in enumerate(names)}
    return {
        "case": "Forty services", "currency": "EUR", "start": "2026-01", "term": "18 months", "discount_rate": "5 %",
        "reference": "in_house",
        "services": {name: {"unit": "unit", "volume": {"month_1": volumes[name]}} for name in names},
        "in_house": {"costs": {f"own_{name}": {"service": name, "unit_cost": 9} for name in names}},
        "offers": {
            "wide": {
                "provider": "Wide (fictional)",
                "charges": {name: CHARGES[number % len(CHARGES)] for number, name in enumerate(names)},
            }
        },
        "alternatives": {"in_house": {}, "out": {"every_service": "wide"}},
    }  # fmt: skip


def file_of(name: str, folder: Path) -> Path:
    """Return the case file of a deal, written into a folder if it has none of its own."""
    if name in FILES:
        return HERE / f"{name}.yaml"
    path = folder / f"{name}.yaml"
    path.write_text(json.dumps(forty(), indent=1), encoding="utf-8")
    return path
