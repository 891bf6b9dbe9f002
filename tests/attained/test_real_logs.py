"""Real logs, read as they are: the figures that those who keep them state."""

import json
from pathlib import Path

import pytest

from outsourcing_model.presentation.attained.record import as_json
from outsourcing_model.presentation.attained.sentences import belief
from outsourcing_model.session.attained import read_attained

from .conftest import found

ROOT = Path(__file__).parents[2]
RAW = ROOT.parent / "shared" / "data"
MAPS = Path(__file__).parent / "maps"

pytestmark = pytest.mark.skipif(not RAW.is_dir(), reason="the raw files do not lie beside the project (../shared/data)")


def read(kind, file, mapping, group=None):
    return read_attained(RAW / file, kind, MAPS / mapping, group)


@pytest.fixture(scope="module")
def github():
    return read("outages", "github_status_incidents/downtime_windows_2022-03_2024-12.csv", "github.yaml")


@pytest.fixture(scope="module")
def itsm():
    return read("tickets", "itsm_incidents_uci/incidents_2016-03_2016-04.csv", "itsm.yaml")


def test_months_of_a_status_page_are_those_that_were_restated(github):
    """data/service-desk-and-hosting/attainment.csv: minutes down of 33 months."""
    restated = (ROOT / "data" / "service-desk-and-hosting" / "attainment.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in restated[1:]]
    months = github.months
    assert [first.isoformat()[:7] for first in months.first][1:] == [row[0] for row in rows]
    assert (months.bad[1:] / 60).tolist() == pytest.approx([float(row[2]) for row in rows])
    assert (months.size[1:] / 60).tolist() == [float(row[1]) for row in rows]
    assert not months.whole[0]
    assert months.whole[1:].all()


def test_a_status_page_in_figures(github):
    assert github.rows == 399
    assert found(github) == {"not_kept": 399 - 66}
    assert (github.fit.mean, github.fit.spread) == (pytest.approx(0.9942, abs=5e-5), pytest.approx(0.0065, abs=5e-5))
    assert not github.fit.has_memory
    assert not github.is_doubtful
    test = github.back_test
    assert (test.inside, test.months, test.covers) == (11, 16, True)


def test_announcements_of_maintenance_have_a_median_of_4902_minutes(tmp_path):
    mapping = (MAPS / "github.yaml").read_text(encoding="utf-8").replace("[major, critical]", "maintenance")
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    log = RAW / "github_status_incidents" / "downtime_windows_2022-03_2024-12.csv"
    assert read_attained(log, "outages", tmp_path / "map.yaml").times.median == pytest.approx(4902, abs=0.5)


def test_tickets_in_time_are_as_published(itsm):
    assert (itsm.whole.size, itsm.whole.size - itsm.whole.bad) == (17_136, 9_804)
    assert itsm.whole.level == pytest.approx(0.572, abs=5e-4)
    shares = {part.name: (part.size, round(part.level, 3)) for part in itsm.parts}
    assert shares == {
        "1 - Critical": (178, 0.017), "2 - High": (287, 0.003),
        "3 - Moderate": (16_144, 0.582), "4 - Low": (527, 0.776),
    }  # fmt: skip
    assert itsm.months.level[1:3].tolist() == pytest.approx([0.399, 0.767], abs=5e-4)
    assert itsm.months.whole.tolist()[:3] == [False, True, True]
    assert itsm.times.median == pytest.approx(28.3, abs=0.05)
    assert itsm.parts[2].times.p90 == pytest.approx(403, abs=0.5)
    assert (itsm.times.longest, itsm.times.zeros) == (pytest.approx(8070, abs=0.5), 6)
    assert found(itsm)["open_flag"] == 1230


@pytest.mark.parametrize(("lang", "shout"), [("en", "DRIFT IS LIKELY: "), ("fr", "DÉRIVE PROBABLE\xa0: ")])
def test_the_drift_of_the_tickets_is_shouted(itsm, lang, shout):
    assert itsm.is_doubtful
    told = [line for line in belief(itsm, lang) if line.startswith(shout)]
    assert len(told) == 1
    assert all(share in told[0] for share in (("39.9%", "76.7%") if lang == "en" else ("39,9", "76,7")))


def test_events_as_they_are_give_the_flag_of_the_last():
    log = read("tickets", "itsm_incidents_uci/event_log_original_format_300_incidents.csv", "itsm-events.yaml")
    assert (log.rows, log.whole.size) == (2_040, 300)
    whole = read("tickets", "itsm_incidents_uci/incidents_2016-03_2016-04.csv", "itsm.yaml")
    assert log.whole.level == 0.65
    assert {part.name for part in log.parts} == {part.name for part in whole.parts}
    assert found(log)["events"] == 300


def test_published_availability_of_each_site_is_reproduced():
    folder = RAW / "upptime_electisec_2025"
    log = read("outages", "upptime_electisec_2025/daily_minutes_down.csv", "upptime.yaml")
    lines = [line.split(",") for line in (folder / "sites.csv").read_text(encoding="utf-8").splitlines()[1:]]
    published = {line[0]: float(line[4].rstrip("%")) for line in lines}
    assert {part.name for part in log.parts} == set(published)
    assert log.rows == 271
    for part in log.parts:
        assert 100 * part.level == pytest.approx(published[part.name], abs=0.005 + 1e-9), part.name
    assert log.months.whole.tolist() == [False, True, True, False]


def test_failures_of_clusters_are_as_their_readme_says():
    log = read("outages", "lanl_failures_1996_2005/failures_shared_systems.csv", "lanl-all.yaml")
    assert log.rows == 15_627
    assert found(log)["alike"] == 20
    assert found(log)["duration_differs"] == 17
    assert (log.times.median, log.times.p90, log.times.longest) == (56, 306, 319_482)
    assert log.times.mean == pytest.approx(376.9, abs=0.05)
    assert log.times.has_heavy_tail
    assert len(log.parts) == 18


def test_a_node_is_a_share_of_its_cluster():
    log = read("outages", "lanl_failures_1996_2005/failures_shared_systems.csv", "lanl.yaml", "2")
    assert log.whole.size == 49 * (log.end - log.start)
    assert log.whole.level > 0.99
    assert log.fit.has_memory
    assert log.drift.has_drifted
    record = json.loads(as_json(log, "en"))
    assert (record["belief"]["memory_supported"], record["drift"]["drifted"]) == (False, True)
