"""Files that are written whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that at any moment the old one or the new one is there, never a part.

    Raises
    ------
    OSError
        If it can't be written; what was there before is untouched.
    """
    write_all(path.parent, {path.name: content})


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write several files into a folder: all are on the disk before the first takes its name.

    Raises
    ------
    OSError
        If one can't be written; then none takes its name.
    """
    waiting: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            waiting[_written(folder, name, content)] = folder / name
        for temporary, target in waiting.items():
            os.replace(temporary, target)
    finally:
        for temporary in waiting:
            temporary.unlink(missing_ok=True)


def _written(folder: Path, name: str, content: bytes) -> Path:
    """Return the temporary file beside the target that holds the content, safely on the disk."""
    handle, text = tempfile.mkstemp(prefix=f".{name}.", suffix=".tmp", dir=folder)
    temporary = Path(text)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
