"""One line of a form: label, blank, what was understood, and below it what is wrong."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea
from textual.widgets.input import Selection

from qtrack.domain.fields import Field, Kind
from qtrack.domain.text import plain
from qtrack.tui.widgets.cells import fit
from qtrack.tui.widgets.plain_input import PlainArea, PlainInput

Entry = tuple[str, str]
"""The words in a blank and the text they are read as."""

KEPT = "="
"""Marks a field whose text stays for the next record."""

WIDEST_LABEL = 24
"""Cells a label takes at most."""

SHORTEST, WIDEST_SHORT = 24, 40
"""Cells of a short blank."""

LONG_KINDS = frozenset({Kind.TEXT, Kind.NOTE})
"""Kinds whose blank takes the whole line, because what is typed is what is meant."""

SHORT_KINDS = frozenset(
    {Kind.DATE, Kind.YEAR, Kind.COUNT, Kind.MONEY, Kind.NUMBER, Kind.FLAG, Kind.CHOICE, Kind.CODE}
)
"""Kinds for which a short blank will do."""


def label_width(labels: list[str]) -> int:
    """Give the cells that hold the widest of these labels."""
    return min(max(map(cell_len, labels), default=0), WIDEST_LABEL)


def short_width(field: Field) -> int:
    """Give the cells of a short blank, in which the widest of a field's own choices can be seen."""
    widest = max((cell_len(str(choice.value)) for choice in field.choices), default=0)
    return min(max(widest + 1, SHORTEST), WIDEST_SHORT)


