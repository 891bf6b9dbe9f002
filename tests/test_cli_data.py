"""The commands that read people's own data, and the page that explains them."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from test_cli import call

from outsourcing_model.casefile.read import read_case

PAGE = (Path(__file__).parent.parent / "docs" / "own-data.md").read_text(encoding="utf-8")
CASE = """
case: With my own data
currency: EUR
start: 2026-01
term: 36 months
discount_rate: 8 %
include: [in-house.yaml, offer.yaml]
indices: {wages: {growth: 3 %}}
services:
  hosting: {unit: server, volume: {month_1: 80}}
  desk: {unit: ticket, volume: {month_1: 700}}
alternatives: {in_house: {}, all_out: {every_service: northern}}
"""


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Return a folder with the files that the page shows, as the folder one works in."""
    ledger, prices = blocks("csv")
    ledger_map, offer_map = blocks("yaml")
    files = {"ledger.csv": ledger, "prices.csv": prices, "ledger-map.yaml": ledger_map, "offer-map.yaml": offer_map}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_of_the_page_run_and_make_a_case(page, monkeypatch, capsys):
    for command in "".join(blocks("console")).splitlines():
        arguments = [*command.split()[1:], *(["--draws", "16"] if " run " in command else [])]
        code, _, told = call(monkeypatch, capsys, *arguments)
        assert code == 0, (command, told)
    (page / "case.yaml").write_text(CASE, encoding="utf-8")
    case = read_case(page / "case.yaml")
    assert case.in_house.costs["licences"].yearly.values == (27600.50,)
    assert case.in_house.costs["network"].monthly.values == (666.67,)
    assert case.in_house.costs["licences"].status == "measured"
    offer = case.offers["northern"]
    assert offer.charges["hosting"].base.values == (3000.0,)
    assert offer.charges["hosting"].price.values == (95.0,)
    assert offer.charges["desk"].graduated.up_to == (500.0,)
    assert [price.values for price in offer.charges["desk"].graduated.price] == [(20.0,), (17.5,)]
    assert (offer.credits.monthly_cap, offer.payment_days, offer.status) == (0.12, 45, "quote")
    assert offer.charges["hosting"].source == "prices.csv, B6, C6"


def test_the_sums_printed_tie_to_the_list(page, monkeypatch, capsys):
    command = ("costs", "ledger.csv", "--map", "ledger-map.yaml", "--out", "out.yaml", "--lang", "en")
    code, printed, told = call(monkeypatch, capsys, *command)
    assert code == 0, told
    sums = re.findall(r"^ +(-?[\d,]+\.\d\d)  (\w+)", printed, re.MULTILINE)
    figures = {word: Decimal(amount.replace(",", "")) for amount, word in sums}
    assert figures == {
        "matched": Decimal("35600.50"),
        "ignored": Decimal("-81600.00"),
        "outside": Decimal(0),
        "unmatched": Decimal(0),
        "total": Decimal("-45999.50"),
    }
    assert figures["matched"] + figures["ignored"] == figures["total"]


@pytest.mark.parametrize(("lang", "words"), [("en", "Nothing was written"), ("fr", "Rien n’a été écrit")])
def test_what_no_line_takes_must_be_ignored_on_purpose(page, lang, words, monkeypatch, capsys):
    mapping = (page / "ledger-map.yaml").read_text(encoding="utf-8").replace('  - {accounts: ["7*"]}\n', "")
    (page / "ledger-map.yaml").write_text(mapping, encoding="utf-8")
    command = ("costs", "ledger.csv", "--map", "ledger-map.yaml", "--out", "out.yaml", "--lang", lang)
    code, printed, told = call(monkeypatch, capsys, *command)
    assert (code, words in told, "706000" in told) == (2, True, True)
    assert not (page / "out.yaml").exists()
    code, printed, _ = call(monkeypatch, capsys, *command, "--allow-unmatched")
    assert (code, "706000" in printed) == (0, True)
    assert (page / "out.yaml").exists()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_bad_cells_are_all_told_and_nothing_is_written(page, lang, monkeypatch, capsys):
    bad = (page / "ledger.csv").read_text(encoding="utf-8")
    bad = bad.replace("24 000,00", "24 00,00").replace("15/02/2025", "31/02/2025").replace("9 000,00", "$9 000,00")
    (page / "ledger.csv").write_text(bad, encoding="utf-8")
    command = ("costs", "ledger.csv", "--map", "ledger-map.yaml", "--out", "out.yaml", "--lang", lang)
    code, printed, told = call(monkeypatch, capsys, *command)
    assert (code, printed) == (2, "")
    assert re.findall(r"^ledger\.csv:(\d+): ([\w ]+): ", told, re.MULTILINE) == [
        ("2", "Amount"),
        ("3", "Posting date"),
        ("5", "Amount"),
    ]
    assert not (page / "out.yaml").exists()


