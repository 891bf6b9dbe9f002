"""Reading the bytes of a file that may be anything: missing, a folder, too large, no text."""

import os
import stat
from pathlib import Path as FilePath

from outsourcing_model.casefile.document import Document, Place
from outsourcing_model.casefile.yaml_reader import read_yaml
from outsourcing_model.errors import CaseError, Problem

MAX_BYTES = 2_000_000
_BOM = b"\xef\xbb\xbf"


def read_document(path: FilePath, name: str, limit: int = MAX_BYTES) -> tuple[Document, int]:
    """Return what a file states (or why it can't be read) and its size.

    Parameters
    ----------
    path : path
        Where it lies.
    name : str
        What messages call it.
    limit : int
        Most bytes that are read.
    """
    try:
        content = _content(path, limit)
    except FileNotFoundError:
        return _refused(name, "no_such_file"), 0
    except (IsADirectoryError, NotADirectoryError):
        return _refused(name, "not_a_file"), 0
    except (OSError, ValueError):
        return _refused(name, "cannot_read"), 0
    if len(content) > limit:
        return _refused(name, "too_large", limit=MAX_BYTES // 1_000_000), len(content)
    return _decoded(content, name), len(content)


def read_content(path: FilePath, name: str, limit: int) -> bytes:
    """Return the bytes of a file that isn't a case, such as a table.

    Raises
    ------
    CaseError
        If it can't be read, or has more than `limit` bytes.
    """
    try:
        content = _content(path, limit)
    except FileNotFoundError as error:
        raise CaseError([Problem((), "no_such_file", {}, name)]) from error
    except (IsADirectoryError, NotADirectoryError) as error:
        raise CaseError([Problem((), "not_a_file", {}, name)]) from error
    except (OSError, ValueError) as error:
        raise CaseError([Problem((), "cannot_read", {}, name)]) from error
    if len(content) > limit:
        raise CaseError([Problem((), "table_too_large", {"limit": limit // 1_000_000}, name)])
    return content


def _content(path: FilePath, limit: int) -> bytes:
    """Return the bytes of an ordinary file, one more than the limit if it is larger."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise IsADirectoryError(path)
    with open(path, "rb") as file:
        return file.read(limit + 1)


def _decoded(content: bytes, name: str) -> Document:
    """Return the document of a file's bytes, which must be UTF-8."""
    if b"\0" in content:
        return _refused(name, "binary")
    try:
        return read_yaml(content.removeprefix(_BOM).decode("utf-8"), name)
    except UnicodeDecodeError as error:
        before = content.removeprefix(_BOM)[: error.start].decode("utf-8").split("\n")
        document = Document(name)
        document.refuse((), Place(name, len(before), len(before[-1]) + 1), "not_utf8")
        document.refused.add(())
        return document


def _refused(name: str, key: str, **values: object) -> Document:
    """Return the document of a file of which nothing is known."""
    document = Document(name)
    document.refuse((), Place(name, 1, 1), key, values)
    document.refused.add(())
    return document
