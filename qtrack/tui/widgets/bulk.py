"""The same change to many rows: which field, what it shall be, and what that would change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from qtrack.domain.fields import Field, Kind
from qtrack.domain.preview import MOST_PROBLEMS, Preview, Sample
from qtrack.domain.problem import Problem, must_fix
from qtrack.domain.text import half_width, plain
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.chooser import Chooser, Option, TickChooser
from qtrack.tui.widgets.explain import Explain
from qtrack.tui.widgets.form_owner import FormOwner
from qtrack.tui.widgets.form_words import CHOSEN_KINDS, Understood, hint_for, own_options, understand
from qtrack.tui.widgets.plain_input import PlainInput
from qtrack.tui.widgets.record_table import RecordTable

BLANK = "（空）"
"""Stands for a field without a text."""

CLEAR = Option("", "（清空）", "这一项不填")

_COLUMNS = (
    Column("row", "名称", 16, flex=True),
    Column("label", "字段", 12),
    Column("before", "原值", 16, flex=True),
    Column("after", "新值", 16, flex=True),
)


async def ask_change(
    app: App[Any], fields: Sequence[Field], rows: int, owner: FormOwner
) -> tuple[Field, str] | None:
    """Ask which field of so many rows shall get which text; the text is read as the field's. None to leave.

    An empty text clears the field, which is offered only where it is not required. Waits in a worker.
    """
    options = [Option(field.key, field.label, field.hint) for field in fields]
    key = await app.push_screen_wait(Chooser(f"批量修改 {rows:,} 条：改哪一项", options))
    field = next((field for field in fields if field.key == key), None)
    if field is None:
        return None
    text = await ask_text(app, field, f"批量修改 {rows:,} 条：{field.label}改为", owner)
    return None if text is None else (field, text)


async def ask_text(app: App[Any], field: Field, title: str, owner: FormOwner) -> str | None:
    """Ask for a text of a field, chosen where it can be, typed else; None to leave. Waits in a worker."""
    own = own_options(field)
    clear = () if field.required else (CLEAR,)
    if field.kind is Kind.TICKS:
        keys = await app.push_screen_wait(TickChooser(title, own))
        return None if keys is None or (field.required and not keys) else "、".join(keys)
    if field.kind not in CHOSEN_KINDS:
        return await app.push_screen_wait(BulkValue(field, title, owner))

    async def search(words: str) -> Sequence[Option]:
        return [*await owner.options(field, words), *(() if words else clear)]

    return await app.push_screen_wait(Chooser(title, (*own, *clear), search=None if own else search))


class BulkValue(Box[str | None]):
    """Asks for the text of one field, helps with it as a form does, and gives it when it can be read."""

    DEFAULT_CSS = "BulkValue .box { width: 84; } BulkValue .echo { color: $text-muted; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "取消", show=False)]

    def __init__(self, field: Field, title: str, owner: FormOwner) -> None:
        super().__init__()
        self._field = field
        self._heading = title
        self._owner = owner

    def compose(self) -> ComposeResult:
        """Lay out the hint over the blank over what was understood."""
        with Vertical(classes="box"):
            yield title_line(self._heading)
            yield Static(hint_for(self._field), classes="box-text", markup=False)
            yield PlainInput()
            yield Static("", classes="box-text echo", markup=False)
            yield Static("", classes="box-problem", markup=False)
            yield key_line("Enter看会改动什么  Esc取消")

    def on_mount(self) -> None:
        """Say what an empty blank means."""
        self._tell("")

    @on(Input.Changed)
    def show_understood(self, event: Input.Changed) -> None:
        """Show how the text is understood so far."""
        self.query_one(".box-problem", Static).update("")
        self._tell(event.value)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Give the text, or say why it will not do."""
        text = plain(event.value)
        problem = self._understand(text).problem
        if not text and self._field.required:
            problem = f"{self._field.label}必须填写，不能清空"
        if problem:
            self.query_one(".box-problem", Static).update(problem)
        else:
            self.dismiss(text)

    def _tell(self, text: str) -> None:
        words = self._understand(text).words
        said = f"= {words}" if words else ""
        if not plain(text) and not self._field.required:
            said = "留空就是清空这一项"
        self.query_one(".echo", Static).update(said)

    def _understand(self, text: str) -> Understood:
        return understand(self._field, plain(text), plain(text), self._owner.reading())


