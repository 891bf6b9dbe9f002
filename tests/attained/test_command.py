"""The command that fits beliefs to logs, and the page that explains it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from test_cli import call

from outsourcing_model.case.attainment import Attainment
from outsourcing_model.casefile.calendar_map import AgreedHours, Daily, Maintenance
from outsourcing_model.casefile.log_map import Span
from outsourcing_model.casefile.outage_map import Exposure, ExposureColumns, OutageColumns, OutageMap, Weighing
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.ticket_map import TicketColumns, TicketMap
from outsourcing_model.metrics.attained.belief import belief_of
from outsourcing_model.presentation.attained import chart, fragment
from outsourcing_model.presentation.attained.sentences import fitted, states_memory
from outsourcing_model.session.attained import read_attained
from outsourcing_model.wording import keys

PAGE = (Path(__file__).parents[2] / "docs" / "attainment.md").read_text(encoding="utf-8")
CASE = """
case: With a level from a log
currency: EUR
start: 2026-01
term: 36 months
discount_rate: 8 %
include: attained.yaml
services: {hosting: {unit: server, volume: {month_1: 80}}}
service_levels: {uptime: {service: hosting, metric: availability, target: 99.5 %}}
offers: {northern: {provider: Northern (fictional), charges: {hosting: {price: 100}}}}
alternatives: {in_house: {}, all_out: {every_service: northern}}
"""


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Return a folder with the files that the page shows, as the folder one works in."""
    (log,), mapping = blocks("csv"), blocks("yaml")[0]
    (tmp_path / "outages.csv").write_text(log, encoding="utf-8")
    (tmp_path / "log-map.yaml").write_text(mapping, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_of_the_page_runs_and_writes_what_it_shows(page, monkeypatch, capsys):
    (command,) = "".join(blocks("console")).splitlines()
    code, told, _ = call(monkeypatch, capsys, *command.split()[1:])
    assert code == 0
    written = (page / "attained.yaml").read_text(encoding="utf-8")
    assert written.endswith(blocks("yaml")[1])
    assert "counts them" in written
    assert (page / "months.svg").read_text(encoding="utf-8").startswith("<svg")
    for said in ("Dropped: 1 outage(s) without an end (rows 16)", "Level: 99.40%", "5 of 6 later months lie inside"):
        assert said in told, said
    (page / "case.yaml").write_text(CASE, encoding="utf-8")
    case = read_case(page / "case.yaml")
    found = case.in_house.attainment["uptime"]
    assert (found.spread, found.status) == (0.004697, "measured")
    fit = read_attained(page / "outages.csv", "outages", page / "log-map.yaml").fit
    assert found.mean.values == belief_of(fit).values


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_belief_about_an_offer_with_chart_and_record(lang, page, monkeypatch, capsys):
    arguments = ["outages.csv", "--kind", "outages", "--map", "log-map.yaml", "--level", "uptime", "--of", "northern"]
    files = ["--out", "attained.yaml", "--chart", "c.png", "--json", "r.json"]
    code, told, _ = call(monkeypatch, capsys, "attainment", *arguments, *files, "--group", "Lyon", "--lang", lang)
    assert code == 0
    assert ("Availability by month" in told) == (lang == "en")
    (page / "case.yaml").write_text(CASE, encoding="utf-8")
    assert read_case(page / "case.yaml").offers["northern"].attainment["uptime"].spread == 0.004697
    record = json.loads((page / "r.json").read_text(encoding="utf-8"))
    assert (record["coverage"]["inside"], record["coverage"]["tested"]) == (5, 6)
    assert record["belief"]["p10"] < record["belief"]["mean"] < record["belief"]["p90"]
    assert [month["month"] for month in record["months"]][::11] == ["2024-01", "2024-12"]
    assert (page / "c.png").read_bytes().startswith(b"\x89PNG")


def test_a_memory_is_stated_where_the_log_supports_it_and_a_case_has_a_field_for_it(page, monkeypatch):
    attained = read_attained(page / "outages.csv", "outages", page / "log-map.yaml")
    sure = replace(attained.fit, memory=0.456, memory_error=0.1, memory_p=0.001)
    monkeypatch.setitem(vars(attained), "fit", sure)
    assert states_memory(attained)
    told = list(fitted(attained, "en"))
    assert told[2].startswith("Memory: 0.46 (80 %: 0.33 to 0.58)")
    field = "memory" in Attainment.model_fields
    assert fragment.belief_tree(attained, "en").get("memory") == (0.46 if field else None)
    assert ("no field for memory" in told[-1]) != field


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--kind", "outages"], "outages.csv has the columns Incident, Start, End, Grade, Site."),
        (["--kind", "incidents", "--map", "log-map.yaml"], "unknown kind incidents; use one of outages, tickets"),
        (["--kind", "outages", "--map", "log-map.yaml", "--out", "a.yaml"], "name it with --level"),
        (["--kind", "outages", "--map", "log-map.yaml", "--level", "a b"], "a b can't be a name in a case"),
        (["--kind", "outages", "--map", "log-map.yaml", "--chart", "a.gif"], "a chart is written as .svg or .png"),
        (["--kind", "outages", "--map", "none.yaml"], "none.yaml"),
        (["--kind", "tickets", "--map", "log-map.yaml"], "log-map.yaml:1:11: columns.started: the key started"),
        (["--kind", "outages", "--map", "log-map.yaml", "--group", "Lion"], "the log has no group Lion; it has Lyon"),
    ],
)  # fmt: skip
def test_what_is_wrong_ends_with_code_2_and_nothing_written(arguments, expected, page, monkeypatch, capsys):
    before = sorted(page.iterdir())
    code, _, told = call(monkeypatch, capsys, "attainment", "outages.csv", *arguments, "--lang", "en")
    assert code == 2
    assert expected in told
    assert sorted(page.iterdir()) == before


