"""The middle of a form: hint, fields and buttons; here a record is filled in, by keys that come in order."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input, Static

from qtrack.domain.fields import Kind, Schema
from qtrack.tui.widgets.cells import fit
from qtrack.tui.widgets.choosing import choose
from qtrack.tui.widgets.field_line import Entry, FieldLine
from qtrack.tui.widgets.field_list import FieldList
from qtrack.tui.widgets.form_owner import FormOwner, Given, Problems
from qtrack.tui.widgets.form_words import hint_for, no_match, passed_words
from qtrack.tui.widgets.plain_input import PlainArea, PlainInput
from qtrack.tui.widgets.save_button import SaveButton
from qtrack.tui.widgets.suggestions import SUGGESTED_KINDS, Suggestions
from qtrack.tui.widgets.summary import Summary

OTHER_LINES = 8
"""Lines of the screen that are not fields: heading, three of hints, what was passed, buttons, keys."""

PAGE_OF_FIELDS = 10


class FormBody(Vertical):
    """Fields to fill in, and what helps with it. It does nothing while it is `busy`."""

    DEFAULT_CSS = """
    FormBody { height: auto; }
    FormBody #hint { height: 3; padding: 0 1; color: $text-primary; }
    FormBody #passed { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; }
    FormBody #fields {
        height: auto; padding-left: 1;
        overflow: hidden auto; scrollbar-gutter: stable;
    }
    FormBody .box-buttons { margin: 1 0 0 0; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "choose", "选", show=False),
        Binding("f7", "register", "登记新的", show=False),
        # With priority the focus moves before the next key comes: a paste that comes as keys stays in order.
        Binding("enter", "go_on", "下一项", show=False, priority=True),
        Binding("up", "step(-1)", "上一项", show=False, priority=True),
        Binding("down", "step(1)", "下一项", show=False, priority=True),
        Binding("tab", "walk(1)", "下一项", show=False, priority=True),
        Binding("shift+tab", "walk(-1)", "上一项", show=False, priority=True),
        # With priority because blanks have editing keys of their own there.
        Binding("f6", "toggle_keep", "保持", show=False, priority=True),
        Binding("ctrl+d,ctrl+apostrophe", "repeat", "同上", show=False, priority=True),
        Binding("pageup", f"step(-{PAGE_OF_FIELDS})", "上一页", show=False),
        Binding("pagedown", f"step({PAGE_OF_FIELDS})", "下一页", show=False),
    ]

    class Registered(Message):
        """The row a reference can mean now."""

        def __init__(self, line: FieldLine, key: str, words: str) -> None:
            super().__init__()
            self.line = line
            self.key = key
            self.words = words

    def __init__(self, schema: Schema, given: Given, owner: FormOwner) -> None:
        super().__init__()
        self._owner = owner
        self._many = given.keeps is not None
        self._previous: dict[str, Entry] = {key: (text, text) for key, text in given.previous.items()}
        self._fields = FieldList(schema.fields, given.texts, owner, given.keeps or ())
        self._suggestions = Suggestions(owner.choices, self._nothing)
        self._busy = False
        self._stood = 0

    def compose(self) -> ComposeResult:
        """Lay out hints on top, away from where an input method opens its window, then fields and buttons."""
        yield Static("", id="hint", markup=False)
        yield Summary()
        yield Static("", id="passed", markup=False)
        yield self._fields
        with Horizontal(classes="box-buttons"):
            if self._many:
                yield SaveButton("存并续 F3", "save-on")
            yield SaveButton("保存 F2")
            yield Button("取消 Esc", id="cancel", compact=True)
        yield self._suggestions

    def on_mount(self) -> None:
        """Begin with the first field that is not kept."""
        self._go_on(0)

    def fit(self) -> None:
        """Leave room for what is not fields, so that no blank stands on the lowest two lines."""
        others = OTHER_LINES + self.query_one(Summary).lines
        self._fields.styles.max_height = max(self.screen.size.height - others, 3)

    # A record and the next

    @property
    def changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return any(line.changed for line in self._fields.lines)

    async def texts(self) -> dict[str, str]:
        """Give the text to read of every field, once what Enter left open is settled."""
        await self._fields.settled()
        return self._fields.texts()

    def hold(self) -> None:
        """Be busy: the record is being kept as it stands."""
        self._suggestions.close()
        self._stood = self._place()
        self._busy = True
        self.query_one("#hint", Static).update("正在保存")

    def resume(self, problems: Problems, *, judged: bool) -> None:
        """Be filled in further; show why the record was not kept, all of it `judged` or only its texts."""
        self._busy = False
        wrong = self._fields.show_problems(problems, judged=judged)
        self.query_one(Summary).tell(problems, self._fields.lines)
        self._go_to(self._fields.lines.index(wrong) if wrong else self._stood)
        self._hint()
        self.call_after_refresh(self._keep_in_view)

    @on(FieldLine.Told)
    def take_told(self) -> None:
        """Count what is left, and keep the field in hand in view when others grow."""
        self.query_one(Summary).count(self._fields.lines)
        self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        self.fit()
        line = self._here()
        if line:
            line.scroll_visible(animate=False)
        self.call_after_refresh(self._suggestions.lie_anew)

    async def own_words(self) -> str:
        """Give the words by which a person knows the record."""
        return await self._fields.own_words()

    def begin_anew(self, unread: Problems) -> None:
        """Begin the next record; `unread` are the problems of what is kept from half a record."""
        self._busy = False
        self._previous = self._fields.entries()
        self._fields.begin_anew(unread)
        self.query_one(Summary).tell((), self._fields.lines)
        self._go_on(0)
        self.call_after_refresh(self._keep_in_view)

    # Moving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Do nothing while the record is being kept."""
        return not self._busy and super().check_action(action, parameters)

    def action_step(self, lines: int) -> None:
        """Move in the list of answers or to another field, through the lines of a long one first."""
        if abs(lines) == 1 and self._suggestions.move(lines):
            return
        focused = self.screen.focused
        if isinstance(focused, PlainArea) and not focused.at_edge(lines):
            raise SkipAction
        self._go_to(max(self._place() + lines, 0))

    def action_go_on(self) -> None:
        """Go to the next field not kept; Enter saves nothing, breaks a long text's line, presses buttons."""
        if not isinstance(self.screen.focused, PlainInput):
            raise SkipAction
        line = self._fields.lines[self._place()]
        if line.field.kind in SUGGESTED_KINDS:
            self._fields.settle(line, self._suggestions.choice())
        self._go_on(self._place() + 1)

    def _go_on(self, place: int) -> None:
        """Go to the first field from here on that is not kept, and say which were passed."""
        to = self._fields.next_open(place)
        self._go_to(to)
        labels = [line.field.label for line in self._fields.lines[place:to]]
        room = (self.size.width or self.screen.size.width) - 2
        self.query_one("#passed", Static).update(fit(passed_words(labels), max(room, 0)))

    def action_walk(self, step: int) -> None:
        """Go to the next field or button."""
        self.query_one("#passed", Static).update("")
        _ = self.screen.focus_next() if step > 0 else self.screen.focus_previous()

    def _place(self) -> int:
        return self._fields.place_of(self.screen.focused)

    def close_list(self) -> bool:
        """Close the list of answers; say whether there was one."""
        was_open = self._suggestions.open
        self._suggestions.close()
        return was_open

    def _here(self) -> FieldLine | None:
        place = self._place()
        return self._fields.lines[place] if place < len(self._fields.lines) else None

    def _go_to(self, place: int) -> None:
        self.query_one("#passed", Static).update("")
        line = next(iter(self._fields.lines[place:]), None)
        # Before the next key comes: arrows must not move in the list of a field that was left.
        self._suggestions.close_unless(line)
        target = line.blank if line else self.query(SaveButton).first()
        self.screen.set_focus(target, scroll_visible=False)

    @on(FieldLine.Entered)
    def show_hint(self, event: FieldLine.Entered) -> None:
        """Keep the field in view and say how to fill it."""
        event.line.scroll_visible(animate=False)
        self._hint()

    def _hint(self) -> None:
        line = self._here()
        words = ""
        if line:
            previous, _text = self._previous.get(line.field.key, ("", ""))
            words = hint_for(line.field, previous, register=self._owner.register is not None)
        self.query_one("#hint", Static).update(words)

    # Filling in

    @on(Input.Changed)
    def suggest(self) -> None:
        """Show what fits what is typed."""
        line = self._here()
        if line and not self._busy:
            self._suggestions.ask(line)

    @on(Suggestions.Taken)
    def take_suggestion(self, event: Suggestions.Taken) -> None:
        """Put in what the mouse took."""
        event.line.put(event.option.text, event.option.key)
        self._suggestions.close()
        self._fields.look_at(event.line)

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Close the list when the person has left its field."""
        self._suggestions.close_unless(self._here())

    def _nothing(self, line: FieldLine) -> str:
        return no_match(
            line.field, line.shown, self._owner.reading(), register=self._owner.register is not None
        )

    def action_choose(self) -> None:
        """Open the list of what the field may be."""
        line = self._here()
        self._suggestions.close()
        if line:
            choose(self.app, line, self._owner, self._fields.look_at)

    def action_register(self) -> None:
        """Have the owner register what the field refers to."""
        line = self._here()
        if line and line.field.kind is Kind.REFERENCE and self._owner.register:
            self._suggestions.close()
            self._register(line)

    @work(group="register", exclusive=True)
    async def _register(self, line: FieldLine) -> None:
        if self._owner.register:
            registered = await self._owner.register(line.field, line.shown)
            if registered:
                self.post_message(self.Registered(line, *registered))

    @on(Registered)
    def take_registered(self, event: Registered) -> None:
        """Put in what was registered."""
        event.line.put(event.words, event.key)
        self._fields.look_at(event.line)

    def action_toggle_keep(self) -> None:
        """Keep the field's text for the next record, or no longer."""
        line = self._here()
        if line and self._many:
            line.kept = not line.kept
            if self._owner.on_keeps:
                self._owner.on_keeps(self._fields.keeps())

    def action_repeat(self) -> None:
        """Take what the field had in the record before, after all keys that came before this one."""
        line = self._here()
        if line and self._previous.get(line.field.key, ("", ""))[0]:
            line.blank.call_later(self._repeat, line)

    def _repeat(self, line: FieldLine) -> None:
        line.put(*self._previous[line.field.key])
        self._suggestions.close()
        self._fields.look_at(line)
