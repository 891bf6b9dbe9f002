"""What holds for every test: in CI a skipped test is a failed one, since CI has all that a test can ask for."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

OUTSIDE = "../shared"
"""Raw files that may lie beside the project; a test that names this folder in its reason may be skipped without it."""


def is_excused(reason: str) -> bool:
    """Return whether a test may be skipped in CI: it needs the raw files, and they are not there."""
    return OUTSIDE in reason and not (Path(__file__).parents[1] / OUTSIDE).is_dir()


def refused(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip that CI made needless into a failure that repeats its reason."""
    if report.outcome != "skipped" or hasattr(report, "wasxfail") or not os.environ.get("CI"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not is_excused(reason):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Refuse skipped tests in CI."""
    report = yield
    refused(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Refuse skipped modules in CI."""
    report = yield
    refused(report)
    return report
