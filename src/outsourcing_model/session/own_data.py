"""From people's own files to a part of a case: what is said about it, and the text to write."""

from dataclasses import dataclass
from pathlib import Path

from outsourcing_model.casefile.cost_fragment import cost_fragment
from outsourcing_model.casefile.ledger import read_ledger
from outsourcing_model.casefile.offer_fragment import offer_fragment
from outsourcing_model.casefile.offer_sheet import read_offer
from outsourcing_model.casefile.template import blank_case
from outsourcing_model.presentation.own_data import ledger_report, offer_report
from outsourcing_model.wording import say


@dataclass(frozen=True)
class OwnData:
    """A text for a file, what is said about how it was made, and why it may not be written (empty if it may)."""

    lang: str
    text: str
    report: tuple[str, ...] = ()
    refusal: str = ""


def cost_lines(ledger: Path, map_file: Path, allow_unmatched: bool, lang: str) -> OwnData:
    """Return the in-house cost lines of a general ledger; refused while some booking fits no line and isn't ignored.

    Raises
    ------
    CaseError
        With everything that is wrong in the mapping or in the list.
    """
    imported, mapping = read_ledger(ledger, map_file)
    text = cost_fragment(imported, mapping, str(map_file), lang)
    refused = bool(imported.unmatched) and not allow_unmatched
    refusal = say("own_data.must_be_sorted", lang, map=str(map_file)) if refused else ""
    return OwnData(lang, text, tuple(ledger_report(imported, mapping, lang)), refusal)


def provider_offer(sheet: Path, map_file: Path, name: str | None, lang: str) -> OwnData:
    """Return the offer of a provider's spreadsheet.

    Raises
    ------
    CaseError
        With everything that is wrong in the mapping or in the sheet.
    """
    offer = read_offer(sheet, map_file, name)
    return OwnData(lang, offer_fragment(offer, str(map_file), lang), tuple(offer_report(offer, lang)))


def blank(file: Path, lang: str) -> OwnData:
    """Return a blank case; refused for a file that isn't to be YAML or is there already."""
    key = "file_exists" if file.exists() else ""
    if file.suffix.lower() not in (".yaml", ".yml"):
        key = "template_yaml_only"
    return OwnData(lang, blank_case(lang), (), say(f"own_data.{key}", lang, file=str(file)) if key else "")
