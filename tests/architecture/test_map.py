"""ARCHITECTURE.md is the real tree."""

import re

import pytest

from .sources import ROOT, TREES, is_ignored, summary
from .tree import PAGE, drawn, page


def test_the_map_is_the_tree():
    """If this fails, run ``python tests/architecture/tree.py``."""
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text)


@pytest.mark.parametrize("name", sorted(TREES))
def test_every_module_says_what_it_does(name):
    assert 10 < len(summary(TREES[name])) < 140


def test_every_module_is_on_the_map():
    shown = drawn()
    for name in TREES:
        module = name.split("/")[-1]
        assert module in ("__init__.py", "__main__.py") or f" {module} " in shown


def test_everything_at_the_root_is_described():
    section = PAGE.read_text(encoding="utf-8").partition("## At the root")[2].partition("## ")[0]
    described = set(re.findall(r"^\| `([^`]+)`", section, re.MULTILINE))
    there = {path.name + "/" * path.is_dir() for path in ROOT.iterdir() if not is_ignored(path)}
    assert described == there
