"""An offer that was read out of a spreadsheet, as a fragment that a case includes."""

from pathlib import Path as FilePath
from typing import Any

from outsourcing_model.case.offer import Offer
from outsourcing_model.case.shape import record_at
from outsourcing_model.casefile.fragment import yaml_text
from outsourcing_model.casefile.offer_sheet import ReadOffer
from outsourcing_model.errors import Path
from outsourcing_model.wording import say

_MOST = 12
"""Cells that a source names; of more, the first and the last."""


def offer_fragment(offer: ReadOffer, map_name: str, lang: str) -> str:
    """Return the YAML of an offer; each part that can say so has its cells as source, and that it is a quote."""
    told = {"file": FilePath(offer.file).name, "map": FilePath(map_name).name, "currency": offer.currency}
    comments = (say("own_data.offer_made", lang, **told), say("own_data.include", lang))
    tree = _with_sources(dict(offer.tree), (), offer, lang)
    return yaml_text({"offers": {offer.name: tree}}, comments)


def _with_sources(tree: dict[str, Any], path: Path, offer: ReadOffer, lang: str) -> dict[str, Any]:
    """Return a part of the offer with source and status where its record has them."""
    made = {
        name: _with_sources(value, (*path, name), offer, lang) if isinstance(value, dict) else value
        for name, value in tree.items()
    }
    record = record_at(Offer, path)
    if record is None or "source" not in record.model_fields:
        return made
    cells = [place for at, place in offer.places.items() if _owner(at) == path]
    if not cells and path:
        return made
    file = FilePath(offer.file).name
    named = list(dict.fromkeys(place.removeprefix(f"{offer.file}, ") for place in cells))
    text = ", ".join(named if len(named) <= _MOST else [*named[: _MOST - 1], "…", named[-1]])
    source = say("own_data.offer_source", lang, file=file, cells=text) if text else file
    return {**made, "source": made.get("source", source), "status": made.get("status", "quote")}


def _owner(path: Path) -> Path:
    """Return the path of the nearest record above a value that has a source."""
    for end in range(len(path) - 1, 0, -1):
        record = record_at(Offer, path[:end])
        if record is not None and "source" in record.model_fields:
            return path[:end]
    return ()
