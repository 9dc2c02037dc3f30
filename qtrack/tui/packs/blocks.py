"""Blocks that are pasted into a pack: the table of quotas, a form's heading, the words of the notice."""

from __future__ import annotations

import asyncio

from qtrack.domain.fields import Schema
from qtrack.domain.terms import Source
from qtrack.domain.text import plain
from qtrack.domain.tsv import from_tsv
from qtrack.packs import edit
from qtrack.packs.quota_block import read_block
from qtrack.tui.packs.asking import Paper, ask_form
from qtrack.tui.packs.drafting import Drafting
from qtrack.tui.packs.forms import Asked, part_schema
from qtrack.tui.packs.paste import PasteBox
from qtrack.tui.widgets.chooser import Option, TickChooser

LONGEST_NOTICE = 200_000
"""Signs of a notice; the longest known has some twenty thousand."""

SURE = 0.85
"""How sure a heading must mean a field, so that the field fills it unasked."""

MOST_BLANKS = 60
"""Blanks of one form; the longest known has some twenty."""

MOST_TOLD = 5
"""So many reasons are told at once why a table will not do."""


async def paste_quotas(editor: Drafting) -> None:
    """Have the printed table of quotas pasted, for targets; its sums are shown beside theirs."""
    document, region = editor.document, editor.around.region
    targets = {target["id"]: target for target in document.get("targets", [])}
    if not targets:
        editor.app.notify("先在“任务指标”里登记分解的指标，再粘贴分解表", severity="warning", markup=False)
        return
    table = document.get("quota_table", {})
    options = [Option(name, f"{one['tier']} {one['name']}") for name, one in targets.items()]
    ticked = table.get("targets") or list(targets)
    chosen = await editor.app.push_screen_wait(TickChooser("分解表里有哪些指标（空格勾选）", options, ticked))
    if not chosen:
        return
    named = {name: (targets[name]["tier"], targets[name]["name"]) for name in chosen}

    def check(text: str) -> tuple[str, bool]:
        block = read_block(text, region, named)
        agrees = all(total == targets[name]["number"] for name, total in block.sums.items())
        said = [f"{len(block.rows)} 个单位"]
        for name, total in block.sums.items():
            number = targets[name]["number"]
            mark = "等于" if total == number else "不等于"
            said.append(f"{targets[name]['tier']} 合计 {total:,} {mark}任务数 {number:,}")
        return "\n".join([*said, *block.problems[:MOST_TOLD]]), agrees and not block.problems

    order = "　".join(targets[name]["tier"] for name in chosen)
    hint = f"每行一个单位：单位名称，然后依次是 {order}；有表头的按表头认列。"
    text = await editor.app.push_screen_wait(PasteBox("粘贴任务分解表", hint, check))
    if text is None:
        return
    schema = part_schema(Source, Asked(editor.around, document))
    paper = Paper(Source, schema, "分解表的出处", editor.desk.today)
    source = table.get("source") or await ask_form(editor.app, paper, {})
    if source is None:
        return
    block = read_block(text, region, named)
    made = {"source": source, "targets": list(block.targets), "rows": list(block.rows)}
    editor.change(edit.put(editor.document, "quota_table", made), "quota_table")


async def paste_notice(editor: Drafting) -> None:
    """Have the words of the notice pasted, which quotes are held to from then on."""

    def check(text: str) -> tuple[str, bool]:
        words = plain(text, lines=True)
        if not words:
            return "把通知全文粘贴到上面", False
        return f"{len(words):,} 字，开头：{plain(words[:40])}", len(words) <= LONGEST_NOTICE

    hint = "通知全文，附件也要；引文要一字不差地出现在里面（空格和换行不计）。"
    text = await editor.app.push_screen_wait(PasteBox("粘贴通知原文", hint, check))
    if text is not None:
        document = edit.put(editor.document, "notice", plain(text, lines=True))
        editor.change(document, "notice")


async def paste_blanks(editor: Drafting, path: str, schema: Schema) -> None:
    """Have the heading of a printed form pasted: a blank for each cell, filled by the field that is meant."""
    from qtrack.exchange.matching import match

    await asyncio.to_thread(match, (), schema)  # the first time what columns are called is read from a file

    def blanks_in(text: str) -> list[dict[str, str]]:
        labels = [label for line in from_tsv(text) for cell in line if (label := plain(cell))]
        known = {field.key for field in schema.fields}
        sure = [one.field if one.confidence >= SURE else None for one in match(labels, schema).columns]
        return [
            {"label": label, **({"column": key} if key in known else {})}
            for label, key in zip(labels, sure, strict=True)
        ]

    def check(text: str) -> tuple[str, bool]:
        blanks = blanks_in(text)
        said = [
            f"{one['label']}（填{schema.field(one['column']).label}）" if "column" in one else one["label"]
            for one in blanks
        ]
        if len(blanks) > MOST_BLANKS:
            return f"{len(blanks)} 栏，最多 {MOST_BLANKS} 栏", False
        return f"{len(blanks)}栏：{'、'.join(said)}" if said else "把表头那一行粘贴到上面", bool(blanks)

    hint = f"复制表头那一行粘贴进来；认得出的填“{schema.title}”的字段，以后可改。"
    text = await editor.app.push_screen_wait(PasteBox("粘贴表头", hint, check))
    if text is not None:
        document = editor.document
        for blank in blanks_in(text):
            document = edit.add(document, path, blank)
        editor.change(document, path.rpartition(".")[0])
