"""The command line as a person uses it, in a process of its own or through its door."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from casefile.conftest import GOOD
from casefile.test_broken_cases import VARIANTS

from outsourcing_model.cli import main as door
from outsourcing_model.cli.main import main

ROOT = Path(__file__).parent.parent
CALCULATOR = ROOT / "data" / "outsourcing-calculator" / "case.yaml"
FRENCH = ROOT / "data" / "contrat-infogerance" / "case.yaml"
HEAVY = ("numpy", "pandas", "numba", "scipy", "matplotlib")


def call(monkeypatch, capsys, *arguments):
    """Return exit code, output and messages of one call through the program's own door."""
    monkeypatch.setattr(sys, "argv", ["outsourcing-model", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        door.main()
    told = capsys.readouterr()
    return ended.value.code or 0, told.out, told.err


@pytest.fixture(scope="module")
def calculated(tmp_path_factory):
    """Return the folder of a run of the published calculator, in a process of its own on a French machine, and what
    it printed; the machine decides nothing, since the case is in English."""
    out = tmp_path_factory.mktemp("calculated")
    command = [sys.executable, "-m", "outsourcing_model", "run", str(CALCULATOR), "--out", str(out), "--draws", "64"]
    french = {**os.environ, "LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8", "LANGUAGE": "fr", "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=french)
    assert done.returncode == 0, done.stderr
    return out, done.stdout


def test_run_prints_the_published_answers(calculated):
    _, printed = calculated
    for figure in (
        "506,666.67",
        "293,333.33",
        "36.67%",
        "560,000.00",
        "1,040,000.00",
        "1,520,000.00",
        "240,000.00",
        "880,000.00",
        "month 3",
    ):
        assert figure in printed, figure


def test_run_writes_everything_and_the_results_keep_their_contract(calculated):
    out, _ = calculated
    names = {path.name for path in out.iterdir()}
    wanted = {"results.json", "cash-flows.csv", "bids.csv", "budget.csv", "exit-costs.csv", "report.html"}
    wanted |= {"term-sheet.xlsx", "term-sheet-internal.xlsx"}
    assert wanted <= names
    assert sum(name.startswith("chart-") and name.endswith(".png") for name in names) >= 5
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    jsonschema.validate(results, json.loads((ROOT / "docs" / "results.schema.json").read_text(encoding="utf-8")))
    outsourced = results["alternatives"]["outsourced"]
    assert outsourced["annual_cost"] == pytest.approx(506_666.67, abs=0.005)
    assert outsourced["annual_saving"] == pytest.approx(293_333.33, abs=0.005)
    assert [year["cumulated_cost"] for year in outsourced["by_year"]] == pytest.approx([560_000, 1_040_000, 1_520_000])
    assert outsourced["payback_month"] == 3


def test_cash_flows_add_up_to_the_results(calculated):
    out, _ = calculated
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    with (out / "cash-flows.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for name, result in results["alternatives"].items():
        total = sum(float(row["mean"]) for row in rows if row["alternative"] == name)
        assert total == pytest.approx(result["total_cost"]["mean"], abs=0.05)


def test_the_same_run_writes_the_same_results(calculated, tmp_path, monkeypatch, capsys):
    out, _ = calculated
    code, _, told = call(monkeypatch, capsys, "run", CALCULATOR, "--out", tmp_path, "--draws", 64, "--workers", 1)
    assert code == 0, told
    for name in ("results.json", "cash-flows.csv", "bids.csv", "report.html"):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes(), name


def test_french_case_speaks_french_and_a_scenario_changes_it(tmp_path, monkeypatch, capsys):
    code, printed, told = call(
        monkeypatch, capsys, "run", FRENCH, "--out", tmp_path, "--draws", 64, "--scenario", "cession_d_une_usine"
    )
    assert code == 0, told
    assert "Coût actualisé" in printed
    assert "Avertissement" in told
    assert 'lang="fr"' in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["run", "check", "explain", "schema", "term-sheet", "example", "bids", "certainty"])
def test_every_command_has_help_with_an_example(command, monkeypatch, capsys):
    code, printed, _ = call(monkeypatch, capsys, command, "--help")
    assert code == 0
    assert f"outsourcing-model {command}" in re.sub(r"\s+", " ", printed)


def test_help_loads_nothing_heavy():
    script = (
        "import sys; from outsourcing_model.cli.main import main; sys.argv = ['outsourcing-model', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print('LOADED', [name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("LOADED []")


def test_check_accepts_a_good_case_and_warns_of_a_cliff(monkeypatch, capsys):
    path = ROOT / "data" / "service-desk-and-hosting" / "case.yaml"
    code, printed, _ = call(monkeypatch, capsys, "check", path, "--lang", "en")
    assert code == 0
    assert "the price of all units falls" in printed
    assert "no problem" in printed


def test_schema_is_the_one_in_the_repository(monkeypatch, capsys):
    code, printed, _ = call(monkeypatch, capsys, "schema")
    assert code == 0
    assert json.loads(printed) == json.loads((ROOT / "docs" / "case.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("alternatives.outsourced.npv_cost", r"\$1,520,000\.00.*charges\.provider.*case\.yaml:\d+:\d+"),
        ("offers.provider.transition.price", r"80000.*case\.yaml:\d+:\d+"),
        ("in_house.costs.all_in.yearly", r"800,000.*case\.yaml:\d+:\d+"),
    ],
)
def test_explain_leads_to_the_place_in_the_file(figure, expected, monkeypatch, capsys):
    code, printed, told = call(monkeypatch, capsys, "explain", CALCULATOR, figure)
    assert code == 0, told
    assert re.search(expected, printed.replace("\n", " ")), printed


def test_explain_names_the_nearest_figure(monkeypatch, capsys):
    code, _, told = call(monkeypatch, capsys, "explain", CALCULATOR, "offers.provider.charges.it_servise")
    assert code == 2
    assert "it_service" in told


def test_term_sheet_alone(tmp_path, monkeypatch, capsys):
    target = tmp_path / "sheet.xlsx"
    code, printed, told = call(monkeypatch, capsys, "term-sheet", CALCULATOR, "--out", target, "--draws", 32)
    assert code == 0, told
    assert target.name in printed.replace("\n", "")
    assert target.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["From the price to comparable present cost", "1,440,000.00", "1,520,000.00", "Bids are not ranked"]),
        ("fr", ["Du prix au coût actualisé comparable", "1 440 000,00", "1 520 000,00", "ne sont pas classées"]),
    ],
)
def test_bids_are_led_from_price_to_comparable_cost(lang, words, monkeypatch, capsys):
    code, printed, told = call(monkeypatch, capsys, "bids", CALCULATOR, "--lang", lang, "--draws", 32)
    assert code == 0, told
    plain = re.sub(r"[\u202f\xa0]", " ", printed)
    assert [word for word in words if word not in plain] == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["is the best choice in", "Expected regret", "Everything, luck included", "Written to"]),
        ("fr", ["est la meilleure solution dans", "Regret attendu", "Tout, hasard compris", "Écrit dans"]),
    ],
)
def test_certainty_is_told_and_written(lang, words, tmp_path, monkeypatch, capsys):
    path = ROOT / "data" / "service-desk-and-hosting" / "case.yaml"
    code, printed, told = call(
        monkeypatch, capsys, "certainty", path, "--lang", lang, "--draws", 64, "--out", tmp_path / "new"
    )
    assert code == 0, told
    plain = re.sub(r"[\u202f\xa0]", " ", printed)
    assert [word for word in words if word not in plain] == []
    names = {"certainty.json", "certainty.csv", "chart-cumulative.png", "chart-acceptability.png"}
    assert {each.name for each in (tmp_path / "new").iterdir()} >= names
    stated = json.loads((tmp_path / "new" / "certainty.json").read_text(encoding="utf-8"))
    assert min(each["regret"] for each in stated["alternatives"].values()) == stated["evpi"]["value"]


