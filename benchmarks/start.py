"""What `outsourcing-model --help` costs the processor against a typer program with two commands, and what it imports.

``python benchmarks/start.py``.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from figures import Figure, figure, tell
from timing import Spread, processor_seconds, ratio, spread

ROUNDS = 21
HEAVY = ("numpy", "pandas", "numba", "scipy", "matplotlib")
OURS = "from outsourcing_model.cli.main import main; main()"
TWO_COMMANDS = '''
import typer

app = typer.Typer({})

@app.command()
def hello(name: str) -> None:
    """Say hello."""
    print("Hello", name)

@app.command()
def goodbye(name: str) -> None:
    """Say goodbye."""
    print("Goodbye", name)

app()
'''


def imported() -> list[str]:
    """Return the heavy modules that ``--help`` imports."""
    found = f"print(*[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    report = f"import atexit, sys; atexit.register(lambda: {found})"
    done = subprocess.run(
        [sys.executable, "-c", f"{report}; {OURS}", "--help"], capture_output=True, text=True, check=True
    )
    return done.stderr.split()


def in_milliseconds(seconds: list[float]) -> Spread:
    """Return the spread of some times in milliseconds."""
    return spread(seconds).times(1e3)


def measure() -> Iterator[Figure]:
    """Measure the commands in turn."""
    with tempfile.TemporaryDirectory() as folder:
        usual, lean = Path(folder) / "usual.py", Path(folder) / "lean.py"
        usual.write_text(TWO_COMMANDS.format(""), encoding="utf-8")
        lean.write_text(TWO_COMMANDS.format("rich_markup_mode=None, add_completion=False"), encoding="utf-8")
        commands = {
            "ours": [sys.executable, "-c", OURS, "--help"],
            "usual": [sys.executable, str(usual), "--help"],
            "lean": [sys.executable, str(lean), "--help"],
            "bare": [sys.executable, "-c", "pass"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS + 1):
            for name, command in commands.items():
                taken[name].append(processor_seconds(command))
    taken = {name: seconds[1:] for name, seconds in taken.items()}
    yield figure("help_time", "outsourcing-model --help", in_milliseconds(taken["ours"]), "ms")
    yield figure("usual_time", "a typer program with two commands, --help", in_milliseconds(taken["usual"]), "ms")
    yield figure("lean_time", "the same without rich help and completion", in_milliseconds(taken["lean"]), "ms")
    yield figure("bare_time", "the interpreter alone", in_milliseconds(taken["bare"]), "ms")
    yield figure("help", "--help over the program with two commands", ratio(taken["ours"], taken["usual"]))
    yield figure("help_lean", "--help over the same without rich help", ratio(taken["ours"], taken["lean"]))
    heavy = imported()
    named = f": {', '.join(heavy)}" if heavy else ""
    yield figure("heavy", f"heavy modules that --help imports, of {', '.join(HEAVY)}{named}", len(heavy), "")


if __name__ == "__main__":
    tell(measure)
