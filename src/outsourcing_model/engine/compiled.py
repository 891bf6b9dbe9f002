"""Compilation of rules: the decorator, and a cache that can't serve an old rule.

The compiler's own cache watches only the file of the outermost function, so that an edited rule elsewhere would be
served stale. Here the cache lies in a folder named by a digest of all engine sources, the compiler's version and the
processor: any change means another folder.
"""

import hashlib
import os
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llvmlite.binding
import numba
import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float64]
Codes = NDArray[np.int64]

ENGINE = Path(__file__).parent
VARIABLE = "OUTSOURCING_MODEL_CACHE"
REASSOCIATE = {"reassoc", "contract", "nsz"}
"""Sums may be reordered, so that they use the processor's lanes; NaN and infinity keep their meaning."""


def digest(engine: Path = ENGINE) -> str:
    """Return the digest of all sources below `engine`, the compiler's version and the processor."""
    text = hashlib.sha256()
    for source in sorted(engine.rglob("*.py")):
        text.update(source.relative_to(engine).as_posix().encode())
        text.update(source.read_bytes())
    processor = (numba.__version__, platform.machine(), llvmlite.binding.get_host_cpu_name())
    text.update(repr(processor).encode())
    return text.hexdigest()[:24]


def _folder() -> Path | None:
    """Return the writable cache folder of this very engine, or None if there is none to be had."""
    home = os.environ.get(VARIABLE) or os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    folder = Path(home) / "outsourcing-model" / digest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


FOLDER = _folder()
if FOLDER is not None:
    numba.config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]


def is_compiled() -> bool:
    """Return whether this engine was compiled before, so that the first run starts at once."""
    return FOLDER is not None and any(FOLDER.rglob("*.nbc"))


def rule(function: Callable[..., None]) -> Callable[..., None]:
    """Return the compiled form of one clause, a function over tiles ``[month, draw]`` that fills its last argument."""
    compiled: Callable[..., None] = njit(nogil=True, fastmath=REASSOCIATE, cache=FOLDER is not None)(function)
    return compiled


def formula(function: Callable[..., float]) -> Callable[..., float]:
    """Return the compiled form of a formula that several rules share: numbers in, one number out."""
    compiled: Callable[..., float] = njit(nogil=True, fastmath=REASSOCIATE, cache=FOLDER is not None)(function)
    return compiled


def strict(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the compiled form of a part of drawing: no sum is reordered, so that chance is the same everywhere."""
    compiled: Callable[..., Any] = njit(nogil=True, cache=FOLDER is not None)(function)
    return compiled
