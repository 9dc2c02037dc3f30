"""Keeping what is written: a draft after every change, the pack itself by F2 and only without faults."""

from __future__ import annotations

import asyncio

from textual import on, work
from textual.message import Message

from qtrack.domain.problem import RefusedError
from qtrack.packs.paths import Document
from qtrack.packs.words import fault_words
from qtrack.tui.packs.deeds import Deeds
from qtrack.tui.telling import confirm, sentence
from qtrack.tui.widgets.dialogs import Confirm
from qtrack.wiring import Desk

DRAFT = "draft"
"""The group of the worker that writes the draft."""

TOLD_FAULTS = 2
"""As many faults are told of a pack that cannot be kept; F5 lists them all."""

LEAVING = "改动还没有保存成方案。草稿已经留下，下次从“编写方案”接着写。"


class Keeping(Deeds):
    """Keeps the draft and the pack; gives whether the pack was kept."""

    class Kept(Message):
        """A draft was kept as a pack, or for what reason not."""

        def __init__(self, document: Document, reason: str) -> None:
            super().__init__()
            self.document = document
            self.reason = reason

    def __init__(self, desk: Desk, document: Document, before: Document | None) -> None:
        """Take the draft, and what its file holds; none for a pack that has no file yet."""
        super().__init__(desk, document, before)
        self._kept = self._saving = self._drafting = self._dropped = False

    # The draft

    def keep_draft(self) -> None:
        """See that the draft on the disk is the one on the screen."""
        if not self._drafting:
            self._drafting = True
            self._write_draft()

    @work(group=DRAFT)
    async def _write_draft(self) -> None:
        written: Document | None = None
        try:
            while written is not self.document and not self._dropped:
                written = self.document
                await asyncio.to_thread(self._put_draft, written, self.before)
        except OSError as error:
            self.app.notify(f"草稿没有存下：{sentence(error)}", severity="error", timeout=12, markup=False)
        finally:
            self._drafting = False

    def _put_draft(self, document: Document, before: Document | None) -> None:
        if document == before:
            self.desk.packs.drafts.drop(document["id"])
        else:
            self.desk.packs.drafts.keep(document, before)

    async def _drafted(self) -> None:
        """Wait until the draft on the disk is the one on the screen."""
        for writer in [one for one in self.workers if one.group == DRAFT]:
            await writer.wait()

    async def drop_changes(self) -> None:
        """Go back to what the pack's file holds, after asking; without a file nothing is left."""
        fresh = self.before is None
        detail = (
            "这个方案还没有保存过，草稿也一起删掉。" if fresh else "回到上次保存的样子；Ctrl+Z 可以找回。"
        )
        question = Confirm("放弃未保存的改动吗？", detail, yes="放弃", no="继续编写")
        if not await self.app.push_screen_wait(question):
            return
        if self.before is not None:
            self.change(self.before)
            return
        self._dropped = True
        await self._drafted()
        await asyncio.to_thread(self.desk.packs.drafts.drop, self.document["id"])
        self.dismiss(self._kept)

    # The pack

    def action_save(self) -> None:
        """Keep the draft as the pack; once at a time."""
        if not self._saving:
            self._saving = True
            self._keep(self.document, self.before)

    @work(group="keep")
    async def _keep(self, document: Document, before: Document | None) -> None:
        packs, reason = self.desk.packs, ""
        try:
            _, faults, _ = await asyncio.to_thread(packs.judge, document)
            if faults:
                reason = "；".join(fault_words(document, fault) for fault in faults[:TOLD_FAULTS])
            elif before is None:
                await asyncio.to_thread(packs.make, document)
            elif before != document:
                await asyncio.to_thread(packs.keep, document, before)
        except (RefusedError, OSError) as error:
            reason = sentence(error)
        self.post_message(self.Kept(document, reason))

    @on(Kept)
    def take_kept(self, event: Kept) -> None:
        """Say that the pack is kept, or why not; the draft stays as it is either way."""
        self._saving = False
        if event.reason:
            self.app.notify(f"没有保存：{event.reason}", severity="error", timeout=12, markup=False)
            return
        self.before, self._kept = event.document, True
        self.desk.reread()
        confirm(self.app, f"已保存方案 {event.document['id']}")
        self.show_draft(self.path_here)

    def action_leave(self) -> None:
        """Leave; ask first when there is something that is no pack yet."""
        if self._saving:
            return
        if not self.unsaved:
            self._leave()
            return
        self.app.push_screen(Confirm("离开吗？", LEAVING, yes="离开", no="继续编写"), self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:  # noqa: FBT001 - a modal's answer
        if sure:
            self._leave()

    @work(group="leave", exclusive=True)
    async def _leave(self) -> None:
        await self._drafted()
        self.dismiss(self._kept)
