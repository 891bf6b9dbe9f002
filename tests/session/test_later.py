"""A burst of calls is one action."""

import asyncio

from outsourcing_model.session.later import QUIET, Later


def test_without_an_event_loop_the_action_is_done_at_once():
    done = []
    later = Later(lambda: done.append(1))
    later()
    later()
    assert done == [1, 1]


def test_a_burst_is_one_action_when_it_is_over():
    done = []

    async def burst() -> None:
        later = Later(lambda: done.append(1))
        for _ in range(5):
            later()
            await asyncio.sleep(QUIET / 10)
        assert done == []
        await asyncio.sleep(3 * QUIET)
        assert done == [1]
        later()
        await asyncio.sleep(3 * QUIET)

    asyncio.run(burst())
    assert done == [1, 1]
