"""Rows of the charges sheet beside the charges: gain shares, commitments, discount, costs passed through."""

from collections.abc import Callable
from dataclasses import dataclass

from outsourcing_model.case.charges import GainShare
from outsourcing_model.case.commitment import Commitment, UnitCommitment
from outsourcing_model.case.price_terms import PassThrough
from outsourcing_model.presentation.terms import charge_formulas
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import Row, previous
from outsourcing_model.presentation.workbook.price_rows import Factors, Sheet
from outsourcing_model.presentation.workbook.total_clauses import passed_name


@dataclass(frozen=True)
class Settled:
    """Sums since the settlement before, in the months of settlement."""

    sheet: Sheet
    period: str

    def formula(self, row: Row, column: str) -> str:
        """Return the sum of a row up to a month, zero in months without settlement."""
        sheet = self.sheet
        month, year = sheet.month(column), sheet.year(column)
        if self.period == "month":
            return f"IF({month}<=exit_month,{row.at(column, sheet.page)},0)"
        own, years = (item.range.rpartition("!")[2] for item in (row, sheet.years))
        return f"IF({month}=MIN({year}*months_a_year,exit_month),SUMIFS({own},{years},{year}),0)"

    def values(self, row: Row) -> list[float]:
        """Return the numbers of that formula."""
        last, found, total = self.sheet.view.last, [], 0.0
        for month, value in enumerate(row.values, 1):
            total += value
            ends = month <= last and (self.period == "month" or month % 12 == 0 or month == last)
            found.append(total if ends else 0.0)
            total = 0.0 if ends else total
        return found

    def row(self, label: str, of: Row) -> Row:
        """Write the sums of a row."""
        unit = self.sheet.view.unit("currency")
        return self.sheet.row(label, unit, self.values(of), "money", lambda now: self.formula(of, now))


def gain(sheet: Sheet, service: str, volume: Row | None, factors: Factors) -> Row | None:
    """Write the gain share of a service, if it has one."""
    view, page = sheet.view, sheet.page
    terms: GainShare | None = view.case.offers[sheet.offer].charges[service].gain_share
    if terms is None:
        return None
    names = sheet.named(f"charges.{service}")
    settled = Settled(sheet, terms.settled)
    sums: dict[str, Row] = {}
    for part, fixed, unit in (
        ("target", "target_fixed", "target_per_unit"),
        ("actual", "actual_fixed", "actual_per_unit"),
        ("fee", "fee", ""),
    ):  # fmt: skip
        label = sheet.say(part, service=view.service(service))

        def formula(now: str, fixed: str = fixed, unit: str = unit) -> str:
            units = f"+{names[unit]}*{volume.at(now, page)}" if unit and volume else ""
            return f"({names[fixed]}{units}){factors.times(now, page, service)}"

        values = view.step(f"offers.{sheet.offer}.gain_share.{service}.{part}")
        row = sheet.row(label, view.unit("currency"), values, "money", formula)
        sums[part] = settled.row(sheet.say("sum_of", what=label), row)
    roles = {"gain_limits": "limits", "least_fee": "least", "most_fee": "most"}
    cells = {roles.get(name, name): cell for name, cell in names.items()}

    def share(now: str) -> str:
        return KINDS["gain_share"].formula(terms, {**cells, **{part: row.at(now, page) for part, row in sums.items()}})

    values = view.step(f"offers.{sheet.offer}.gain_share.{service}")
    label = sheet.say("gain", service=view.service(service))
    return sheet.row(label, view.unit("currency"), values, "money", share, total=True)


@dataclass(frozen=True)
class Committed:
    """A commitment with the rows that it compares, and the cell of the months that shortfalls are carried forward."""

    terms: Commitment | UnitCommitment
    committed: Row
    used: Row
    carry: str