class BulkPreview(Box[str | None]):
    """Shows what a change of many rows would do; gives the explanation of its doubts, empty without any.

    None means that nothing shall be done, which is the only answer while a problem must be mended.
    """

    DEFAULT_CSS = """
    BulkPreview .box { width: 100; height: 22; max-height: 96%; }
    BulkPreview VerticalScroll { height: auto; max-height: 7; margin-bottom: 1; }
    BulkPreview .doubts { color: $text-warning; }
    BulkPreview .summary { text-style: bold; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "dismiss(None)", "不改", show=False),
        Binding("f2,y", "accept", "修改", show=False),
    ]

    def __init__(self, preview: Preview, title: str = "批量修改") -> None:
        super().__init__()
        self._preview = preview
        self._heading = title
        self._faults = must_fix(preview.problems)
        self._doubts = tuple(problem for problem in preview.problems if problem.doubt)

    @property
    def possible(self) -> bool:
        """Whether there is something to do and nothing against it."""
        return bool(self._preview.changed) and not self._faults

    def compose(self) -> ComposeResult:
        """Lay out the sum over what stands against it over the changes one by one."""
        with Vertical(classes="box"):
            yield title_line(self._heading)
            yield Static(_summary(self._preview), classes="box-text summary", markup=False)
            if self._preview.problems:
                with VerticalScroll(classes="scrolled"):
                    yield from self._listed("必须先改", self._faults, "box-problem")
                    yield from self._listed("请核实", self._doubts, "box-text doubts")
            yield RecordTable(_COLUMNS, empty="没有会改动的")
            yield key_line(self._keys())

    def on_mount(self) -> None:
        """Stand in the list of changes."""
        table = self.query_one(RecordTable)
        table.show([_row(at, sample) for at, sample in enumerate(self._preview.samples)])
        table.focus()

    def on_key(self, event: events.Key) -> None:
        """Take full-width letters, as an input method types them, for the letters they are."""
        letter = half_width(event.character or "").lower()
        if letter == "y":
            event.stop()
            self.action_accept()
        elif letter == "n":
            event.stop()
            self.dismiss(None)

    def action_accept(self) -> None:
        """Do it; ask for an explanation where something is in doubt."""
        if self.possible and self._doubts:
            self.app.push_screen(Explain(self._doubts), self.take_explanation)
        elif self.possible:
            self.dismiss("")

    def take_explanation(self, explanation: str | None) -> None:
        """Do it with this explanation; None goes back to the changes."""
        if explanation is not None:
            self.dismiss(explanation)

    def _listed(self, heading: str, problems: Sequence[Problem], classes: str) -> ComposeResult:
        if problems:
            more = "只列前 " if len(self._preview.problems) >= MOST_PROBLEMS else ""
            lines = (f"- {plain(problem.message)}" for problem in problems)
            words = "\n".join([f"{heading}（{more}{len(problems)} 处）", *lines])
            yield Static(words, classes=classes, markup=False)

    def _keys(self) -> str:
        keys = "Tab看问题  上下键看改动" if self._preview.problems else "上下键看改动"
        if not self.possible:
            return f"{keys}  Esc返回"
        return f"{keys}  F2 或 Y {'写明情况后' if self._doubts else ''}修改  Esc不改"


def _summary(preview: Preview) -> str:
    if must_fix(preview.problems):
        return f"不能修改：{preview.total:,} 条中有的会不合要求"
    if not preview.changed:
        return f"{preview.total:,} 条都已经是这样，没有要改的"
    shown = f"，下面是前 {len(preview.samples)} 处" if len(preview.samples) < preview.changed else ""
    return f"将修改 {preview.total:,} 条中的 {preview.changed:,} 条{shown}"


def _row(at: int, sample: Sample) -> Row:
    before = Cell(sample.before) if sample.before else Cell(BLANK, "dim")
    after = Cell(sample.after, "accent") if sample.after else Cell(BLANK, "dim")
    return Row(str(at), (Cell(sample.row), Cell(sample.label, "dim"), before, after))
