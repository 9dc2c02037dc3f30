"""The lines of a form: their texts, how these are understood, and what is known about them."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from qtrack.domain.fields import NAMED_KINDS, Field, Kind
from qtrack.domain.problem import Problem
from qtrack.domain.seen import Seen
from qtrack.tui.widgets.chooser import Option
from qtrack.tui.widgets.field_line import Entry, FieldLine, label_width
from qtrack.tui.widgets.form_owner import FormOwner
from qtrack.tui.widgets.form_words import Understood, understand
from qtrack.tui.widgets.suggestions import Choice

LOOKED_KINDS = frozenset({Kind.TEXT, Kind.CODE, Kind.DATE, Kind.REFERENCE})
"""Kinds whose text may say something about the rest of the record."""

TELLING_KINDS = NAMED_KINDS | {Kind.TEXT, Kind.DATE}
"""Kinds by which a person knows a record again."""


class FieldList(Vertical):
    """The fields of a form in order; what must be looked up is, apart, and stale answers are dropped."""

    class Examined(Message):
        """How a text was understood, by names that had to be looked up."""

        def __init__(self, line: FieldLine, entry: Entry, understood: Understood) -> None:
            super().__init__()
            self.line = line
            self.entry = entry
            self.understood = understood

    class Known(Message):
        """What is known about a text of one record, and the event that tells it has been taken."""

        def __init__(
            self, line: FieldLine, entry: Entry, record: int, seen: Seen, taken: asyncio.Event
        ) -> None:
            super().__init__()
            self.line = line
            self.entry = entry
            self.record = record
            self.seen = seen
            self.taken = taken

    class Settled(Message):
        """What is to stand in a field the person has gone on from: an option, or else what was typed."""

        def __init__(self, line: FieldLine, entry: Entry, option: Option | None) -> None:
            super().__init__()
            self.line = line
            self.entry = entry
            self.option = option

    def __init__(
        self, fields: Sequence[Field], texts: Mapping[str, str], owner: FormOwner, keeps: Collection[str]
    ) -> None:
        super().__init__(id="fields", classes="scrolled")
        labels = label_width([field.label for field in fields])
        self.lines = [FieldLine(field, texts.get(field.key, ""), labels) for field in fields]
        for line in self.lines:
            line.kept = line.field.key in keeps
        self._owner = owner
        self._record = 0
        self._settling: dict[FieldLine, asyncio.Event] = {}
        self._looks: set[asyncio.Event] = set()

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        yield from self.lines

    def texts(self) -> dict[str, str]:
        """Give the text to read of every field."""
        return {line.field.key: line.text for line in self.lines}

    def entries(self) -> dict[str, Entry]:
        """Give the words and the text of every field."""
        return {line.field.key: line.entry for line in self.lines}

    def place_of(self, blank: Widget | None) -> int:
        """Give the place of the line with this blank; the place after the last when there is none."""
        places = (at for at, line in enumerate(self.lines) if line.blank is blank)
        return next(places, len(self.lines))

    def next_open(self, place: int) -> int:
        """Give the first place from here on that Enter does not pass."""
        places = range(place, len(self.lines))
        return next((at for at in places if not self.lines[at].passed), len(self.lines))

    def keeps(self) -> frozenset[str]:
        """Give the keys of the fields that are kept."""
        return frozenset(line.field.key for line in self.lines if line.kept)

    async def own_words(self) -> str:
        """Give the first words that tell this record from others: those of two fields that are not kept."""
        telling = [line for line in self.lines if line.field.kind in TELLING_KINDS and not line.kept]
        own = [line for line in telling if line.shown][:2]
        told = [(await self._understood(line.field, line.entry)).words or line.shown for line in own]
        return "　".join(told)

    def begin_anew(self, unread: Sequence[Problem]) -> None:
        """Begin the next record; fields that stay show what could not be read in them."""
        self._record += 1
        for line in self.lines:
            line.begin_anew()
            if line.kept and line.shown:
                line.show_problem(_reasons(line, unread))

    def look_at_all(self) -> None:
        """Look at every text that was not looked at yet."""
        for line in self.lines:
            if line.unseen and line not in self._settling:
                self.look_at(line)

    # How a text is understood

    @on(FieldLine.Left)
    def look_at_left(self, event: FieldLine.Left) -> None:
        """Look at what was left behind, unless it is being settled or looked at already."""
        event.stop()
        if event.line.unseen and event.line not in self._settling:
            self.look_at(event.line)

    def look_at(self, line: FieldLine) -> None:
        """Say how the text was understood, what is wrong with it, or what is known about it."""
        line.show_echo("")
        if not line.shown:
            self._withdraw(line, {})
        named = line.field.kind in NAMED_KINDS
        if not named:
            self._show(line, understand(line.field, line.text, line.shown, self._owner.reading()))
        looked = self._owner.look and line.field.kind in LOOKED_KINDS and line.shown
        if named or looked:
            self._examine(line, line.entry, self._record, self._begin_look() if looked else None)

    @work(group="examine")
    async def _examine(self, line: FieldLine, entry: Entry, record: int, look: asyncio.Event | None) -> None:
        if line.field.kind in NAMED_KINDS:
            self.post_message(self.Examined(line, entry, await self._understood(line.field, entry)))
        if self._owner.look and look:
            seen = await self._owner.look(line.field, entry[1], self.texts())
            self.post_message(self.Known(line, entry, record, seen, look))

    async def _understood(self, field: Field, entry: Entry) -> Understood:
        shown, text = entry
        return await asyncio.to_thread(understand, field, text, shown, self._owner.reading())

    def _begin_look(self) -> asyncio.Event:
        look = asyncio.Event()
        self._looks.add(look)
        return look

    def _end_look(self, look: asyncio.Event) -> None:
        self._looks.discard(look)
        look.set()

    @on(Examined)
    def take_examined(self, event: Examined) -> None:
        """Show how a text was understood that still stands."""
        if event.line.entry == event.entry:
            self._show(event.line, event.understood)

    @staticmethod
    def _show(line: FieldLine, understood: Understood) -> None:
        if understood.problem:
            line.show_problem(understood.problem)
        else:
            line.show_echo(understood.words)

    @on(Known)
    def take_known(self, event: Known) -> None:
        """Show what is known about a text that still stands, and propose texts for blanks without any."""
        if event.record == self._record and event.line.entry == event.entry:
            self._show_known(event)
        self._end_look(event.taken)

    def _show_known(self, event: Known) -> None:
        if event.seen.problem:
            event.line.show_problem(event.seen.remark)
        elif event.seen.remark:
            event.line.show_remark(event.seen.remark)
        self._withdraw(event.line, event.seen.fills)
        for line in self.lines:
            text = event.seen.fills.get(line.field.key)
            if text:
                # In the blank's own order: what was typed there meanwhile comes first and stays.
                origin = _origin(event.line)
                line.blank.call_later(self._propose, line, text, origin, event.record, self._begin_look())

    def _propose(self, line: FieldLine, text: str, origin: str, record: int, look: asyncio.Event) -> None:
        if record == self._record and (line.proposed or not line.shown):
            line.put(text, text, origin)
        self._end_look(look)

    def _withdraw(self, source: FieldLine, fills: Mapping[str, str]) -> None:
        """Take back what followed from a text that is another now, unless it follows anew."""
        for line in self.lines:
            if line.origin == _origin(source) and line.field.key not in fills:
                line.put("", "")

    # What stands in a field after Enter

    def settle(self, line: FieldLine, choice: Choice | None) -> None:
        """Let stand what reads as it is typed; else put in what the person chose, or the first that fits.

        The text counts as it is once all keys before this one have come.
        """
        self._settling[line] = asyncio.Event()
        line.blank.call_later(self._settle, line, choice)

    async def settled(self) -> None:
        """Wait until nothing is being settled, and what follows from a text or must be filled in follows."""
        for event in list(self._settling.values()):
            await event.wait()
        self.look_at_all()
        while self._looks and any(
            line.proposed or (line.field.required and not line.shown) for line in self.lines
        ):
            await next(iter(self._looks)).wait()

    def _settle(self, line: FieldLine, choice: Choice | None) -> None:
        if line.typed and line.shown and line.unseen:
            self._find(line, line.entry, choice)
        else:
            self._end_settling(line)

    @work(group="settle")
    async def _find(self, line: FieldLine, entry: Entry, choice: Choice | None) -> None:
        shown, _text = entry
        standing = choice if choice and choice.words == shown else None
        option = standing.option if standing and standing.moved else None
        if option is None:
            understood = await self._understood(line.field, entry)
            if understood.problem and standing:
                option = standing.option
            elif understood.problem:
                option = next(iter(await self._owner.choices(line.field, shown)), None)
        self.post_message(self.Settled(line, entry, option))

    @on(Settled)
    def take_settled(self, event: Settled) -> None:
        """Put the option in the place of what was typed, if that still stands."""
        if event.option and event.line.entry == event.entry:
            event.line.put(event.option.text, event.option.key)
        self._end_settling(event.line, chosen=event.option is not None)

    def _end_settling(self, line: FieldLine, *, chosen: bool = False) -> None:
        if chosen or line.unseen:
            self.look_at(line)
        event = self._settling.pop(line, None)
        if event:
            event.set()

    # What is wrong

    def show_problems(self, problems: Sequence[Problem], *, judged: bool) -> FieldLine | None:
        """Show every problem below its field; give the first field with one.

        A problem that stood there before stays, unless the whole record was `judged`; what was known of a
        text by itself is then asked for again.
        """
        for line in self.lines:
            reasons = _reasons(line, problems)
            if reasons:
                line.show_problem(reasons)
            elif judged and line.wrong:
                self.look_at(line)
        return next((line for line in self.lines if line.wrong), None)


def _origin(source: FieldLine) -> str:
    return f"按{source.field.label}"


def _reasons(line: FieldLine, problems: Iterable[Problem]) -> str:
    """Give in words what is wrong with a line, without the label that stands before it already."""
    head = f"{line.field.label}："
    return "；".join(
        ("请核实：" if problem.doubt else "") + problem.message.removeprefix(head)
        for problem in problems
        if problem.key == line.field.key
    )
