"""What a program need not execute as long as only its measures are asked for: the sums behind them."""

from collections.abc import Sequence
from dataclasses import replace

from outsourcing_model.engine.program.assembly import Assembly, Instruction


def lean(assembly: Assembly) -> Assembly:
    """Return what is stated of a program without its sums behind the measures: by level, by year and the like."""
    accounts = [name for name in assembly.accounts if name not in assembly.details]
    steps = [_without_details(step, assembly.accounts, accounts) for step in assembly.instructions]
    return replace(assembly, instructions=[step for step in steps if step], accounts=accounts, details={})


def _without_details(step: Instruction, before: Sequence[str], accounts: Sequence[str]) -> Instruction | None:
    """Return an instruction that enters nothing behind the measures in the books, None if it would do nothing else."""
    if step.rule != "book":
        return step
    lag, line, cash, account, _ = step.whole
    if before[account] in accounts:
        return replace(step, whole=(lag, line, cash, accounts.index(before[account]), 0))
    return None
