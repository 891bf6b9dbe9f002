"""Availability by hand: unions, agreed hours, parts of a capacity, partial outages, and everything that is dropped."""

from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from outsourcing_model.casefile.windows import Windows
from outsourcing_model.metrics.attained.agreed import Agreed
from outsourcing_model.metrics.attained.downtime import down_between

from .conftest import found

MAP = "columns: {started: s, ended: e}\nperiod: {from: 2024-01, to: 2024-02}\n"
HEAD = "s;e\n"
JANUARY, FEBRUARY = 744.0, 696.0


def lost(attained):
    """Return the hours lost in each month."""
    return [round(value / 3600, 6) for value in attained.months.bad]


def test_overlapping_outages_are_counted_once_and_cut_at_the_month(shown):
    rows = "10/01/2024 10:00;10/01/2024 14:00\n10/01/2024 13:00;10/01/2024 15:00\n31/01/2024 22:00;01/02/2024 03:00\n"
    attained = shown(HEAD + rows, MAP)
    assert lost(attained) == [7.0, 3.0]
    assert attained.months.level.tolist() == pytest.approx([1 - 7 / JANUARY, 1 - 3 / FEBRUARY], abs=1e-12)
    assert attained.whole.level == pytest.approx(1 - 10 / (JANUARY + FEBRUARY))
    assert attained.months.events.tolist() == [3, 0]
    assert (attained.times.median, attained.times.count, attained.rate.mean) == (240.0, 3, 1.5)


def test_only_agreed_hours_count_and_maintenance_does_not(shown):
    """From Friday 17:30 to Tuesday 09:30 with Easter Monday closed and maintenance on Friday at 17:00: 1.5 hours."""
    mapping = (
        "columns: {started: s, ended: e}\nzone: Europe/Paris\nperiod: {from: 2024-03, to: 2024-04}\n"
        'hours: {days: monday-friday, from: "08:00", to: "18:00", closed: [2024-04-01]}\n'
        'maintenance: {day: friday, from: "17:00", to: "18:00"}\n'
    )
    attained = shown(HEAD + "29/03/2024 17:30;02/04/2024 09:30\n", mapping)
    assert lost(attained) == [0.0, 1.5]
    assert [value / 3600 for value in attained.months.size] == [21 * 10 - 5, 21 * 10 - 4]


def test_days_may_have_hours_of_their_own_and_stretches_may_be_excluded(shown):
    """Monday to Friday ten hours, Saturday four: of a week without Wednesday 44 hours, all of Saturday's lost."""
    mapping = (
        "columns: {started: s, ended: e}\nperiod: {from: 2024-01-01, to: 2024-01-07}\nhours:\n"
        '  - {days: monday-friday, from: "08:00", to: "18:00"}\n  - {days: saturday, from: "08:00", to: "12:00"}\n'
        "exclusions: {from: 2024-01-03, to: 2024-01-03}\n"
    )
    attained = shown(HEAD + "05/01/2024 18:00;07/01/2024 12:00\n03/01/2024 10:00;03/01/2024 12:00\n", mapping)
    assert (attained.whole.size / 3600, attained.whole.bad / 3600) == (44, 4)


def test_the_change_of_clocks_takes_an_hour_from_march(shown):
    mapping = "columns: {started: s, ended: e}\nzone: Europe/Paris\nperiod: {from: 2024-03, to: 2024-03}\n"
    attained = shown(HEAD + "31/03/2024 00:30;31/03/2024 03:30\n", mapping)
    assert (lost(attained), attained.months.size.tolist()) == ([2.0], [743 * 3600])


def test_moments_with_a_zone_are_moved_to_that_of_the_service(shown):
    mapping = MAP + "zone: Europe/Paris\n"
    attained = shown(
        HEAD + "2024-01-31T22:30:00Z;2024-02-01T00:30:00+01:00\n31/01/2024 23:30;31/01/2024 23:45\n", mapping
    )
    assert lost(attained) == [0.5, 0.5]


def test_a_mixed_log_needs_a_zone(problems):
    told = problems(HEAD + "2024-01-31T22:30:00Z;31/01/2024 23:30\n", MAP)
    assert told == [
        "map.yaml: zone: some times in the log name their zone and others don't; "
        "state the zone of the others, such as Europe/Paris"
    ]


def test_a_part_of_a_capacity_is_a_share_of_it(shown):
    mapping = "columns: {started: s, ended: e, unit: n}\nunits: 4\nperiod: {from: 2024-01, to: 2024-01}\n"
    rows = "1/1/2024 00:00;1/1/2024 10:00;a\n1/1/2024 05:00;1/1/2024 06:00;b\n1/1/2024 09:00;1/1/2024 12:00;a\n"
    attained = shown("s;e;n\n" + rows, mapping)
    assert attained.whole.level == pytest.approx(1 - 13 / (4 * JANUARY))