def test_example_lists_and_copies(tmp_path, monkeypatch, capsys):
    code, printed, _ = call(monkeypatch, capsys, "example")
    assert code == 0
    assert "outsourcing-calculator" in printed
    code, _, _ = call(monkeypatch, capsys, "example", "outsourcing-calculator", "--to", tmp_path / "mine")
    assert code == 0
    assert (tmp_path / "mine" / "case.yaml").read_bytes() == CALCULATOR.read_bytes()
    code, _, told = call(monkeypatch, capsys, "example", "outsourcing-calculator", "--to", tmp_path / "mine")
    assert (code, "not empty" in told) == (2, True)
    code, _, told = call(monkeypatch, capsys, "example", "nothing")
    assert (code, "no shipped case is called nothing" in told) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("term:", "terms:", "case.yaml:"),
        ("discount_rate: 0 %", "discount_rate: 8", "8 % (0.08)"),
        ("discount_rate: 0 %", "discount_rate: -100 %", "discount_rate"),
    ],
)
def test_a_broken_case_ends_with_2_and_leaves_nothing(old, new, expected, tmp_path, monkeypatch, capsys):
    text = CALCULATOR.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "case.yaml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    code, printed, told = call(monkeypatch, capsys, "run", broken, "--out", tmp_path / "out")
    assert code == 2
    assert expected in told
    assert "Traceback" not in told + printed
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(("good", "bad", "path"), [variant[:3] for variant in VARIANTS])
def test_no_broken_variant_gets_past_the_door(good, bad, path, lang, tmp_path, monkeypatch, capsys):
    broken = tmp_path / "case.yaml"
    broken.write_text(GOOD.replace(good, bad, 1), encoding="utf-8")
    code, printed, told = call(monkeypatch, capsys, "run", broken, "--out", tmp_path / "out", "--lang", lang)
    assert code == 2
    assert re.search(rf"case\.yaml:\d+:\d+: {re.escape(path)}: .{{10}}", told), told
    assert "Traceback" not in told + printed
    assert sorted(item.name for item in tmp_path.iterdir()) == ["case.yaml"]


