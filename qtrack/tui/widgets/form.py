"""A form made from a schema: it keeps what was typed until the owner has saved it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Static

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.problem import Problem
from qtrack.domain.value import Reading, UnreadableError, read_form, read_value
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.chooser import Chooser, Option, TickChooser
from qtrack.tui.widgets.dialogs import Confirm, Notice
from qtrack.tui.widgets.field_line import FieldLine, label_width
from qtrack.tui.widgets.form_words import CHOSEN_KINDS, FORM_HELP, echo, hint_for, own_options
from qtrack.tui.widgets.plain_input import PlainArea, PlainInput
from qtrack.tui.widgets.save_button import SaveButton

OTHER_LINES = 7
"""Lines of the screen that are not fields: heading, hints, buttons, keys."""

PAGE_OF_FIELDS = 10

Save = Callable[[dict[str, object]], Awaitable[tuple[Problem, ...]]]
Options = Callable[[Field, str], Awaitable[Sequence[Option]]]


class FormScreen(Box[bool]):
    """Fills in a schema and gives whether it was saved.

    `options` looks up what a unit, a reference or a deadline may be; the key of the one chosen is read as the
    field's text. `save` gives the problems for which it refused, none when it saved.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    FormScreen { align: center top; }
    FormScreen .box { width: 100%; max-width: 100; }
    FormScreen .box-title { margin: 0; padding: 0 1; }
    FormScreen #hint { height: 2; padding: 0 1; color: $text-primary; }
    FormScreen #general { display: none; padding: 0 1; max-height: 4; }
    FormScreen #general.-wrong { display: block; }
    FormScreen #fields {
        height: auto; margin-top: 1; padding-left: 1;
        overflow: hidden auto; scrollbar-gutter: stable;
    }
    FormScreen .box-buttons { margin: 1 0 0 0; padding: 0 1; }
    FormScreen .box-keys { margin: 0; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "explain", "帮助", show=False),
        Binding("f2,ctrl+s", "save", "保存", show=False),
        Binding("f4", "choose", "选", show=False),
        Binding("escape", "leave", "取消", show=False),
        # With priority the focus moves before the next key comes: a paste that comes as keys stays in order.
        Binding("enter", "go_on", "下一项", show=False, priority=True),
        Binding("up", "step(-1)", "上一项", show=False, priority=True),
        Binding("down", "step(1)", "下一项", show=False, priority=True),
        Binding("tab", "app.focus_next", "下一项", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", "上一项", show=False, priority=True),
        Binding("pageup", f"step(-{PAGE_OF_FIELDS})", "上一页", show=False),
        Binding("pagedown", f"step({PAGE_OF_FIELDS})", "下一页", show=False),
    ]

    class Answered(Message):
        """The owner has saved, or gives its reasons why not."""

        def __init__(self, problems: tuple[Problem, ...]) -> None:
            super().__init__()
            self.problems = problems

    def __init__(
        self,
        schema: Schema,
        title: str,
        texts: Mapping[str, str],
        *,
        reading: Callable[[], Reading],
        options: Options,
        save: Save,
    ) -> None:
        super().__init__()
        self._schema = schema
        self._heading = title
        self._reading = reading
        self._options = options
        self._save = save
        self._saving = False
        self._texts = texts
        self._lines: list[FieldLine] = []

    def compose(self) -> ComposeResult:
        """Lay out hints on top, away from where an input method opens its window, then fields and buttons."""
        labels = label_width([field.label for field in self._schema.fields])
        self._lines = [FieldLine(f, self._texts.get(f.key, ""), labels) for f in self._schema.fields]
        with Vertical(classes="box"):
            yield title_line(self._heading)
            yield Static("", id="hint", markup=False)
            yield Static("", id="general", classes="box-problem", markup=False)
            with Vertical(id="fields", classes="scrolled"):
                yield from self._lines
            with Horizontal(classes="box-buttons"):
                yield SaveButton("保存 F2")
                yield Button("取消 Esc", id="cancel", compact=True)
            yield key_line("Enter下一项  上下键移动  F4选  F2保存  Esc取消  F1帮助   * 必填")

    def on_mount(self) -> None:
        """Begin with the first field."""
        self._go_to(0)

    def on_resize(self) -> None:
        """Fit into the screen."""
        self._make_room()

    def _make_room(self) -> None:
        """Leave room for what is not fields, so that no blank stands on the lowest two lines."""
        general = self.query_one("#general")
        others = OTHER_LINES + (general.outer_size.height if general.display else 0)
        self.query_one("#fields").styles.max_height = max(self.size.height - others, 3)

    # Moving

    def action_step(self, lines: int) -> None:
        """Go to another field, but through the lines of a long one first; the button comes last."""
        if isinstance(self.focused, PlainArea) and not self.focused.at_edge(lines):
            raise SkipAction
        self._go_to(max(self._place() + lines, 0))

    def action_go_on(self) -> None:
        """Go to the next field; Enter saves nothing, breaks the line of a long text, and presses buttons."""
        if not isinstance(self.focused, PlainInput):
            raise SkipAction
        self._go_to(self._place() + 1)

    def _place(self) -> int:
        places = (at for at, line in enumerate(self._lines) if line.blank is self.focused)
        return next(places, len(self._lines))

    def _go_to(self, place: int) -> None:
        target = self._lines[place].blank if place < len(self._lines) else self.query_one("#save")
        self.set_focus(target, scroll_visible=False)

    @on(FieldLine.Entered)
    def show_hint(self, event: FieldLine.Entered) -> None:
        """Keep the field in view and say how to fill it."""
        event.line.scroll_visible(animate=False)
        self._hint()

    @on(FieldLine.Left)
    def look_at(self, event: FieldLine.Left) -> None:
        """Say how the text was understood, or what is wrong with it."""
        self._look_at(event.line)

    def _look_at(self, line: FieldLine) -> None:
        reading = self._reading()
        try:
            value = read_value(line.field, line.text, reading)
        except UnreadableError as error:
            line.show_problem(str(error))
        else:
            line.show_echo(echo(line.field, line.shown, value, reading.names))

    def _hint(self) -> None:
        place = self._place()
        words = hint_for(self._lines[place].field) if place < len(self._lines) else ""
        self.query_one("#hint", Static).update("正在保存" if self._saving else words)

    # Choosing

    def action_choose(self) -> None:
        """Open the list of what the field may be."""
        place = self._place()
        if self._saving or place == len(self._lines):
            return
        line = self._lines[place]
        field = line.field
        if field.kind not in CHOSEN_KINDS:
            return
        if field.kind is Kind.TICKS:
            self._choose_several(line, own_options(field))
            return
        options = own_options(field)
        words = {option.key: option.text for option in options}

        async def search(text: str) -> Sequence[Option]:
            found = await self._options(field, text)
            words.update((option.key, option.text) for option in found)
            return found

        def take(key: str | None) -> None:
            if key is not None:
                line.put(words[key], key)
                self._look_at(line)

        self.app.push_screen(Chooser(field.label, options, search=None if options else search), take)

    def _choose_several(self, line: FieldLine, options: Sequence[Option]) -> None:
        ticked = [option.key for option in options if option.key in line.shown.split("、")]

        def take(keys: tuple[str, ...] | None) -> None:
            if keys is not None:
                line.put("、".join(keys), "、".join(keys))
                self._look_at(line)

        self.app.push_screen(TickChooser(line.field.label, options, ticked), take)

    # Saving and leaving

    @on(Button.Pressed, "#save")
    def press_save(self) -> None:
        """Save by button."""
        self.action_save()

    @on(Button.Pressed, "#cancel")
    def press_cancel(self) -> None:
        """Leave by button."""
        self.action_leave()

    def action_save(self) -> None:
        """Read the whole form and hand it to the owner, once at a time."""
        if self._saving:
            return
        draft = read_form(self._schema, {line.field.key: line.text for line in self._lines}, self._reading())
        if draft.problems:
            self._show_problems(draft.problems)
            return
        self._saving = True
        self._hint()
        self.run_worker(self._ask_owner(draft.values), group="save")

    async def _ask_owner(self, values: dict[str, object]) -> None:
        self.post_message(self.Answered(await self._save(values)))

    @on(Answered)
    def take_answer(self, event: Answered) -> None:
        """Close when all is kept; else stay, with the reasons beside the fields."""
        self._saving = False
        if event.problems:
            self._show_problems(event.problems)
        else:
            self.dismiss(result=True)

    def action_explain(self) -> None:
        """Say how a form is filled."""
        self.app.push_screen(Notice("填表 帮助", FORM_HELP))

    def action_leave(self) -> None:
        """Close without saving; ask first when something would be lost."""
        if self._saving:
            return
        if any(line.changed for line in self._lines):
            question = Confirm("放弃填写的内容吗？", "改动还没有保存。", yes="放弃", no="继续填写")
            self.app.push_screen(question, self._leave_if)
        else:
            self.dismiss(result=False)

    def _leave_if(self, sure: bool | None) -> None:  # noqa: FBT001 - a modal's answer
        if sure:
            self.dismiss(result=False)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        wrong: list[FieldLine] = []
        for line in self._lines:
            head = f"{line.field.label}："
            reasons = [p.message.removeprefix(head) for p in problems if p.key == line.field.key]
            if reasons:
                line.show_problem("；".join(reasons))
                wrong.append(line)
            else:
                self._look_at(line)
        keys = {line.field.key for line in self._lines}
        others = [problem.message for problem in problems if problem.key not in keys]
        general = self.query_one("#general", Static)
        general.update("\n".join([f"有 {len(problems)} 处需要修改，填写的内容都还在", *others]))
        general.add_class("-wrong")
        if wrong:
            self._go_to(self._lines.index(wrong[0]))
        self.call_after_refresh(self._settle_problems, wrong[:1])

    def _settle_problems(self, first: Sequence[FieldLine]) -> None:
        self._make_room()
        self._hint()
        for line in first:
            line.scroll_visible(animate=False)
