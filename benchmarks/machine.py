"""On what the benchmarks ran: processor, memory, versions, and how busy the machine was with other work."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numpy", "scipy", "numba", "pandas", "typer")


def machine() -> str:
    """Return processor, number of processors and memory in words."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {processors} processors, {memory:.0f} GiB, {platform.system()} {platform.machine()}"


def _processor() -> str:
    """Return the name of the processor as the system knows it."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def versions(names: tuple[str, ...] = PACKAGES) -> dict[str, str]:
    """Return the versions of the interpreter and of packages, without those that are not there."""
    found = {"Python": platform.python_version()}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def today() -> str:
    """Return the date."""
    return datetime.now(UTC).strftime("%-d %B %Y")


def busy() -> float:
    """Return how many processes wanted the processors, on average over the last minute."""
    return os.getloadavg()[0]
