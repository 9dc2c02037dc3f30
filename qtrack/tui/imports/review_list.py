"""The rows of a file with what would become of each: judged in a thread, painted as far as they are seen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import ProgressBar, Static

from qtrack.domain.problem import RefusedError
from qtrack.domain.progress import StoppedError
from qtrack.domain.review import Line
from qtrack.domain.text import full_width, plain
from qtrack.services.incoming import FileLine, Incoming
from qtrack.services.trial import Asked, Part, Trial, Verdicts
from qtrack.store.errors import StoreError
from qtrack.tui.apart import apart
from qtrack.tui.imports import review_words as words
from qtrack.tui.imports.calm import calm
from qtrack.tui.imports.job import Job
from qtrack.tui.telling import sentence
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.cells import Row
from qtrack.tui.widgets.dialogs import Notice
from qtrack.tui.widgets.record_table import RecordTable

_TOLD_EVERY_S = 0.1
_DETAILS = 5
"""Lines that tell about the row under the cursor."""

_KEYS = "F2改格 空格略去 F3下一处 Tab只看 F6更多 F1帮助 Ctrl+S导入 Esc返回"


def _letter(sign: str) -> str:
    """Give a key with its twin of an input method left on."""
    return f"{sign},{full_width(sign)}"


class ReviewList(Box[str | None]):
    """Shows the rows and judges them anew whenever they change; the latest judgement counts."""

    DEFAULT_CSS = """
    ReviewList .box { width: 100%; max-width: 100%; height: 100%; }
    ReviewList .box-title { margin-bottom: 0; }
    ReviewList #tabs { height: 1; padding: 0 1; text-wrap: nowrap; }
    ReviewList #wish { height: 1; color: $text-muted; }
    ReviewList #detail { height: 5; background: $foreground 5%; }
    ReviewList #below { height: 1; }
    ReviewList #judging { width: 30; height: 1; display: none; margin-right: 2; }
    ReviewList #judging.-busy { display: block; }
    ReviewList #judging Bar { width: 1fr; }
    ReviewList #outlook { text-style: bold; height: 1; width: 1fr; }
    ReviewList #outlook.-bad { color: $text-warning; }
    ReviewList .box-keys { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(_letter(str(digit)), f"look_at('{part.name}')", f"只看{part.value}", show=False)
            for digit, part in enumerate(Part)
        ),
        Binding("tab", "look_further(1)", "看下一种结果", show=False),
        Binding("shift+tab", "look_further(-1)", "看上一种结果", show=False),
        Binding(f"f3,{_letter('n')}", "go_to_problem(1)", "下一处问题", show=False),
        Binding(f"shift+f3,{_letter('p')}", "go_to_problem(-1)", "上一处问题", show=False),
        Binding("ctrl+t", "tell_row", "这一行的全部说明", show=False),
    ]

    class Advanced(Message):
        """So many steps of a judgement are done."""

        def __init__(self, asking: int, done: int, total: int) -> None:
            super().__init__()
            self.asking = asking
            self.done = done
            self.total = total

    def __init__(self, job: Job, found: Incoming, rows: list[FileLine]) -> None:
        super().__init__()
        self.job = job
        self.found = found
        self.trial = Trial(rows)
        self.fields = words.fields(found)
        self.verdicts: Verdicts | None = None
        self._part = Part.ALL
        self._asking = 0
        self._judged = -1
        self._told_at = 0.0
        self._changed: set[int] = set()

    def compose(self) -> ComposeResult:
        """Lay out the counts and wishes over the rows over all about the one under the cursor."""
        with Vertical(classes="box"):
            yield title_line(self.job.title)
            yield Static("", id="tabs", markup=False)
            yield Static("", id="wish", classes="box-text", markup=False)
            yield RecordTable(words.columns(self.fields), empty="没有这样的行，按 0 看全部")
            yield Static("", id="detail", classes="box-text", markup=False)
            with Horizontal(id="below"):
                yield Static("", id="outlook", classes="box-text", markup=False)
                yield ProgressBar(id="judging", show_eta=False)
            yield key_line(_KEYS)

    def on_mount(self) -> None:
        """Show the rows, and judge them."""
        self.table.expect(len(self.trial.rows))
        self.table.focus()
        self.judge()

    @property
    def table(self) -> RecordTable:
        """The rows."""
        return self.query_one(RecordTable)

    @property
    def is_judging(self) -> bool:
        """Whether the last change is not judged yet."""
        return self._judged != self._asking

    # Judging

    def judge(self) -> None:
        """Judge the rows as they are now; a judgement under way is given up."""
        self._asking += 1
        bar = self.query_one(ProgressBar)
        bar.update(total=None)
        bar.add_class("-busy")
        self.say()
        self._judge(self._asking, self.trial.asked())

    @work(group="judge")
    async def _judge(self, asking: int, asked: Asked) -> None:
        try:
            verdicts = await apart(partial(self._verdicts, asking, asked))
        except StoppedError:
            return
        except (RefusedError, StoreError, OSError) as error:
            if asking == self._asking:
                self._judged, self.verdicts = asking, None
                self.notify(sentence(error), severity="error", timeout=12, markup=False)
                self.query_one(ProgressBar).remove_class("-busy")
                self.say()
            return
        if asking == self._asking:
            self._judged = asking
            self._changed.clear()
            self.take(verdicts)

    def _verdicts(self, asking: int, asked: Asked) -> Verdicts:
        job = self.job
        with calm():
            return asked.judged(
                partial(job.work.review, job.office, job.key, progress=partial(self._tell, asking))
            )

    def _tell(self, asking: int, done: int, total: int) -> None:
        """Hear in the thread how far it is, and stop it there when nobody waits for it any more."""
        if asking != self._asking or not self.is_attached:
            raise StoppedError("已取消")
        if time.monotonic() - self._told_at >= _TOLD_EVERY_S:
            self._told_at = time.monotonic()
            self.post_message(self.Advanced(asking, done, total))

    @on(Advanced)
    def show_advance(self, message: Advanced) -> None:
        """Move the bar."""
        if message.asking == self._asking and self.is_judging:
            self.query_one(ProgressBar).update(total=message.total, progress=message.done)

    def take(self, verdicts: Verdicts) -> None:
        """Show what would become of the rows; the cursor stays on its row while that is still listed."""
        here = self.place
        self.verdicts = verdicts
        self.query_one(ProgressBar).remove_class("-busy")
        self._list(here)

    def leave_with(self, done: str | None) -> None:
        """Close with this answer; a judgement under way is given up."""
        self._asking += 1
        self.dismiss(done)

    # Listing

    @property
    def place(self) -> int:
        """Which row the cursor stands on."""
        row, _ = self.table.cursor
        listed = self._listed
        return listed[row] if row < len(listed) else 0

    @property
    def _listed(self) -> Sequence[int]:
        return self.verdicts.parts[self._part] if self.verdicts else range(len(self.trial.rows))

    def _list(self, place: int, column: int | None = None) -> None:
        """List the rows of the present part, with the cursor on this one or the next."""
        at = place if self.verdicts is None else self.verdicts.at(self._part, place)
        self.table.forget(stays=False)
        self.table.expect(len(self._listed))
        self.table.put_cursor(at, self.table.cursor[1] if column is None else column)
        self.say()

    def repaint(self, place: int) -> None:
        """Paint anew after a row has changed."""
        self._changed.add(place)
        self.table.forget(stays=False)
        self.table.expect(len(self._listed))

    @on(RecordTable.Wanted)
    def fill(self, wanted: RecordTable.Wanted) -> None:
        """Make the rows that come into view."""
        wanted.stop()
        listed = self._listed[wanted.offset : wanted.offset + wanted.limit]
        self.table.fill(wanted.generation, wanted.offset, [self._row(place) for place in listed])

    def _row(self, place: int) -> Row:
        held, out = self.trial.rows[place], place in self.trial.out
        return words.row(place, held, self.line(place), self.fields, out=out)

    def line(self, place: int) -> Line | None:
        """Give what would become of a row; none while that is not known."""
        known = self.verdicts is not None and place not in self._changed
        return self.verdicts.lines[place] if self.verdicts and known else None

    def action_look_at(self, name: str) -> None:
        """List only the rows with an outcome."""
        part = Part[name]
        if self.verdicts is not None and (part is Part.ALL or self.verdicts.parts[part]):
            here, self._part = self.place, part
            self._list(here)

    def action_look_further(self, step: int) -> None:
        """List the rows with the next outcome there is."""
        if self.verdicts is not None:
            parts = [part for part in Part if part is self._part or self.verdicts.parts[part]]
            self.action_look_at(parts[(parts.index(self._part) + step) % len(parts)].name)

    def action_go_to_problem(self, step: int) -> None:
        """Put the cursor on the cell that stands in the way next, in a row after this one or before."""
        verdicts = self.verdicts
        if verdicts is None:
            return
        place = verdicts.next_problem(self.place, step)
        if place is None:
            self.notify("后面没有未通过的行了" if step > 0 else "前面没有未通过的行了", markup=False)
            return
        if self._part not in (Part.ALL, Part.REFUSED, Part.REPEAT) or place not in verdicts.parts[self._part]:
            self._part = Part.ALL
        self._list(place, self.column_of(place))

    def column_of(self, place: int) -> int:
        """Give the column of the first reason against a row, else the one the cursor is in."""
        line = self.line(place)
        keys = [column.key for column in self.table.columns]
        blamed = [one.key for one in line.reasons if one.key in keys] if line else []
        return keys.index(blamed[0]) if blamed else self.table.cursor[1]

    # Saying

    @on(RecordTable.Highlighted)
    def show_row(self, event: RecordTable.Highlighted) -> None:
        """Say all about the row under the cursor."""
        event.stop()
        self._show_detail()

    def _details(self) -> list[str]:
        if not self._listed:
            return []
        place = self.place
        out = place in self.trial.out
        return words.detail_words(self.found, self.trial.rows[place], self.line(place), out=out)

    def _show_detail(self) -> None:
        # It keeps its size: laying the screen out anew at every key would be felt.
        told = self._details()
        if len(told) > _DETAILS:
            told = [*told[: _DETAILS - 1], f"……另有 {len(told) - _DETAILS + 1} 处，Ctrl+T 看全部"]
        self.query_one("#detail", Static).update(plain("\n".join(told), lines=True), layout=False)

    def action_tell_row(self) -> None:
        """Show all about the row under the cursor, however long it is."""
        self.app.push_screen(Notice("这一行", "\n".join(self._details())))

    def say(self) -> None:
        """Say the counts, the wishes and what importing would do."""
        total = len(self.trial.rows)
        self.query_one("#tabs", Static).update(words.tabs(self.verdicts, total, self._part), layout=False)
        self.query_one("#wish", Static).update(words.wish_words(self.trial, self.verdicts), layout=False)
        outlook = self.query_one("#outlook", Static)
        told, bad = words.outlook(self.verdicts, self.trial.wish)
        outlook.update("正在核对，可以照常查看和修改" if self.is_judging else told, layout=False)
        outlook.set_class(bad and not self.is_judging, "-bad")
        self._show_detail()
