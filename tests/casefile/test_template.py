"""The blank case shows every field of every record, in both languages, and runs."""

import re
from typing import get_args

import pytest

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems
from outsourcing_model.case.record import Record
from outsourcing_model.case.shape import extra_type
from outsourcing_model.case.words import field_key
from outsourcing_model.casefile.read import read_case
from outsourcing_model.casefile.template import blank_case
from outsourcing_model.casefile.template_values import default_of, sample_of, unit_of
from outsourcing_model.wording import LANGUAGES, known, say


def records():
    """Return every record below the case."""
    found, waiting = [], [Case]
    while waiting:
        kind = waiting.pop()
        if not (isinstance(kind, type) and issubclass(kind, Record)):
            waiting += get_args(kind)
        elif kind not in found:
            found.append(kind)
            waiting += [field.annotation for field in kind.model_fields.values()] + [extra_type(kind)]
    return found


FIELDS = [(record, name) for record in records() for name in record.model_fields]
TEXT = {lang: blank_case(lang) for lang in LANGUAGES}


def entries(lang):
    """Yield name, value and comment of every member of the page, comments on several lines joined."""
    joined = re.sub(r"\n +# (?![- ]*\w+:( |$))(?!\.\.\.)", " ", TEXT[lang])
    for line in joined.splitlines():
        if match := re.fullmatch(r" *(?:# )?(?:- )?(\w+):(?: (.*?))? *(?:  # (.*))?", line):
            yield match[1], (match[2] or "").strip(), match[3] or ""


def test_every_unit_has_its_words():
    units = {unit_of(record.model_fields[name]) for record, name in FIELDS} - {""}
    assert sorted(unit for unit in units if not known(f"unit.{unit}")) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_is_there_with_meaning_unit_and_default(lang):
    assert len(FIELDS) > 150
    shown = list(entries(lang))
    missing = []
    for record, name in FIELDS:
        field = record.model_fields[name]
        told = say(field_key(record, name), lang)
        unit = f"[{say(f'unit.{unit_of(field)}', lang)}]" if unit_of(field) else ""
        default = default_of(field)
        fits = [
            (value, comment)
            for found, value, comment in shown
            if found == name and comment.startswith(told) and unit in comment
        ]
        if not any(
            default in (value, "") or default in comment or default in ("{}", "[]", '""') for value, comment in fits
        ):
            missing.append(f"{record.__name__}.{name}")
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_fits_and_reads(lang):
    lines = TEXT[lang].splitlines()
    assert max(len(line) for line in lines) <= 120
    assert not any(line != line.rstrip() or "\t" in line for line in lines)
    assert sum("----" in line for line in lines) >= 12


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_a_case_without_problems(lang, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(TEXT[lang], encoding="utf-8")
    case = read_case(path)
    assert problems(case) == []
    assert case.language == lang


def test_the_languages_differ_and_show_the_same_fields():
    names = {
        lang: [(name, value) for name, value, _ in entries(lang) if not value.startswith('"')] for lang in LANGUAGES
    }
    assert [name for name, _ in names["en"]] == [name for name, _ in names["fr"]]
    assert TEXT["en"] != TEXT["fr"]


def test_a_new_record_and_a_new_field_appear_by_themselves(monkeypatch):
    """A field that is added to a record stands on the page without the page being told."""
    from outsourcing_model.case.offer import ExitTerms

    extended = dict(ExitTerms.model_fields) | {"penalty": ExitTerms.model_fields["wind_down"]}
    monkeypatch.setattr(ExitTerms, "__pydantic_fields__", extended)
    monkeypatch.setattr("outsourcing_model.casefile.template.field_key", lambda record, name: "case_term.any.name")
    assert "# penalty: 0" in blank_case("en")


@pytest.mark.parametrize(("record", "name"), FIELDS, ids=[f"{record.__name__}.{name}" for record, name in FIELDS])
def test_every_sample_is_one_line(record, name):
    assert sample_of(record, name)
    assert "\n" not in sample_of(record, name)