def test_a_log_without_any_outage_gives_no_belief(page, monkeypatch, capsys):
    mapping = (page / "log-map.yaml").read_text(encoding="utf-8").replace("{Grade: planned}", "{Grade: '*'}")
    (page / "log-map.yaml").write_text(mapping, encoding="utf-8")
    arguments = [
        "outages.csv",
        "--kind",
        "outages",
        "--map",
        "log-map.yaml",
        "--level",
        "uptime",
        "--out",
        "a.yaml",
        "--lang",
        "en",
    ]
    code, _, told = call(monkeypatch, capsys, "attainment", *arguments)
    assert code == 2
    assert "Nothing was written: the log supports no belief (No belief: all 12 whole months are at 100.00%" in told
    assert not (page / "a.yaml").exists()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_chart_shows_every_month_and_says_what_it_shows(lang, page):
    attained = read_attained(page / "outages.csv", "outages", page / "log-map.yaml")
    axes = chart.draw(attained, lang)
    assert len(axes.collections[-1].get_offsets()) == 12
    frame = chart.table(attained, lang)
    assert frame["level"].tolist() == attained.months.level.tolist()
    words = chart.alt_text(attained, lang)
    assert words.count(" ; ") == 11
    assert chart.message(attained, lang) in words


RECORDS = (
    OutageMap, OutageColumns, Weighing, Exposure, ExposureColumns, TicketMap, TicketColumns, AgreedHours, Daily,
    Maintenance, Span,
)  # fmt: skip


@pytest.mark.parametrize("record", RECORDS)
def test_the_page_names_every_field(record):
    names = {field.alias or name for name, field in record.model_fields.items()}
    assert {name for name in names if not re.search(rf"\b{name}\b", PAGE)} == set()


def test_a_contents_list_names_every_heading():
    headings = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    assert re.findall(r"^\d+\. \[(.*)\]\(#", PAGE, re.MULTILINE) == headings


def test_every_finding_of_the_readers_has_words():
    folder = Path(__file__).parents[2] / "src" / "outsourcing_model"
    sources = [*(folder / "casefile").glob("*.py"), *(folder / "metrics" / "attained").glob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(re.findall(r'(?:finding|Finding)\(\s*"(\w+)"', text)) | {"not_kept", "left_out", "pooled"}
    assert used == {key.rpartition(".")[2] for key in keys("attained") if key.startswith("attained.finding.")}


def test_the_fragment_states_what_a_case_knows(page):
    attained = read_attained(page / "outages.csv", "outages", page / "log-map.yaml")
    assert set(fragment.belief_tree(attained, "en")) <= set(Attainment.model_fields)
    assert "memory" not in fragment.belief_tree(attained, "en")