def test_of_partial_outages_the_largest_counts_at_each_moment(shown):
    """Ten hours of 30 % with one hour of 100 % inside: 9 x 0.3 + 1."""
    mapping = MAP + "weights: {column: i, by: {Minor: 30 %, major: 1}}\n"
    rows = "01/01/2024 00:00;01/01/2024 10:00;minor\n01/01/2024 05:00;01/01/2024 06:00;MAJOR\n"
    assert lost(shown("s;e;i\n" + rows, mapping)) == [3.7, 0.0]


def test_rows_of_agreed_maintenance_leave_the_agreed_time(shown):
    rows = "01/01/2024 00:00;01/01/2024 10:00;planned\n01/01/2024 05:00;01/01/2024 11:00;major\n"
    attained = shown("s;e;i\n" + rows, MAP + "maintenance_rows: {i: plan*}\n")
    assert (lost(attained), attained.months.size[0] / 3600) == ([1.0, 0.0], JANUARY - 10)
    assert found(attained)["maintenance"] == 1


def test_sums_of_a_day_are_added_and_cut_to_the_day(shown):
    mapping = "columns: {date: d, duration: m, group: g}\nduration_unit: hours\nperiod: {from: 2024-01, to: 2024-02}\n"
    attained = shown("d;m;g\n31/01/2024;20;a\n31/01/2024;10;a\n01/02/2024;1.5;a\n01/02/2024;2;b\n", mapping)
    assert lost(attained) == [24.0, 3.5]
    assert found(attained) == {"beyond_a_day": 1}
    assert [part.name for part in attained.parts] == ["a", "b"]
    assert attained.rate is None


def test_sums_of_a_month(shown):
    attained = shown(
        "d;m\n2024-01;60\n2024-02;120\n",
        "columns: {date: d, duration: m}\nsums: month\nperiod: {from: 2024-01, to: 2024-02}\n",
    )
    assert lost(attained) == [1.0, 2.0]


def test_a_second_table_says_what_was_watched(shown, tmp_path):
    (tmp_path / "sites.csv").write_text(
        "site,a,b\none,2024-01-01,2024-01-11\ntwo,2024-01-01,2024-01-11\n", encoding="utf-8"
    )
    mapping = (
        "columns: {started: s, ended: e, group: g}\n"
        "exposure: {file: sites.csv, columns: {group: site, from: a, to: b}}\n"
    )
    rows = "s;e;g\n02/01/2024 00:00;03/01/2024 00:00;one\n05/01/2024 00:00;06/01/2024 00:00;three\n"
    attained = shown(rows, mapping)
    assert {part.name: part.level for part in attained.parts} == {"one": pytest.approx(0.9), "two": 1.0}
    assert found(attained)["not_watched"] == 1
    assert shown(rows, mapping, group="two").whole.level == 1.0
    assert attained.months.measured == 0


def test_without_a_period_the_log_covers_its_events_and_says_so(shown):
    attained = shown(
        HEAD + "20/01/2024 00:00;20/01/2024 12:00\n05/03/2024 00:00;05/03/2024 12:00\n",
        "columns: {started: s, ended: e}\n",
    )
    assert found(attained)["period_from_log"] == 1
    assert attained.months.whole.tolist() == [False, True, False]
    assert attained.months.fitted[1] == 1.0


def test_what_is_dropped_is_told_with_its_rows(shown):
    rows = (
        "01/01/2024 05:00;01/01/2024 02:00\n01/01/2024 05:00;NaN\n;01/01/2024 02:00\n02/01/2024;x\n"
        "01/12/2023 05:00;01/12/2023 06:00\n" + "03/01/2024 05:00;03/01/2024 06:00\n" * 2
    )
    attained = shown(HEAD + rows, MAP + "most_unread: 50 %\n")
    kept = {"ends_before_start": 1, "no_end": 1, "no_start": 1, "unread": 1, "outside_period": 1, "alike": 1}
    assert {key: count for key, count in found(attained).items() if key != "no_zone"} == kept
    assert next(finding.rows for finding in attained.findings if finding.key == "ends_before_start") == (2,)
    assert lost(attained) == [1.0, 0.0]


def test_an_outage_without_an_end_may_count_to_the_end(shown):
    attained = shown(HEAD + "29/02/2024 12:00;?\n", MAP + "still_open: until_end\n")
    assert lost(attained) == [0.0, 12.0]


def test_rows_are_kept_and_left_out_by_pattern(shown):
    rows = (
        "s;e;g\n01/01/2024 00:00;01/01/2024 01:00;web one\n"
        "01/01/2024 02:00;01/01/2024 03:00;Web two\n01/01/2024 04:00;01/01/2024 05:00;mail\n"
    )
    assert lost(shown(rows, MAP + "keep: {g: web*}\n"))[0] == 2.0
    attained = shown(rows, MAP + "leave_out: {g: [mail, '*two']}\n")
    assert lost(attained)[0] == 1.0
    assert found(attained)["left_out"] == 2


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_any_delimiter_and_encoding(shown, delimiter, encoding):
    text = "Journal des incidents\n\ns;e;é\n2024-01-01 00:00;2024-01-01 01:00;=cmd|' /C calc'!A0\n".replace(
        ";", delimiter
    )
    assert lost(shown(text.encode(encoding), MAP + "keep: {é: '=cmd*'}\n"))[0] == 1.0


