"""A bare screen on which a modal is asked, for the tests of modals."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen

UNASKED = "unasked"


class Asking(App[None]):
    """Asks one question and keeps the answer."""

    def __init__(self, question: ModalScreen[Any]) -> None:
        super().__init__()
        self.question = question
        self.answer: object = UNASKED

    def on_mount(self) -> None:
        """Ask."""
        self.push_screen(self.question, self.take)

    def take(self, answer: object) -> None:
        """Keep the answer."""
        self.answer = answer

    def lines(self) -> list[str]:
        """Give what is really on the screen, line by line."""
        return [strip.text for strip in self.screen._compositor.render_strips()]  # noqa: SLF001 - as painted


@asynccontextmanager
async def asking(
    question: ModalScreen[Any], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Asking, Pilot[None]]]:
    """Ask a question in a terminal of this size."""
    app = Asking(question)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot
