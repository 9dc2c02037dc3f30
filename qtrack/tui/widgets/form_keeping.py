"""Keeping what a form holds: read whole, judged, handed to the owner, doubts gathered to be asked once."""

from __future__ import annotations

import asyncio

from qtrack.domain.fields import Schema
from qtrack.domain.problem import Problem
from qtrack.domain.value import read_form
from qtrack.tui.widgets.form_owner import FormOwner, Problems


def only_doubts(problems: Problems) -> bool:
    """Say whether there are problems and a written explanation settles them all."""
    return bool(problems) and all(problem.doubt for problem in problems)


async def keep(schema: Schema, owner: FormOwner, texts: dict[str, str], explanation: str) -> Problems:
    """Have the owner keep the record; give none when it is kept, else every problem found so far.

    Must-fix problems of the texts stop here. Doubts go on to the owner, who adds its own and keeps nothing.
    """
    draft = await asyncio.to_thread(read_form, schema, texts, owner.reading())
    if draft.problems and not only_doubts(draft.problems):
        return draft.problems
    problems = await owner.save(draft.values, explanation)
    if not problems or explanation:
        return problems
    return tuple(dict.fromkeys((*draft.problems, *problems)))


async def keep_half(owner: FormOwner, texts: dict[str, str]) -> Problems:
    """Have the owner keep the texts as they were typed; give none when they are kept."""
    if owner.save_half is None or not any(text.strip() for text in texts.values()):
        return (Problem("", "一项都没有填写，没有可存的"),)
    return await owner.save_half(texts)
