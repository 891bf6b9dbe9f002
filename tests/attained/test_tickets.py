"""Shares in time by hand: flags, targets, open tickets, events, and everything that is dropped."""

import pytest

from .conftest import found

MAP = "columns: {opened: o, resolved: r, priority: p}\ntargets: {'P1*': 2, '*': 24}\nleast_tickets: 1\n"


def test_a_ticket_is_in_time_up_to_its_target(shown):
    rows = (
        "01/01/2024 00:00;01/01/2024 02:00;P1\n01/01/2024 00:00;01/01/2024 02:01;P1 - high\n"
        "01/01/2024 00:00;02/01/2024 00:00;P2\n"
    )
    attained = shown("o;r;p\n" + rows, MAP, "tickets")
    assert [(part.name, part.level) for part in attained.parts] == [("P1", 1.0), ("P1 - high", 0.0), ("P2", 1.0)]
    assert attained.whole.level == pytest.approx(2 / 3)
    assert attained.times.median == pytest.approx(2 + 1 / 60)


def test_an_open_ticket_is_late_once_it_is_older_than_its_target(shown):
    rows = "01/01/2024 00:00;;P2\n05/01/2024 00:00;;P1\n05/01/2024 00:00;05/01/2024 01:00;P1\n"
    attained = shown("o;r;p\n" + rows, MAP, "tickets")
    assert (found(attained), attained.whole.level) == ({"open_late": 1, "open_young": 1}, 0.5)


def test_elapsed_time_counts_in_agreed_hours(shown):
    """From Friday 17:00 to Monday 09:00 there are two agreed hours."""
    mapping = MAP + 'hours: {days: monday-friday, from: "08:00", to: "18:00"}\nzone: Europe/Paris\n'
    rows = "05/01/2024 17:00;08/01/2024 09:00;P1\n05/01/2024 17:00;08/01/2024 09:01;P1\n"
    attained = shown("o;r;p\n" + rows, mapping, "tickets")
    assert (attained.whole.level, attained.times.p90) == (0.5, pytest.approx(2 + 0.9 / 60))


def test_a_stated_length_may_be_written_as_hours_and_minutes(shown):
    mapping = "columns: {opened: o, elapsed: t, target: g}\ndecimal: comma\nleast_tickets: 1\n"
    attained = shown("o;t;g\n01/01/2024;1:30;1,5\n01/01/2024;1,6;1,5\n01/01/2024;1;\n", mapping, "tickets")
    assert (attained.whole.level, found(attained)) == (0.5, {"no_target": 1})


@pytest.mark.parametrize("text", ["90 min", "1 h 30 min", "1 hr, 30 mins", "PT1H30M", "1,5 h", "0:90", "0,0625 d"])
def test_a_stated_length_may_have_its_own_units(shown, text):
    attained = shown(f"o;t\n01/01/2024;{text}\n", "columns: {opened: o, elapsed: t}\ntargets: 1.5\n", "tickets")
    assert (attained.times.median, attained.whole.level) == (1.5, 1.0)


@pytest.mark.parametrize("words", [("true", "false"), ("Oui", "Non"), ("1", "0"), ("MET", "breached")])
def test_a_flag_of_the_log(shown, words):
    rows = f"o;m\n01/01/2024 00:00;{words[0]}\n02/01/2024;{words[1]}\n02/01/2024;?\n"
    attained = shown(rows, "columns: {opened: o, met: m}\n", "tickets")
    assert (attained.whole.level, found(attained)) == (0.5, {"no_flag": 1})
    assert attained.months.measured == 0


def test_the_last_event_of_a_ticket_counts(shown):
    mapping = "columns: {id: n, updated: u, opened: o, met: m}\n"
    rows = (
        "n;u;o;m\nA;01/01/2024 10:00;01/01/2024;true\nA;01/01/2024 12:00;01/01/2024;false\n"
        "A;01/01/2024 11:00;01/01/2024;true\n"
        "B;01/01/2024 10:00;01/01/2024;false\nB;01/01/2024 10:00;01/01/2024;true\n;01/01/2024 10:00;01/01/2024;true\n"
    )
    attained = shown(rows, mapping, "tickets")
    assert (attained.whole.size, attained.whole.level) == (2, 0.5)
    assert found(attained) == {"no_id": 1, "events": 2}
    plain = shown(rows, mapping.replace("updated: u, ", ""), "tickets")
    assert plain.whole.level == 1.0


def test_months_partly_covered_or_with_few_tickets_are_not_fitted(shown):
    rows = "".join(
        f"{day:02d}/{month:02d}/2024;true\n" for month, days in ((1, 31), (2, 9), (3, 20)) for day in range(1, days + 1)
    )
    attained = shown("o;m\n" + rows, "columns: {opened: o, met: m}\n", "tickets")
    assert attained.months.whole.tolist() == [True, True, False]
    assert attained.months.measured == 1


def test_negative_and_unreadable_tickets(shown, problems):
    rows = (
        "o;r;p\n02/01/2024;01/01/2024;P1\n02/01/2024;02/01/2024;P1\n;02/01/2024;P1\n"
        + "02/01/2024;03/01/2024;P2\n" * 30
        + "x;;\n"
    )
    attained = shown(rows, MAP, "tickets")
    assert found(attained) == {"alike": 29, "unread": 1, "no_opening": 1, "resolved_before": 1}
    assert (attained.whole.size, attained.whole.level) == (31, 1.0)
    told = problems("o;m\n01/01/2024;perhaps\n", "columns: {opened: o, met: m}\n", "tickets")
    assert told[0].startswith("log.csv:2: m: perhaps says neither in time nor late")
    told = problems("o;m\n;true\n", "columns: {opened: o, met: m}\n", "tickets")
    assert told[0].startswith("log.csv: no row is left to count; look at keep: and leave_out: in the mapping")


def test_the_month_of_resolution_and_a_period(shown):
    mapping = "columns: {opened: o, resolved: r, met: m}\nmonth_of: resolved\nperiod: {from: 2024-02, to: 2024-03}\n"
    rows = "o;r;m\n31/01/2024;01/02/2024;true\n31/01/2024;;true\n01/03/2024;01/04/2024;false\n"
    attained = shown(rows, mapping, "tickets")
    assert attained.months.size.tolist() == [1, 0]
    assert found(attained) == {"open_flag": 1, "no_month": 1, "outside_period": 1}


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ("columns: {opened: o}\n",
         "map.yaml:1:1: exactly one is needed; state one of columns.met, columns.target, targets"),
        ("columns: {opened: o, met: m}\ntargets: 4\n", "map.yaml:1:1: exactly one is needed"),
        ("columns: {opened: o}\ntargets: 4\n", "map.yaml:1:1: targets needs columns.resolved / elapsed"),
        ("columns: {opened: o, resolved: m}\ntargets: {P1: 4}\n", "map.yaml:1:1: targets needs columns.priority"),
        ("columns: {opened: o, resolved: m}\ntargets: -4\n", "map.yaml:2:10: targets.*: -4 is too low"),
        ("columns: {opened: o, met: m}\nmonth_of: resolved\n", "map.yaml:1:1: month_of needs columns.resolved"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_mapping(mapping, expected, problems):
    assert problems("o;m\n01/01/2024;true\n", mapping, "tickets")[0].startswith(expected)
