"""What a program need not execute as long as only its measures are asked for: the sums behind them."""

from collections.abc import Mapping
from dataclasses import replace

from outsourcing_model.engine.program.assembly import Assembly, Instruction


def lean(assembly: Assembly) -> Assembly:
    """Return what is stated of a program without its sums behind the measures: by level, by year and the like."""
    kept = [name for name in assembly.accounts if name not in assembly.details]
    accounts = {name: number for number, name in enumerate(kept)}
    moved = {number: accounts[name] for name, number in assembly.accounts.items() if name in accounts}
    steps = [_without_details(step, moved) for step in assembly.instructions]
    return replace(assembly, instructions=[step for step in steps if step], accounts=accounts, details={})


def _without_details(step: Instruction, accounts: Mapping[int, int]) -> Instruction | None:
    """Return an instruction that enters nothing behind the measures in the books, None if it would do nothing else.

    `accounts` is the number of each account that stays to the one that it has among them.
    """
    if step.rule != "book":
        return step
    lag, line, cash, account, _ = step.whole
    if account in accounts:
        return replace(step, whole=(lag, line, cash, accounts[account], 0))
    return None
