"""The prototypes beside the project, where they are there: the numpy version and the kernel that were fused by hand."""

import importlib.util
import sys
import tempfile
from pathlib import Path
from types import ModuleType

import numba

FOLDER = Path(__file__).parents[2] / "shared" / "bench"


def prototypes() -> tuple[ModuleType, ModuleType] | None:
    """Return the modules ``workload`` and ``kernel`` that lie beside the project, or None if they do not.

    The kernel is compiled in a folder of its own, so that the engine's cache knows nothing of it.
    """
    if not FOLDER.is_dir():
        return None
    before, own = sys.modules.get("workload"), numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(Path(tempfile.gettempdir()) / "benchmarks-kernel")
    try:
        return _loaded("workload"), _loaded("kernel")
    finally:
        numba.config.CACHE_DIR = own
        sys.modules.pop("workload", None)
        if before is not None:
            sys.modules["workload"] = before


def _loaded(name: str) -> ModuleType:
    """Return a module of the folder, under the name by which the other one imports it."""
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
