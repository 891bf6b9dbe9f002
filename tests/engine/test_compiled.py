"""The cache can't serve an old rule, and the engine works where it can't be written."""

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import outsourcing_model
from outsourcing_model.engine import compiled

PACKAGE = Path(outsourcing_model.__file__).parent
CALLER = '''
"""A compiled function that calls a rule of another module, as the driver does."""

import numpy as np

from outsourcing_model.engine.compiled import rule
from outsourcing_model.engine.rules.charges import flat_charge


@rule
def play(volume, base, price, out):
    flat_charge(volume, base, price, out)


def answer():
    out = np.empty((1, 1))
    play(np.full((1, 1), 10.0), np.array([5.0]), np.array([2.0]), out)
    return float(out[0, 0])
'''
OLD, NEW = "out[m, k] = base[k] + price[k] * volume[m, k]", "out[m, k] = base[k] + 3.0 * price[k] * volume[m, k]"


@pytest.fixture
def copied(tmp_path):
    """Return the engine folder of a copy of the package."""
    shutil.copytree(PACKAGE, tmp_path / "outsourcing_model", ignore=shutil.ignore_patterns("__pycache__"))
    engine = tmp_path / "outsourcing_model" / "engine"
    (engine / "caller.py").write_text(textwrap.dedent(CALLER), encoding="utf-8")
    return engine


def answer(engine, script="from outsourcing_model.engine.caller import answer; print(answer())", **environment):
    """Return what a new process that uses the copy prints."""
    paths = {"PYTHONPATH": str(engine.parents[1]), compiled.VARIABLE: str(engine.parents[1] / "cache")}
    done = subprocess.run(
        [sys.executable, "-B", "-c", script], capture_output=True, text=True, check=False,
        env={**os.environ, **paths, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_edited_rule_changes_the_result_at_once(copied):
    assert answer(copied) == "25.0"
    assert [*(copied.parents[1] / "cache").rglob("*.nbc")]
    edit(copied / "rules" / "charges.py", OLD, NEW)
    assert answer(copied) == "65.0"


def test_with_a_fixed_folder_the_old_rule_would_be_served(copied):
    """The danger is real: without the digest the test above fails."""
    edit(copied / "compiled.py", "return text.hexdigest()[:24]", 'return "always the same"')
    assert answer(copied) == "25.0"
    edit(copied / "rules" / "charges.py", OLD, NEW)
    assert answer(copied) == "25.0"


def test_an_unwritable_cache_compiles_in_memory(copied):
    blocked = copied.parents[1] / "blocked"
    blocked.write_text("in the way", encoding="utf-8")
    script = "from outsourcing_model.engine import caller, compiled; print(compiled.FOLDER, caller.answer())"
    assert answer(copied, script, **{compiled.VARIABLE: str(blocked)}) == "None 25.0"


def test_without_compilation_the_rules_are_the_same(copied):
    assert answer(copied, NUMBA_DISABLE_JIT="1") == "25.0"


def test_the_digest_watches_names_and_contents(tmp_path):
    (tmp_path / "rules").mkdir()
    source = tmp_path / "rules" / "charges.py"
    source.write_text("a = 1", encoding="utf-8")
    seen = {compiled.digest(tmp_path)}
    source.write_text("a = 2", encoding="utf-8")
    seen.add(compiled.digest(tmp_path))
    source.rename(tmp_path / "rules" / "other.py")
    seen.add(compiled.digest(tmp_path))
    (tmp_path / "new.py").write_text("", encoding="utf-8")
    seen.add(compiled.digest(tmp_path))
    assert len(seen) == 4
    (tmp_path / "note.txt").write_text("no source", encoding="utf-8")
    assert compiled.digest(tmp_path) in seen


def test_the_engine_of_this_process_is_compiled():
    assert compiled.FOLDER is None or compiled.FOLDER.name == compiled.digest()
    assert isinstance(compiled.is_compiled(), bool)