def provider_book(path):
    """Write a provider's workbook, with prices, a named range, a hidden sheet and a text like a formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Pricing"
    for row in (["Price list", None, None], ["Service", "Fee a year", "Unit price"], ["Desk", 12000, "18,50 €"]):
        sheet.append(row)
    sheet["A5"], sheet["B5"] = "Cap", 0.12
    sheet["A6"], sheet["B6"] = "Minimum", 60
    sheet["A7"] = "=cmd|' /C calc'!A0"
    sheet["A7"].data_type = "s"
    sheet["A8"] = "=1+1"
    book.defined_names["CapOnCredits"] = DefinedName("CapOnCredits", attr_text="Pricing!$B$5")
    book.create_sheet("Back").sheet_state = "hidden"
    book["Back"]["A1"] = "Northern Services"
    book.save(path)


MAP = """
offer: northern
currency: EUR
decimal: comma
fields:
  provider: Back!A1
  credits.monthly_cap: CapOnCredits
  minimum_commitment: {find: minimum, right: 1, percent: true}
  exit.mode: Pricing!A7
tables:
  - {table: "Pricing!A2:C3", rows: {Desk: desk}, columns: {Fee a year: {field: base, divide: 12}, Unit price: price}}
"""


def read_book(tmp_path, monkeypatch, capsys, mapping=MAP, *more):
    provider_book(tmp_path / "book.xlsx")
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    command = ("offer", "book.xlsx", "--map", "map.yaml", "--out", "offer.yaml", "--lang", "en", *more)
    return call(monkeypatch, capsys, *command)


def test_an_offer_is_read_from_a_workbook(tmp_path, monkeypatch, capsys):
    code, printed, told = read_book(tmp_path, monkeypatch, capsys, MAP, "--name", "chosen")
    assert code == 0, told
    text = (tmp_path / "offer.yaml").read_text(encoding="utf-8")
    assert "  chosen:\n" in text
    assert "minimum_commitment: 0.6\n" in text
    assert "base: 1000\n" in text
    assert "price: 18.5\n" in text
    assert 'source: "book.xlsx, Pricing!B3, Pricing!C3"' in text
    assert "mode: \"=cmd|' /C calc'!A0\"" in text
    assert "the sheet Back is hidden" in printed


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Pricing!A7", "Pricing!A8", "Pricing!A8: exit.mode: the cell has a formula without a stored result"),
        (", percent: true", "", "book.xlsx, Pricing!B6: minimum_commitment.share: 60 would mean 60 times the whole"),
        ("find: minimum", "find: maximum", "map.yaml: fields.minimum_commitment: no cell says maximum"),
        ("CapOnCredits", "CapOnCredit", "nor a named range; the workbook names CapOnCredits"),
        ("Back!A1", "Backs!A1", "there is no sheet Backs; there is Back"),
        ("Unit price: price", "Unit prices: price", "the column Unit prices is not there; the header has Unit price"),
        ("rows: {Desk: desk}", "rows: {Desks: desk}", "the table has no row Desks"),
        ("currency: EUR", "currency: USD", "book.xlsx, Pricing!C3: charges.desk.price: 18,50 € is no number here"),
        ("decimal: comma", "decimal: point", "book.xlsx, Pricing!C3: charges.desk.price: 18,50 € is no number here"),
        ("exit.mode", "exit.moode", "exit.moode: the key moode is not known; did you mean mode?"),
        ("  provider: Back!A1\n", "", "map.yaml: provider: provider is missing"),
        ("offer: northern", "offer: my offer", "map.yaml:2:1: offer: my offer can't be used as a name"),
        ("percent: true", "divided: 3", "map.yaml:8:49: fields.minimum_commitment.divided: the key divided"),
    ],
)  # fmt: skip
def test_a_problem_of_an_offer_names_its_cell(old, new, expected, tmp_path, monkeypatch, capsys):
    assert old in MAP
    code, _, told = read_book(tmp_path, monkeypatch, capsys, MAP.replace(old, new, 1))
    assert code == 2
    assert expected in told, told
    assert not (tmp_path / "offer.yaml").exists()


def test_a_template_is_yaml_only_and_leaves_nothing(tmp_path, monkeypatch, capsys):
    code, _, told = call(monkeypatch, capsys, "template", tmp_path / "case.xlsx", "--lang", "en")
    assert (code, "only YAML is written so far" in told) == (2, True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "mine.yaml").write_text("case: mine", encoding="utf-8")
    code, _, told = call(monkeypatch, capsys, "template", tmp_path / "mine.yaml", "--lang", "en")
    assert (code, "is there already" in told) == (2, True)
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "case: mine"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_template_checks_and_runs(lang, tmp_path, monkeypatch, capsys):
    target = tmp_path / "case.yaml"
    for command in (
        ("template", target, "--lang", lang),
        ("check", target),
        ("run", target, "--out", tmp_path / "out", "--draws", 16),
    ):
        code, _, told = call(monkeypatch, capsys, *command)
        assert code == 0, told
    assert read_case(target).language == lang


@pytest.mark.parametrize("command", ["costs", "offer", "template"])
def test_every_command_has_help_with_an_example(command, monkeypatch, capsys):
    code, printed, _ = call(monkeypatch, capsys, command, "--help")
    assert code == 0
    assert f"outsourcing-model {command}" in re.sub(r"\s+", " ", printed)
