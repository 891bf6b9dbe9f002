"""The language of the person at the terminal."""

import os
from collections.abc import Sequence

from outsourcing_model.wording import LANGUAGES


def speaks() -> str:
    """Return the language of the person: their own choice, else the system's, else English."""
    for variable in ("OUTSOURCING_MODEL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable, "")[:2] in LANGUAGES:
            return os.environ[variable][:2]
    return "en"


SPEAKS = speaks()


def spoken(arguments: Sequence[str]) -> str:
    """Return the language of messages: as asked on the command line, else the person's.

    Examples
    --------
    >>> spoken(["outsourcing-model", "check", "case.yaml", "--lang", "fr"])
    'fr'
    """
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        chosen = value if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and chosen in LANGUAGES:
            return chosen
    return SPEAKS
