"""Moments as logs write them, read by a stated order of day and month, on one axis of seconds."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from outsourcing_model.casefile.tabular import Fault, Raw
from outsourcing_model.casefile.written import DateOrder
from outsourcing_model.quantities import shown
from outsourcing_model.timeline import LAST_YEAR, MONTH_NAMES

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 48
_SECONDS = 10
_NAMES = tuple(name[:3] for name in MONTH_NAMES)
_CLOCK = (
    r"(?:[T ,]\s*(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_CLOCK}", re.ASCII)
_COMPACT = re.compile(rf"(?P<year>(?:19|20|21)\d{{2}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_CLOCK}", re.ASCII)
_SHORT = re.compile(
    rf"(?P<first>\d{{1,2}})([-/.])(?P<second_part>\d{{1,2}})\2(?P<year>\d{{4}}|\d{{2}}){_CLOCK}", re.ASCII
)
_NAMED = re.compile(rf"(?P<day>\d{{1,2}})[- ](?P<name>[A-Za-z]{{3,9}})[- ](?P<year>\d{{4}}){_CLOCK}", re.ASCII)
_NAME_FIRST = re.compile(rf"(?P<name>[A-Za-z]{{3,9}})\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}}){_CLOCK}", re.ASCII)
_COUNT = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d+)?", re.ASCII)
"""Seconds or thousandths of seconds since 1970, as machines write them."""

_PLAIN = re.compile(r"(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[T ](\d{1,2}:\d{2}(?::\d{2})?)", re.ASCII)


class Clock:
    """Turns what cells hold into seconds since 1970.

    Parameters
    ----------
    order : str
        Whether day, month or year stands first.
    zone : str
        Time zone of moments that name none, such as ``Europe/Paris``; empty to take them as they are written.

    Examples
    --------
    >>> clock = Clock("day_first", "")
    >>> clock.seconds("1/2/1970 00:01"), clock.seconds("1970-01-01T01:00:00+01:00")
    (2678460.0, 0.0)
    """

    def __init__(self, order: DateOrder, zone: str = "") -> None:
        self.order = order
        self.zone: tzinfo = ZoneInfo(zone) if zone else UTC
        self.has_zone = bool(zone)
        self.zoned = self.plain = 0
        self._known: dict[str, tuple[float, bool]] = {}
        self._parts: dict[str, float] = {}

    @property
    def is_mixed(self) -> bool:
        """Return whether some moments named their zone and others did not, while no zone was stated for these."""
        return bool(self.zoned and self.plain and not self.has_zone)

    def seconds(self, cell: Raw) -> float:
        """Return the moment of a cell.

        Raises
        ------
        PydanticCustomError
            If it holds none between 1970 and 2200.
        """
        if isinstance(cell, str):
            return self._of_text(cell.strip())
        if isinstance(cell, Decimal):
            return self._of_text(f"{cell:f}")
        if isinstance(cell, datetime):
            return self._counted(_stamp(cell.replace(tzinfo=self.zone)), False)
        if isinstance(cell, date):
            return self._counted(_stamp(datetime(cell.year, cell.month, cell.day, tzinfo=self.zone)), False)
        fault = cell if isinstance(cell, Fault) else Fault("not_a_moment", shown(cell))
        raise PydanticCustomError(_key_of(fault), "moment", {"found": fault.found, "order": f"own_data.{self.order}"})

    def _of_text(self, text: str) -> float:
        """Return the moment in a text; each text is read once."""
        if (found := self._known.get(text)) is None:
            found = self._known[text] = self._fresh(text)
        return self._counted(*found)

    def _fresh(self, text: str) -> tuple[float, bool]:
        """Return a moment and whether it names its zone; days and times of day that were met before are remembered."""
        if match := _COUNT.fullmatch(text):
            return float(text) / (1.0 if len(match[1]) <= _SECONDS else 1000.0), True
        if not self.has_zone and (match := _PLAIN.fullmatch(text)):
            return self._part(match[1]) + self._part(f"1970-01-01 {match[2]}"), False
        when = read_moment(text, self.order)
        return _stamp(when if when.tzinfo else when.replace(tzinfo=self.zone)), when.tzinfo is not None

    def _part(self, text: str) -> float:
        """Return the seconds of a day, or of a time of the first day of all."""
        if (found := self._parts.get(text)) is None:
            found = self._parts[text] = _stamp(read_moment(text, self.order).replace(tzinfo=UTC))
        return found

    def _counted(self, seconds: float, zoned: bool) -> float:
        """Return a moment after noting whether it named its zone."""
        self.zoned += zoned
        self.plain += not zoned
        return seconds


def _key_of(fault: Fault) -> str:
    """Return the key of the message about a cell without a moment."""
    return fault.key if fault.key.startswith("cell_") else "not_a_moment"


def _stamp(when: datetime) -> float:
    """Return seconds since 1970 of a moment with its zone."""
    return (when - _EPOCH).total_seconds()


def read_moment(text: str, order: DateOrder) -> datetime:
    """Return the moment that a text states, with the zone that it names if it names one.

    A text that begins with its year, or names its month in letters, is read in any order.

    Raises
    ------
    PydanticCustomError
        If it is no moment of the calendar between 1970 and 2200.

    Examples
    --------
    >>> read_moment("29/2/2016 01:16", "day_first").isoformat()
    '2016-02-29T01:16:00'
    >>> read_moment("02/29/2016 1:16 PM", "month_first").isoformat()
    '2016-02-29T13:16:00'
    """
    if len(text) > _LONGEST or (parts := _day_of(text, order)) is None:
        raise _refused(text, order)
    year, month, day, match = parts
    if not _EPOCH.year <= year <= LAST_YEAR:
        raise _refused(text, order)
    try:
        return datetime(year, month, day, tzinfo=_zone_of(match["zone"])) + _time_of(match)
    except ValueError as error:
        raise _refused(text, order) from error


def _refused(text: str, order: DateOrder) -> PydanticCustomError:
    """Return the error about a text that is no moment."""
    return PydanticCustomError("not_a_moment", "moment", {"found": shown(text), "order": f"own_data.{order}"})


def _day_of(text: str, order: DateOrder) -> tuple[int, int, int, re.Match[str]] | None:
    """Return year, month, day and the whole match, nothing if the text has another form."""
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return int(match["year"]), int(match["month"]), int(match["day"]), match
    if (match := _NAMED.fullmatch(text) or _NAME_FIRST.fullmatch(text)) and (month := _month_of(match["name"])):
        return int(match["year"]), month, int(match["day"]), match
    if (match := _SHORT.fullmatch(text)) and order != "year_first":
        first, second = int(match["first"]), int(match["second_part"])
        day, month = (first, second) if order == "day_first" else (second, first)
        year = int(match["year"])
        return (year if len(match["year"]) == 4 else 2000 + year), month, day, match
    return None


def _month_of(name: str) -> int:
    """Return the number of a month named in English, in full or by three letters; zero for another word."""
    small = name.lower()
    known = small in MONTH_NAMES or small in _NAMES or small == "sept"
    return _NAMES.index(small[:3]) + 1 if known else 0


def _time_of(match: re.Match[str]) -> timedelta:
    """Return the time of day; a midnight may be written as 24:00."""
    if match["hour"] is None:
        return timedelta(0)
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    if minute > 59 or second > 60 or hour > 24 or (hour == 24 and (minute or second)):
        raise ValueError(hour)
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _zone_of(text: str | None) -> tzinfo | None:
    """Return the zone that a moment names: UTC, or so many hours from it."""
    if text is None:
        return None
    if text in ("Z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if ahead >= timedelta(days=1):
        raise ValueError(text)
    return timezone(ahead if text[0] == "+" else -ahead)


def read_bound(text: str, clock: Clock, end: bool) -> float:
    """Return the moment at which a period begins or ends; a day or a month that ends one belongs to it.

    Examples
    --------
    >>> read_bound("1970-01", Clock("day_first"), True) / 86400
    31.0
    """
    plain = text.strip()
    if re.fullmatch(r"\d{4}-\d{2}", plain, re.ASCII):
        first = read_moment(f"{plain}-01", clock.order)
        later = datetime(first.year + first.month // 12, first.month % 12 + 1, 1)
        return _stamp((later if end else first).replace(tzinfo=clock.zone))
    when = read_moment(plain, clock.order)
    if end and re.search(r"[T:h]", plain) is None:
        when += timedelta(days=1)
    return _stamp(when if when.tzinfo else when.replace(tzinfo=clock.zone))
