"""The book of assumptions of the internal edition: every stated figure that may be a belief, and its source."""

from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, children, parse
from outsourcing_model.case.record import Record
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.errors import Path
from outsourcing_model.presentation.beliefs import spread_words
from outsourcing_model.presentation.labels import path_label, path_value, with_factor
from outsourcing_model.presentation.workbook.book import Page
from outsourcing_model.presentation.workbook.view import View
from outsourcing_model.wording import known

WIDTHS = (46, 30, 13, 10, 36, 9, 12, 10, 38)
HEAD = 3
UNITS = {"fraction": "percent", "amount": "currency", "months": "months", "days": "days"}
"""Kind of quantity to its unit; counts and numbers have none."""

ABOUT = ("source", "date", "owner", "status")


def write(page: Page, view: View) -> None:
    """Fill the sheet, uncertain figures first."""
    page.columns(*WIDTHS)
    page.sheet.freeze_panes(HEAD, 1)
    page.sheet.repeat_rows(0, HEAD - 1)
    page.sheet.fit_to_pages(1, 0)
    page.title(view.say("assumptions.title"), view.say("assumptions.note"))
    for column, key in enumerate(("figure", "value", "mean", "unit", "source", "date", "owner", "status", "path")):
        page.text(column, view.say(f"assumptions.{key}"), "head_number" if key == "mean" else "head")
    page.row = HEAD
    stated = {path: belief for path, belief in beliefs(view.case).items() if _is_stated(view.case, parse(path))}
    for certain in (False, True):
        for column in range(len(WIDTHS)):
            page.text(column, view.say(f"assumptions.certain_{str(certain).lower()}") if column == 0 else "", "section")
        page.row += 1
        for path, belief in stated.items():
            if belief.is_certain == certain:
                _line(page, view, path, belief)


def _records(case: Case, path: Path) -> list[Any]:
    """Return the nodes on the way to a path, the case first."""
    nodes: list[Any] = [case]
    for part in path[:-1]:
        nodes.append(dict(children(nodes[-1]))[part])
    return nodes


def _kind(case: Case, path: Path) -> str:
    """Return the kind of quantity of the field that holds a path."""
    kind = ""
    for node, part in zip(_records(case, path), path, strict=True):
        field = type(node).model_fields.get(str(part)) if isinstance(node, Record) else None
        if field is not None:
            extra = field.json_schema_extra
            kind = str(extra.get("kind", "")) if isinstance(extra, dict) else ""
    return kind


def _is_stated(case: Case, path: Path) -> bool:
    """Return whether the case states the figure at a path, so that it is not a default."""
    parent = _records(case, path)[-1]
    return not isinstance(parent, Record) or path[-1] in parent.model_fields_set


def about(case: Case, path: str, belief: Uncertain) -> dict[str, str]:
    """Return where a figure comes from: its own word, else that of the nearest record around it."""
    found = {name: getattr(belief, name) for name in ABOUT}
    for node in reversed(_records(case, parse(path))):
        if isinstance(node, Record) and any(getattr(node, name, "") for name in ABOUT):
            return {name: found[name] or getattr(node, name, "") for name in ABOUT}
    return found


def _line(page: Page, view: View, path: str, belief: Uncertain) -> None:
    """Write one figure."""
    page.text(0, path_label(path, view.case, view.lang))
    page.text(1, _range(view, path, belief))
    kind = _kind(view.case, parse(path))
    page.number(2, belief.mean, "percent" if kind == "fraction" else "exact")
    page.text(3, view.unit(UNITS[kind]) if kind in UNITS else "", "note")
    words = about(view.case, path, belief)
    for column, name in enumerate(ABOUT, 4):
        text = words[name]
        page.text(column, view.say(f"status.{text}") if name == "status" and text else text, "indented")
    page.text(8, path, "note")
    page.row += 1


def _range(view: View, path: str, belief: Uncertain) -> str:
    """Return a belief in words."""
    return with_factor(_own_range(view, path, belief), belief, view.case, view.lang)


def _own_range(view: View, path: str, belief: Uncertain) -> str:
    """Return a belief in words, without the shared factor that it names."""

    def show(value: float) -> str:
        return path_value(path, value, view.case, view.lang)

    if belief.is_constant:
        return show(belief.values[0])
    if not known(f"sheet.family.{belief.family}") or (belief.family == "between" and belief.weights):
        return spread_words(belief, show, view.lang)
    return view.say(f"family.{belief.family}", values=view.say("between").join(map(show, belief.values)))
