"""Compilation of rules: the decorators, and a cache that can't serve an old rule.

The compiler's own cache watches only the file of the outermost function, so that an edited rule elsewhere would be
served stale. Here each compiled function has a folder named by a digest of all sources that went into it, the
compiler's version and the processor: any change means another folder, and leaves those of other functions alone.
"""

import hashlib
import os
import platform
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import llvmlite.binding
import numba
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
T = TypeVar("T")

VARIABLE = "OUTSOURCING_MODEL_CACHE"
REASSOCIATE = {"reassoc", "contract", "nsz"}
"""Sums may be reordered, so that they use the processor's lanes; NaN and infinity keep their meaning."""
ARITHMETIC = {"fastmath": REASSOCIATE, "error_model": "numpy"}
"""A division by zero gives infinity, which is found when the results are looked at."""


def _folder() -> Path | None:
    """Return the writable cache folder of compiled functions, or None if there is none to be had."""
    home = os.environ.get(VARIABLE) or os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    folder = Path(home) / "outsourcing-model"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


FOLDER = _folder()
SHARED = {Path(__file__), Path(__file__).with_name("step.py")}
"""What every compiled function hangs on: how it is compiled, and what it is given."""


def sources(function: Any) -> set[Path]:
    """Return the files that a function is compiled from: its own, and those of the compiled functions it calls."""
    found = {*SHARED, Path(function.__code__.co_filename)}
    for name in function.__code__.co_names:
        called = getattr(function.__globals__.get(name), "py_func", None)
        found |= sources(called) if called is not None else set()
    return found


def digest(files: set[Path]) -> str:
    """Return the digest of the names and contents of files, the compiler's version and the processor."""
    text = hashlib.sha256()
    for source in sorted(files):
        text.update(source.name.encode())
        text.update(_content(source))
    processor = (numba.__version__, platform.machine(), llvmlite.binding.get_host_cpu_name())
    text.update(repr(processor).encode())
    return text.hexdigest()[:24]


@cache
def _content(source: Path) -> bytes:
    """Return the bytes of a source as they were when it was loaded."""
    return source.read_bytes()


def kept(function: Callable[..., Any]) -> bool:
    """Return whether the compiled form of a function is kept on disk; it is then looked for in its own folder."""
    if FOLDER is None:
        return False
    numba.config.CACHE_DIR = str(FOLDER / digest(sources(function)))  # type: ignore[attr-defined]
    return True


def is_compiled(function: Any) -> bool:
    """Return whether a function was compiled before, as it stands now."""
    held = getattr(function, "py_func", function)
    return FOLDER is not None and any((FOLDER / digest(sources(held))).rglob("*.nbc"))


def rule(function: Callable[..., None]) -> Callable[..., None]:
    """Return the compiled form of one clause, a function over tiles ``[month, draw]`` that fills its last argument.

    It becomes part of the step that applies it, and is compiled with it.
    """
    return _compiled(function, inline="always", **ARITHMETIC)


def formula(function: Callable[..., float]) -> Callable[..., float]:
    """Return the compiled form of a formula that several rules share: numbers in, one number out."""
    return _compiled(function, **ARITHMETIC)


def driver(function: Callable[..., None]) -> Callable[..., None]:
    """Return the compiled form of the function that calls the steps."""
    return _compiled(function)


def _compiled(function: Callable[..., T], **options: Any) -> Callable[..., T]:
    """Return the compiled form of a function, kept on disk where that is possible."""
    compiled: Callable[..., T] = numba.njit(nogil=True, cache=kept(function), **options)(function)
    return compiled


def strict(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the compiled form of a part of drawing: no sum is reordered, so that chance is the same everywhere."""
    return _compiled(function, error_model="numpy")
