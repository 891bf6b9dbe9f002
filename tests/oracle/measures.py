"""What runs without chance come to: ratios, recommendation, payback and maxima, from docs/conventions.md."""

from collections.abc import Mapping

from outsourcing_model.case.case import Case

from .stage import Run
from .world import World, discount_factor

CENT_EDGE = -0.005


def net_benefit(run: Run) -> float:
    """Return value at target less harm and relevant cost."""
    return run.value - run.harm - (run.present - run.irrelevant)


def service_value(case: Case, run: Run) -> float | None:
    """Return the value delivered, none where the case states no value."""
    stated = any(service.value_per_unit is not None for service in case.services.values())
    return run.value - run.harm if stated else None


def per_unit_month(case: Case, values: Mapping[str, float], run: Run) -> float | None:
    """Return the plain cost, gross of what is received, of a unit and month."""
    gross = run.undiscounted + run.received
    if case.price_per is not None:
        return gross / (values["price_per.count"] * case.term)
    counted = [name for name, service in case.services.items() if service.volume is not None]
    if len(counted) != 1:
        return None
    world = World(case, values)
    units = sum(world.volume(counted[0], month) for month in range(case.term))
    return gross / units if units > 0 else None


def per_quality_point(case: Case, values: Mapping[str, float], alternative: str, run: Run) -> float | None:
    """Return the present cost of a point of the evaluation."""
    points = values.get(f"alternatives.{alternative}.quality_points", 0.0)
    return (run.present + run.received_present) / points if points > 0 else None


def value_ratio(case: Case, run: Run) -> float | None:
    """Return present cost over present value delivered."""
    value = service_value(case, run)
    return (run.present + run.received_present) / value if value is not None and value > 0 else None


def cumulated_saving(reference: Run, run: Run) -> list[float]:
    """Return the saving up to each month of payment."""
    months = [month for one in (reference, run) for flows in one.lines.values() for month in flows]
    total, found = 0.0, []
    for month in range(max(months, default=0) + 1):
        for one, sign in ((reference, 1), (run, -1)):
            total += sign * sum(flows.get(month, 0.0) for flows in one.lines.values())
        found.append(total)
    return found


def payback_month(reference: Run, run: Run) -> int | None:
    """Return the first contract month from which the cumulated saving never falls below zero again."""
    saving = cumulated_saving(reference, run)
    below = [month for month, total in enumerate(saving) if total < CENT_EDGE]
    last = below[-1] if below else -1
    return None if last == len(saving) - 1 else last + 2


def peak_outlay(reference: Run, run: Run) -> float:
    """Return the greatest cumulated extra cost over the reference."""
    return max(0.0, -min(cumulated_saving(reference, run)))


def hurdle(case: Case, runs: Mapping[str, Run]) -> float:
    """Return what a switch must gain: the most that a test asks for."""
    terms = case.hurdle
    staff = terms.personnel_percent * abs(staff_cost(case, runs[case.reference]))
    staff = staff if terms.personnel_cap is None else min(staff, terms.personnel_cap)
    return max(terms.percent * abs(runs[case.reference].present), terms.amount, staff)


def staff_cost(case: Case, reference: Run) -> float:
    """Return the present cost of the reference's lines of heading staff, hiring among them."""
    lines = {**case.retained.costs, **case.in_house_costs(case.reference)}
    names = [name for name, line in lines.items() if line.heading == "staff"]
    names += [name for name in reference.lines if name.startswith("hiring.")]
    flows = [flow for name in names for flow in reference.lines.get(name, {}).items()]
    return sum(amount * discount_factor(case, month) for month, amount in flows)


def gains(case: Case, runs: Mapping[str, Run]) -> dict[str, float]:
    """Return what each alternative gains on the reference, less the hurdle where it is another one."""
    base, least = net_benefit(runs[case.reference]), hurdle(case, runs)
    return {name: 0.0 if name == case.reference else net_benefit(run) - base - least for name, run in runs.items()}


def greatest_fee(case: Case, run: Run) -> float:
    """Return the most that is owed if all offers end in the same month."""
    return max((sum(fees.get(month, 0.0) for fees in run.fees) for month in range(1, case.term)), default=0.0)
