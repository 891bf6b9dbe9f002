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
from outsourcing_model.engine.executor import STEPS

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
    source, other = tmp_path / "charges.py", tmp_path / "other.py"
    source.write_text("a = 1", encoding="utf-8")
    other.write_text("a = 1", encoding="utf-8")
    seen = {compiled.digest({source}), compiled.digest({other}), compiled.digest({source, other})}
    changed = tmp_path / "changed" / "charges.py"
    changed.parent.mkdir()
    changed.write_text("a = 2", encoding="utf-8")
    assert len({*seen, compiled.digest({changed})}) == 4


def test_a_function_is_made_of_its_own_file_and_of_those_it_calls():
    shared = {"compiled.py", "step.py"}
    names = {name: {path.name for path in compiled.sources(STEPS[name])} for name in ("add", "luck", "units_in_time")}
    assert names["add"] == {*shared, "basics.py", "charges.py"}
    assert names["luck"] == {*shared, "quality.py", "attainment.py", "normal.py"}
    assert names["units_in_time"] == {*shared, "quality.py", "attainment.py", "binomial.py"}
    assert {path.name for path in compiled.sources(STEPS["book"])} == {*shared, "executor.py", "booking.py"}


def test_an_edited_rule_leaves_the_others_as_they_are(copied):
    asked = (
        "from outsourcing_model.engine.executor import STEPS; from outsourcing_model.engine import compiled; "
        "print(*(compiled.digest(compiled.sources(STEPS[name])) for name in ('add', 'volume_path')))"
    )
    before = answer(copied, asked).split()
    edit(copied / "rules" / "charges.py", OLD, NEW)
    after = answer(copied, asked).split()
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_the_engine_knows_whether_it_was_compiled(copied):
    asked = "from outsourcing_model.engine import compiled, caller; print(compiled.is_compiled(caller.play))"
    assert answer(copied, asked) == "False"
    assert answer(copied) == "25.0"
    assert answer(copied, asked) == "True"
    edit(copied / "rules" / "charges.py", OLD, NEW)
    assert answer(copied, asked) == "False"
