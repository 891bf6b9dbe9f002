"""What the documents promise is there: commands, links, examples, decisions, licence."""

import re
import tomllib
from importlib.metadata import version

import pytest

from .sources import ROOT, texts

README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
RUN = (
    "python3 -m venv .venv && .venv/bin/pip install . && "
    ".venv/bin/outsourcing-model run data/service-desk-and-hosting/case.yaml --out out"
)
TEST = 'python3 -m venv .venv && .venv/bin/python -m pip install -e ".[test]" && .venv/bin/python -m pytest'
PAGES = dict(texts(".md"))
LINKS = [(name, target) for name, text in PAGES.items() for target in re.findall(r"\]\(([^)#:]+)\)", text)]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("command", [RUN, TEST])
def test_the_two_commands_stand_word_for_word_in_the_readme_and_in_ci(command):
    assert f"\n```\n{command}\n```\n" in README
    assert command in CI


@pytest.mark.parametrize(("name", "target"), LINKS, ids=[f"{name} {target}" for name, target in LINKS])
def test_links_lead_somewhere(name, target):
    assert (ROOT / name).parent.joinpath(target).exists()


def test_the_case_of_the_readme_runs_with_the_verbs_of_the_readme(tmp_path, monkeypatch):
    (example,) = blocks(README, "yaml")
    assert len(example.splitlines()) == 10
    (tmp_path / "case.yaml").write_text(example, encoding="utf-8")
    (verbs,) = blocks(README, "python")
    monkeypatch.chdir(tmp_path)
    exec(compile(verbs, "README.md", "exec"), {})
    assert (tmp_path / "term-sheet.xlsx").stat().st_size > 1000


def test_the_readme_leads_to_every_page():
    pages = {name for name in PAGES if name.startswith("docs/") and name.count("/") == 1}
    assert {name for name in pages if f"]({name})" not in README} == set()


def test_the_page_of_results_names_every_field():
    schema = (ROOT / "docs" / "results.schema.json").read_text(encoding="utf-8")
    shapes = {
        "properties",
        "items",
        "figure",
        "measure",
        "exposure",
        "alternative",
        "at_stake",
        "tail",
        "price_changes",
        "interval",
        "intervals",
    }
    fields = set(re.findall(r'"([a-z_0-9]+)": \{', schema)) - shapes
    assert len(fields) > 40
    assert {name for name in fields if f"`{name}" not in PAGES["docs/results.md"]} == set()


def test_decisions_are_numbered_without_gaps_and_listed():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    contents = PAGES["docs/decisions/README.md"]
    for path in DECISIONS:
        title = path.read_text(encoding="utf-8").splitlines()[0].partition(". ")[2]
        assert f"[{title}]({path.name})" in contents


@pytest.mark.parametrize("path", DECISIONS, ids=[path.name for path in DECISIONS])
def test_a_decision_says_why_what_else_and_where(path):
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == ["Context", "Choice", "What the other choice would give", "Where to change it"]
    for module in re.findall(r"`((?:case|engine|metrics|presentation|wording)/[a-z_/]+\.py)`", text):
        assert (ROOT / "src" / "outsourcing_model" / module).exists(), module


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_version_and_licence_are_those_of_the_project():
    assert PROJECT["license"]["text"] == "MIT"
    assert "The outsourcing-model authors" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert version("outsourcing-model") == PROJECT["version"]
    assert f"\n## {PROJECT['version']}" in PAGES["CHANGELOG.md"]


def test_the_page_on_dependencies_names_each():
    page = PAGES["docs/decisions/0014-dependencies.md"].lower()
    wanted = {re.match(r"[\w.-]+", line)[0].lower() for line in PROJECT["dependencies"]}
    assert {name for name in wanted if name not in page} == set()
