"""A workbook from outside is looked at before any parser sees it."""

import time
import zipfile
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from outsourcing_model.casefile.gate import refers_outside, refusal
from outsourcing_model.casefile.workbook import open_workbook
from outsourcing_model.errors import CaseError

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(rows=(("Account", "Amount"), ("6511", 12.5))):
    """Return the bytes of a good workbook."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(parts, without=()):
    """Return a good workbook with some parts replaced, added or taken out."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(book())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        kept = {name: old.read(name) for name in old.namelist() if name not in without}
        for name, content in {**kept, **parts}.items():
            new.writestr(name, content)
    return stream.getvalue()


def sheet(inside, before=""):
    return {
        SHEET: f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'
    }


def merged(area):
    return {
        SHEET: f'<worksheet xmlns="{MAIN}"><sheetData/><mergeCells><mergeCell ref="{area}"/></mergeCells></worksheet>'
    }


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
CELL = '<row r="1"><c r="A1"><v>1&b;</v></c></row>'
GOOD = book()

HOSTILE = {
    "no zip": (b"Account;Amount\n", "workbook_no_zip"),
    "old or locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "workbook_old"),
    "cut off": (GOOD[: len(GOOD) // 2], "workbook_broken"),
    "first bytes only": (GOOD[:4], "workbook_broken"),
    "bomb": (changed({"xl/sharedStrings.xml": b"<sst>" + b" " * 30_000_000 + b"</sst>"}), "workbook_bomb"),
    "many parts": (changed({f"xl/media/{n}.png": b"" for n in range(2_001)}), "workbook_bomb"),
    "million rows": (changed(sheet('<row r="1048576"><c r="A1048576"/></row>')), "workbook_far"),
    "far column": (changed(sheet('<row r="1"><c r="XFD1"/></row>')), "workbook_far"),
    "merged sheet": (changed(merged("A1:XFD1048576")), "workbook_bomb"),
    "depth": (changed({SHEET: "<a>" * 100 + "</a>" * 100}), "workbook_bomb"),
    "entities": (changed(sheet(CELL, LAUGHS)), "workbook_entities"),
    "entities in UTF-16": (changed({SHEET: (LAUGHS + "<x>&b;</x>").encode("utf-16")}), "workbook_entities"),
    "entity of a file": (changed(sheet(CELL, OUTSIDE)), "workbook_entities"),
    "entities in relations": (changed({"_rels/.rels": LAUGHS + "<x/>"}), "workbook_entities"),
    "macros": (changed({"xl/vbaProject.bin": b"code"}), "workbook_macros"),
    "cell twice": (changed(sheet('<row r="1"><c r="A1"/><c r="A1"/></row>')), "workbook_cell_twice"),
    "way out": (changed({"../evil.xml": "<a/>"}), "workbook_broken"),
    "not well formed": (changed({SHEET: "<worksheet><row></worksheet>"}), "workbook_broken"),
    "a document": (changed({"word/document.xml": "<a/>"}, without=("xl/workbook.xml",)), "workbook_other"),
    "too large": (b"PK\x03\x04" + b"\0" * 20_000_001, "workbook_too_large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_container_is_refused_at_once(name):
    content, key = HOSTILE[name]
    start = time.perf_counter()
    found = refusal(content)
    assert found is not None
    assert found.key == key
    assert time.perf_counter() - start < 1
    with pytest.raises(CaseError) as caught:
        open_workbook(content, "sent.xlsx")
    (problem,) = caught.value.problems
    assert problem.place == "sent.xlsx"
    assert problem.text("en") != problem.text("fr")


def test_a_good_workbook_passes_and_keeps_its_values():
    assert refusal(GOOD) is None
    assert not refers_outside(GOOD)
    rows = open_workbook(GOOD, "sent.xlsx").rows("Sheet")
    assert [(row.number, [str(cell) for cell in row.cells]) for row in rows] == [
        (1, ["Account", "Amount"]),
        (2, ["6511", "12.5"]),
    ]


def test_a_content_type_with_macros_is_refused_without_the_code():
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    macro = types.replace("spreadsheetml.sheet.main+xml", "x").replace(
        "application/vnd.openxmlformats-officedocument.x", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    assert macro != types
    assert refusal(changed({"[Content_Types].xml": macro})).key == "workbook_macros"


def test_links_to_other_files_are_noticed_and_not_followed():
    assert refers_outside(changed({"xl/externalLinks/externalLink1.xml": "<externalLink/>"}))


def test_the_parser_behind_the_gate_is_the_defused_one():
    assert openpyxl.DEFUSEDXML
    assert openpyxl.xml.functions.fromstring.__module__ == "defusedxml.common" or not openpyxl.LXML


def test_what_passes_the_gate_and_means_nothing_is_told_as_damaged():
    for part in (
        {SHEET: "<worksheet/>"},
        sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        {"xl/workbook.xml": "<a/>"},
    ):
        content = changed(part)
        assert refusal(content) is None
        try:
            opened = open_workbook(content, "sent.xlsx")
            found = [row for name in opened.sheets for row in opened.rows(name)]
        except CaseError as error:
            found = [problem for problem in error.problems if problem.key != "workbook_broken"]
        assert found == []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(cuts=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=6)), min_size=1, max_size=6))
@example(cuts=[(4, b"\xff" * 6)])
@example(cuts=[(len(GOOD) - 22, b"\x00" * 6)])
def test_a_workbook_with_changed_bytes_is_read_or_refused(cuts):
    content = bytearray(GOOD)
    for at, piece in cuts:
        content[at : at + len(piece)] = piece
    try:
        opened = open_workbook(bytes(content), "sent.xlsx")
        for name in opened.sheets:
            opened.rows(name)
    except CaseError as error:
        refused = error
        opened = None
    assert opened is not None or refused.problems
