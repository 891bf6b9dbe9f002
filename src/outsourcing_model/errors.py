"""Problems in what the user gave, each with its place, and the exceptions that carry them.

A :class:`Problem` names a wording key and its values, never a finished sentence: the same problem is told in
French or in English by whoever shows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from outsourcing_model.wording import known, say

Path = tuple[str | int, ...]

_POINT, _GROUP, _SPACE = {"en": ".", "fr": ","}, {"en": ",", "fr": "\u202f"}, {"en": " ", "fr": "\u00a0"}
"""Decimal sign, sign between groups of digits, and what stands before a percent sign, by language."""


def dotted(path: Path) -> str:
    """Return a path as people read it, ``offers.onshore.charges.desk.price[2]``.

    Examples
    --------
    >>> dotted(("offers", "onshore", "price", 1))
    'offers.onshore.price[1]'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


class Share(float):
    """A fraction that messages show in percent."""


def figure(value: float, lang: str) -> str:
    """Return a number as messages show it: grouped, two decimals from 100 on and four below, none that are zero.

    Examples
    --------
    >>> figure(2625.5, "en"), figure(0.25, "en"), figure(Share(0.125), "en")
    ('2,625.5', '0.25', '12.5 %')
    """
    if isinstance(value, Share):
        return f"{value * 100:.4g}{_SPACE[lang]}%".replace(".", _POINT[lang])
    text = f"{value:,.{2 if abs(value) >= 100 else 4}f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", _GROUP[lang] + _POINT[lang]))


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong (or doubtful), where it stands, and what would be right.

    Parameters
    ----------
    path : tuple
        Keys and list positions from the root of the case.
    key : str
        Name of the message in the wording catalogue, under ``problem.``.
    values : mapping
        What the message mentions.
    place : str
        ``file:line:column`` or ``sheet!cell``; empty for a case built in Python.
    severity : {"error", "warning"}
        An error stops the run, a warning is shown beside the result.
    accepted : str
        Why somebody who looked at the warning lets it stand; empty if nobody did.
    """

    path: Path
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: str = ""
    severity: Literal["error", "warning"] = "error"
    accepted: str = ""

    def text(self, lang: str = "en") -> str:
        """Return the whole message, ``place: path: what is wrong; what would be right``."""
        words = {name: _words(value, lang) for name, value in self.values.items()}
        where = ": ".join(part for part in (self.place, dotted(self.path)) if part)
        what = self._warning(words, lang) if self.severity == "warning" else say(f"problem.{self.key}", lang, **words)
        return f"{where}: {what}" if where else what

    def _warning(self, words: Mapping[str, str], lang: str) -> str:
        """Return what is found, why it matters and what to do, or why it was accepted, with the name of the rule."""
        parts = {part: say(f"warning.{self.key}.{part}", lang, **words) for part in ("what", "why", "remedy")}
        parts |= {part: f"{parts[part][0].upper()}{parts[part][1:]}" for part in ("why", "remedy")}
        form = "caution.accepted" if self.accepted else "caution.told"
        return say(form, lang, rule=self.key, reason=self.accepted, **parts)


def _words(value: object, lang: str) -> str:
    """Return a value as the message shows it: words of the catalogue, lists joined, figures in the language's style."""
    if isinstance(value, float):
        return figure(value, lang)
    if isinstance(value, str) and value.startswith(("kind.", "own_data.")) and known(value):
        return say(value, lang)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return str(value)


class OutsourcingModelError(Exception):
    """Root of every error that this package raises on purpose; each can be told in any language."""

    def text(self, lang: str = "en") -> str:  # noqa: ARG002 (told by those who know their message)
        """Return the message in the language asked."""
        return str(self)


class CaseError(OutsourcingModelError):
    """The case can't be used; `problems` lists everything that is wrong with it, not only the first.

    Parameters
    ----------
    problems : sequence of Problem
        At least one.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.text())

    def text(self, lang: str = "en") -> str:
        """Return all problems, one a line, in the language asked."""
        return "\n".join(problem.text(lang) for problem in self.problems)
