"""A cost list: every booking in one place, all that is wrong told with its cell."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from outsourcing_model.casefile.cost_fragment import cost_fragment
from outsourcing_model.casefile.ledger import read_ledger
from outsourcing_model.errors import CaseError

MAP = """
columns: {account: Account, amount: Amount, date: Date, text: Text}
currency: EUR
lines:
  hosting: {accounts: ["61*"], service: desk}
  all_it: {accounts: ["6*"], text: ["*IT*"]}
ignore: {accounts: ["7*"]}
"""
HEAD = "Account;Text;Date;Amount\n"


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a list with a mapping."""

    def read(content, mapping=MAP, name="ledger.csv"):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
        return read_ledger(path, tmp_path / "map.yaml")[0]

    return read


@pytest.fixture
def problems(read, tmp_path):
    """Return a function that gives the problems of a list, as told in English without the folder."""

    def told(content, mapping=MAP, name="ledger.csv"):
        with pytest.raises(CaseError) as caught:
            read(content, mapping, name)
        assert caught.value.text("fr") != caught.value.text("en")
        return [problem.text("en").replace(f"{tmp_path}/", "") for problem in caught.value.problems]

    return told


def amounts(ledger):
    return {name: str(total.amount) for name, total in ledger.lines.items()}


def test_each_booking_goes_to_the_first_line_that_fits_and_overlaps_are_told(read):
    ledger = read(
        HEAD + "6100;IT hosting;01/01/2025;100,10\n6200;it support;01/03/2025;50,20\n7000;Sales;01/02/2025;-9\n"
    )
    assert amounts(ledger) == {"hosting": "100.10", "all_it": "50.20"}
    assert ledger.overlaps[("hosting", "all_it")].count == 1
    assert (ledger.ignored.amount, ledger.whole.amount) == (Decimal(-9), Decimal("141.30"))
    assert ledger.matched + ledger.ignored.amount + ledger.outside.amount + ledger.left_over == ledger.whole.amount
    assert (str(ledger.period.first), ledger.period.months) == ("2025-01", 3)
    assert ledger.per("hosting", "yearly") == Decimal("400.40")
    assert ledger.per("hosting", "monthly") == Decimal("33.37")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_any_delimiter_and_encoding(delimiter, encoding, read):
    text = (
        HEAD.replace(";", delimiter) + delimiter.join(["6100", '"Café; IT, réseau"', "01/01/2025", '"1.200,50"']) + "\n"
    )
    assert amounts(read(text.encode(encoding))) == {"hosting": "1200.50", "all_it": "0"}


def test_debit_less_credit(read):
    mapping = MAP.replace("amount: Amount", "debit: Debit, credit: Credit")
    ledger = read("Account;Text;Date;Debit;Credit\n6100;a;01/01/2025;100,00;\n6100;b;02/01/2025;;30,50\n", mapping)
    assert amounts(ledger)["hosting"] == "69.50"


def test_costs_below_zero_are_turned(read):
    ledger = read(HEAD + "6100;a;01/01/2025;-100,00\n", MAP + "sign: cost_negative\n")
    assert amounts(ledger)["hosting"] == "100.00"


def test_titles_above_empty_rows_and_dates_outside_the_period(read):
    text = f"Ledger of the company\n\n{HEAD}\n6100;a;01/01/2024;5,00\n6100;a;01/01/2025;7,00\n;;;\n"
    ledger = read(text, MAP + "period: {from: 2025-01, to: 2025-12}\n")
    assert (amounts(ledger)["hosting"], ledger.outside.amount, ledger.outside.first_row) == ("7.00", Decimal("5.00"), 5)
    assert (ledger.above, len(ledger.silent)) == (1, 11)


def test_rows_that_are_alike_are_counted_and_told(read):
    ledger = read(HEAD + "6100;a;01/01/2025;5,00\n" * 2 + "6100;a;01/01/2025;5,01\n")
    assert ledger.duplicates == ((2, 3),)
    assert amounts(ledger)["hosting"] == "15.01"


def test_a_workbook_is_read_like_a_csv_file(read, tmp_path):
    book = Workbook()
    book.active.title = "2025"
    for row in (["General ledger"], [], ["Account", "Text", "Date", "Amount"], [6100, "=x", date(2025, 1, 5), 0.1]):
        book.active.append(row)
    for row in ([6100, "b", "06/01/2025", 0.2], ["6100", "c", date(2025, 2, 1), "1 000,30 €"]):
        book.active.append(row)
    book.active["B4"].data_type = "s"
    book.save(tmp_path / "ledger.xlsx")
    ledger = read(None, MAP, "ledger.xlsx")
    assert amounts(ledger)["hosting"] == "1000.60"
    assert ledger.whole.count == 3


