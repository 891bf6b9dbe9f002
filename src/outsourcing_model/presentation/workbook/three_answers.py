"""Beside the credits of the internal edition: what we get as expected and at worst, how much of our loss it covers."""

from outsourcing_model.metrics.coverage import coverage
from outsourcing_model.metrics.penalties import penalties
from outsourcing_model.presentation.workbook.book import Page
from outsourcing_model.presentation.workbook.view import View
from outsourcing_model.wording import say


def write(page: Page, view: View, offer: str) -> None:
    """Write the three answers about one provider below one another; nothing in the edition to give away.

    The numbers are simulated and have no formula; a page that holds them is marked as ours.
    """
    if view.comparison is None:
        return
    (stake,) = [each for each in penalties(view.comparison, view.alternative) if each.offer == offer]
    cover = coverage(view.comparison, view.alternative, offer)
    if cover is None and stake.total.expected == 0 and stake.total.maximum == 0:
        return
    page.row += 1
    page.text(0, say("quality.sheet.title", view.lang), "bold")
    page.row += 1
    _amount(page, view, "expected", stake.total.expected)
    _amount(page, view, "worst", stake.total.maximum)
    if cover is not None and cover.coverage is not None:
        _amount(page, view, "harm", cover.harm)
        _amount(page, view, "coverage", round(cover.coverage, 3), "percent")
    if cover is not None:
        _amount(page, view, "cut_off", max(cover.cut_off, 0.0))
    page.text(0, say("quality.sheet.note", view.lang), "note")
    page.row += 2


def _amount(page: Page, view: View, name: str, value: float | None, kind: str = "money") -> None:
    """Write one answer with its unit; in words where nothing limits it."""
    page.text(0, say(f"quality.sheet.{name}", view.lang), "label")
    page.text(1, view.unit("currency" if kind == "money" else kind), "note")
    if value is None:
        page.text(2, say("quality.unlimited", view.lang), "result")
    else:
        page.number(2, value, kind)
    page.row += 1
