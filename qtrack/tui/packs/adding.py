"""Adding entries to a pack: what they count is chosen from lists."""

from __future__ import annotations

from collections.abc import Mapping

from textual import work

from qtrack.domain.fields import Schema
from qtrack.packs import edit
from qtrack.packs.paths import Document, value_at
from qtrack.tui.packs import forms
from qtrack.tui.packs.asking import Entry, ask_form
from qtrack.tui.packs.blocks import paste_notice, paste_quotas
from qtrack.tui.packs.drafting import Drafting
from qtrack.tui.widgets.chooser import Chooser, Option, TickChooser

PREFIXES = {
    "targets": "target",
    "floors": "floor",
    "caps": "cap",
    "limits": "limit",
    "deadlines": "due",
    "forms": "form",
}
"""How the ids of new entries begin, by list."""


class Adding(Drafting):
    """The deeds of the editor that add; each makes another draft of the one there is."""

    @work(group="deed", exclusive=True)
    async def action_add(self) -> None:
        """Add an entry to the section looked at."""
        section = self.section
        if section == "quota_table":
            await paste_quotas(self)
        elif section in ("sources", "basic"):
            await paste_notice(self)
        elif section == "deadlines":
            await self._add_plain("deadlines", forms.deadline_schema())
        elif section == "targets":
            ledger = await self._ledger("这个指标数哪本台账")
            if ledger:
                schema = forms.target_schema(self._schemas, ledger)
                await self._add_plain("targets", schema, {"count": {"ledger": ledger}})
        elif section == "floors":
            await self._add_plain("floors", forms.floor_schema(), {"tests": []}, then_test=True)
        elif section == "caps":
            await self._add_cap()
        elif section == "forms":
            await self._add_form()

    async def _add_plain(
        self, step: str, schema: Schema, entry: Entry | None = None, *, then_test: bool = False
    ) -> None:
        name = _free_id(self.document, PREFIXES[step])
        made = await self._ask(schema, f"新增：{schema.title}", {"id": name, **(entry or {})})
        if made is None:
            return
        self.change(edit.add(self.document, step, made), f"{step}.{name}")
        if then_test:
            await self._add_test(f"{step}.{name}")

    async def _add_test(self, floor: str) -> None:
        ledger = await self._ledger("这个数从哪本台账来")
        if ledger:
            schema = forms.test_schema(self._schemas, ledger)
            made = await self._ask(schema, "下限：应达到的数", {"count": {"ledger": ledger}})
            if made is not None:
                self.change(edit.add(self.document, f"{floor}.tests", made), floor)

    async def _add_cap(self) -> None:
        kinds = [Option("caps", "上限", "最多有几条"), Option("limits", "限额", "一条里的数最大多少")]
        kind = await self.app.push_screen_wait(Chooser("新增哪一种", kinds))
        if kind == "caps":
            ledger = await self._ledger("数哪本台账")
            if ledger:
                schema = forms.cap_schema(self._schemas, ledger)
                await self._add_plain("caps", schema, {"count": {"ledger": ledger}})
        elif kind == "limits":
            limited = forms.limited_fields(self._schemas)
            options = [
                Option(f"{key}.{field}", f"{self._schemas[key].title}　{label}")
                for key, fields in limited.items()
                for field, label in fields.items()
            ]
            chosen = await self.app.push_screen_wait(Chooser("限制哪一项", options))
            if chosen:
                ledger, _, field = chosen.partition(".")
                schema = forms.limit_schema(self._schemas, ledger, field)
                await self._add_plain("limits", schema, {"ledger": ledger, "field": field})

    async def _add_form(self) -> None:
        ledger = await self._ledger("这张表填哪本台账的内容")
        if not ledger:
            return
        fields = self._schemas[ledger].fields
        options = [Option(field.key, field.label) for field in fields]
        ticked = await self.app.push_screen_wait(
            TickChooser("表上有哪些栏（空格勾选，顺序以后可移）", options)
        )
        if ticked:
            blanks = [{"label": field.label, "column": field.key} for field in fields if field.key in ticked]
            await self._add_plain("forms", forms.form_schema(), {"ledger": ledger, "fields": blanks})

    async def _add_blank(self, form: str) -> None:
        schema = forms.blank_schema(self._schemas, value_at(self.document, form)["ledger"])
        made = await self._ask(schema, f"新增：{schema.title}", {})
        if made is not None:
            self.change(edit.add(self.document, f"{form}.fields", made), form)

    @property
    def _schemas(self) -> Mapping[str, Schema]:
        return self.around.schemas

    async def _ledger(self, question: str) -> str | None:
        options = [Option(key, schema.title, key) for key, schema in self._schemas.items()]
        return await self.app.push_screen_wait(Chooser(question, options))

    async def _ask(self, schema: Schema, title: str, entry: Entry) -> Entry | None:
        """Have a form filled in for a part of a pack; none when the person left it."""
        return await ask_form(self.app, schema, title, entry, self.desk.today)


def _free_id(document: Document, prefix: str) -> str:
    """Give the first id that is not taken: target-1, target-2 …."""
    taken = {
        entry.get("id")
        for entries in document.values()
        if isinstance(entries, list)
        for entry in entries
        if isinstance(entry, dict)
    }
    number = 1
    while f"{prefix}-{number}" in taken:
        number += 1
    return f"{prefix}-{number}"
