"""What a program need not execute as long as only its measures are asked for: the sums behind them, cash by month."""

from collections.abc import Callable
from dataclasses import replace

from outsourcing_model.engine.program.assembly import Assembly

NONE = -1
"""Stands for cash by month that is not booked."""


def no_cash(alternative: int, account: int) -> int:  # noqa: ARG001 (whatever they are)
    """Return what stands for no cash by month."""
    return NONE


def lean(assembly: Assembly, cash: Callable[[int, int], int] = no_cash) -> Assembly:
    """Return what is stated of a program without its sums behind the measures: by level, by year and the like.

    `cash` says, of alternative and account, as what its cash by month is booked.
    """
    kept = [name for name in assembly.accounts if name not in assembly.details]
    accounts = {name: number for number, name in enumerate(kept)}
    moved = {number: accounts[name] for name, number in assembly.accounts.items() if name in accounts}
    steps = []
    for step in assembly.instructions:
        if step.rule != "book":
            steps.append(step)
        elif step.whole[3] in moved:
            lag, line, alternative, number, _ = step.whole
            account = moved[number]
            steps.append(replace(step, whole=(lag, line, cash(alternative, account), account, 0)))
    return replace(assembly, instructions=steps, accounts=accounts, details={})
