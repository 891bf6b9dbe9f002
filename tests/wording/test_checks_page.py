"""The pages of warnings are those that the catalogue gives."""

import pytest

from .checks_page import PAGES, page


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_is_drawn_from_the_catalogue(lang: str) -> None:
    assert PAGES[lang].read_text(encoding="utf-8") == page(lang)
