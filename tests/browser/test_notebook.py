"""The first notebook, played with by keyboard in JupyterLab: the number and the chart's pixels both follow."""

import hashlib

from playwright.sync_api import Locator, Page, expect

from outsourcing_model.wording import say

READY = """() => {
  const shown = window.jupyterapp?.shell.currentWidget;
  const kernel = shown?.sessionContext?.session?.kernel;
  return !!kernel && kernel.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
RUN_ALL = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
"""In braces, so that nobody waits for what it returns."""

SLOW, QUICK = 120_000, 30_000


def open_and_run(page: Page, lab: str) -> None:
    page.goto(f"{lab}/lab/tree/01_first_case.ipynb?token=t&reset")
    page.wait_for_selector(".jp-CodeCell", timeout=SLOW)
    page.wait_for_function(READY, timeout=SLOW)
    page.evaluate(RUN_ALL)


def settled(page: Page, lang: str = "en") -> str:
    """The answer, once nothing is being worked out any more."""
    ready = say("session.ready", lang, draws="2,000" if lang == "en" else "2\u202f000")
    expect(page.get_by_test_id("state")).to_have_text(ready, timeout=SLOW)
    return page.get_by_test_id("saving").inner_text()


def pixels(picture: Locator) -> str:
    return hashlib.sha256(picture.screenshot()).hexdigest()


def press(page: Page, what: Locator, key: str) -> None:
    what.focus()
    page.keyboard.press(key)


def test_the_panel_is_played_with_by_keyboard(lab, watched, tmp_path):
    page = watched.page
    open_and_run(page, lab)
    picture, answer = page.get_by_test_id("chart"), page.get_by_test_id("saving")
    expect(picture).to_be_visible(timeout=SLOW)
    first = settled(page)
    drawn = pixels(picture)
    assert "$" in first
    assert "Histogram" in (picture.get_attribute("alt") or "")

    slider = page.locator(".widget-slider [role=slider]").first
    press(page, slider, "ArrowRight")
    expect(answer).not_to_have_text(first, timeout=QUICK)
    second = settled(page)
    page.wait_for_timeout(500)
    moved = pixels(picture)
    assert moved != drawn
    page.screenshot(path=tmp_path / "1280.png")

    for _ in range(3):
        press(page, slider, "ArrowRight")
    expect(answer).not_to_have_text(second, timeout=QUICK)
    settled(page)

    press(page, page.get_by_role("button", name=say("session.reset", "en")), "Enter")
    expect(answer).to_have_text(first, timeout=QUICK)
    settled(page)
    page.wait_for_timeout(500)
    assert pixels(picture) == drawn

    press(page, page.get_by_role("button", name=say("session.in_fr", "fr")), "Enter")
    expect(page.get_by_role("button", name=say("session.reset", "fr"))).to_be_visible(timeout=QUICK)
    assert "d’économie" in settled(page, "fr")

    figures = page.get_by_role("button", name=say("session.figures", "fr"))
    row = page.get_by_role("rowheader", name=say("chart.distribution.mean", "fr"), exact=True)
    expect(row).to_be_hidden()
    press(page, figures, "Space")
    expect(row).to_be_visible()

    page.set_viewport_size({"width": 800, "height": 1400})
    page.wait_for_timeout(500)
    panel = page.locator(".outsourcing-model")
    room = page.locator(".jp-OutputArea-output").filter(has=panel).bounding_box()
    for part in panel.locator(".widget-html, .widget-slider, button").filter(visible=True).all():
        box = part.bounding_box()
        assert room["x"] - 1 <= box["x"], part
        assert box["x"] + box["width"] <= room["x"] + room["width"] + 1, part
    page.screenshot(path=tmp_path / "800.png")
    assert watched.wrong == []
