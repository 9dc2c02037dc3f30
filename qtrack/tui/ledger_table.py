"""One ledger's rows: listed a page at a time, found, added, changed, removed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.message import Message
from textual.widgets import Input, Static

from qtrack.domain.fields import Field, Kind
from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.value import Reading
from qtrack.services import ledger, listing
from qtrack.services.catalog import schemas
from qtrack.services.counts_for import count_words
from qtrack.services.listing import ListedRow, Query
from qtrack.store.errors import StoreError
from qtrack.tui.form_names import FormNames
from qtrack.tui.telling import confirm, telling
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.chooser import Option
from qtrack.tui.widgets.dialogs import Confirm
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.form_owner import FormOwner, Given, Outcome, Save
from qtrack.tui.widgets.plain_input import PlainInput
from qtrack.tui.widgets.record_table import RecordTable

NUMBER_KINDS = frozenset({Kind.COUNT, Kind.MONEY})


class Finder(PlainInput):
    """The words to find; Esc drops them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "drop", "取消查找", show=False)]

    def __init__(self) -> None:
        super().__init__(placeholder="查找：任意文字，回车确定，空白取消")
        self.add_class("finder")

    async def action_drop(self) -> None:
        """Find nothing any more."""
        self.value = ""
        await self.action_submit()


