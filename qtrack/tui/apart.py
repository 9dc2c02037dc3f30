"""Work that may never come back is done apart, so that nothing waits for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar, cast

R = TypeVar("R")


async def apart(use: Callable[[], R]) -> R:
    """Do what may hang, such as asking a network share, and give what it gave or raise what it raised.

    Its thread is a daemon: neither the screen nor leaving the program waits for it.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[R] = loop.create_future()

    def take(given: R | None, failed: Exception | None) -> None:
        if answer.done():  # nobody waits any more
            return
        if failed is not None:
            answer.set_exception(failed)
        else:
            answer.set_result(cast("R", given))

    def run() -> None:
        given, failed = None, None
        try:
            given = use()
        except Exception as error:  # noqa: BLE001 - whoever awaits it hears of it
            failed = error
        with suppress(RuntimeError):  # the program has been left
            loop.call_soon_threadsafe(take, given, failed)

    threading.Thread(target=run, daemon=True).start()
    return await answer
