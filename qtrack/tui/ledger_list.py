"""One ledger's rows as a list: fetched a page at a time, found, narrowed, sorted, counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from qtrack.domain.fields import Field
from qtrack.services import listing
from qtrack.services.catalog import schemas
from qtrack.services.halves import half_counts
from qtrack.services.query import Query
from qtrack.tui.finder import Finder
from qtrack.tui.ledger_words import PROOFS, columns, painted_rows, proofs_words, query_words, where_words
from qtrack.tui.telling import telling
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Row
from qtrack.tui.widgets.pages import PAGE
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.tui.widgets.selection import NONE

NONE_YET = "还没有记录，按 F7 新增，或按 Ctrl+O 导入表格"
NONE_FIT = "没有符合的记录，按 Esc 取消查找和筛选"


class LedgerList(Vertical):
    """The rows of a query in the view's tree; what that query leaves out stays out, whatever is asked for."""

    class Began(Message):
        """The first rows of a new query."""

        def __init__(self, asking: int, rows: Sequence[Row]) -> None:
            super().__init__()
            self.asking = asking
            self.rows = rows

    class Counted(Message):
        """How many rows the query finds, and how many halves stand beside the ledger."""

        def __init__(self, asking: int, total: int, halves: int) -> None:
            super().__init__()
            self.asking = asking
            self.total = total
            self.halves = halves

    class Fetched(Message):
        """Rows the table asked for; none when they could not be read."""

        def __init__(self, wanted: RecordTable.Wanted, rows: Sequence[Row] | None) -> None:
            super().__init__()
            self.wanted = wanted
            self.rows = rows

    def __init__(self, view: View, query: Query, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.view = view
        self.query_now = query
        self.whole = query
        self._asking = 0
        self._first: Sequence[Row] | None = None
        self._total: int | None = None
        self._halves = 0
        self.is_listed = False
        self._where: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the status line, the finder and the table."""
        yield Static("", classes="status", markup=False)
        yield Finder()
        shown = columns(self.query_now.ledger)
        yield RecordTable(shown, empty=NONE_YET, selectable=True, arrangeable=True, marked=True)

    @property
    def table(self) -> RecordTable:
        """The table itself."""
        return self.query_one(RecordTable)

    @property
    def ledger(self) -> str:
        """The key of the ledger that is listed."""
        return self.query_now.ledger

    @property
    def total(self) -> int | None:
        """How many rows the query finds; none while they are being counted."""
        return self._total

    def field_here(self) -> Field | None:
        """Give the field of the cursor's column; none for the column of evidence."""
        key = self.table.cursor_column().key
        return None if key == PROOFS else schemas()[self.ledger].field(key)

    def fields_shown(self, first: int = 0) -> tuple[str, ...]:
        """Give the keys of the fields shown from a column on, as the person arranged them."""
        return tuple(column.key for column in self.table.columns[first:] if column.key != PROOFS)

    def row_here(self) -> Row | None:
        """Give the row under the cursor; none while those of a former query are still painted."""
        return self.table.cursor_row() if self.is_listed else None

    # Asking

    def show(self, key: str) -> None:
        """List another ledger, whole and from its first row; the one that is listed stays as it is."""
        if key == self.ledger:
            return
        self.query_one(Finder).put("")
        self.query_now = self.whole = Query(key)
        self.table.show(())
        self.table.set_columns(columns(key))
        self._ask_anew(column=0)

    def ask(self, query: Query) -> None:
        """List what another query on the same ledger finds, from its first row."""
        self.query_now = query
        self.table.set_sort(query.order)
        self._ask_anew(column=self.table.cursor[1])

    def reload(self) -> None:
        """List anew, from the view's present unit; the cursor stays on its row."""
        self._first = None
        # Rows still shown of another query say nothing of where the cursor belongs in this one.
        self.table.forget(stays=self.is_listed)
        self._start(first=self._total is None)

    def _ask_anew(self, column: int) -> None:
        self.is_listed = False
        self._where = ()
        self._total = None
        self._first = None
        self.table.set_selection(NONE)
        self.table.put_cursor(0, column)
        self.table.forget(stays=False)
        self._start(first=True)

    def _start(self, *, first: bool) -> None:
        self._asking += 1
        self._show_status()
        begin = partial(self._list, self._asking, self.query_now, first=first)
        self.run_worker(begin, thread=True, group="count", exclusive=True)

    def _list(self, asking: int, query: Query, *, first: bool) -> None:
        """Read what is found at once, then the first page, then count; a replaced query is left."""
        store, office = self.view.desk.store, self.view.office
        rows: Sequence[Row] = ()
        with telling(self.app):
            if first:
                rows = painted_rows(store, office, query, store.read(listing.glimpse, office, query, PAGE))
                self.post_message(self.Began(asking, rows))
                if len(rows) < PAGE and asking == self._asking:
                    rows = painted_rows(
                        store, office, query, store.read(listing.page, office, query, 0, PAGE)
                    )
                    self.post_message(self.Began(asking, rows))
            if asking == self._asking:
                self._where = where_words(self._narrowed(query), self.view.desk.names(office))
                short = first and len(rows) < PAGE
                total = len(rows) if short else store.read(listing.total, office, query)
                halves = store.read(half_counts, office).get(query.ledger, 0)
                self.post_message(self.Counted(asking, total, halves))

    def _narrowed(self, query: Query) -> Query:
        """Give a query without what all this list is narrowed by."""
        where = tuple(pair for pair in query.where if pair not in self.whole.where)
        return replace(query, count=None, where=where)

    @on(Began)
    def take_first(self, message: Began) -> None:
        """Show the first rows before anybody knows how many there are."""
        if message.asking == self._asking:
            self._first = message.rows
            self.table.forget(stays=self.is_listed)
            self.table.expect(len(message.rows))
            self._show_status()

    @on(Counted)
    def take_total(self, message: Counted) -> None:
        """Show how many rows there are; the table then asks for those in view."""
        if message.asking == self._asking:
            self._total, self._halves = message.total, message.halves
            self.table.set_empty(NONE_FIT if self._narrowed(self.query_now).narrows else NONE_YET)
            self.table.expect(message.total)
            self._show_status()
            if not message.total:
                self.is_listed = True
                self.listed()

    @on(RecordTable.Wanted)
    def fetch(self, wanted: RecordTable.Wanted) -> None:
        """Read the rows off the UI thread."""
        wanted.stop()
        if wanted.offset == 0 and self._first is not None:
            self.take_rows(self.Fetched(wanted, self._first))
            return
        self.run_worker(partial(self._fetch, wanted, self.query_now), thread=True, group="fetch")

    def _fetch(self, wanted: RecordTable.Wanted, query: Query) -> None:
        store, office = self.view.desk.store, self.view.office
        rows = None
        with telling(self.app):
            if not wanted.table.wants(wanted.generation, wanted.offset):
                return
            found = store.read(listing.page, office, query, wanted.offset, wanted.limit, total=self._total)
            rows = painted_rows(store, office, query, found)
        self.post_message(self.Fetched(wanted, rows))

    @on(Fetched)
    def take_rows(self, message: Fetched) -> None:
        """Hand the rows to the table, or say that they could not be read."""
        wanted = message.wanted
        if message.rows is None:
            self.table.failed(wanted.generation, wanted.offset)
            return
        fresh = self.table.wants(wanted.generation, wanted.offset)
        self.table.fill(wanted.generation, wanted.offset, message.rows)
        if fresh and not self.is_listed:
            self.is_listed = True
            self._show_status()
            self.listed()

    def listed(self) -> None:
        """Hear that rows of the present query are painted, or that it finds none."""

    # Finding and sorting

    def action_find(self) -> None:
        """Ask for words to find."""
        finder = self.query_one(Finder)
        finder.add_class("-open")
        finder.focus()
        finder.select_all()

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        """List the rows that hold the words typed so far."""
        event.stop()
        words = event.value.strip()
        if words != self.query_now.words:
            self.ask(replace(self.query_now, words=words))

    @on(Input.Submitted)
    def go_to_rows(self, event: Input.Submitted) -> None:
        """Go over to the rows; a blank finder goes away."""
        event.stop()
        event.input.set_class(bool(event.value.strip()), "-open")
        self.table.focus()

    @on(RecordTable.SortWanted)
    def sort(self, event: RecordTable.SortWanted) -> None:
        """Sort by the column, or by none."""
        event.stop()
        if event.column.key == PROOFS:
            self.notify("佐证这一列不能排序；按 F4 只看佐证不齐的", markup=False)
            return
        order = () if event.descending is None else ((event.column.key, event.descending),)
        self.ask(replace(self.query_now, order=order))

    @on(RecordTable.Highlighted)
    def tell_place(self, event: RecordTable.Highlighted) -> None:
        """Say where the cursor stands."""
        event.stop()
        self._show_status()

    @on(RecordTable.Selected)
    def tell_selected(self, event: RecordTable.Selected) -> None:
        """Say how many rows are selected."""
        event.stop()
        self._show_status()

    # Saying

    def status_words(self) -> list[str]:
        """Give what the status line says, most important first."""
        schema, query = schemas()[self.ledger], self.query_now
        position = self.table.position
        if self._total is None:
            counted = f"{position.total:,}+ 条，正在计数" if position.total else "正在查找"
        else:
            counted = f"第 {position.row:,}/{self._total:,} 条" if self._total else "0 条"
        words = [schema.title, counted]
        if self.table.selection:
            words.append(f"已选 {self.table.selection.count(self._total or position.total):,}")
        words += proofs_words(self.ledger, self.row_here())
        if self._halves:
            words.append(f"待完善 {self._halves:,}")
        return [*words, *query_words(query, self._where)]

    def _show_status(self) -> None:
        if self.is_mounted:
            # The line keeps its size: laying the screen out anew at every key would be felt.
            self.query_one(".status", Static).update("　".join(self.status_words()), layout=False)
