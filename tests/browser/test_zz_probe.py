import sys; sys.path.insert(0,"/work/main")
import pytest, time
from tests.browser.conftest import *
from tests.browser.test_notebook import *
def test_probe(lab, watched, tmp_path):
    page=watched.page
    page.on("console", lambda m: print("CONSOLE", m.type, m.text[:600]))
    open_and_run(page, lab)
    page.wait_for_timeout(25000)
    print(page.locator(".jp-OutputArea-output:has([data-testid=saving])").first.inner_html()[:6000])
    err=page.get_by_text("Click to show javascript error")
    for i in range(err.count()):
        err.nth(i).click(); page.wait_for_timeout(300)
    print("ERR", [e[:1500] for e in page.locator(".jupyter-widgets-error, pre.jupyter-widgets-error, .jupyter-error").all_inner_texts()])
    page.get_by_test_id("saving").scroll_into_view_if_needed()
    page.screenshot(path="/tmp/w/ses_probe.png"); print(watched.wrong)