def test_a_missing_file_and_a_bad_language_are_told(tmp_path, monkeypatch, capsys):
    code, _, told = call(monkeypatch, capsys, "run", tmp_path / "none.yaml", "--out", tmp_path / "out")
    assert (code, "none.yaml" in told) == (2, True)
    code, _, told = call(monkeypatch, capsys, "run", CALCULATOR, "--out", tmp_path / "out", "--lang", "de")
    assert (code, "unknown language de" in told) == (2, True)
    assert not (tmp_path / "out").exists()


def test_an_unknown_scenario_is_told_in_the_language_asked(tmp_path, monkeypatch, capsys):
    arguments = ("run", FRENCH, "--out", tmp_path / "out", "--scenario", "cession_d_une_usines", "--lang", "fr")
    code, _, told = call(monkeypatch, capsys, *arguments)
    assert code == 2
    assert "cession_d_une_usine" in told
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path, monkeypatch, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    code, _, told = call(monkeypatch, capsys, "run", CALCULATOR, "--out", blocked, "--draws", 32)
    assert code == 2
    assert "check the path and the rights" in told
    assert blocked.read_text(encoding="utf-8") == "in the way"


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "nothing was left half-written"), ("fr", "rien n’a été écrit à moitié")]
)
def test_an_interruption_is_told_and_leaves_nothing(lang, words, tmp_path):
    """A real process, interrupted while it simulates: exit code 130 and no folder."""
    command = [sys.executable, "-m", "outsourcing_model", "run", str(FRENCH), "--out", str(tmp_path / "out")]
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.default_int_handler)}
    with subprocess.Popen(
        [*command, "--draws", "2000000", "--lang", lang], stderr=subprocess.PIPE, text=True, **heard
    ) as run:
        for line in run.stderr:
            if "retained" in line or "offers" in line:
                break
        time.sleep(1.5)
        run.send_signal(signal.SIGINT)
        told = run.stderr.read()
        assert run.wait(60) == 130
    assert words in told
    assert not (tmp_path / "out").exists()


def test_an_interruption_that_nothing_else_hears_is_told_too(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("outsourcing_model.cli.main.app", interrupted)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert "nothing was left half-written" in capsys.readouterr().err


def test_check_names_each_warning_with_its_place_and_lists_what_was_accepted(tmp_path):
    stated = f"{GOOD}accepted: {{no_improved_in_house: reorganised last year}}\n"
    (tmp_path / "case.yaml").write_text(stated, encoding="utf-8")
    command = [sys.executable, "-m", "outsourcing_model", "check", str(tmp_path / "case.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0
    warning, kept, last = done.stdout.splitlines()
    assert re.match(r"Warning: .*case\.yaml:\d+:\d+: offers\.onshore\.transition\.parallel_months: the offer ", warning)
    assert warning.endswith("[no_parallel_run]")
    assert re.match(r"Accepted: .*case\.yaml:\d+:\d+: alternatives: offers are compared with in_house", kept)
    assert kept.endswith("— reorganised last year [no_improved_in_house]")
    assert last == "Service desk and hosting: no problem, 1 warning(s)."