def test_places_in_a_workbook_are_cells(problems, tmp_path):
    book = Workbook()
    for row in (
        ["Account", "Text", "Date", "Amount"],
        ["6100", "a", date(2025, 1, 5), "ten"],
        ["61", "b", "x", "=1+1"],
    ):
        book.active.append(row)
    book.save(tmp_path / "ledger.xlsx")
    told = problems(None, MAP, "ledger.xlsx")
    assert [line.partition(": ")[0] for line in told] == [
        "ledger.xlsx, Sheet!D2",
        "ledger.xlsx, Sheet!D3",
        "ledger.xlsx, Sheet!C3",
    ]
    assert "formula without a stored result" in told[1]
    assert problems(None, MAP + "sheet: Sheets\n", "ledger.xlsx") == [
        "ledger.xlsx: there is no sheet Sheets; there is Sheet"
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEAD + "6100;a;01/01/2025;1,234\n", "ledger.csv:2: Amount: 1,234 can be read in two ways"),
        (
            HEAD + "6100;a;01/01/2025;12,5\n6100;a;01/01/2025;1,234.50\n",
            "ledger.csv:3: Amount: 1,234.50 is no number here",
        ),
        (HEAD + "6100;a;01/01/2025;\n", "ledger.csv:2: Amount: the row has no amount"),
        (HEAD + "6100;a;2025;12,5\n", "ledger.csv:2: Date: 2025 is no date here; write a date with the day first"),
        (HEAD + "6100;a;;12,5\n", "ledger.csv:2: Date:"),
        (HEAD + "6100;a;b;01/01/2025;12,5\n", "ledger.csv:2: Account: the row has 5 cells"),
        (HEAD + '6100;"a;01/01/2025;12,5\n', "ledger.csv:2: this row can't be taken apart"),
        (HEAD + "6100;a;01/01/2025;-12,5\n", "map.yaml: lines.hosting: its bookings add up to -12.50, below zero"),
        (HEAD.replace("Amount", "Amounts"), "ledger.csv:1: the column Amount is not there; the header has Amounts"),
        (HEAD.replace("Text", "Date"), "ledger.csv:1: the column Date is there twice"),
        (HEAD, "ledger.csv: there is no row to read"),
        ("", "ledger.csv: there is no row to read"),
        (b"\x00\x01", "ledger.csv: this is neither a workbook"),
        (HEAD.encode() + b"\n\n\x81", "ledger.csv:4: this is neither a workbook"),
        (HEAD + "6100;\u202ea;01/01/2025;12,5\n", "ledger.csv:2: the character U+202E"),
        (b"PK\x03\x04rest", "ledger.csv: the workbook is damaged"),
    ],
)
def test_what_is_wrong_in_a_list_is_told_with_its_row(content, expected, problems):
    assert problems(content)[0].startswith(expected)


def test_a_name_that_promises_a_workbook_is_kept_to_it(problems):
    assert problems(HEAD, MAP, "ledger.xlsx") == [
        "ledger.xlsx: this is no workbook, whatever its name says; save it as .xlsx (or as .csv)"
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('["61*"]', "[61]", "map.yaml:5:24: lines.hosting.accounts[0]: 61 is not a text"),
        ("amount: Amount, ", "", "map.yaml:2:10: columns: exactly one is needed; state one of amount, debit"),
        (
            "service: desk",
            "as: weekly",
            "map.yaml:5:36: lines.hosting.as: weekly is not known here",
        ),
        ("service: desk", "aas: yearly", "map.yaml:5:32: lines.hosting.aas: the key aas is not known"),
        (", date: Date", "", "map.yaml:1:1: columns needs date / period"),
        (", text: Text", "", "map.yaml:1:1: text needs columns.text"),
        ("currency: EUR", "currency: euro", "map.yaml:3:11: currency: euro is not a currency"),
        ('{accounts: ["7*"]}', "{}", "map.yaml:7:9: ignore[0]: nothing says which bookings are meant"),
        ("hosting:", "my hosting:", "map.yaml:5:3: lines.my hosting: my hosting can't be used as a name"),
        (
            "currency: EUR",
            "currency: EUR\nperiod: {from: 2025-12, to: 2025-01}",
            "map.yaml:4:9: period: 2025-12, 2025-01",
        ),
    ],
)
def test_what_is_wrong_in_a_mapping_is_told_with_its_line(old, new, expected, problems):
    assert old in MAP
    assert problems(HEAD + "6100;a;01/01/2025;12,5\n", MAP.replace(old, new, 1))[0].startswith(expected)


def test_a_line_that_no_case_takes_is_told_in_the_mapping(read, tmp_path):
    mapping = MAP.replace("service: desk", "relevance: {kind: partly, avoidable: 50 %, from_month: 7}")
    path = tmp_path / "ledger.csv"
    path.write_text(HEAD + "6100;a;01/01/2025;12,5\n", encoding="utf-8")
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    text = cost_fragment(*read_ledger(path, tmp_path / "map.yaml"), "map.yaml", "en")
    assert "relevance:\n        kind: partly\n        avoidable: 0.5\n        from_month: 7\n" in text
    assert "The period has 1 month(s)" in text


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(
    content=st.binary(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                HEAD,
                "6100;a;01/01/2025;12,5\n",
                '"',
                ";",
                ",",
                "\r",
                "\n",
                "\t",
                "1,234",
                "7;",
                "=cmd|' /C calc'!A0",
                "\ufeff",
                "\0",
                "é",
                "-",
                "2025-01-01",
                "61",
            ]
        ),
        max_size=30,
    ).map(lambda x: "".join(x).encode())
)
@example(content=HEAD.encode("utf-16"))
def test_any_bytes_are_a_list_or_are_refused(tmp_path, read, content):
    try:
        ledger = read(content)
    except CaseError as error:
        assert error.text("en") != error.text("fr")  # noqa: PT017
    else:
        parts = (ledger.matched, ledger.ignored.amount, ledger.outside.amount, ledger.left_over)
        assert sum(parts) == ledger.whole.amount
        assert Path(ledger.file).exists()
