"""What is allowed but should be looked at: each caution has a reason and a remedy."""

from collections.abc import Callable, Iterator

from outsourcing_model.case.case import IN_HOUSE, Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.errors import Problem


def _warn(path: tuple[str | int, ...], key: str, **values: object) -> Problem:
    """Return a warning."""
    return Problem(path, key, values, severity="warning")


def volume_cliff(case: Case) -> Iterator[Problem]:
    """Warn where all units get the price of the band reached: the total can fall as the volume rises."""
    for name, offer in case.offers.items():
        for service, charge in offer.charges.items():
            bands = charge.volume
            prices = [price.mean for price in bands.price] if bands else []
            for limit, before, after in zip(bands.up_to if bands else (), prices, prices[1:], strict=False):
                if after < before:
                    path = ("offers", name, "charges", service, "volume")
                    yield _warn(
                        path,
                        "volume_cliff",
                        limit=f"{limit:g}",
                        drop=f"{limit * (before - after):,.2f}",
                        even=f"{limit * before / after:,.1f}",
                    )


def no_parallel_run(case: Case) -> Iterator[Problem]:
    """Warn of a takeover without a parallel run: it puts the service at risk and flatters the cost."""
    used = {performer for name in case.alternatives for performer in case.performers(name).values()} - {IN_HOUSE}
    for name in sorted(used):
        if case.offers[name].transition.parallel_months.mean == 0:
            yield _warn(("offers", name, "transition", "parallel_months"), "no_parallel_run", offer=name)


def undiscounted(case: Case) -> Iterator[Problem]:
    """Warn of money that is not discounted over more than a year: it favours whoever is paid late."""
    if case.discount_rate == 0 and case.term > 12:
        yield _warn(("discount_rate",), "undiscounted", term=case.term)


def cap_below_credit(case: Case) -> Iterator[Problem]:
    """Warn of a monthly cap below what one level returns: the deeper tiers of that level are idle."""
    for name, offer in case.offers.items():
        scheme = offer.credits
        if scheme and scheme.monthly_cap is not None:
            for level, tiers in scheme.tiers.items():
                alone = tiers.of == "invoice" or set(offer.charges) == {tiers.of}
                if alone and tiers.credit[0] > scheme.monthly_cap:
                    path = ("offers", name, "credits", "monthly_cap")
                    yield _warn(
                        path,
                        "cap_below_credit",
                        cap=f"{scheme.monthly_cap:.1%}",
                        level=level,
                        credit=f"{tiers.credit[0]:.1%}",
                    )


def notice_beyond_term(case: Case) -> Iterator[Problem]:
    """Warn of a right to leave whose notice is as long as the term: it is no right."""
    for name, offer in case.offers.items():
        if offer.exit.notice_months >= case.term or offer.exit.from_month >= case.term:
            path = ("offers", name, "exit", "notice_months" if offer.exit.notice_months >= case.term else "from_month")
            yield _warn(
                path,
                "notice_beyond_term",
                notice=f"{offer.exit.notice_months:g}",
                first=offer.exit.from_month,
                term=case.term,
            )


def notice_before_start(case: Case) -> Iterator[Problem]:
    """Warn of an exit for convenience whose notice had to be given before the first month."""
    if case.exit_month is None or case.exit_month >= case.term or case.exit_ground != "convenience":
        return
    used = {performer for name in case.alternatives for performer in case.performers(name).values()} - {IN_HOUSE}
    for name in sorted(used):
        month = case.offers[name].exit.notice_month(case.exit_month)
        if month < 1:
            yield _warn(
                ("offers", name, "exit", "notice_months"),
                "notice_before_start",
                leave=case.exit_month,
                month=month,
                first=case.exit_month + 1 - month,
            )


def governance_twice(case: Case) -> Iterator[Problem]:
    """Warn of governance as a team and as a percentage: it is probably the same money twice."""
    lines = case.retained.costs
    teams = [name for name, line in lines.items() if line.staff is not None]
    shares = [
        name for name, line in lines.items() if line.share_of_charges is not None and line.heading == "governance"
    ]
    if teams and shares:
        yield _warn(
            ("retained", "costs", shares[0]), "governance_twice", share=", ".join(shares), team=", ".join(teams)
        )


def optimism_and_range(case: Case) -> Iterator[Problem]:
    """Warn of an optimism bias beside events, or beside ranges that lean to the dear side: the same risk counted twice.

    A range whose mean lies above its likely value has raised the cost already.
    """
    leaning = [
        path for path, belief in beliefs(case).items()
        if belief.family in ("pert", "triangular") and belief.mean > belief.values[1] * (1 + 1e-9) and _is_cost(path)
    ]  # fmt: skip
    events = [f"risks.{name}" for name, event in case.risks.items() if event.cost is not None]
    for name in case.optimism_bias if leaning or events else ():
        yield _warn(("optimism_bias", name), "optimism_and_range", also=", ".join([*events, *leaning][:3]))


def _is_cost(path: str) -> bool:
    """Return whether a belief is a cost of ours or a charge of a provider."""
    return path.startswith(("in_house.costs.", "in_house.variants.", "retained.costs.")) or ".charges." in path


CAUTIONS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    volume_cliff,
    no_parallel_run,
    undiscounted,
    cap_below_credit,
    notice_beyond_term,
    notice_before_start,
    governance_twice,
    optimism_and_range,
)


def cautions(case: Case) -> list[Problem]:
    """Return everything that should be looked at before the numbers are believed."""
    return [problem for rule in CAUTIONS for problem in rule(case)]
