"""How work that takes long says how far it has come, and how a person stops it."""

from __future__ import annotations

from collections.abc import Callable

from qtrack.domain.problem import Problem, RefusedError

Progress = Callable[[int, int], None]
"""Hears (steps done, steps in all) now and then; 0 in all while nobody knows. It may raise StoppedError."""


class StoppedError(RefusedError):
    """A person stopped the work; nothing of it is kept."""

    def __init__(self, words: str) -> None:
        super().__init__((Problem("", words),))


def untold(_done: int, _total: int) -> None:
    """Nobody wants to hear how far it has come."""
