"""Each deal run once in each language, for all tests of this folder."""

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from outsourcing_model.cli.main import main

from .deals import file_of


@dataclass(frozen=True)
class Run:
    """What one call of the command line did: where it wrote, what it printed, and its exit code."""

    folder: Path
    printed: str
    told: str
    code: int


def call(*arguments: str) -> tuple[int, str, str]:
    """Return exit code, output and messages of one call of the command line."""
    out, aside = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(aside):
        patch.setattr("sys.argv", ["outsourcing-model", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0), out.getvalue(), aside.getvalue()


class Runs(dict[tuple[str, str], Run]):
    """Deal and language to its run through the command line, made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def __missing__(self, key: tuple[str, str]) -> Run:
        name, lang = key
        out = self.folder / f"{name}-{lang}"
        case = file_of(name, self.folder)
        code, printed, told = call("run", str(case), "--out", str(out), "--draws", "200", "--lang", lang)
        self[key] = Run(out, printed, told, code)
        return self[key]


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Return each deal in each language, run through the command line."""
    return Runs(tmp_path_factory.mktemp("deals"))
