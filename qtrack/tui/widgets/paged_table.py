"""The middle of a table: rows it is given, or asks for a page at a time, and what its owner says to it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size
from textual.message import Message

from qtrack.tui.widgets.arrangement import Arrangement
from qtrack.tui.widgets.cells import Column, Row
from qtrack.tui.widgets.grid import HEADER, Grid
from qtrack.tui.widgets.pages import PAGE, Pages
from qtrack.tui.widgets.selection import Extent, Selection


class PagedTable(Grid):
    """Keeps cursor, view, questions and picture in step with the rows that come."""

    class About(Message):
        """A message about one table."""

        def __init__(self, table: PagedTable) -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> PagedTable:
            """The table, for selectors."""
            return self.table

    class Wanted(About):
        """The table must paint rows it has not: answer with `fill`, or with `failed`."""

        def __init__(self, table: PagedTable, generation: int, offset: int, limit: int) -> None:
            super().__init__(table)
            self.generation = generation
            self.offset = offset
            self.limit = limit

    class Highlighted(About):
        """The cursor stands elsewhere, or its row has come or changed."""

        def __init__(self, table: PagedTable, row: Row | None, column: Column) -> None:
            super().__init__(table)
            self.row = row
            self.column = column

    class Selected(About):
        """Other rows are selected."""

        def __init__(self, table: PagedTable, selection: Selection) -> None:
            super().__init__(table)
            self.selection = selection

    def __init__(
        self, columns: Sequence[Column], empty: str, name: str | None = None, *, marked: bool = False
    ) -> None:
        super().__init__(columns, empty, name, marked=marked)
        self._pages = Pages()
        self._sought = ""
        self._told: tuple[Row | None, Column] | None = None
        self._extent: Extent | None = None

    # What the owner says

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows and no others; the cursor stays on its row's key, else on its line."""
        self._remember()
        self._pages.hold(rows)
        self._settle()

    def expect(self, total: int) -> None:
        """Say how many rows there are; the table asks for those it must paint."""
        self._pages.expect(total)
        self._settle()

    def set_empty(self, words: str) -> None:
        """Say in other words that there are no rows."""
        self._empty = words

    def forget(self, *, stays: bool = True) -> None:
        """Fetch everything anew after a change or another filter; answers still on their way are dropped.

        The cursor `stays` on its row wherever that is then, else on its line.
        """
        if stays:
            self._remember()
        self._extent = None
        self._pages.forget()
        self._settle()

    def fill(self, generation: int, offset: int, rows: Sequence[Row]) -> None:
        """Take the rows a `Wanted` asked for."""
        if self._pages.fill(generation, offset, rows):
            self._settle()
            self._stretch()

    def failed(self, generation: int, offset: int) -> None:
        """Hear that a `Wanted` could not be answered; it is asked again on the next move or reload."""
        if self._pages.fail(generation, offset):
            self.refresh()

    def wants(self, generation: int, offset: int) -> bool:
        """Say whether an answer to this question is still of use; fast scrolling leaves many behind."""
        return self._pages.wants(generation, offset)

    def seek(self, key: str) -> None:
        """Put the cursor on the row with this key, now or when it has come."""
        self._sought = key
        self._settle()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, arranged as before; the rows must be given anew."""
        self._given = tuple(columns)
        self._settle()

    def set_arrangement(self, arrangement: Arrangement) -> None:
        """Arrange the columns as a person once did; the cursor stays in its column while it is shown."""
        key = self._columns[self._column].key if self._columns else ""
        self._arrangement = arrangement
        self._lay_out()
        keys = [column.key for column in self._columns]
        if key in keys:
            self._column = keys.index(key)
        self._settle(follow=True)

    def set_sort(self, sort: Sequence[tuple[str, bool]]) -> None:
        """Say in the headings by which columns, and whether descending, the rows come sorted."""
        self._sort = dict(sort)
        self._settle()

    def set_selection(self, selection: Selection) -> None:
        """Select these rows and no others; rows that match no longer are not taken out by themselves."""
        self._extent = None
        if selection != self._selection:
            self._selection = selection
            self.post_message(self.Selected(self, selection))
            self.refresh()

    # What the table holds

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self._pages.total

    def row_at(self, index: int) -> Row | None:
        """Give a row; none while it has not come."""
        return self._pages.row(index)

    def unread(self, index: int) -> bool:
        """Say whether a row could not be fetched."""
        return self._pages.unread(index)

    # Keeping things in step

    def _remember(self) -> None:
        """Keep the cursor's row in mind; an extent ends, because its indexes may no longer be true."""
        self._extent = None
        row = self.cursor_row()
        if row and not self._sought:
            self._sought = row.key

    def _settle(self, *, follow: bool = False) -> None:
        """Bring size, cursor, questions and picture in step with the rows.

        The view follows only a cursor that has moved: rows that come must not undo a mouse's scrolling.
        """
        before = self._row
        if self._sought:
            found = self._pages.index_of(self._sought)
            if found is not None:
                self._row, self._sought = found, ""
        self._row = max(min(self._row, self.total - 1), 0)
        self._view = self.scrollable_content_region.size
        self._lay_out()
        self.virtual_size = Size(self._placing.total, self.total + HEADER)
        if follow or self._row != before:
            self.scroll_cursor_into_view()
        self._ask()
        self._tell()
        self.refresh()

    def _stand(self, row: int, column: int) -> None:
        """Let the cursor stand there, the nearest there is; only lines that change are painted."""
        before, self._sought = self._row, ""
        self._row = max(min(row, self.total - 1), 0)
        self._column = max(min(column, len(self._columns) - 1), 0)
        self._refresh_rows(before, self._row)
        self.scroll_cursor_into_view()
        self._ask()
        self._tell()

    def _stretch(self) -> None:
        """Let an extent come as far as the rows that are here allow, and the cursor with it."""
        extent = self._extent
        if extent is None:
            return
        extent.go(self._pages.key)
        if extent.selection != self._selection:
            self._selection = extent.selection
            self.post_message(self.Selected(self, self._selection))
            self.refresh()
        if extent.at != self._row:
            self._stand(extent.at, self._column)
        else:
            self._ask()

    def _ask(self) -> None:
        lines = self._view.height - HEADER
        if lines <= 0:
            return
        first = self.scroll_offset.y
        last = first + lines - 1
        lacks = self._extent.lacks if self._extent else None
        if lacks is not None and first - 1 <= lacks <= last + 1:
            first, last = min(first, lacks), max(last, lacks)
        for offset in self._pages.ask(first, last):
            self.post_message(self.Wanted(self, self._pages.generation, offset, PAGE))

    def _tell(self) -> None:
        if self._columns:
            now = (self.cursor_row(), self.cursor_column())
            if now != self._told:
                self._told = now
                self.post_message(self.Highlighted(self, *now))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that came into view."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def on_resize(self) -> None:
        """Place the columns anew."""
        self._settle(follow=True)
