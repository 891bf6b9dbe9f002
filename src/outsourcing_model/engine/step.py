"""A step: one rule applied to the places that an instruction names, compiled by itself and only when a case needs it.

All steps have the same arguments, so that the driver calls each by its address. A change of one rule costs the
compilation of its own step and nothing else.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numba
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from outsourcing_model.engine.compiled import ARITHMETIC, Array, Codes, kept

OUT, A, B, D, E = range(5)
"""Columns of an instruction: the tile filled, and four tiles read."""
TILES, ROWS, WHOLE, REAL = 4, 8, 6, 4
"""Tiles read, rows, whole constants and other constants of an instruction."""
R0, R1, R2, R3, R4, R5, R6, R7 = range(1 + TILES, 1 + TILES + ROWS)
"""Columns of the rows read."""
N0, N1, N2, N3, N4, N5 = range(1 + TILES + ROWS, 1 + TILES + ROWS + WHOLE)
"""Columns of the whole constants."""
WIDTH = 1 + TILES + ROWS + WHOLE


class Work(NamedTuple):
    """What steps read and fill besides rows and tiles, for one block of draws.

    Parameters
    ----------
    series : ndarray [pattern, month]
        Patterns by month.
    edges : ndarray
        Limits, steps and tables, one after another.
    discount : ndarray [cash month]
        Discount factors.
    lines : ndarray [line, cash month]
        Sums over the draws, added to.
    cash : ndarray [alternative, cash month, lane]
        Net cost by month of payment, added to.
    present, plain : ndarray [account, lane]
        Discounted and undiscounted sums, added to.
    counts : ndarray [counter, lane]
        Counters, added to.
    seed, first : int
        Key of the month's luck, number of the block's first draw.
    live : int
        Lanes that count; the rest is padding.
    sampled : int
        1 to draw the month's luck, 0 for its expectation.
    """

    series: Array
    edges: Array
    discount: Array
    lines: Array
    cash: Array
    present: Array
    plain: Array
    counts: Array
    seed: int
    first: int
    live: int
    sampled: int


Step = Callable[[Codes, Array, Array, Array, Work], None]
"""Takes an instruction's whole numbers and its other constants, rows ``[row, lane]``, tiles and the rest."""
_ONE, _TWO, _THREE = (types.Array(types.float64, axes, "C") for axes in (1, 2, 3))
_WORK = types.NamedTuple([_TWO, _ONE, _ONE, _TWO, _THREE, _TWO, _TWO, _TWO, *[types.int64] * 4], Work)  # type: ignore[no-untyped-call]
SIGNATURE = types.void(types.Array(types.int64, 1, "C"), _ONE, _TWO, _THREE, _WORK)
INTERPRETED = bool(numba.config.DISABLE_JIT)  # type: ignore[attr-defined]
"""Whether nothing is compiled, as for a debugger."""
_known: dict[int, Any] = {}
"""What was compiled so far, by address; without compilation the steps themselves."""


@cache
def address(step: Step) -> int:
    """Return where the compiled form of a step starts; it is compiled, or loaded, if need be."""
    compile_step: Any = numba.cfunc
    compiled: Any = step if INTERPRETED else compile_step(SIGNATURE, cache=kept(step), **ARITHMETIC)(step)
    place = id(step) if INTERPRETED else int(compiled.address)
    _known[place] = compiled
    return place


def _interpreted(place: int, code: Codes, real: Array, x: Array, tiles: Array, work: Work) -> None:
    """Run the step of that address."""
    _known[place](code, real, x, tiles, work)


@intrinsic
def _called(_: Any, place: Any, code: Any, real: Any, x: Any, tiles: Any, work: Any) -> Any:
    """Run the compiled step of that address."""

    def call(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kinds = [context.get_value_type(kind) for kind in signature.args[1:]]
        pointer = ir.FunctionType(ir.IntType(8).as_pointer(), kinds).as_pointer()
        builder.call(builder.inttoptr(arguments[0], pointer), arguments[1:])
        return context.get_dummy_value()

    return types.void(place, code, real, x, tiles, work), call


run: Callable[..., None] = _interpreted if INTERPRETED else _called
"""Runs the step of an address."""
