"""One ledger's rows with everything that can be done to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from qtrack.domain.text import full_width
from qtrack.services import halves, nil
from qtrack.services.catalog import schemas
from qtrack.tui.ledger_import import LedgerImport
from qtrack.tui.ledger_menu import MENU
from qtrack.tui.telling import confirm, telling
from qtrack.tui.widgets.cells import Row
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.tui.widgets.dialogs import Confirm
from qtrack.tui.widgets.record_table import RecordTable


class LedgerTable(LedgerImport):
    """The rows of a query: listed, narrowed, edited, changed together, keyed. Posts `Changed` when kept.

    It is built up in layers, each a file: `LedgerList` asks and shows, `LedgerFilters` narrows and arranges,
    `LedgerCells` edits and copies, `LedgerEvidence` proves rows, `LedgerMany` changes several, `LedgerImport`
    takes rows from spreadsheets; here are forms, halves and nil reports.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "menu", "更多", key_display="F6"),
        Binding(f"0,{full_width('0')}", "nil", "零报告", key_display="0", show=False),
    ]

    @on(RecordTable.Chosen)
    def open_chosen(self, event: RecordTable.Chosen) -> None:
        """Open the row."""
        event.stop()
        self.action_change()

    @work(group="open", exclusive=True)
    async def action_add(self, given: Mapping[str, str] | None = None) -> None:
        """Open an empty form; the unit is the view's own."""
        await self.forms().add(given or {})

    def action_change(self) -> None:
        """Open the row under the cursor."""
        row = self.row_here()
        if row is not None:
            self._change(row)

    @work(group="open", exclusive=True)
    async def _change(self, row: Row) -> None:
        await self.forms().change(row.key)

    @work(group="menu", exclusive=True)
    async def action_menu(self) -> None:
        """Offer everything that can be done here, with its keys."""
        options = [Option(entry.action, entry.words, entry.keys) for entry in MENU]
        action = await self.app.push_screen_wait(Chooser("还能做什么", options))
        if action is not None:
            entry = next(entry for entry in MENU if entry.action == action)
            await self.app.run_action(action, self.table if entry.of_table else self)

    # Halves

    @work(group="open", exclusive=True)
    async def action_halves(self) -> None:
        """List what was put aside, and open one to finish it."""
        with telling(self.app):
            found = await self.read(halves.halves, self.ledger)
            if not found:
                self.notify("没有待完善的记录；填表时按 F5 可把填了一半的存下来", markup=False)
                return
            options = [Option(half.uid, half.words, half.left or "已填齐") for half in found]
            title = f"待完善：{schemas()[self.ledger].title}（{len(found)} 条）"
            uid = await self.app.push_screen_wait(Chooser(title, options))
            if uid:
                await self.forms().finish(uid)

    @work(group="open", exclusive=True)
    async def action_drop_half(self) -> None:
        """List what was put aside, and throw one away."""
        with telling(self.app):
            found = await self.read(halves.halves, self.ledger)
            options = [Option(half.uid, half.words) for half in found]
            uid = await self.app.push_screen_wait(Chooser("删去哪一条待完善", options))
            words = next((half.words for half in found if half.uid == uid), "")
            sure = Confirm("删去这条待完善？", words, yes="删去", no="不删")
            if uid is not None and await self.app.push_screen_wait(sure):
                await self.run(halves.drop, self.ledger, uid)
                confirm(self.app, "已删去，^Z 可撤销")
                self.changed()

    # Nil reports

    @work(group="nil", exclusive=True)
    async def action_nil(self) -> None:
        """List the months of the period with what is said of them, and say of one that there was nothing."""
        with telling(self.app):
            found = await self.read(nil.months, self.ledger)
            unit, title = self.view.office.unit.name, schemas()[self.ledger].title
            options = [
                Option(each.month, each.month, f"{each.rows:,} 条记录" if each.rows else each.state.value)
                for each in reversed(found)
            ]
            month = await self.app.push_screen_wait(Chooser(f"零报告：{unit} {title} 哪个月没有", options))
            chosen = next((each for each in found if each.month == month), None)
            if month is None or chosen is None:
                return
            if chosen.rows:
                self.notify(f"{month} 已有 {chosen.rows:,} 条{title}记录，不能零报告", markup=False)
                return
            withdraw = chosen.state is nil.MonthState.NIL
            question = f"撤回 {month} 的零报告？" if withdraw else f"{month} 作零报告？"
            detail = f"{unit}　{title}"
            if await self.app.push_screen_wait(Confirm(question, detail, yes="是", no="否")):
                await self.run(nil.withdraw_nil if withdraw else nil.report_nil, self.ledger, month)
                confirm(self.app, f"{month} {'已撤回零报告' if withdraw else '已作零报告'}，^Z 可撤销")
                self.changed()


class LedgerKeys(DOMNode):
    """For a place with a ledger in it: its keys work wherever the cursor stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "add_row", "新增", key_display="F7"),
        Binding("f3,slash", "find_rows", "查找", key_display="F3"),
        Binding("f6", "offer_more", "更多", key_display="F6", show=False),
        Binding("ctrl+o", "import_rows", "导入表格文件", key_display="^O", show=False),
    ]

    def action_add_row(self) -> None:
        """Open an empty form."""
        self.query_one(LedgerTable).action_add()

    def action_find_rows(self) -> None:
        """Ask for words to find."""
        self.query_one(LedgerTable).action_find()

    def action_offer_more(self) -> None:
        """Offer everything that can be done with the rows."""
        self.query_one(LedgerTable).action_menu()

    def action_import_rows(self) -> None:
        """Ask for a file and bring its rows in."""
        self.query_one(LedgerTable).action_import_file()
