"""The gate for a workbook that somebody sends: its container is looked at, as a stream, before any parser sees it.

A workbook from outside may be made to exhaust memory, to hide code or to be another thing than it says. Nothing is
extracted, no link is followed, and what is refused is told with one reason.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from outsourcing_model.casefile.references import Spot, area, spot

MEGABYTE = 1_000_000
MAX_FILE, MAX_PART, MAX_EXPANDED = 20 * MEGABYTE, 100 * MEGABYTE, 200 * MEGABYTE
MAX_PARTS, MAX_RATIO, MAX_DEPTH = 2_000, 200, 64
MAX_CELLS, MAX_MERGED = 2_000_000, 10_000
LAST = Spot(200_000, 1_024)
"""The farthest row and column in which a cell may stand."""

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (BadZipFile, ExpatError, OSError, ValueError, RuntimeError, EOFError, LookupError, ArithmeticError,
           struct.error, zlib.error)  # fmt: skip
_CHUNK = 65_536
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Refusal:
    """Why a workbook isn't read: the key of the message, what it mentions, and the part of the container."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


class _Refused(Exception):  # noqa: N818 (a verdict, not an error)
    """Carries the first refusal out of the pass."""

    def __init__(self, key: str, **values: object) -> None:
        self.refusal = Refusal(key, values)
        super().__init__(key)


def refusal(content: bytes) -> Refusal | None:
    """Return why the bytes of a file can't be read as a workbook, nothing if a parser may see them.

    Parameters
    ----------
    content : bytes
        The whole file; at most 20 MB are looked at.

    Examples
    --------
    >>> refusal(b"not a workbook").key
    'workbook_no_zip'
    """
    try:
        _check(content)
    except _Refused as found:
        return found.refusal
    except _BROKEN:
        return Refusal("workbook_broken")
    return None


def refers_outside(content: bytes) -> bool:
    """Return whether a workbook that passed the gate has references to other files; none is followed."""
    with ZipFile(BytesIO(content)) as archive:
        return any(name.lower().startswith("xl/externallinks/") for name in archive.namelist())


def _check(content: bytes) -> None:
    """Look at the container, its list of parts, then at every part of text."""
    if len(content) > MAX_FILE:
        raise _Refused("workbook_too_large", limit=MAX_FILE // MEGABYTE)
    if content.startswith(_OLD):
        raise _Refused("workbook_old")
    if not content.startswith(b"PK\x03\x04"):
        raise _Refused("workbook_no_zip")
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        _check_list(parts)
        _check_kind({part.filename.lower() for part in parts})
        count = _Count()
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                _check_part(archive, part, count)


def _check_list(parts: list[ZipInfo]) -> None:
    """Refuse by what the list of parts says, before anything is expanded."""
    if len(parts) > MAX_PARTS:
        raise _Refused("workbook_bomb")
    names = [part.filename.lower() for part in parts]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise _Refused("workbook_broken")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise _Refused("workbook_old")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise _Refused("workbook_broken")
    bombs = (part.file_size > max(MEGABYTE, MAX_RATIO * part.compress_size) for part in parts)
    sizes = [part.file_size for part in parts]
    if any(bombs) or max(sizes, default=0) > MAX_PART or sum(sizes) > MAX_EXPANDED:
        raise _Refused("workbook_bomb")


def _leads_out(name: str) -> bool:
    """Return whether the name of a part points outside the container."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _check_kind(names: set[str]) -> None:
    """Refuse what is no plain workbook: one with code, a binary one, another kind of document."""
    if any("vbaproject" in name or name.startswith(("xl/macrosheets/", "xl/activex/")) for name in names):
        raise _Refused("workbook_macros")
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise _Refused("workbook_other")


@dataclass
class _Count:
    """What was seen so far in all parts."""

    bytes: int = 0
    cells: int = 0
    merged: int = 0


def _check_part(archive: ZipFile, part: ZipInfo, count: _Count) -> None:
    """Stream one part of text through a parser that only counts."""
    sheet = part.filename.lower().startswith("xl/worksheets/")
    watch = _Watch(count, sheet)
    parser = ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = watch.doctype
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    size = 0
    for chunk in _chunks(archive, part):
        size += len(chunk)
        count.bytes += len(chunk)
        if size > MAX_PART or count.bytes > MAX_EXPANDED:
            raise _Refused("workbook_bomb")
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _chunks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """Yield the expanded bytes of a part, a little at a time."""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


class _Watch:
    """Counts depth, cells and merged areas of one part, and refuses what no sheet of people needs."""

    def __init__(self, count: _Count, sheet: bool) -> None:
        self.count, self.sheet = count, sheet
        self.depth = 0
        self.last = Spot(0, 0)

    def doctype(self, *_: object) -> None:
        """Refuse a declaration of a document type: entities expand, and reach for other files."""
        raise _Refused("workbook_entities")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Count an element that begins."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Refused("workbook_bomb")
        if "macroenabled" in attributes.get("ContentType", "").lower():
            raise _Refused("workbook_macros")
        if self.sheet:
            self._count(name.rpartition(" ")[2], attributes)

    def end(self, _: str) -> None:
        """Note that an element ends."""
        self.depth -= 1

    def _count(self, name: str, attributes: dict[str, str]) -> None:
        """Count rows, cells and merged areas of a sheet."""
        if name == "row":
            self._move(Spot(int(attributes.get("r", self.last.row + 1)), 0))
        elif name == "c":
            at = attributes.get("r")
            self._move(spot(at) if at else Spot(self.last.row, self.last.column + 1))
            self.count.cells += 1
        elif name == "mergeCell":
            first, last = area(attributes.get("ref", ""))
            self.count.merged += (last.row - first.row + 1) * (last.column - first.column + 1)
        if self.count.cells > MAX_CELLS or self.count.merged > MAX_MERGED:
            raise _Refused("workbook_bomb")

    def _move(self, to: Spot) -> None:
        """Go to the next row or cell: forward, and not too far."""
        if to.row > LAST.row or to.column > LAST.column:
            raise _Refused("workbook_far", row=LAST.row, column=LAST.column)
        if to <= self.last:
            raise _Refused("workbook_cell_twice")
        self.last = to