def _set_off(sheet: Sheet, of: Committed, labels: tuple[str, str]) -> Row | None:
    """Write what earlier shortfalls bring back, month by month; nothing if shortfalls are not carried forward."""
    if not of.terms.carry_forward_months:
        return None
    page, unit = sheet.page, labels[1]
    missing_values = [max(c - u, 0.0) for c, u in zip(of.committed.values, of.used.values, strict=True)]
    backs, gones = _ledger(of, missing_values)
    terms = of.terms

    def short(now: str) -> str:
        cells = {"committed": of.committed.at(now, page), "used": of.used.at(now, page)}
        return charge_formulas.shortfall(terms, cells)

    missing = sheet.row(labels[0], unit, missing_values, "money", short)
    back_row, gone_row = page.row, page.row + 1
    local = {
        "months": sheet.months.range.rpartition("!")[2],
        "missing": missing.range.rpartition("!")[2],
        "carry": of.carry,
    }

    def cells(now: str) -> dict[str, str]:
        gone_before = f"{previous(now)}${gone_row + 1}"
        return {
            **local, "month": sheet.month(now), "gone_before": gone_before, "set_off": f"{now}${back_row + 1}",
            "committed": of.committed.at(now, page), "used": of.used.at(now, page),
        }  # fmt: skip

    back = sheet.row(sheet.say("set_off"), unit, backs, "money", lambda now: charge_formulas.set_off(terms, cells(now)))
    sheet.row(sheet.say("gone"), unit, gones, "money", lambda now: charge_formulas.gone(terms, cells(now)))
    return back


def _ledger(of: Committed, missing: list[float]) -> tuple[list[float], list[float]]:
    """Return what is set off in each month, and what is set off or lapsed up to it."""
    backs: list[float] = []
    gones: list[float] = []
    gone = 0.0
    for month, (committed, used) in enumerate(zip(of.committed.values, of.used.values, strict=True)):
        gone = max(gone, sum(missing[: max(month - of.terms.carry_forward_months, 0)]))
        back = min(max(used - committed, 0.0), sum(missing[:month]) - gone)
        gone += back
        backs.append(back)
        gones.append(gone)
    return backs, gones


def shortfall(sheet: Sheet, charged: Row, reference: str, factors: Factors) -> Row | None:
    """Write what the charges miss of the minimum commitment of the offer, if it has one."""
    view, page = sheet.view, sheet.page
    terms = view.case.offers[sheet.offer].minimum_commitment
    if terms is None or not view.has(sheet.offer, "shortfall"):
        return None
    values = view.stepped(sheet.offer, "reference") * (1.0 if terms.share is None else terms.share)
    committed = sheet.row(
        sheet.say("committed"), view.unit("currency"), values, "money", _committed(sheet, reference, factors)
    )
    carry = sheet.name("minimum_commitment.carry_forward_months") if terms.carry_forward_months else ""
    back = _set_off(sheet, Committed(terms, committed, charged, carry), (sheet.say("missing"), view.unit("currency")))

    def formula(now: str) -> str:
        cells = {"committed": committed.at(now, page), "used": charged.at(now, page)}
        cells |= {"set_off": back.at(now, page)} if back else {}
        return KINDS["minimum_commitment"].formula(terms, cells)

    short = view.stepped(sheet.offer, "shortfall")
    return sheet.row(sheet.say("shortfall"), view.unit("currency"), short, "money", formula, total=True)


def _committed(sheet: Sheet, reference: str, factors: Factors) -> Callable[[str], str]:
    """Return the formula of what is committed in a month: an amount, or a share of the charges at reference volumes."""
    terms, page, offer = sheet.view.case.offers[sheet.offer], sheet.page, sheet.offer
    commitment, services = terms.minimum_commitment, sheet.view.offers[sheet.offer]
    if commitment is not None and commitment.amount is not None:
        return lambda now: f"{sheet.name('minimum_commitment.amount')}{factors.times(now, page)}"
    share = sheet.name("minimum_commitment.share")
    if terms.indexation is None or not terms.indexation.services:
        return lambda now: f"{share}*{reference}{factors.times(now, page)}"
    names = {service: page.book.names[f"offers.{offer}.reference.{service}"] for service in services}
    return lambda now: (
        f"{share}*(" + "+".join(f"{name}{factors.times(now, page, service)}" for service, name in names.items()) + ")"
    )


