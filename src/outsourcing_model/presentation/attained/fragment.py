"""A fitted belief as a fragment that a case includes, with where it comes from and how far it can be trusted."""

from pathlib import Path

from outsourcing_model.case.attainment import Attainment
from outsourcing_model.casefile.fragment import yaml_text
from outsourcing_model.metrics.attained.belief import belief_of
from outsourcing_model.metrics.attained.result import Attained
from outsourcing_model.presentation.attained.figures import covered
from outsourcing_model.presentation.attained.sentences import (
    drifting,
    fitted,
    reading,
    spread_words,
    states_memory,
    tested,
)  # fmt: skip
from outsourcing_model.presentation.formats import number
from outsourcing_model.wording import say

IN_HOUSE = "in_house"
_DIGITS = 6
_WIDEST = 0.5


def fragment(attained: Attained, map_file: Path, level: str, performer: str, lang: str) -> str:
    """Return the YAML of the attainment of a level by a performer, below a comment with all that was found.

    Parameters
    ----------
    attained : Attained
        With a belief.
    map_file : path
        The mapping that the log was read by.
    level : str
        Key of the service level in the case.
    performer : str
        ``in_house`` or the key of an offer.
    lang : str
        Language of comments and source.
    """
    body = {"attainment": {level: belief_tree(attained, lang)}}
    tree = {IN_HOUSE: body} if performer == IN_HOUSE else {"offers": {performer: body}}
    about = _about(attained, lang)
    made = say(
        "attained.made", lang, map=map_file.name, **{name: about[name] for name in ("file", "first", "last", "months")}
    )
    told = (*reading(attained, lang), *fitted(attained, lang), drifting(attained, lang), tested(attained, lang))
    return yaml_text(tree, (made, *told, say("own_data.include", lang)))


def belief_tree(attained: Attained, lang: str) -> dict[str, object]:
    """Return the belief as a case states it."""
    found = attained.fit
    if found is None:
        message = "the log supports no belief"
        raise ValueError(message)
    belief = belief_of(found)
    key = "attained.source_group" if attained.group else "attained.source"
    about = _about(attained, lang)
    stated: dict[str, object] = {
        "mean": {belief.family: list(belief.values)},
        "spread": round(min(found.spread, _WIDEST), _DIGITS),
    }
    if states_memory(attained) and "memory" in Attainment.model_fields:
        stated["memory"] = round(found.memory, 2)
    kept = about if attained.group else {name: value for name, value in about.items() if name != "group"}
    return {**stated, "source": say(key, lang, **kept), "status": "measured"}


def _about(attained: Attained, lang: str) -> dict[str, str]:
    """Return what the source mentions."""
    return {
        "file": Path(attained.file).name,
        "group": attained.group,
        "months": number(attained.months.measured, lang),
        **covered(attained, lang),
        "spread": spread_words(attained, lang),
    }
