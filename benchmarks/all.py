"""Every benchmark, one after the other, each in a process of its own; writes the page ``docs/benchmarks.md``.

``python benchmarks/all.py``, with the extra ``bench`` installed; about ten minutes on an idle machine.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import Figure, kept_in
from machine import busy
from page import page, promises

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
PARTS = {
    "speed": "Speed of `simulate`",
    "peers": "Other libraries",
    "correlated": "Correlated inputs",
    "sobol": "Sobol indices",
    "moves": "Sliders",
    "memory": "Memory",
    "start": "Start",
    "compiling": "First run",
    "stages": "Stages of the shipped cases",
}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Linear algebra does not spread over processors where one thread is compared with one thread."""


def run(part: str) -> tuple[list[Figure], str]:
    """Return the figures of a part and nothing, or no figures and why there are none."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "figures.json"
        command = [sys.executable, str(HERE / f"{part}.py"), "--json", str(kept)]
        done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return [], done.stderr.strip().splitlines()[-1]
        return kept_in(kept), ""


def main() -> None:
    """Run every part and write the page."""
    parts, failed, began = {}, {}, busy()
    for part, heading in PARTS.items():
        print(f"\n{heading}", flush=True)
        figures, reason = run(part)
        if reason:
            failed[heading] = reason
        else:
            parts[heading] = figures
    figures = {found.key: found for part in parts.values() for found in part}
    print(f"\n{promises(figures)}")
    PAGE.write_text(page(parts, failed, (began, busy())), encoding="utf-8")


if __name__ == "__main__":
    main()
