"""Logs as people keep them: a file and its mapping, read by the product's own reader."""

import pytest

from outsourcing_model.errors import CaseError
from outsourcing_model.session.attained import read_attained


@pytest.fixture
def shown(tmp_path):
    """Return a function that gives what a log shows."""

    def read(content, mapping, kind="outages", group=None, name="log.csv"):
        if content is not None:
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
        return read_attained(tmp_path / name, kind, tmp_path / "map.yaml", group)

    return read


@pytest.fixture
def problems(shown, tmp_path):
    """Return a function that gives what is wrong with a log, as told in English without the folder."""

    def told(content, mapping, kind="outages", group=None, name="log.csv"):
        with pytest.raises(CaseError) as caught:
            shown(content, mapping, kind, group, name)
        assert caught.value.text("fr") != caught.value.text("en")
        return [problem.text("en").replace(f"{tmp_path}/", "") for problem in caught.value.problems]

    return told


def found(attained):
    """Return finding to how many rows it is about."""
    return {finding.key: finding.count for finding in attained.findings}
