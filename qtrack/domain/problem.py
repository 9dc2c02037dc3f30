"""What a person can mend: a refusal that names its field and its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal in Chinese; `key` names the field, or is empty when it concerns the whole.

    A `doubt` (请核实) may be right all the same: it passes once a person explains it in writing.
    """

    key: str
    message: str
    doubt: bool = False


class RefusedError(Exception):
    """A use case did nothing, for reasons a person can mend."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("；".join(problem.message for problem in problems))
        self.problems = problems

    @property
    def only_doubts(self) -> bool:
        """Whether an explanation would do."""
        return bool(self.problems) and not must_fix(self.problems)


def must_fix(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems no explanation settles."""
    return tuple(problem for problem in problems if not problem.doubt)


def refuse(message: str, key: str = "") -> RefusedError:
    """Make the refusal with one problem."""
    return RefusedError((Problem(key, message),))
