"""Whatever stands in a log: it is read, or told with its place; it never breaks the reader."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outsourcing_model.errors import CaseError
from outsourcing_model.presentation.attained.record import as_json
from outsourcing_model.session.attained import told

MAPS = {
    "outages": "columns: {started: s, ended: e, duration: d, group: g}\nmost_unread: 100 %\n",
    "tickets": "columns: {opened: s, resolved: e, target: d, priority: g}\nmost_unread: 100 %\nleast_tickets: 1\n",
}
CELL = st.one_of(
    st.sampled_from(
        [
            "", "?", "NaN", "01/02/2024 10:00", "31/12/2024", "2024-02-29T10:00:00Z", "2024-13-01",
            "29/2/2023", "12", "-5",
            "1:30", "1h", "x", "=cmd|' /C calc'!A0", "1e9", "1456708560", "true", '"', "\u202f1", "9" * 40,
            "01/01/1969",
            "31/12/2199 23:59", "7.5.2024 8:00 PM",
        ]
    ),
    st.text(max_size=6),
    st.datetimes().map(lambda when: when.strftime("%d/%m/%Y %H:%M")),
)  # fmt: skip


@pytest.mark.parametrize("kind", ["outages", "tickets"])
@settings(
    max_examples=120, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=8),
    st.sampled_from(["", "zone: Europe/Paris\n"]),
    st.booleans(),
)
def test_any_cells(shown, kind, rows, zone, stated):
    period = "period: {from: 2024-01, to: 2024-12}\n" if stated else ""
    text = "s;e;d;g\n" + "".join(";".join(row) + "\n" for row in rows)
    try:
        attained = shown(text.encode("utf-8", "replace"), MAPS[kind] + zone + period, kind)
    except CaseError as error:
        told_in_french = error.text("fr")
    else:
        told_in_french = ""
        check(attained)
    assert told_in_french or attained.kind == kind


def check(attained):
    """Check that what a log shows can be shown, and that no figure of it is none."""
    assert attained.whole.level is None or 0 <= attained.whole.level <= 1
    assert all(isinstance(part, str) or part.rows for part in told(attained, "en"))
    assert "NaN" not in json.dumps(json.loads(as_json(attained, "fr")))
