"""The one table of every list: its keys and its mouse, over a table that asks only for the rows in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from qtrack.tui.widgets.arrangement import Arrangement
from qtrack.tui.widgets.cells import Column, Row
from qtrack.tui.widgets.grid import HEADER
from qtrack.tui.widgets.paged_table import PagedTable
from qtrack.tui.widgets.selection import ALL, NONE, Extent
from qtrack.tui.widgets.table_look import COMPONENTS, CSS

STEP = 2
"""Cells a column grows or shrinks by: a Chinese character."""

_SELECTING = frozenset({"toggle_row", "extend", "extend_page", "select_all"})
_ARRANGING = frozenset({"resize_column", "shift_column", "hide_column", "show_columns"})


class RecordTable(PagedTable, can_focus=True):
    """A table with a cell cursor, over rows it is given (`show`) or asks for (`expect`, `Wanted`, `fill`).

    Rows can be selected if `selectable`, columns arranged if `arrangeable`; `marked` makes room for the
    marks of rows.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    DEFAULT_CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move_row(-1)", "上一行", show=False),
        Binding("down", "move_row(1)", "下一行", show=False),
        Binding("pageup", "move_page(-1)", "上一页", show=False),
        Binding("pagedown", "move_page(1)", "下一页", show=False),
        Binding("home,ctrl+home", "move_row(-1_000_000_000)", "第一行", show=False),
        Binding("end,ctrl+end", "move_row(1_000_000_000)", "最后一行", show=False),
        Binding("left", "move_column(-1)", "左一列", show=False),
        Binding("right", "move_column(1)", "右一列", show=False),
        Binding("enter", "choose", "明细", show=False),
        Binding("space,ideographic_space", "toggle_row", "选中或取消这一行", show=False),
        Binding("shift+up", "extend(-1)", "向上选", show=False),
        Binding("shift+down", "extend(1)", "向下选", show=False),
        Binding("shift+pageup", "extend_page(-1)", "向上选一页", show=False),
        Binding("shift+pagedown", "extend_page(1)", "向下选一页", show=False),
        Binding("ctrl+a", "select_all", "全选", show=False),
        Binding("escape", "drop_selection", "取消选择", show=False),
        Binding("ctrl+left", f"resize_column(-{STEP})", "本列变窄", show=False),
        Binding("ctrl+right", f"resize_column({STEP})", "本列变宽", show=False),
        Binding("shift+left", "shift_column(-1)", "本列左移", show=False),
        Binding("shift+right", "shift_column(1)", "本列右移", show=False),
        Binding("-,fullwidth_hyphen_minus", "hide_column", "隐藏本列", show=False),
        Binding("=,+,fullwidth_equals_sign,fullwidth_plus_sign", "show_columns", "显示全部列", show=False),
        Binding(
            "[,fullwidth_left_square_bracket,【,「", "want_sort(False)", "按本列升序，再按取消", show=False
        ),
        Binding(
            "],fullwidth_right_square_bracket,】,」", "want_sort(True)", "按本列降序，再按取消", show=False
        ),
    ]

    class Chosen(PagedTable.About):
        """The person asks for a row's details."""

        def __init__(self, table: PagedTable, row: Row) -> None:
            super().__init__(table)
            self.row = row

    class Arranged(PagedTable.About):
        """The person has arranged the columns, and the table shows it."""

        def __init__(self, table: PagedTable, arrangement: Arrangement) -> None:
            super().__init__(table)
            self.arrangement = arrangement

    class SortWanted(PagedTable.About):
        """The person wants the rows sorted by a column; `descending` is None to sort by it no longer."""

        def __init__(self, table: PagedTable, column: Column, descending: bool | None) -> None:  # noqa: FBT001 - as sorts are told
            super().__init__(table)
            self.column = column
            self.descending = descending

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "",
        selectable: bool = False,
        arrangeable: bool = False,
        marked: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own word
    ) -> None:
        super().__init__(columns, empty, id, marked=marked)
        self._selectable = selectable
        self._arrangeable = arrangeable

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave keys to others where they mean nothing here."""
        if action in _SELECTING:
            return self._selectable
        if action in _ARRANGING:
            return self._arrangeable
        if action == "drop_selection":
            return bool(self._selection)
        return super().check_action(action, parameters)

    # Moving

    def put_cursor(self, row: int, column: int) -> None:
        """Put the cursor on a row and a column, the nearest there are."""
        self._extent = None
        self._stand(row, column)

    def action_move_row(self, rows: int) -> None:
        """Move the cursor down, or up."""
        self.put_cursor(self._row + rows, self._column)

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by as many rows as are in view."""
        self.put_cursor(self._row + pages * self._page, self._column)

    def action_move_column(self, columns: int) -> None:
        """Move the cursor to the right, or to the left."""
        self.put_cursor(self._row, self._column + columns)

    def action_choose(self) -> None:
        """Ask for the details of the row under the cursor."""
        row = self.cursor_row()
        if row:
            self.post_message(self.Chosen(self, row))

    @property
    def _page(self) -> int:
        return max(self._view.height - HEADER - 1, 1)

    # Selecting

    def action_toggle_row(self) -> None:
        """Select the row under the cursor, or no longer, and go to the next; a row must be here for it."""
        if self._toggle():
            self.action_move_row(1)

    def action_extend(self, rows: int) -> None:
        """Select from where the cursor stood up to so many rows further.

        It stops before rows that have not come, and goes on, at most a page, when they have.
        """
        key = self._pages.key(self._row)
        if self._extent is None and key is not None:
            self._extent = Extent(self._row, key, self._selection)
        if self._extent is not None:
            self._extent.aim(rows, self.total)
            self._stretch()

    def action_extend_page(self, pages: int) -> None:
        """Select as many rows further as are in view."""
        self.action_extend(pages * self._page)

    def action_select_all(self) -> None:
        """Select all rows that match, wherever they are."""
        self.set_selection(ALL)

    def action_drop_selection(self) -> None:
        """Select none."""
        self.set_selection(NONE)

    def _toggle(self) -> bool:
        row = self.cursor_row()
        if row is None:
            return False
        selection = self._selection.toggled(row.key)
        self.set_selection(selection if selection.count(self.total) else NONE)
        return True

    # Arranging and sorting

    def action_resize_column(self, cells: int) -> None:
        """Make the cursor's column wider, or narrower."""
        now = self._placing.widths[self._column]
        self._arrange(self._whole().resize(self.cursor_column().key, cells, now))

    def action_shift_column(self, places: int) -> None:
        """Move the cursor's column to the right, or to the left."""
        self._arrange(self._whole().move(self.cursor_column().key, places))

    def action_hide_column(self) -> None:
        """Hide the cursor's column."""
        self._arrange(self._whole().hide(self.cursor_column().key))

    def action_show_columns(self) -> None:
        """Hide no column any more."""
        self._arrange(self._whole().show_all())

    def action_want_sort(self, descending: bool) -> None:  # noqa: FBT001 - a key gives it
        """Ask for the rows sorted by the cursor's column, or, when they are, no longer."""
        self._want_sort(self._column, descending=descending)

    def _whole(self) -> Arrangement:
        return self._arrangement.completed(self._given)

    def _arrange(self, arrangement: Arrangement) -> None:
        if arrangement != self._whole():
            self.set_arrangement(arrangement)
            self.post_message(self.Arranged(self, arrangement))

    def _want_sort(self, at: int, *, descending: bool) -> None:
        column = self._columns[at]
        same = self._sort.get(column.key) is descending
        self.post_message(self.SortWanted(self, column, None if same else descending))

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a double click chooses, one on the heading sorts."""
        at = event.get_content_offset(self)
        if at is None or not self._columns:
            return
        column = self._placing.column_under(at.x, self.scroll_offset.x, self._frozen_cells)
        row = self.scroll_offset.y + at.y - HEADER
        if at.y < HEADER:
            # Ascending, descending, unsorted.
            self._want_sort(column, descending=self._columns[column].key in self._sort)
        elif row < self.total:
            self.put_cursor(row, column)
            if event.ctrl and self._selectable:
                self._toggle()
            elif event.chain == 2:  # noqa: PLR2004 - a double click
                self.action_choose()
