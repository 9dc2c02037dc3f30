"""What can be done to the entries of a pack beside adding: edited, removed, moved, confirmed."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work

from qtrack.domain.fields import Schema
from qtrack.domain.problem import RefusedError
from qtrack.packs import edit
from qtrack.packs.paths import place_of, value_at
from qtrack.packs.shapes import shape_at, text_of, value_of
from qtrack.packs.words import path_words
from qtrack.tui.packs import forms
from qtrack.tui.packs.adding import Adding
from qtrack.tui.packs.blocks import paste_notice, paste_quotas
from qtrack.tui.packs.sections import titles
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.tui.widgets.dialogs import Ask, Confirm


class Deeds(Adding):
    """The deeds of the editor; each makes another draft of the one there is."""

    @work(group="deed", exclusive=True)
    async def action_edit(self) -> None:
        """Edit the entry under the cursor."""
        path = self.path_here
        if self.section == "basic":
            await self._edit_form("", forms.basic_schema(self._schemas))
        elif path == "notice":
            await paste_notice(self)
        elif path == "quota_table":
            await paste_quotas(self)
        elif path and self.section == "waiting":
            await self._edit_value(path)
        elif path and path.startswith("quota_table.rows."):
            await self._edit_value(f"{path}.numbers")
        elif path:
            await self._edit_form(path, self._schema_at(path))

    async def _edit_form(self, path: str, schema: Schema) -> None:
        entry = value_at(self.document, path) if path else self.document
        made = await self._ask(schema, f"修改：{schema.title}", entry)
        if made is None:
            return
        if path:
            self.change(edit.put(self.document, path, made), path)
            return
        document = self.document
        for field in schema.fields:  # one by one, so that only what was changed is confirmed
            if made.get(field.key) != document.get(field.key):
                document = edit.put(document, field.key, made.get(field.key))
        self.change(document)

    async def _edit_value(self, path: str) -> None:
        """Ask for one value as text, as the command line does."""
        document, today = self.document, self.desk.today
        value = value_at(document, path)

        def check(text: str) -> str:
            try:
                edit.set_text(document, path, text, today)
            except RefusedError as refusal:
                return str(refusal)
            return ""

        text = text_of(value)
        if value != value_of(shape_at(place_of(document, path)), text, today) or "\n" in text:
            self.app.notify(
                "这一项一行写不下，请导出后在方案文件里改，再导入", severity="warning", markup=False
            )
            return
        several = "几个数用顿号隔开，按表上的顺序。" if isinstance(value, list) else ""
        asked = Ask(path_words(document, path), several, text=text, check=check)
        typed = await self.app.push_screen_wait(asked)
        if typed is not None:
            self.change(edit.set_text(document, path, typed, today), self.path_here)

    def _schema_at(self, path: str) -> Schema:
        """Give the form that edits what stands at a path."""
        document, schemas = self.document, self._schemas
        root, entry = path.partition(".")[0], value_at(document, path)
        if path.endswith(".source"):
            return forms.source_schema()
        if ".fields." in path:
            return forms.blank_schema(schemas, value_at(document, path.partition(".fields.")[0])["ledger"])
        if ".tests." in path or ".shown." in path:
            return forms.test_schema(schemas, entry["count"]["ledger"])
        if root == "limits":
            return forms.limit_schema(schemas, entry["ledger"], entry["field"])
        if root in ("targets", "caps"):
            make = forms.target_schema if root == "targets" else forms.cap_schema
            return make(schemas, entry["count"]["ledger"])
        return {"floors": forms.floor_schema, "deadlines": forms.deadline_schema, "forms": forms.form_schema}[
            root
        ]()

    # The rest

    def action_confirm_here(self) -> None:
        """Take what waits in the entry under the cursor for the new year's."""
        path = self.path_here
        if not path or not edit.unconfirmed_at(self.document, path):
            self.app.notify("这一条没有待核的内容", markup=False)
            return
        self._confirm([path], path)

    def _confirm(self, paths: Iterable[str], here: str) -> None:
        """Confirm what can be, and say what must be done for the rest."""
        try:
            changed = edit.confirm(self.document, paths)
        except RefusedError as refusal:
            self.app.notify(str(refusal), severity="warning", markup=False)
            return
        self.change(changed, here)
        held = edit.held_words(changed)
        if held and edit.unconfirmed_at(changed) == edit.awaiting_notice(changed):
            self.app.notify(f"其余已确认；{held}", markup=False)

    @work(group="deed", exclusive=True)
    async def action_remove(self) -> None:
        """Take the entry under the cursor out, after asking."""
        path = self.path_here
        if self.section in ("basic", "sources", "waiting") or not path:
            self.app.notify("这一条不能删除，可以修改", markup=False)
            return
        whole = self.section == "quota_table"
        words = "整张任务分解表" if whole else path_words(self.document, path)
        question = Confirm(f"删除“{words}”吗？", "保存以后才生效。", yes="删除", no="保留")
        if await self.app.push_screen_wait(question):
            document = self.document
            self.change(edit.put(document, "quota_table", None) if whole else edit.remove(document, path))

    @work(group="deed", exclusive=True)
    async def action_offer_more(self) -> None:
        """Offer what has no key of its own."""
        path, document = self.path_here, self.document
        options = [Option("all", f"确认全部待核（{len(edit.unconfirmed_at(document))} 处）")]
        if path.startswith(("targets.", "caps.")) or ".tests." in path:
            options.append(Option("ledger", "换一本台账计数"))
        if path.startswith("floors."):
            options.append(Option("test", "这条下限再加一个数"))
        if path.startswith("forms."):
            options.append(Option("blank", "这张表再加一栏"))
        if path and self.section in ("targets", "floors", "caps", "deadlines", "forms"):
            options += [Option("up", "上移"), Option("down", "下移")]
        if document.get("targets"):
            options.append(Option("quotas", "粘贴任务分解表"))
        options.append(Option("notice", "粘贴通知原文"))
        title = f"{titles()[self.section]}：更多"
        chosen = await self.app.push_screen_wait(Chooser(title, options))
        if chosen:
            await self._do(chosen, path)

    async def _do(self, chosen: str, path: str) -> None:
        document, top = self.document, ".".join(path.split(".")[:2])
        if chosen == "all" and edit.unconfirmed_at(document):
            self._confirm(edit.unconfirmed_at(document), path)
        elif chosen == "ledger":
            await self._change_ledger(path)
        elif chosen == "test":
            await self._add_test(top)
        elif chosen == "blank":
            await self._add_blank(top)
        elif chosen in ("up", "down"):
            self.change(edit.move(document, path, -1 if chosen == "up" else 1), path)
        elif chosen == "quotas":
            await paste_quotas(self)
        elif chosen == "notice":
            await paste_notice(self)

    async def _change_ledger(self, path: str) -> None:
        ledger = await self._ledger("改数哪本台账")
        if ledger:
            entry = {**value_at(self.document, path), "count": {"ledger": ledger}}
            root = path.partition(".")[0]
            schema = (
                forms.test_schema(self._schemas, ledger)
                if root == "floors"
                else {"targets": forms.target_schema, "caps": forms.cap_schema}[root](self._schemas, ledger)
            )
            made = await self._ask(schema, f"修改：{schema.title}", entry)
            if made is not None:
                self.change(edit.put(self.document, path, made), path)