def missing_units(sheet: Sheet, service: str, volume: Row | None, factors: Factors) -> Row | None:
    """Write the units committed of a service that are not used, if it has such a commitment."""
    view, page = sheet.view, sheet.page
    terms = view.case.offers[sheet.offer].charges[service].commitment
    if terms is None or volume is None:
        return None
    name, unit = view.service(service), view.unit("volume", unit=view.counted(service))
    stated = sheet.name(f"charges.{service}.commitment.units")
    label = sheet.say("committed_units", service=name)
    committed = sheet.row(label, unit, [terms.units] * view.case.term, "volume", lambda _: f"{stated}+0")
    carry = sheet.name(f"charges.{service}.commitment.carry_forward_months") if terms.carry_forward_months else ""
    labels = (sheet.say("missing_units", service=name), unit)
    back = _set_off(sheet, Committed(terms, committed, volume, carry), labels)
    rate = sheet.name(f"charges.{service}.commitment.rate")

    def formula(now: str) -> str:
        cells = {"rate": rate, "committed": committed.at(now, page), "used": volume.at(now, page)}
        cells |= {"set_off": back.at(now, page)} if back else {}
        return f"({KINDS['unit_commitment'].formula(terms, cells)}){factors.times(now, page, service)}"

    values = view.step(f"offers.{sheet.offer}.unit_commitment.{service}")
    return sheet.row(
        sheet.say("unit_commitment", service=name), view.unit("currency"), values, "money", formula, total=True
    )


def discount(sheet: Sheet, charged: Row) -> Row | None:
    """Write the discount on the total of the charges, below zero, if the offer has one."""
    view, page = sheet.view, sheet.page
    terms = view.case.offers[sheet.offer].discount
    if terms is None:
        return None
    total = Settled(sheet, terms.settled).row(sheet.say("discountable"), charged)
    cells = {**sheet.named("discount"), "slack": "slack"}

    def formula(now: str) -> str:
        return f"-({KINDS['total_discount'].formula(terms, {**cells, 'total': total.at(now, page)})})"

    values = -view.stepped(sheet.offer, "discount")
    return sheet.row(sheet.say("discount"), view.unit("currency"), values, "money", formula, total=True)


def passed_through(sheet: Sheet, volumes: dict[str, Row], factors: Factors) -> dict[str, Row]:
    """Write the costs that the offer passes through; return the rows by name."""
    view, found = sheet.view, {}
    for name, terms in view.passed_through(sheet.offer).items():
        called = passed_name(name, terms)
        index = view.run.steps.get(f"index.{terms.index}") if terms.index else None
        moves = None
        if index is not None:
            moves = sheet.row(sheet.say("index_of", name=called), view.unit("factor"), index.values, "exact_factor")
        found[name] = _passed(sheet, name, terms, (volumes.get(terms.service or ""), moves, factors.delivering))
    return found


def _passed(sheet: Sheet, name: str, terms: PassThrough, rows: tuple[Row | None, Row | None, Row]) -> Row:
    """Write one cost passed through."""
    view, page = sheet.view, sheet.page
    volume, index, delivering = rows
    names = sheet.named(f"pass_through.{name}")

    def formula(now: str) -> str:
        cells = {**names, "volume": volume.at(now, page) if volume else "0"}
        factor = f"*{index.at(now, page)}" if index else ""
        return f"{KINDS['pass_through'].formula(terms, cells)}{factor}*{delivering.at(now, page)}"

    values = view.step(f"offers.{sheet.offer}.pass_through.{name}")
    return sheet.row(passed_name(name, terms), view.unit("currency"), values, "money", formula, total=True)
