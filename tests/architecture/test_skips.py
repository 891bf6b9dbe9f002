"""In CI a skipped test fails, but for raw files that may lie outside; elsewhere it is skipped with its reason."""

import os
import subprocess
import sys

import pytest

from .sources import ROOT

TEST = """
import pytest

def test_that_needs_something():
    pytest.skip({reason!r})
"""
MODULE = """
import pytest

pytest.skip({reason!r}, allow_module_level=True)
"""


def closing(tmp_path, source, reason, **environment):
    """Return the closing line of a run of one test under the project's own conftest."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    (tmp_path / "tests" / "test_it.py").write_text(source.format(reason=reason), encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=tmp_path, env={**inherited, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("source", [TEST, MODULE])
def test_a_skip_is_a_failure_in_ci_only(tmp_path, source):
    told = closing(tmp_path, source, "no browser here", CI="true")
    assert "skipped in CI: " in told
    assert "no browser here" in told
    assert "1 failed" in told or "1 error" in told


@pytest.mark.parametrize("source", [TEST, MODULE])
def test_elsewhere_it_is_skipped(tmp_path, source):
    assert "1 skipped" in closing(tmp_path, source, "no browser here")


@pytest.mark.parametrize("source", [TEST, MODULE])
def test_raw_files_that_are_not_there_are_an_excuse(tmp_path, source):
    assert "1 skipped" in closing(tmp_path, source, "needs ../shared/data", CI="true")


def test_raw_files_that_are_there_are_none(tmp_path):
    inner = tmp_path / "project"
    inner.mkdir()
    (tmp_path / "shared").mkdir()
    assert "1 failed" in closing(inner, TEST, "needs ../shared/data", CI="true")