def test_a_workbook_is_read_like_a_csv_file(shown, problems, tmp_path):
    book = Workbook()
    for row in (
        ["s", "e"],
        [datetime(2024, 1, 1, 5), datetime(2024, 1, 1, 6)],
        [date(2024, 2, 1), "01/02/2024 02:00"],
        ["=A2", 45000],
    ):
        book.active.append(row)
    book.save(tmp_path / "log.xlsx")
    assert lost(shown(None, MAP + "most_unread: 100 %\n", name="log.xlsx")) == [1.0, 2.0]
    told = problems(None, MAP, name="log.xlsx")
    assert told[0].startswith("log.xlsx, Sheet!A4: s: the cell has a formula without a stored result")
    assert told[1].startswith("log.xlsx, Sheet!B4: e: 45000 is no moment here; write a date with the day first")
    assert told[2].startswith("log.xlsx: 1 of 3 rows can't be read")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "log.csv: there is no row to read"),
        (HEAD, "log.csv: there is no row to read"),
        ("s|e\n1|2\n", "log.csv:1: the column s is not there; the header has s|e"),
        ("start;e;other\n1;2;3\n", "log.csv:1: the column s is not there; the header has "),
        (HEAD + "31/31/2024;1/1/2024\n", "log.csv:2: s: 31/31/2024 is no moment here"),
    ],
)
def test_what_is_wrong_in_a_log_is_told(content, expected, problems):
    assert problems(content, MAP)[0].startswith(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (", ended: e", "", "map.yaml:1:10: columns: started needs ended / duration"),
        ("ended: e", "endet: e", "map.yaml:1:23: columns.endet: the key endet is not known; did you mean ended?"),
        ("2024-02", "2023-02", "map.yaml:2:9: period: 2024-01, 2023-02: the end does not come after the beginning"),
        ("period", "zone: Paris\nperiod", "map.yaml:2:7: zone: Paris is no known time zone"),
        ("period", "keep: {s: 2}\nperiod", "map.yaml:2:"),
        ("period", "hours: {from: '18:00', to: '8:00'}\nperiod", "map.yaml:2:8: hours[0]: 18:00, 8:00: the end"),
        ("period", "hours: {from: '8h', to: '18:00'}\nperiod", "map.yaml:2:8: hours[0]: 8h is no time of day"),
        ("period", "hours: {from: '8:00', to: '18:00', days: [lundi]}\nperiod", "map.yaml:2:"),
        ("ended: e}", "ended: e, unit: n}", "map.yaml:1:1: columns.unit needs columns.units / units"),
        ("started: s, ended", "date: s, ended", "map.yaml:1:10: columns: date needs duration"),
        ("started: s, ended: e}", "date: s, duration: e}\nhours: {from: '8:00', to: '18:00'}",
         "map.yaml:1:1: hours needs columns.started"),
        ("period", "weights: {column: i, by: {minor: 30}}\nperiod", "map.yaml:2:"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_mapping_is_told_with_its_line(old, new, expected, problems):
    told = problems(HEAD + "01/01/2024 05:00;01/01/2024 06:00\n", MAP.replace(old, new, 1))
    assert told[0].startswith(expected), told


def test_an_unknown_group_is_told_with_the_nearest(problems):
    mapping = MAP.replace("ended: e", "ended: e, group: g")
    told = problems("s;e;g\n01/01/2024 05:00;01/01/2024 06:00;web\n", mapping, group="wep")
    assert told == ["log.csv: the log has no group wep; it has web, by the column that columns.group names"]


MINUTES = st.integers(0, 200)


@given(st.lists(st.tuples(MINUTES, MINUTES, st.sampled_from([0, 1]), st.sampled_from([0.25, 0.5, 1.0])), max_size=12))
def test_downtime_is_that_of_a_count_minute_by_minute(windows):
    agreed = [(10, 60), (70, 150)]
    expected = np.zeros(200)
    for unit in (0, 1):
        down = np.zeros(200)
        for start, length, own, share in windows:
            if own == unit:
                down[start : min(start + length, 200)] = np.maximum(down[start : min(start + length, 200)], share)
        expected += down
    counted = np.zeros(200)
    for first, last in agreed:
        counted[first:last] = 1
    edges = np.array([0.0, 65.0, 100.0, 200.0])
    parts = np.array([(a, a + b, u, s) for a, b, u, s in windows], dtype=float).reshape(-1, 4)
    codes = parts[:, 2].astype(np.int64)
    made = Windows(parts[:, 0], parts[:, 1], np.zeros_like(codes), codes, parts[:, 3], codes, parts[:, 1] - parts[:, 0])
    measured = down_between(made, Agreed(*np.array(agreed, dtype=float).T), edges)
    cut = np.add.reduceat(expected * counted, edges[:-1].astype(int))
    assert measured.tolist() == pytest.approx(cut.tolist(), abs=1e-9)
