"""What can be done to the entries of a pack beside adding: edited, removed, moved, confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import work

from qtrack.domain.problem import RefusedError
from qtrack.domain.programme import Programme
from qtrack.packs import edit
from qtrack.packs.part_words import part_of
from qtrack.packs.paths import place_of, value_at
from qtrack.packs.shapes import leaves_of, shape_at, text_of, value_of
from qtrack.packs.words import path_words
from qtrack.tui.packs.adding import NOTHING, Adding
from qtrack.tui.packs.blocks import paste_notice, paste_quotas
from qtrack.tui.packs.sections import BASIC, QUOTAS, SOURCES, TODO, WAITING, is_single, titles
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.tui.widgets.dialogs import Ask, Confirm

ROWS = f"{QUOTAS}.rows."


class Deeds(Adding):
    """The deeds of the editor; each makes another draft of the one there is."""

    @work(group="deed", exclusive=True)
    async def action_edit(self) -> None:
        """Edit the entry under the cursor; from what is missing, go where it is missing."""
        path, section = self.path_here, self.section
        if section == TODO:
            self.go_to(path.partition(":")[2])
        elif section == BASIC:
            await self._edit_whole()
        elif path == "notice":
            await paste_notice(self)
        elif path == QUOTAS:
            await paste_quotas(self)
        elif path and section == WAITING:
            await self._edit_value(path)
        elif path.startswith(ROWS):
            await self._edit_value(f"{path}.numbers")
        elif path:
            await self._edit_part(path)

    async def _edit_whole(self) -> None:
        made = await self._ask(Programme, f"修改：{titles()[BASIC]}", self.document)
        document = self.document
        for key in leaves_of(Programme) if made else ():  # one by one: only what was changed is confirmed
            if made and made.get(key) != document.get(key):
                document = edit.put(document, key, made.get(key))
        if made:
            self.change(document, self.path_here)

    async def _edit_part(self, path: str) -> None:
        shape = self._shape_at(path)
        made = await self._ask(shape, f"修改：{part_of(shape).title}", value_at(self.document, path))
        if made is not None:
            self.change(edit.put(self.document, path, made), path)

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
            await self._edit_part(path.rpartition(".")[0])
            return
        several = "几个数用顿号隔开，按表上的顺序。" if isinstance(value, list) else ""
        asked = Ask(path_words(document, path), several, text=text, check=check)
        typed = await self.app.push_screen_wait(asked)
        if typed is not None:
            self.change(edit.set_text(document, path, typed, today), self.path_here)

    def _shape_at(self, path: str) -> Any:  # noqa: ANN401 - any dataclass a pack is made of
        return shape_at(place_of(self.document, path))

    # The rest

    def action_confirm_here(self) -> None:
        """Take what waits in the entry under the cursor for the new year's."""
        path = self.path_here
        if not path or not edit.unconfirmed_at(self.document, path):
            self.app.notify("这一条没有待核的内容", markup=False)
            return
        self._confirm([path])

    def _confirm(self, paths: Iterable[str]) -> None:
        """Confirm what can be, and say what must be done for the rest."""
        try:
            changed = edit.confirm(self.document, paths)
        except RefusedError as refusal:
            self.app.notify(str(refusal), severity="warning", markup=False)
            return
        self.change(changed, self.path_here)
        held = edit.held_words(changed)
        if held and edit.unconfirmed_at(changed) == edit.awaiting_notice(changed):
            self.app.notify(f"其余已确认；{held}", markup=False)

    @work(group="deed", exclusive=True)
    async def action_remove(self) -> None:
        """Take the entry under the cursor out, after asking."""
        path, section, document = self.path_here, self.section, self.document
        if section in (TODO, BASIC, SOURCES, WAITING) or not path:
            self.app.notify("这一条不能删除，可以修改", markup=False)
            return
        whole = section in (QUOTAS, path)
        words = f"整张{titles()[section]}" if whole else path_words(document, path)
        question = Confirm(f"删除“{words}”吗？", "保存以后才生效。", yes="删除", no="保留")
        if await self.app.push_screen_wait(question):
            self.change(edit.put(document, section, None) if whole else edit.remove(document, path))

    def action_move(self, by: int) -> None:
        """Move the entry under the cursor up or down in its list."""
        path, section = self.path_here, self.section
        fixed = section in (TODO, BASIC, SOURCES, WAITING, QUOTAS) or (is_single(section) and path == section)
        if path and not fixed:
            above, _, step = path.rpartition(".")
            moved = edit.move(self.document, path, by)
            count = len(value_at(moved, above))
            number = min(max(int(step) + by, 1), count) if step.isdecimal() else step
            self.change(moved, f"{above}.{number}")

    @work(group="deed", exclusive=True)
    async def action_offer_more(self) -> None:
        """Offer what has no key of its own."""
        path, document = self.path_here, self.document
        options = [Option("all", f"确认全部待核（{len(edit.unconfirmed_at(document))} 处）")]
        if self._counts_at(path):
            options.append(Option("ledger", "换一本台账计数"))
        if path and self.section not in (TODO, BASIC, SOURCES, WAITING, QUOTAS):
            options += [Option("up", "上移", "Ctrl+↑"), Option("down", "下移", "Ctrl+↓")]
        if document.get("targets"):
            options.append(Option("quotas", "粘贴任务分解表"))
        options.append(Option("notice", "粘贴通知原文"))
        if self.unsaved:
            options.append(Option("drop", "放弃未保存的改动", "回到上次保存的样子"))
        title = f"{titles()[self.section]}：更多"
        chosen = await self.app.push_screen_wait(Chooser(title, options))
        if chosen:
            await self._do(chosen, path)

    def _counts_at(self, path: str) -> bool:
        """Say whether what stands at a path counts rows, or could."""
        if not path or self.section in (TODO, BASIC, SOURCES, WAITING, QUOTAS):
            return False
        return "count" in leaves_of(self._shape_at(path))

    async def _do(self, chosen: str, path: str) -> None:
        waiting = edit.unconfirmed_at(self.document)
        if chosen == "all" and waiting:
            self._confirm(waiting)
        elif chosen == "ledger":
            await self._change_ledger(path)
        elif chosen in ("up", "down"):
            self.action_move(-1 if chosen == "up" else 1)
        elif chosen == "quotas":
            await paste_quotas(self)
        elif chosen == "notice":
            await paste_notice(self)
        elif chosen == "drop":
            await self.drop_changes()

    async def _change_ledger(self, path: str) -> None:
        shape = self._shape_at(path)
        ledger = await self._ledger("改数哪本台账", optional=not leaves_of(shape)["count"][1])
        if not ledger:
            return
        entry = {key: value for key, value in value_at(self.document, path).items() if key != "count"}
        if ledger != NOTHING:
            entry["count"] = {"ledger": ledger}
        made = await self._ask(shape, f"修改：{part_of(shape).title}", entry)
        if made is not None:
            self.change(edit.put(self.document, path, made), path)
