"""Which column of a sheet fills which field, shown before any row is looked at, and corrected."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from qtrack.domain.problem import RefusedError
from qtrack.domain.text import plain
from qtrack.exchange.mapping import MONEY_UNITS, How
from qtrack.ledgers.finding import spelled
from qtrack.services.incoming import Incoming, named
from qtrack.services.settling import (
    Glance,
    asks_unit,
    by_place,
    glance,
    hindrances,
    with_field,
    with_text,
    without_headings,
)
from qtrack.tui.imports import mapping_words as words
from qtrack.tui.imports.job import Job
from qtrack.tui.imports.working import working
from qtrack.tui.telling import sentence, telling
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.bulk import ask_text
from qtrack.tui.widgets.chooser import Chooser, Option, narrow
from qtrack.tui.widgets.dialogs import Confirm, Notice
from qtrack.tui.widgets.record_table import RecordTable

_KEYS = "Enter选字段 F2下一步 F4换表 F5有无表头 Ctrl+T略去的行 Esc取消"


class MappingScreen(Box[Incoming | None]):
    """Shows the columns of a table and gives it with all of them settled; None to leave."""

    DEFAULT_CSS = """
    MappingScreen .box { width: 100%; max-width: 100%; height: 100%; }
    MappingScreen .box-title { margin-bottom: 0; }
    MappingScreen #where { color: $text-muted; height: 1; }
    MappingScreen #state { text-style: bold; height: auto; max-height: 3; color: $text-success; }
    MappingScreen #state.-open { color: $text-warning; }
    MappingScreen #detail { height: 3; color: $text-muted; }
    MappingScreen #notes { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    MappingScreen .box-keys { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "go_on", "下一步", show=False),
        Binding("f4", "choose_sheet", "换表", show=False),
        Binding("f5", "turn_headings", "有无表头", show=False),
        Binding("ctrl+t", "left_out", "略去的行", show=False),
        Binding("escape", "leave", "取消", show=False),
    ]

    def __init__(self, job: Job, found: Incoming, seen: Glance) -> None:
        super().__init__()
        self._job = job
        self._corrected = False
        self._take(found, seen)

    def _take(self, found: Incoming, seen: Glance) -> None:
        """Begin with a table; what is open now stays in front."""
        self._found, self._seen = found, seen
        self._lacking = words.lacking_fields(found, self._job.office)
        self._open_first = [one.column for one in found.open_columns()]

    def compose(self) -> ComposeResult:
        """Lay out what was found over the columns over all about the one under the cursor."""
        with Vertical(classes="box"):
            yield title_line(self._job.title)
            yield Static("", id="where", classes="box-text", markup=False)
            yield Static("", id="state", classes="box-text", markup=False)
            yield RecordTable(words.COLUMNS, empty="这张表是空的，按 F4 换一张表")
            yield Static("", id="detail", classes="box-text", markup=False)
            yield Static("", id="notes", classes="box-text", markup=False)
            yield key_line(_KEYS)

    def on_mount(self) -> None:
        """Show what was found."""
        self._show()
        self._table.focus()

    @property
    def _table(self) -> RecordTable:
        return self.query_one(RecordTable)

    def _show(self) -> None:
        found = self._found
        self._lacking = words.lacking_fields(found, self._job.office, self._lacking)
        self._table.show(words.rows(found, self._seen, self._lacking, self._open_first))
        where = words.where_words(found, self._seen, len(self._job.book.sheets))
        money = words.money_words(found)
        self.query_one("#where", Static).update(f"{where}　{money}" if money else where)
        problems = tuple(hindrances(found, self._job.office))
        state = self.query_one("#state", Static)
        learns = self._corrected and self._learns
        state.update(words.state_words(problems) + words.learning_words(found, learns=learns))
        state.set_class(bool(problems), "-open")
        left_out = words.left_out_words(found)
        told = f"略去 {len(left_out)} 处不是记录的行：{'；'.join(left_out[:3])}" if left_out else ""
        self.query_one("#notes", Static).update(told)
        self._show_detail()

    @property
    def _learns(self) -> bool:
        """Whether there are headings by which what is settled can be known again."""
        return any(one.heading for one in self._found.mapping.columns)

    @on(RecordTable.Highlighted)
    def show_column(self, event: RecordTable.Highlighted) -> None:
        """Say all about the column under the cursor."""
        event.stop()
        self._show_detail()

    def _show_detail(self) -> None:
        about = words.detail_words(self._found, self._seen, self._table.cursor_row())
        self.query_one("#detail", Static).update(plain(about, lines=True), layout=False)

    # Correcting

    @on(RecordTable.Chosen)
    def choose(self, event: RecordTable.Chosen) -> None:
        """Ask what a column fills, or where the texts of a field come from."""
        event.stop()
        key = words.field_key(event.row)
        if key:
            self._fill_field(key)
        else:
            self._fill_from(words.column_place(event.row))

    @work(group="settle", exclusive=True)
    async def _fill_from(self, place: int) -> None:
        options = words.field_options(self._found, place)
        title = f"{named(self._found.mapping.columns[place])} 填哪个字段"
        key = await self.app.push_screen_wait(Chooser(title, search=partial(_narrowed, options)))
        if key is not None:
            await self._settle(place, None if key == words.NONE_KEY else key)

    @work(group="settle", exclusive=True)
    async def _fill_field(self, key: str) -> None:
        field = self._found.schema.field(key)
        chooser = Chooser(f"{field.label} 从哪里来", words.column_options(self._found))
        answer = await self.app.push_screen_wait(chooser)
        if answer == words.ALL_ROWS:
            text = await ask_text(self.app, field, f"全部行的{field.label}", self._job.owner)
            if text:
                self._found = with_text(self._found, key, text)
                self._corrected = True
                self._show()
        elif answer is not None:
            await self._settle(int(answer), key)

    async def _settle(self, place: int, key: str | None) -> None:
        unit = ""
        if key and asks_unit(self._found, place, key):
            options = [Option(each, each) for each in MONEY_UNITS]
            answer = await self.app.push_screen_wait(Chooser("这一列的金额是什么单位", options))
            if answer is None:
                return
            unit = answer
        self._found = with_field(self._found, place, key, unit)
        self._corrected = True
        self._show()

    # Other tables

    @work(group="settle", exclusive=True)
    async def action_choose_sheet(self) -> None:
        """Choose another sheet of the file."""
        sheets = self._job.book.sheets
        if len(sheets) == 1:
            self.notify("文件里只有这一张表", markup=False)
            return
        options = [
            Option(str(at), plain(one.name), f"{len(one.rows):,} 行{'，隐藏' if one.hidden else ''}")
            for at, one in enumerate(sheets)
        ]
        answer = await self.app.push_screen_wait(Chooser("导入哪张表", options))
        if answer is None:
            return
        with telling(self.app):
            found = await self._find(sheets[int(answer)].name)
            self._take(*found)
            self._corrected = False
            self._show()
            self._table.put_cursor(0, 0)

    async def _find(self, sheet: str) -> tuple[Incoming, Glance]:
        def find(*_: object) -> tuple[Incoming, Glance]:
            found = self._job.work.find(self._job.office, self._found.schema.key, self._job.book, sheet)
            return found, glance(found)

        return await working(self.app, "正在找表头", find)

    @work(group="settle", exclusive=True)
    async def action_turn_headings(self) -> None:
        """Take the first row as a record and the columns by their places, or look for headings again."""
        with telling(self.app):
            found, places = self._found, self._job.places

            def turn(*_: object) -> tuple[Incoming, Glance]:
                turned = by_place(without_headings(found), places)
                return turned, glance(turned)

            if any(one.how is How.PLACE for one in found.mapping.columns):
                self._take(*await self._find(found.sheet.name))
            else:
                self._take(*await working(self.app, "正在按位置对应", turn))
            self._corrected = False
            self._show()

    def action_left_out(self) -> None:
        """List the rows that are taken for no records."""
        told = words.left_out_words(self._found)
        self.app.push_screen(Notice("不导入的行", "\n".join(told) or "没有略去的行，表里每一行都当作记录。"))

    # Leaving

    @work(group="settle", exclusive=True)
    async def action_go_on(self) -> None:
        """Go on to the rows when nothing is open; what was corrected is remembered."""
        problems = tuple(hindrances(self._found, self._job.office))
        if problems:
            self.notify(words.state_words(problems), severity="warning", markup=False)
            return
        if self._corrected and self._learns:
            try:
                await asyncio.to_thread(self._job.work.remember, self._found)
            except (OSError, RefusedError) as error:
                told = f"这次的对应没有记住：{sentence(error)}"
                self.app.call_later(self.app.notify, told, severity="warning", markup=False)
        self.dismiss(self._found)

    def action_leave(self) -> None:
        """Leave; ask first when something was settled."""
        if not self._corrected:
            self.dismiss(None)
            return

        def leave(sure: bool | None) -> None:  # noqa: FBT001 - what the question answers
            if sure:
                self.dismiss(None)

        self.app.push_screen(Confirm("不导入了？", "选定的对应不会记住", yes="离开", no="留下"), leave)


async def _narrowed(options: Sequence[Option], typed: str) -> Sequence[Option]:
    """Give the options that fit, by pinyin as well; spelling takes a library, so a thread waits for it."""
    if not typed.strip():
        return options
    return await asyncio.to_thread(_spelled, options, typed)


def _spelled(options: Sequence[Option], typed: str) -> Sequence[Option]:
    known = [Option(one.key, one.text, one.detail, tuple(spelled(one.text))) for one in options]
    return narrow(known, typed)
