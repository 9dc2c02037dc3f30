"""Commands that take back the last operation, and that do it again: undo, redo."""

from __future__ import annotations

import sys
from argparse import Namespace

from qtrack.cli.codes import Exit
from qtrack.cli.say import say, tell
from qtrack.domain.text import half_width
from qtrack.services.undo import Step, next_steps, take_back
from qtrack.wiring import Desk

_YES = frozenset({"y", "yes", "1", "是"})


def undo(desk: Desk, asked: Namespace) -> int:
    """Show the last operation and take it back."""
    return _go(desk, desk.store.read(next_steps, desk.office).undo, "撤销", sure=asked.yes)


def redo(desk: Desk, asked: Namespace) -> int:
    """Show the operation undone last and do it again."""
    return _go(desk, desk.store.read(next_steps, desk.office).redo, "重做", sure=asked.yes)


def _go(desk: Desk, step: Step | None, verb: str, *, sure: bool) -> int:
    if step is None:
        tell(f"没有可以{verb}的操作")
        return Exit.FAILED
    say(f"{step.at}  {step.who}  {step.words}")
    for line in step.details:
        say(f"  {line}")
    if not sure and not sys.stdin.isatty():
        say(f"还没有{verb}；要{verb}，请加 --yes")
        return Exit.OK
    if not sure and not _agreed(f"{verb}这一操作？[是/否] "):
        say(f"没有{verb}")
        return Exit.OK
    desk.store.run(take_back, desk.office, step.op_id)
    say(f"已{verb}")
    return Exit.OK


def _agreed(question: str) -> bool:
    """Ask the person at the terminal; anything but a yes is a no."""
    sys.stdout.write(question)
    sys.stdout.flush()
    return half_width(sys.stdin.readline()).strip().lower() in _YES
