"""Keeping what a form holds: read whole, judged, handed to the owner, doubts gathered to be asked once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from qtrack.domain.fields import Schema
from qtrack.domain.problem import Problem
from qtrack.domain.value import read_form
from qtrack.tui.widgets.form_owner import FormOwner, Problems


def only_doubts(problems: Problems) -> bool:
    """Say whether there are problems and a written explanation settles them all."""
    return bool(problems) and all(problem.doubt for problem in problems)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The problems for which nothing was kept, if any, and whether all was `judged`, not the texts alone.

    `unread` are problems of texts that half a record was kept with.
    """

    problems: Problems = ()
    judged: bool = False
    unread: Problems = ()


async def keep(schema: Schema, owner: FormOwner, texts: dict[str, str], explanation: str) -> Verdict:
    """Have the owner keep the record; give no problems when it is kept, else every one found so far.

    Must-fix problems of the texts stop here. Doubts go on to the owner, who adds its own and keeps nothing.
    """
    draft = await asyncio.to_thread(read_form, schema, texts, owner.reading())
    if draft.problems and not only_doubts(draft.problems):
        return Verdict(draft.problems, judged=len(draft.values) == len(schema.fields))
    problems = await owner.save(draft.values, explanation)
    if not problems or explanation:
        return Verdict(problems, judged=True)
    return Verdict(tuple(dict.fromkeys((*draft.problems, *problems))), judged=True)


async def keep_half(schema: Schema, owner: FormOwner, texts: dict[str, str]) -> Verdict:
    """Have the owner keep the texts as they were typed; give no problems when they are kept."""
    if owner.save_half is None or not any(text.strip() for text in texts.values()):
        return Verdict((Problem("", "一项都没有填写，没有可存的"),))
    problems = await owner.save_half(texts)
    if problems:
        return Verdict(problems)
    draft = await asyncio.to_thread(read_form, replace(schema, rules=()), texts, owner.reading())
    return Verdict(unread=draft.problems)
