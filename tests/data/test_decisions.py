"""The numbers of the decision pages are those of the shipped cases."""

import re

import pytest

from outsourcing_model.case.case import Case

from .decisions import PAGES, computed, tables

WITH_TABLES = {page.name: page for page in PAGES if tables(page.read_text(encoding="utf-8"))}
README = (PAGES[0].parent / "README.md").read_text(encoding="utf-8")
CONVENTIONS = [line for line in README.splitlines() if line.startswith("| ") and "](" in line]


@pytest.mark.parametrize("name", WITH_TABLES)
def test_a_page_states_what_the_shipped_case_gives(cases: dict[str, Case], name: str) -> None:
    for _, table in tables(WITH_TABLES[name].read_text(encoding="utf-8")):
        assert computed(table, cases[table.case]) == table


@pytest.mark.parametrize("line", CONVENTIONS)
def test_a_convention_has_a_page_with_a_number(line: str) -> None:
    pages = re.findall(r"\(([\w-]+\.md)\)", line)
    assert set(pages) & set(WITH_TABLES)


def test_all_conventions_are_listed() -> None:
    assert len(CONVENTIONS) == 11
    assert sum(len(re.findall(r"\]\(", line)) for line in CONVENTIONS) == 22


def test_every_table_is_read() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert text.count("| change |") == len(tables(text)), page.name
        assert all(len(table.rows) > 1 for _, table in tables(text)), page.name


def test_another_number_is_found_out(cases: dict[str, Case]) -> None:
    text = WITH_TABLES["0017-flows-at-month-end.md"].read_text(encoding="utf-8")
    table = tables(text)[0][1]
    wrong = text.replace(table.rows[1].figure, "1")
    assert tables(wrong)[0][1] != computed(table, cases[table.case])
