"""The real figures of the shipped cases, computed again from the raw files by the recipes that the READMEs state."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import pytest

from outsourcing_model.case.case import Case

from .conftest import DATA, Rows, rows

Raw = Callable[[str], Rows]
Readme = Callable[[str], str]

DESK = "service-desk-and-hosting"
OCCUPATIONS = {
    "desk_agents": ("151232", "annual_median"),
    "desk_lead": ("151232", "annual_p75"),
    "deskside_technicians": ("151232", "annual_median"),
    "system_administrators": ("151244", "annual_median"),
    "database_administrator": ("151242", "annual_median"),
    "network_support": ("151231", "annual_median"),
    "network_architect": ("151241", "annual_median"),
    "it_manager": ("113021", "annual_median"),
    "vendor_manager": ("131082", "annual_median"),
}
TITLES = (
    "help ?desk|service ?desk", "systems? admin", "network engineer", "database admin|dba", "project manager",
)  # fmt: skip
HOUR, WEEK = 3600.0, 168.0


def _national(raw: Raw) -> dict[str, dict[str, str]]:
    table = raw("bls_oews_may2025_it_wages/national_by_industry.csv")
    return {row["occ_code"]: row for row in table if row["industry_code"] == "000000"}


def _cpi(raw: Raw) -> dict[str, float]:
    table = raw("bls_cpi_us/cpi_u_2005_2024.csv")
    return {f"{r['year']}-{r['period'][1:]}": float(r["value"]) for r in table if r["series"] == "CUUR0000SA0"}


def _rates(raw: Raw) -> list[tuple[str, float]]:
    found = []
    for row in raw("gsa_schedule70_labor_rates/schedule70_rates_2017-02.csv"):
        price = re.sub(r"[$,\s]", "", row["price_including_iff"])
        if re.fullmatch(r"\d+(\.\d+)?", price):
            found.append((row["labor_category"].lower(), float(price)))
    return found


def _outages(raw: Raw) -> list[tuple[float, float]]:
    """Return the times of major and critical trouble, overlapping windows merged."""
    merged: list[tuple[float, float]] = []
    windows = [
        tuple(datetime.fromisoformat(row[edge]).timestamp() for edge in ("downtime_start", "downtime_end"))
        for row in raw("github_status_incidents/downtime_windows_2022-03_2024-12.csv")
        if row["impact"] in ("major", "critical")
    ]
    assert len(windows) == 66
    for start, end in sorted(windows):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _moderate_hours(raw: Raw) -> list[tuple[str, float]]:
    """Return month of opening and hours to resolve of the moderate incidents that were resolved."""
    found = []
    for row in raw("itsm_incidents_uci/incidents_2016-03_2016-04.csv"):
        if row["priority"] == "3 - Moderate" and row["resolved_at"]:
            opened, resolved = (datetime.fromisoformat(row[name]) for name in ("opened_at", "resolved_at"))
            found.append((row["opened_at"][:7], (resolved - opened).total_seconds() / HOUR))
    return found


def test_wages_are_those_of_the_survey(raw: Raw, desk: Case) -> None:
    survey = _national(raw)
    for name, (occupation, column) in OCCUPATIONS.items():
        line = {**desk.in_house.costs, **desk.retained.costs}[name]
        assert line.staff is not None
        assert line.staff.annual_wage.mean == float(survey[occupation][column]), name
    assert survey["000000"]["hourly_median"] == "24.51"


def test_the_restated_wages_are_the_same(raw: Raw) -> None:
    survey = _national(raw)
    for row in rows(DATA / DESK / "wages.csv"):
        source = survey[row["occupation"]]
        assert row["title"] == source["occ_name"]
        for column in ("hourly_median", "annual_median", "hourly_p75", "annual_p75"):
            assert row[column] == source[column]


def test_the_price_index(raw: Raw, desk: Case, readme: Readme) -> None:
    cpi = _cpi(raw)
    index = desk.indices["cpi"]
    assert index.last_value == cpi[str(index.last_month)]
    assert max(cpi) == "2024-13"
    assert f"{cpi['2024-12'] / cpi['2017-02']:.4f}" == "1.2956"
    assert "315.605 / 243.603 = 1.2956" in readme(DESK)
    assert (cpi["2023-12"] / cpi["2020-12"]) ** (1 / 3) - 1 == pytest.approx(0.056, abs=5e-4)


def test_hourly_rates(raw: Raw, readme: Readme) -> None:
    rates, factor = _rates(raw), _cpi(raw)["2024-12"] / _cpi(raw)["2017-02"]
    assert len(rates) == 4144
    table = [line.split("|")[2:-1] for line in readme(DESK).splitlines() if re.match(r"\| `[a-z]", line)]
    assert len(table) == len(TITLES)
    for title, stated in zip(TITLES, table, strict=True):
        prices = [price for name, price in rates if re.search(title, name)]
        p25, median = np.percentile(prices, [25, 50])
        assert int(stated[0]) == len(prices)
        assert [float(x) for x in stated[1:]] == pytest.approx([p25, median, p25 * factor, median * factor], abs=0.0051)


def test_monthly_availability(raw: Raw) -> None:
    outages = _outages(raw)
    restated = rows(DATA / DESK / "attainment.csv")
    assert (restated[0]["month"], restated[-1]["month"]) == ("2022-04", "2024-12")
    for row in restated:
        year, month = map(int, row["month"].split("-"))
        start = datetime(year, month, 1, tzinfo=UTC).timestamp()
        end = start + monthrange(year, month)[1] * 24 * HOUR
        down = sum(max(min(b, end) - max(a, start), 0.0) for a, b in outages) / 60
        assert float(row["minutes_down"]) == pytest.approx(down)
        assert float(row["minutes"]) == pytest.approx((end - start) / 60)
        assert float(row["availability_pct"]) == pytest.approx(100 * (1 - down * 60 / (end - start)), abs=1e-4)


def test_availability_has_no_visible_memory() -> None:
    months = [float(row["availability_pct"]) for row in rows(DATA / DESK / "attainment.csv")]
    assert np.corrcoef(months[:-1], months[1:])[0, 1] == pytest.approx(-0.23, abs=0.005)


def test_moderate_incidents(raw: Raw, desk: Case, contrat: Case) -> None:
    hours = _moderate_hours(raw)
    assert len(hours) == 14_971

    def within(limit: float, month: str = "") -> float:
        chosen = [h for opened, h in hours if opened.startswith(month)]
        return round(100 * sum(h <= limit for h in chosen) / len(chosen), 1)

    assert [within(limit) for limit in (24, 72, WEEK)] == [46.9, 60.8, 74.6]
    assert [within(WEEK, month) for month in ("2016-03", "2016-04")] == [65.5, 84.2]
    for case, level in ((desk, "incidents_in_seven_days"), (contrat, "tickets_en_sept_jours")):
        assert case.in_house.attainment[level].mean.mean == pytest.approx(0.746)
        assert case.in_house.attainment[level].spread == pytest.approx(0.09)


def test_the_share_of_moderate_incidents(raw: Raw, desk: Case) -> None:
    log = raw("itsm_incidents_uci/incidents_2016-03_2016-04.csv")
    share = sum(row["priority"] == "3 - Moderate" for row in log) / len(log)
    assert desk.service_levels["incidents_in_seven_days"].share_of_volume.mean == pytest.approx(share, abs=5e-4)


def test_credit_tiers_are_those_of_single_instances(raw: Raw, desk: Case) -> None:
    table = raw("service_credit_schedules/service_credit_tiers.csv")
    published = [row for row in table if row["service"] == "Amazon EC2, instance level"]
    for offer in desk.offers.values():
        assert offer.credits is not None
        tiers = offer.credits.levels["hosting_availability"]
        assert [f"{100 * limit:.1f}" for limit in tiers.below] == [row["uptime_below_pct"] for row in published]
        assert [f"{100 * credit:.0f}" for credit in tiers.credit] == [
            row["credit_pct_of_period_fee"] for row in published
        ]


def test_only_two_single_values_of_syntec_are_stated(raw: Raw, contrat: Case, readme: Readme) -> None:
    series = {row["syntec_index"].replace(".", ",") for row in raw("syntec_index_2006_2012/syntec_2006_2012.csv")}
    text = readme("contrat-infogerance")
    assert contrat.indices["syntec"].last_value == 314.5
    assert f"{100 * (314.5 / 306.0 - 1):.2f}".replace(".", ",") in text
    assert [value for value in series if value in text] == []
