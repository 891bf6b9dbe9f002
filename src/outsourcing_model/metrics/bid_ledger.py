"""The ledger of a bid: from the price that was quoted to the present cost that can be compared, step by step.

Every step is the difference between two expected runs, the second with one more thing as the case has it, or a sum of
lines; so the steps add up whatever terms an offer has.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from outsourcing_model.case.case import IN_HOUSE, Alternative, Case
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.service import Volume
from outsourcing_model.case.transition import Transition
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.flows import CashFlows, CashLine
from outsourcing_model.metrics.exposure import offers_in_use
from outsourcing_model.metrics.mean_run import mean_run
from outsourcing_model.metrics.remembered import Remembered
from outsourcing_model.metrics.results import Comparison

NOTHING = 1e-6
"""A step of less money is left out."""

EXCHANGE, INDEX, PAYMENT = ("currency", "exchange"), ("indexation",), ("payment_days",)
"""Fields of an offer that bring exchange, revision and payment terms; those that offers don't have bring nothing."""

FROM_LINES = ("transition", "exit", "retained", "parallel", "stranded", "risk", "credits")
"""Steps that are the sum of lines, in the order shown."""

ORDER = (
    "quote", "rate_card", "arithmetic", "quoted_months", "not_taken", "volumes", "dates", "scope", "kept", "exchange",
    "index", *FROM_LINES, "payment_terms", "discounting", "uncertainty",
)  # fmt: skip
"""All steps in the order shown; categories that are not named here come before the payment terms."""

HIRING = "hiring."
"""What stands before the name of a team in the line of what its hires cost."""

Steps = dict[str, float]


@dataclass(frozen=True)
class Ledger:
    """From the quoted price of a bid to its comparable present cost.

    Parameters
    ----------
    alternative : str
        The bid: an alternative that hands something to a provider.
    steps : mapping
        Step to amount, the first being what was quoted (or the rate card's own total); they add up to `comparable`.
    comparable : float
        Simulated mean present cost that depends on the choice, without credits unless they are counted.
    alike : float
        Present cost that is alike in every alternative.
    credits : float
        Credits and delay damages expected but not counted, present; zero if they are counted.
    """

    alternative: str
    steps: Mapping[str, float]
    comparable: float
    alike: float
    credits: float

    @property
    def npv_cost(self) -> float:
        """Return the present cost of the comparison: comparable plus what is alike, less credits not counted."""
        return self.comparable + self.alike - self.credits


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return some steps, each once, in the order shown."""
    known = {name: at for at, name in enumerate(ORDER)}
    return tuple(sorted(dict.fromkeys(names), key=lambda name: known.get(name, known["payment_terms"] - 0.5)))


def bidders(case: Case) -> tuple[str, ...]:
    """Return the alternatives that hand something to a provider, in the order of the case."""
    return tuple(name for name in case.alternatives if offers_in_use(case, name))


@Remembered
def _ledgers(_: Comparison) -> dict[str, Ledger]:
    """Return the ledgers of a comparison that were asked for so far."""
    return {}


def ledger(comparison: Comparison, alternative: str) -> Ledger:
    """Return the ledger of a bid; it is found once for the comparison at hand.

    Notes
    -----
    In undiscounted money of the expected run: quoted total; the rate card's own total for the same months less the
    quote; the rest of the term; services not handed over; volumes expected instead of those of the contract; dates
    (charges not due before the takeover or after the exit, and in-house cost until and from then); in-house cost of
    services that other bids take over (scope); in-house cost that no bid takes over; exchange; price revision; lines by
    category. Then payment terms and discounting bring the sum to the present, and uncertainty to the simulated mean.
    """
    known = _ledgers(comparison)
    if alternative not in known:
        known[alternative] = _found(comparison, alternative)
    return known[alternative]


def _found(comparison: Comparison, alternative: str) -> Ledger:
    """Return the ledger of a bid, from its runs."""
    case, flows = comparison.case, comparison.flows
    counted = case.evaluation is not None and case.evaluation.count_credits
    row = flows.alternatives.index(alternative)
    received = 0.0 if counted else float(flows.received_npv[row].mean())
    alike = float(flows.irrelevant_npv.mean())
    comparable = float(flows.npv[row].mean()) + received - alike
    run = _run(case, alternative)
    steps = _undiscounted(run, case, alternative, counted)
    plain = sum(steps.values())
    at_once = _present(_run(_without(case, PAYMENT), alternative), counted)
    present = _present(run, counted)
    steps["payment_terms"] = present - at_once
    steps["discounting"] = at_once - plain
    steps["uncertainty"] = comparable - present
    first = next(iter(steps))
    kept = {name: amount for name, amount in steps.items() if name == first or abs(amount) > NOTHING}
    return Ledger(alternative, kept, comparable, alike, received)


def _undiscounted(run: CashFlows, case: Case, alternative: str, counted: bool) -> Steps:
    """Return the steps in undiscounted money, from the quote to all that is paid in the expected run, `run`."""
    plain = _without(case, (*INDEX, *EXCHANGE))
    steps, charged, included = _quoted(plain, alternative)
    at_once = _run(_from_the_start(plain), alternative)
    runs = (at_once, *(_run(each, alternative) for each in (plain, _without(case, INDEX))), run)
    begun, dated, exchanged, final = (_by_step(each, counted) for each in runs)
    scope = _scope(at_once, alternative, _open_services(case))
    steps["volumes"] = begun["charges"] - charged
    steps["dates"] = dated["charges"] - begun["charges"] + final["own"] - begun["own"]
    steps["scope"] = scope
    steps["kept"] = begun["own"] - scope
    steps["exchange"] = exchanged["charges"] - dated["charges"]
    steps["index"] = final["charges"] - exchanged["charges"]
    steps |= {name: amount for name, amount in final.items() if name not in ("charges", "own")}
    steps["transition"] -= included
    return steps


def _quoted(plain: Case, alternative: str) -> tuple[Steps, float, float]:
    """Return the first steps, the rate card's total for what is handed over, and the transition inside the quotes."""
    used = offers_in_use(plain, alternative)
    first = "quote" if any(plain.offers[name].quote for name in used) else "rate_card"
    steps: Steps = {first: 0.0, "arithmetic": 0.0, "quoted_months": 0.0, "not_taken": 0.0}
    charged = included = 0.0
    for name, services in used.items():
        offer = plain.offers[name]
        own = _reference_charges(plain, name, services)
        charged += own
        if offer.quote is None:
            steps[first] += own
            continue
        covered = tuple(service for service in plain.services if service in offer.charges)
        card = _reference_charges(plain, name, covered)
        months = offer.quote.months or plain.term
        transition, moved = (_transition_price(offer, each) for each in (covered, services))
        steps[first] += offer.quote.total
        steps["arithmetic"] += card * months / plain.term + transition - offer.quote.total
        steps["quoted_months"] += card * (1 - months / plain.term)
        steps["not_taken"] += own - card + moved - transition
        included += moved
    return steps, charged, included