class LedgerTable(Vertical):
    """The rows of a query in the view's tree. Posts `Changed` after something was kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "change", "修改", key_display="F2"),
        Binding("f8,delete", "remove", "删除", key_display="F8"),
    ]

    class Changed(Message):
        """A row was added, changed or removed."""

    class Counted(Message):
        """How many rows the query finds."""

        def __init__(self, generation: int, total: int) -> None:
            super().__init__()
            self.generation = generation
            self.total = total

    class Fetched(Message):
        """Rows the table asked for."""

        def __init__(self, wanted: RecordTable.Wanted, rows: Sequence[ListedRow]) -> None:
            super().__init__()
            self.wanted = wanted
            self.rows = rows

    def __init__(self, view: View, query: Query, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.view = view
        self._query = query
        self._counting = 0
        self._counts = ""

    def compose(self) -> ComposeResult:
        """Lay out the status line, the finder and the table."""
        yield Static("", classes="status", markup=False)
        yield Finder()
        yield RecordTable(_columns(self._query.ledger), empty="还没有记录，按 F7 新增")

    @property
    def table(self) -> RecordTable:
        """The table itself."""
        return self.query_one(RecordTable)

    def show(self, key: str) -> None:
        """List another ledger, whole and from its first row; the one that is listed stays as it is."""
        if key == self._query.ledger:
            return
        self._query = Query(key)
        finder = self.query_one(Finder)
        finder.value = ""
        finder.remove_class("-open")
        self.table.show(())
        self.table.put_cursor(0, 0)
        self.table.set_columns(_columns(key))
        self.reload()

    def reload(self) -> None:
        """List anew, from the view's present unit."""
        self.table.forget()
        self._counting += 1
        self.run_worker(partial(self._count, self._counting), thread=True, group="count", exclusive=True)

    def _count(self, generation: int) -> None:
        with telling(self.app):
            found = self.view.desk.store.read(listing.total, self.view.office, self._query)
            self.post_message(self.Counted(generation, found))

    @on(Counted)
    def take_total(self, message: Counted) -> None:
        """Show how many rows there are; the table then asks for those in view."""
        if message.generation != self._counting:
            return
        words = f"　查找“{self._query.words}”" if self._query.words else ""
        title = schemas()[self._query.ledger].title
        self.query_one(".status", Static).update(f"{title}　{message.total:,} 条{words}")
        self.table.expect(message.total)

    @on(RecordTable.Wanted)
    def fetch(self, wanted: RecordTable.Wanted) -> None:
        """Read the rows off the UI thread."""
        wanted.stop()
        self.run_worker(partial(self._fetch, wanted, self._query), thread=True, group="fetch")

    def _fetch(self, wanted: RecordTable.Wanted, query: Query) -> None:
        with telling(self.app):
            if wanted.table.wants(wanted.generation, wanted.offset):
                rows = self.view.desk.store.read(
                    listing.page, self.view.office, query, wanted.offset, wanted.limit
                )
                self.post_message(self.Fetched(wanted, rows))

    @on(Fetched)
    def take_rows(self, message: Fetched) -> None:
        """Hand the rows to the table."""
        rows = [Row(row.uid, tuple(Cell(text) for text in row.texts)) for row in message.rows]
        self.table.fill(message.wanted.generation, message.wanted.offset, rows)

    # Finding

    def action_find(self) -> None:
        """Ask for words to find."""
        finder = self.query_one(Finder)
        finder.add_class("-open")
        finder.focus()

    @on(Input.Submitted)
    def find(self, event: Input.Submitted) -> None:
        """List the rows that hold the words; blank lists all."""
        event.stop()
        self._query = Query(self._query.ledger, event.value.strip(), self._query.count)
        event.input.set_class(bool(self._query.words), "-open")
        self.table.focus()
        self.reload()

    # Keeping

    @on(RecordTable.Chosen)
    def open_chosen(self, event: RecordTable.Chosen) -> None:
        """Open the row."""
        event.stop()
        self.action_change()

    def action_add(self, given: dict[str, str] | None = None) -> None:
        """Open an empty form; the unit is the view's own."""
        texts = {"unit": self.view.office.unit.name} | (given or {})
        save = partial(self._keep, None)
        self._open("新增", texts, save)

    def action_change(self) -> None:
        """Open the row under the cursor."""
        row = self.table.cursor_row()
        if row is not None:
            self._open_row(row.key)

    @work(group="open", exclusive=True)
    async def _open_row(self, uid: str) -> None:
        with telling(self.app):
            texts = await asyncio.to_thread(
                self.view.desk.store.read, ledger.texts_of, self.view.office, self._query.ledger, uid
            )
            if self.app.screen is self.screen:  # else the person has gone elsewhere meanwhile
                self._open("修改", texts, partial(self._keep, uid))

    def _open(self, deed: str, texts: dict[str, str], save: Save) -> None:
        schema = schemas()[self._query.ledger]
        form = FormScreen(
            schema,
            f"{deed}：{schema.title}",
            Given(texts),
            FormOwner(reading=self._reading, options=self._options, save=save),
        )
        self.app.push_screen(form, self._after_form)

    def _reading(self) -> Reading:
        return Reading(self.view.office.today, FormNames(self.view.desk.names(self.view.office)))

    async def _options(self, field: Field, words: str) -> Sequence[Option]:
        names = self.view.desk.names(self.view.office)
        found: Sequence[tuple[str, str, str]] = ()
        with telling(self.app):
            found = await asyncio.to_thread(names.options, field, words)
        return [Option(key, text, detail) for key, text, detail in found]

    async def _keep(
        self, uid: str | None, values: dict[str, object], explanation: str
    ) -> tuple[Problem, ...]:
        store, office, key = self.view.desk.store, self.view.office, self._query.ledger
        try:
            if uid is None:
                uid = await asyncio.to_thread(store.run, ledger.add, office, key, values, explanation)
            else:
                await asyncio.to_thread(store.run, ledger.change, office, key, uid, values, explanation)
        except RefusedError as refusal:
            return refusal.problems
        except StoreError as error:
            return (Problem("", str(error)),)
        self.table.seek(uid)
        self._counts = ""
        with suppress(StoreError):  # the row is kept, whether or not this can be said
            self._counts = await asyncio.to_thread(store.read, count_words, office, key, uid)
        return ()

    def _after_form(self, outcome: Outcome | None) -> None:
        if outcome and outcome.saved:
            confirm(self.app, "，".join(filter(None, ("已保存", self._counts))))
            self._changed()

    def action_remove(self) -> None:
        """Ask, then take the row under the cursor out."""
        row = self.table.cursor_row()
        if row is None:
            return
        named = "　".join(cell.text for cell in row.cells[:3])
        question = Confirm("删除这条记录？", named, yes="删除", no="不删")
        self.app.push_screen(question, partial(self._after_question, row.key))

    def _after_question(self, uid: str, sure: bool | None) -> None:  # noqa: FBT001 - what the question answers
        if sure:
            self._remove(uid)

    @work(group="remove")
    async def _remove(self, uid: str) -> None:
        with telling(self.app):
            await asyncio.to_thread(
                self.view.desk.store.run, ledger.remove, self.view.office, self._query.ledger, uid
            )
            confirm(self.app, "已删除")
            self._changed()

    def _changed(self) -> None:
        self.reload()
        self.post_message(self.Changed())


class LedgerKeys(DOMNode):
    """For a place with a ledger in it: its keys work wherever the cursor stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "add_row", "新增", key_display="F7"),
        Binding("f3,slash", "find_rows", "查找", key_display="F3"),
    ]

    def action_add_row(self) -> None:
        """Open an empty form."""
        self.query_one(LedgerTable).action_add()

    def action_find_rows(self) -> None:
        """Ask for words to find."""
        self.query_one(LedgerTable).action_find()


def _columns(key: str) -> list[Column]:
    return [
        Column(field.key, field.label, field.width, right=field.kind in NUMBER_KINDS)
        for field in schemas()[key].fields
    ]
