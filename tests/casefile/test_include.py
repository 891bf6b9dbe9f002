"""Fragments join a case, and nothing outside its folder is read."""

from pathlib import Path

import pytest

from outsourcing_model.casefile.digest import digest
from outsourcing_model.casefile.read import read_case
from outsourcing_model.errors import CaseError

from .conftest import GOOD

OFFERS, REST = GOOD[GOOD.index("offers:\n") : GOOD.index("alternatives:\n")], GOOD[GOOD.index("alternatives:\n") :]
HEAD = GOOD[: GOOD.index("offers:\n")]


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / "case.yaml"


def keys(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(CaseError) as caught:
        read_case(path)
    return [(Path(problem.place.rsplit(":", 2)[0]).name, problem.key) for problem in caught.value.problems]


def test_a_case_may_be_split(tmp_path: Path) -> None:
    whole = write(tmp_path, whole=GOOD).with_name("whole.yaml")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "offers.yaml").write_text(OFFERS, encoding="utf-8")
    more = "services:\n  extra: {stays: true}\n"
    path = write(tmp_path, case=HEAD + REST + "include: parts/offers.yaml\n", more=more)
    assert digest(read_case(path)) == digest(read_case(whole))
    write(tmp_path, case=HEAD + REST + "include: [parts/offers.yaml, more.yaml]\n")
    assert list(read_case(path).services) == ["desk", "hosting", "architecture", "extra"]


def test_a_problem_names_the_fragment_and_its_line(tmp_path: Path) -> None:
    bad = OFFERS.replace("price: 260", "price: -260")
    path = write(tmp_path, case=HEAD + REST + "include: offers.yaml\n", offers=bad)
    with pytest.raises(
        CaseError, match=r"offers\.yaml:6:24: offers\.onshore\.charges\.hosting\.price: -260 is too low"
    ):
        read_case(path)


def test_a_key_stated_in_two_files_is_refused_with_both_places(tmp_path: Path) -> None:
    path = write(tmp_path, case=GOOD + "include: other.yaml\n", other="term: 12 months\n")
    with pytest.raises(
        CaseError, match=r"other\.yaml:1:1: term: term is stated in two files \(first at .*case\.yaml:4:1\)"
    ):
        read_case(path)


@pytest.mark.parametrize(
    "name",
    ["../other.yaml", "a/../../other.yaml", "/etc/passwd", "C:/x.yaml", "..\\\\x.yaml", "link.yaml", "up/other.yaml"],
)
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "other.yaml").write_text("language: fr\n", encoding="utf-8")
    (folder / "link.yaml").symlink_to(tmp_path / "other.yaml")
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    assert keys(write(folder, case=GOOD + f'include: "{name}"\n')) == [("case.yaml", "include_outside")]


def test_what_is_no_fragment(tmp_path: Path) -> None:
    write(tmp_path, nested="include: other.yaml\n", broken="a: [\n", listed="- 1\n", note="note: x\n")
    assert keys(write(tmp_path, case=GOOD + "include: nothing.yaml\n")) == [("case.yaml", "include_missing")]
    assert keys(write(tmp_path, case=GOOD + "include: nested.yaml\n")) == [("nested.yaml", "include_nested")]
    assert keys(write(tmp_path, case=GOOD + "include: broken.yaml\n")) == [("broken.yaml", "not_yaml")]
    assert keys(write(tmp_path, case=GOOD + "include: listed.yaml\n")) == [("listed.yaml", "not_a_case")]
    assert keys(write(tmp_path, case=GOOD + "include: [note.yaml, ./note.yaml]\n")) == [("case.yaml", "include_twice")]
    assert keys(write(tmp_path, case=GOOD + "include: [3, {a: 1}]\n")) == [("case.yaml", "include_not_a_name")] * 2
    assert keys(write(tmp_path, case=GOOD + f"include: [{'x, ' * 60}]\n")) == [("case.yaml", "include_too_many")]
    assert keys(write(tmp_path, case=GOOD + "include: ''\n")) == [("case.yaml", "include_not_a_name")]


def test_the_size_cap_counts_all_fragments(tmp_path: Path) -> None:
    names = ["one", "two", "three"]
    write(tmp_path, **{name: f"# {'x' * 900_000}\nnote_{name}: 1\n" for name in names})
    found = keys(write(tmp_path, case=GOOD + "include: [one.yaml, two.yaml, three.yaml]\n"))
    assert ("three.yaml", "too_large") in found
