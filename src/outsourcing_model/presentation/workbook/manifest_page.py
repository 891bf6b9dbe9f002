"""The last sheet of the internal edition: which case and which run made these numbers, and how to make them again."""

from importlib.metadata import version

from outsourcing_model.casefile.digest import digest
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.conventions import conventions, labelled
from outsourcing_model.presentation.workbook.book import Page
from outsourcing_model.presentation.workbook.view import View


def write(page: Page, view: View, comparison: Comparison) -> None:
    """Fill the sheet."""
    page.columns(38, 110)
    page.sheet.fit_to_pages(1, 0)
    page.title(view.say("manifest.title"), "")
    page.row = 3
    draws = comparison.flows.draws
    command = f"outsourcing-model term-sheet CASE --alternative {view.alternative} --internal --lang {view.lang}"
    texts = {"case": view.case.case, "alternative": view.alternative, "digest": digest(view.case)}
    _facts(page, view, texts)
    for key, value in (("seed", draws.seed), ("draws", draws.count)):
        page.text(0, view.say(f"manifest.{key}"), "bold")
        page.number(1, float(value), "left_whole")
        page.row += 1
    _facts(page, view, {"version": version("outsourcing-model"), "command": command, "note": view.say("manifest.text")})
    page.row += 1
    for column, text in enumerate((view.say("conventions.title"), "")):
        page.text(column, text, "section_open")
    page.row += 1
    for label, text in labelled(conventions(comparison, view.lang), view.lang):
        page.text(0, label, "bold")
        page.text(1, text)
        page.row += 1


def _facts(page: Page, view: View, facts: dict[str, str]) -> None:
    """Write labels with their texts."""
    for key, text in facts.items():
        page.text(0, view.say(f"manifest.{key}"), "bold")
        page.text(1, text)
        page.row += 1
