"""Every sentence, heading and label of the product, in French and in English.

The ``*.toml`` files beside this module are the only place where words for people stand. An entry is a dotted key
with one text a language; ``{name}`` marks what is filled in. A test demands that both languages have every key
with the same marks.
"""

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "fr")


@cache
def _entries(area: str) -> dict[str, dict[str, str]]:
    """Return the entries of the file that holds the keys beginning with `area`, flattened to dotted keys."""
    source = files(__package__).joinpath(f"{area}.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}

    def walk(prefix: str, node: dict[str, object]) -> None:
        if set(node) == set(LANGUAGES):
            found[prefix] = {lang: str(node[lang]) for lang in LANGUAGES}
            return
        for name, child in node.items():
            if not isinstance(child, dict):
                raise KeyError(f"{area}.toml: {prefix}.{name} needs a text for each of {LANGUAGES}")
            walk(f"{prefix}.{name}", child)

    walk(area, tomllib.loads(source))
    return found


def areas() -> list[str]:
    """Return the names of the catalogue's files, sorted."""
    return sorted(item.name[:-5] for item in files(__package__).iterdir() if item.name.endswith(".toml"))


def keys(area: str) -> dict[str, dict[str, str]]:
    """Return every entry of one area: dotted key to text by language."""
    return dict(_entries(area))


def say(key: str, lang: str, /, **values: object) -> str:
    """Return the text of `key` in `lang` with its marks filled in.

    Raises
    ------
    KeyError
        If the key, the language or a value is missing: nothing is ever shown half-worded.

    Examples
    --------
    >>> say("kind.fraction", "en")
    'a percentage such as 8 %'
    """
    return _entries(key.partition(".")[0])[key][lang].format(**values)


def known(key: str) -> bool:
    """Return whether the catalogue has `key`."""
    area = key.partition(".")[0]
    return area in areas() and key in _entries(area)