class FieldLine(Vertical):
    """A field to fill in; it keeps the text, and tells when the person comes and goes."""

    DEFAULT_CSS = """
    FieldLine { height: auto; }
    FieldLine .line { height: auto; }
    FieldLine .label { width: auto; height: 1; }
    FieldLine.-here .label { text-style: bold; color: $text-primary; }
    FieldLine .star { width: 3; height: 1; color: $text-warning; }
    FieldLine PlainInput, FieldLine PlainArea { width: 1fr; }
    FieldLine:odd PlainInput, FieldLine:odd PlainArea { background: $foreground 5%; }
    FieldLine.-here PlainInput, FieldLine.-here PlainArea { background: $primary 25%; }
    FieldLine .echo { width: 1fr; height: 1; padding-left: 1; color: $text-muted; text-wrap: nowrap; }
    FieldLine .long { display: none; width: auto; max-width: 50%; }
    FieldLine .long.-said { display: block; }
    FieldLine .below { height: auto; color: $text-muted; display: none; }
    FieldLine .below.-said { display: block; }
    FieldLine .problem { height: auto; color: $text-error; display: none; }
    FieldLine.-wrong .problem { display: block; }
    """

    class About(Message):
        """A message about one line."""

        def __init__(self, line: FieldLine) -> None:
            super().__init__()
            self.line = line

    class Entered(About):
        """The person came to this field."""

    class Left(About):
        """The person left this field, and its text is not the one that was looked at before."""

    class Told(About):
        """What is said about this field is another than before, and may take more lines or fewer."""

    def __init__(self, field: Field, text: str, labels: int) -> None:
        super().__init__()
        self.field = field
        self._labels = labels
        self.blank = PlainArea(text) if field.kind is Kind.NOTE else PlainInput(text)
        if field.kind in SHORT_KINDS:
            self.blank.styles.width = short_width(field)
        self._kept = self._follows = False
        self._first = self._given = self._looked_at = self.shown
        self._picked = ("", "")
        self._words = self._origin = self._remark = self._problem = ""
        self._told = ("", True, "")

    def compose(self) -> ComposeResult:
        """Lay out the line over its problem."""
        with Horizontal(classes="line"):
            yield Static(fit(self.field.label, self._labels, right=True), classes="label", markup=False)
            yield Static(self._marks(), classes="star", markup=False)
            yield self.blank
            yield Static("", classes="echo long" if self.field.kind in LONG_KINDS else "echo", markup=False)
        for classes in ("below", "problem"):
            said = Static("", classes=classes, markup=False)
            said.styles.margin = (0, 0, 0, self._labels + 3)
            yield said

    @property
    def shown(self) -> str:
        """The text in the blank."""
        return self.blank.text if isinstance(self.blank, PlainArea) else self.blank.value

    @property
    def text(self) -> str:
        """The text to read: what was typed, or the key of what was chosen while its words stand unchanged."""
        words, key = self._picked
        return key if words and words == self.shown else self.shown

    @property
    def entry(self) -> Entry:
        """The words in the blank and the text to read."""
        return self.shown, self.text

    @property
    def changed(self) -> bool:
        """Whether the text is another than at the beginning of the record."""
        return self.shown != self._first

    @property
    def typed(self) -> bool:
        """Whether the text is a person's and not one that was put into the blank."""
        return self.shown != self._given

    @property
    def unseen(self) -> bool:
        """Whether the text is another than the one that was looked at."""
        return self.shown != self._looked_at

    @property
    def proposed(self) -> bool:
        """Whether the text follows from another field and the person let it stand."""
        return bool(self._origin and self.shown and not self.typed)

    @property
    def origin(self) -> str:
        """Why the text was proposed; empty once it is a person's."""
        return self._origin if self.proposed else ""

    @property
    def wrong(self) -> bool:
        """Whether a problem is shown."""
        return bool(self._problem)

    @property
    def follows(self) -> bool:
        """Whether the field is kept, and what stood in it in the record before was proposed."""
        return self._kept and self._follows

    @property
    def passed(self) -> bool:
        """Whether Enter passes the field: it is kept, and what stands or is to stand in it is not wrong."""
        return not self.wrong and (self.follows or bool(self._kept and self.shown))

    @property
    def kept(self) -> bool:
        """Whether the text stays for the next record."""
        return self._kept

    @kept.setter
    def kept(self, kept: bool) -> None:
        self._kept = kept
        for star in self.query(".star").results(Static):
            star.update(self._marks())

    def _marks(self) -> str:
        return f"{KEPT if self._kept else ' '}{'*' if self.field.required else ' '}"

    def put(self, words: str, key: str, origin: str = "") -> None:
        """Put words into the blank, to be read as this key.

        An `origin` says why they are proposed; what is typed next takes their place.
        """
        if isinstance(self.blank, PlainArea):
            self.blank.text = plain(words, lines=True)
        else:
            self.blank.value = plain(words)
            self.blank.selection = Selection(0 if origin else len(self.blank.value), len(self.blank.value))
        self._picked = (self.shown, key)
        self._given = self.shown
        self._origin = origin
        self.show_echo("")

    def begin_anew(self) -> None:
        """Begin the next record: with the same text when it is kept, else without any.

        A proposed text is not kept: it follows anew from what the next record is about. What is typed over a
        kept text takes its place.
        """
        self._follows = self.proposed
        if not self._kept or self._follows:
            self.put("", "")
        elif isinstance(self.blank, PlainInput):
            self.blank.selection = Selection(0, len(self.blank.value))
        self._first = self.shown
        self._problem = ""
        self._tell()

    def show_echo(self, words: str) -> None:
        """Show how the text was understood; nothing is wrong then."""
        self._looked_at = self.shown
        self._words = words
        self._remark = self._problem = ""
        self._tell()

    def show_remark(self, remark: str) -> None:
        """Show what is known about the text, after how it was understood."""
        self._remark = remark
        self._tell()

    def show_problem(self, message: str) -> None:
        """Show what is wrong with the text."""
        self._looked_at = self.shown
        self._words = self._remark = ""
        self._problem = message
        self._tell()

    def _tell(self) -> None:
        """Say beside the blank how its text was understood, or below where it needs room, and the problem.

        A text that is being typed has not been understood yet. Who comes to a problem types over its text,
        whichever way they come.
        """
        if isinstance(self.blank, PlainInput):
            self.blank.select_on_focus = self.wrong and not self.unseen
        origin = "" if self.typed else self._origin
        parts = (f"= {self._words}" if self._words else "", self._remark, f"← {origin}" if origin else "")
        said = "" if self.unseen else "  ".join(filter(None, parts))
        beside = cell_len(said) <= self._room()
        told = (said, beside, self._problem)
        if told == self._told:
            return
        self._told = told
        for selector, words in ((".echo", said if beside else ""), (".below", "" if beside else said)):
            place = self.query_one(selector, Static)
            place.update(words)
            place.set_class(bool(words), "-said")
        self.query_one(".problem", Static).update(self._problem)
        self.set_class(self.wrong, "-wrong")
        # As a message of its own: one made while the parent is at work goes no further than to the parent.
        self.call_later(self._post_told)

    def _post_told(self) -> None:
        self.post_message(self.Told(self))

    def _room(self) -> int:
        """Give the cells there are for words beside the blank."""
        line = self.query_one(".line").size.width - self._labels - 3
        short = self.field.kind in SHORT_KINDS
        return (line - short_width(self.field) if short else line // 2) - 1

    @on(Input.Changed)
    @on(TextArea.Changed)
    def note_typing(self) -> None:
        """Say no longer what was said of the text before."""
        self._tell()

    def on_resize(self) -> None:
        """Say it where there is room now."""
        self._tell()

    def on_descendant_focus(self) -> None:
        """Tell that the person is here."""
        self.add_class("-here")
        self.post_message(self.Entered(self))

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Tell that the person has gone, if there is something new to look at."""
        self.remove_class("-here")
        if self.unseen:
            self.post_message(self.Left(self))
