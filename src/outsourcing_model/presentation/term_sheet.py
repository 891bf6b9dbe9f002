"""The term sheet: the contract as a workbook with live formulas, in an edition to give away and one to keep."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.case.paths import override, unknown
from outsourcing_model.engine.simulate import expected_run
from outsourcing_model.errors import CaseError, OutsourcingModelError
from outsourcing_model.metrics.exposure import offers_in_use
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.whole_file import write_whole
from outsourcing_model.presentation.workbook import (
    assumptions_page,
    calculator_page,
    cash_page,
    charges_page,
    checks_page,
    cover_page,
    exit_page,
    expected_page,
    levels_page,
    manifest_page,
    terms_page,
)
from outsourcing_model.presentation.workbook.book import Book, Page
from outsourcing_model.presentation.workbook.calculator_page import Attained
from outsourcing_model.presentation.workbook.view import View
from outsourcing_model.presentation.workbook.whitelist import CONTRACT, PROVIDER, shared_case
from outsourcing_model.wording import say

PUBLIC = ("cover", "terms", "charges", "levels", "calculator", "exit")
CALCULATOR = "calculator"
PRIVATE = ("expected", "cash", "assumptions", "checks", "manifest")
HEADER_LIMIT = 120


class TermSheetError(OutsourcingModelError):
    """There is no contract to write down.

    Parameters
    ----------
    key : str
        Name of the message, under ``sheet.error.``.
    found : str
        What was asked for.
    allowed : sequence of str
        What could have been.
    """

    def __init__(self, key: str, found: str = "", allowed: Sequence[str] = ()) -> None:
        self.key, self.values = key, {"found": found, "allowed": ", ".join(allowed)}
        super().__init__(self.text())

    def text(self, lang: str = "en") -> str:
        """Return the message in the language asked."""
        return say(f"sheet.error.{self.key}", lang, **self.values)


@dataclass(frozen=True)
class TermSheet:
    """One edition of a term sheet, ready to be written."""

    view: View

    def to_excel(self, path: str | os.PathLike[str]) -> Path:
        """Write the workbook, whole or not at all, and return where.

        Raises
        ------
        OSError
            If it can't be written; what was there before is untouched.
        """
        target = Path(path)
        write_whole(target, workbook(self.view))
        return target


def term_sheet(
    comparison: Comparison,
    alternative: str | None = None,
    internal: bool = False,
    lang: str | None = None,
    offer: str | None = None,
) -> TermSheet:
    """Return the term sheet of an alternative.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    alternative : str, optional
        Which one; the one that charts show if it hands something over, else the best that does.
    internal : bool
        Whether it is the edition to keep: with beliefs, money at stake, cash flow, checks and the run.
    lang : str, optional
        Language; that of the case when absent.
    offer : str, optional
        For the edition to give away, which provider it is for; the one that charges most when absent, since one
        provider must not read the terms of another.

    Raises
    ------
    TermSheetError
        If no alternative hands anything over, or the one asked for does not.
    CaseError
        If the alternative asked for does not exist.
    """
    case = comparison.case
    chosen = _chosen(comparison, alternative)
    offers = offers_in_use(case, chosen)
    language = lang or case.language
    if internal:
        return TermSheet(View(case, comparison.expected, chosen, offers, language, comparison))
    name = offer or _main_offer(comparison, chosen)
    if name not in offers:
        raise TermSheetError("not_in_alternative", name, [*offers])
    return TermSheet(_shared(case, name, offers[name], language))


def _shared(case: Case, offer: str, services: tuple[str, ...], lang: str) -> View:
    """Return the view of the counterparty edition: the shared case, played without any revision of prices."""
    shared = shared_case(case, offer, services, lang)
    terms = shared.offers[PROVIDER].indexation
    played = shared
    if terms is not None and terms.fixed_rate is not None:
        played = override(shared, {f"offers.{PROVIDER}.indexation.fixed_rate": 0.0})
    taken = {PROVIDER: tuple(shared.offers[PROVIDER].charges)}
    return View(shared, expected_run(played), CONTRACT, taken, lang, rates_in=case.currency)


def _outsources(case: Case, alternative: str) -> bool:
    """Return whether an alternative hands anything over."""
    return any(performer != IN_HOUSE for performer in case.performers(alternative).values())


def _chosen(comparison: Comparison, asked: str | None) -> str:
    """Return the alternative to put into a contract."""
    case = comparison.case
    able = [name for name in comparison.alternatives if _outsources(case, name)]
    if asked is not None and asked not in case.alternatives:
        raise CaseError([unknown(("alternatives",), asked, case.alternatives)])
    if not able:
        raise TermSheetError("nothing_outsourced")
    if asked is not None and asked not in able:
        raise TermSheetError("keeps_everything", asked, able)
    if asked is not None:
        return asked
    if comparison.shown in able:
        return comparison.shown
    return max(able, key=lambda name: comparison.alternatives[name].net_benefit.mean or 0.0)


def _main_offer(comparison: Comparison, alternative: str) -> str:
    """Return the offer of an alternative that charges most."""
    steps = comparison.expected.steps
    offers = offers_in_use(comparison.case, alternative)
    return max(offers, key=lambda name: float(steps[f"alternatives.{alternative}.offers.{name}.invoice"].values.sum()))


def workbook(view: View, attained: Attained | None = None) -> bytes:
    """Return the file of one edition; its calculator starts with the levels attained, else with levels just met."""
    book = Book(view.lang, view.title, view.case.start)
    wanted = [key for key in PUBLIC + PRIVATE * view.internal if key != CALCULATOR or calculator_page.is_needed(view)]
    pages = {key: _page(book, view, key) for key in wanted}
    terms_page.write(pages["terms"], view)
    charged = charges_page.write(pages["charges"], view)
    credited = levels_page.write(pages["levels"], view, charged)
    if CALCULATOR in pages:
        calculator_page.write(pages[CALCULATOR], view, charged, attained)
    fees = exit_page.write(pages["exit"], view, charged)
    cover_page.write(pages["cover"], view, charged, credited, fees)
    if view.comparison is not None:
        received = expected_page.write(pages["expected"], view, charged)
        cash = cash_page.write(pages["cash"], view, charged, received)
        master = checks_page.write(pages["checks"], view, charged, received, cash)
        cover_page.ours(pages["cover"], view, cash, master)
        assumptions_page.write(pages["assumptions"], view)
        manifest_page.write(pages["manifest"], view, view.comparison)
    cover_page.legend(pages["cover"], view)
    return book.content()


def _page(book: Book, view: View, key: str) -> Page:
    """Return an empty sheet with its header and footer."""
    title = (view.case.case if view.internal else view.title).replace("&", "&&")[:HEADER_LIMIT]
    mark = view.say("confidential") if view.internal else ""
    name = view.say(f"name.{key}")
    left = view.say("page.edition_internal") if view.internal else title
    footer = f"&L{left}&R{view.say('page.count')}"
    return book.page(name, f"&L{title}&C&B{mark}&R{name.replace('&', '&&')}", footer)
