"""A form made from a schema: it keeps what was typed until the owner has saved it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from qtrack.domain.fields import Field, Schema
from qtrack.domain.text import plain
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.cells import fit
from qtrack.tui.widgets.dialogs import Confirm, Notice
from qtrack.tui.widgets.explain import Explain
from qtrack.tui.widgets.field_line import FieldLine
from qtrack.tui.widgets.form_body import FormBody
from qtrack.tui.widgets.form_keeping import Verdict, keep, keep_half, only_doubts
from qtrack.tui.widgets.form_owner import FormOwner, Given, Outcome
from qtrack.tui.widgets.form_words import FORM_HELP, HALF_KEPT, keys_for
from qtrack.tui.widgets.type_ahead import TypeAhead


class FormScreen(Box[Outcome]):
    """Fills in a schema, once or record after record, and gives how many records were kept."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    FormScreen { align: center top; }
    FormScreen .box { width: 100%; max-width: 100; }
    FormScreen .box-title { margin: 0; padding: 0 1; }
    FormScreen .box-keys { margin: 0; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "explain", "帮助", show=False),
        Binding("f2,ctrl+s", "save(False)", "保存", show=False),
        Binding("f3", "save(True)", "存并续", show=False),
        Binding("f5", "save_half", "待完善", show=False),
        Binding("escape", "leave", "取消", show=False),
    ]

    class Answered(Message):
        """The owner has kept the record, or gives its reasons why not."""

        def __init__(self, verdict: Verdict, explanation: str | None, named: str = "") -> None:
            """Take the verdict, the explanation given, None for half a record, and the record's own words."""
            super().__init__()
            self.verdict = verdict
            self.explanation = explanation
            self.named = named

    def __init__(self, schema: Schema, title: str, given: Given, owner: FormOwner) -> None:
        super().__init__()
        self._schema = schema
        self._heading = plain(title)
        self._owner = owner
        self._many = given.keeps is not None
        self._explanation = given.explanation
        self._body = FormBody(schema, given, owner)
        self._ahead = TypeAhead()
        self._saving = self._goes_on = False
        self._outcome = Outcome()

    def compose(self) -> ComposeResult:
        """Lay out the heading, the body and the keys."""
        with Vertical(classes="box"):
            yield title_line(self._heading)
            yield self._body
            yield key_line(self._keys())
        yield self._ahead

    def on_resize(self) -> None:
        """Fit into the screen."""
        self._body.close_list()
        self._body.fit()

    def _keys(self, field: Field | None = None) -> str:
        return keys_for(field, half=self._owner.save_half is not None, many=self._many)

    @on(FieldLine.Entered)
    def show_keys(self, event: FieldLine.Entered) -> None:
        """Name the keys that work in the field."""
        self.query_one(".box-keys", Static).update(self._keys(event.line.field))

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Save or leave by button."""
        if event.button.id == "cancel":
            self.action_leave()
        else:
            self.action_save(event.button.id == "save-on")

    def action_explain(self) -> None:
        """Say how a form is filled."""
        self.app.push_screen(Notice("填表 帮助", FORM_HELP))

    # Keeping

    def action_save(self, goes_on: bool) -> None:  # noqa: FBT001 - an action's word
        """Keep the record and close, or go on with the next one; once at a time."""
        if not self._saving and (self._many or not goes_on):
            self._begin(goes_on=goes_on)
            self._keep("")

    def action_save_half(self) -> None:
        """Keep the texts as they are, to be completed later."""
        if not self._saving and self._owner.save_half:
            self._begin(goes_on=self._many)
            self._keep_half()

    def _begin(self, *, goes_on: bool) -> None:
        self._saving = True
        self._goes_on = goes_on
        self._body.hold()
        self._ahead.hold()

    @work(group="keep")
    async def _keep(self, explanation: str) -> None:
        verdict = await keep(self._schema, self._owner, await self._body.texts(), explanation)
        self.post_message(self.Answered(verdict, explanation, await self._body.own_words()))

    @work(group="keep")
    async def _keep_half(self) -> None:
        verdict = await keep_half(self._schema, self._owner, await self._body.texts())
        self.post_message(self.Answered(verdict, None))

    @on(Answered)
    def take_answer(self, event: Answered) -> None:
        """Close or go on when all is kept; else ask for an explanation, or stay with the reasons shown."""
        problems = event.verdict.problems
        if event.explanation == "" and only_doubts(problems):
            self._ask_why(event.verdict)
        elif problems:
            self._stay(event.verdict)
        else:
            self._count(event)

    def _ask_why(self, verdict: Verdict) -> None:
        def take(explanation: str | None) -> None:
            if explanation is None:
                self._stay(verdict)
            else:
                self._explanation = explanation
                self._keep(explanation)

        self.app.push_screen(Explain(verdict.problems, self._explanation), take)

    def _stay(self, verdict: Verdict) -> None:
        """Show why nothing was kept; what was typed meanwhile was meant for a next record and is dropped."""
        self._saving = False
        self._ahead.release()
        self._body.resume(verdict.problems, judged=verdict.judged)

    def _count(self, event: Answered) -> None:
        """Count the record that is kept; go on, or close."""
        was, half = self._outcome, event.explanation is None
        self._outcome = replace(was, halves=was.halves + 1) if half else replace(was, saved=was.saved + 1)
        if self._goes_on:
            self._saving = False
            self._explanation = ""
            self._body.begin_anew(event.verdict.unread)
            self._say(HALF_KEPT if half else f"已保存第 {self._outcome.saved} 条：{event.named}")
            for typed in self._ahead.release():
                self.app.post_message(typed)
            return
        if half:
            self.app.notify(HALF_KEPT, timeout=5, markup=False)
        self.dismiss(self._outcome)

    def _say(self, words: str) -> None:
        """Say what was kept, in the heading, where it hides nothing and moves nothing."""
        room = self.size.width - cell_len(self._heading) - 4
        heading = Content.assemble(self._heading, "  ", (fit(words, max(room, 0)), "$text-success"))
        self.query_one(".box-title", Static).update(heading)

    # Leaving

    def action_leave(self) -> None:
        """Close the list of answers, else the form; ask first when something would be lost."""
        if self._saving or self._body.close_list():
            return
        if self._body.changed:
            question = Confirm("放弃填写的内容吗？", "改动还没有保存。", yes="放弃", no="继续填写")
            self.app.push_screen(question, self._leave_if)
        else:
            self.dismiss(self._outcome)

    def _leave_if(self, sure: bool | None) -> None:  # noqa: FBT001 - a modal's answer
        if sure:
            self.dismiss(self._outcome)