def _transition_price(offer: Offer, services: tuple[str, ...]) -> float:
    """Return the price of the transition that a quote holds: what is paid for moving services, or nothing."""
    if offer.quote is None or not offer.quote.with_transition:
        return 0.0
    return offer.transition.price_of(services) * (1 - offer.transition.financed)


def _reference_charges(plain: Case, offer: str, services: tuple[str, ...]) -> float:
    """Return what an offer charges for some services over the term at reference volumes, from the first day."""
    alone = Alternative.model_validate(dict.fromkeys(services, offer))
    case = _from_the_start(plain.model_copy(update={"alternatives": {offer: alone}}))
    charges = plain.offers[offer].charges
    volumes = {name: charges[name].baseline for name in services}
    at_reference = {
        name: service.model_copy(update={"volume": _steady(service.volume, volumes.get(name))})
        for name, service in case.services.items()
    }
    return _by_step(_run(case.model_copy(update={"services": at_reference}), offer))["charges"]


def _steady(volume: Volume | None, baseline: float | None) -> Volume | None:
    """Return a volume that stays at the reference, that of the contract or else the mean of the first month."""
    if volume is None:
        return None
    return Volume(month_1=Uncertain("constant", (volume.month_1.mean if baseline is None else baseline,)))


def _without(case: Case, fields: tuple[str, ...]) -> Case:
    """Return the case with some fields of every offer as if they were not stated."""
    offers = {
        name: Offer.model_validate({field: value for field, value in offer.members().items() if field not in fields})
        for name, offer in case.offers.items()
    }
    return case.model_copy(update={"offers": offers})


def _from_the_start(case: Case) -> Case:
    """Return the case with every offer delivering from the first day to the last."""
    offers = {name: offer.model_copy(update={"transition": Transition()}) for name, offer in case.offers.items()}
    return case.model_copy(update={"offers": offers, "exit_month": None})


def _run(case: Case, alternative: str) -> CashFlows:
    """Return the expected run of one alternative by itself."""
    alone = {alternative: case.alternatives[alternative]}
    return mean_run(case.model_copy(update={"alternatives": alone, "reference": alternative}))


def _by_step(run: CashFlows, counted: bool = False) -> Steps:
    """Return step to undiscounted money of a run of one alternative, without what is alike in every alternative."""
    found: Steps = dict.fromkeys(("charges", "own", *FROM_LINES), 0.0)
    for line, months in zip(run.lines, run.line_means, strict=True):
        name = _step(line)
        if counted or name != "credits":
            found[name] = found.get(name, 0.0) + (1 - line.irrelevant) * float(months.sum())
    return found


def _step(line: CashLine) -> str:
    """Return the step to which a line belongs; a category that is not known here is a step of its own."""
    if line.path.startswith("retained."):
        return "retained"
    own = line.path.startswith("in_house.") and line.category not in FROM_LINES
    return "own" if own else line.category


def _scope(run: CashFlows, alternative: str, opened: frozenset[str]) -> float:
    """Return the in-house cost that is there only for services which some bid takes over and this one leaves."""
    costs = run.case.in_house_costs(alternative)
    lines = zip(run.lines, run.line_means, strict=True)
    return sum(
        (1 - line.irrelevant) * float(months.sum())
        for line, months in lines
        if _step(line) == "own" and opened.issuperset(costs[line.id.removeprefix(HIRING)].services)
    )


def _open_services(case: Case) -> frozenset[str]:
    """Return the services that at least one bid takes over."""
    performers = (case.performers(name).items() for name in case.alternatives)
    return frozenset(service for each in performers for service, performer in each if performer != IN_HOUSE)


def _present(run: CashFlows, counted: bool) -> float:
    """Return the present cost of a run of one alternative, without what is alike in every alternative."""
    gross = 0.0 if counted else float(run.received_npv[0, 0])
    return float(run.npv[0, 0] - run.irrelevant_npv[0]) + gross
