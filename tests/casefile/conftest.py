"""A good case file, and a way to write broken variants of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from outsourcing_model.casefile.read import read_case
from outsourcing_model.errors import CaseError, Problem

GOOD = Path(__file__).with_name("good.yaml").read_text(encoding="utf-8")


def line_of(text: str, mark: str) -> int:
    """Return the number of the line on which a text has a mark for the first time."""
    return text[: text.index(mark)].count("\n") + 1


@pytest.fixture
def problems_in(tmp_path: Path) -> Callable[[str | bytes], list[Problem]]:
    """Return a function that gives the problems of a file with some content."""

    def read(content: str | bytes) -> list[Problem]:
        path = tmp_path / "case.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        with pytest.raises(CaseError) as caught:
            read_case(path)
        return list(caught.value.problems)

    return read
