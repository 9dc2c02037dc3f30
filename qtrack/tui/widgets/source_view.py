"""Where a number or a date comes from: notice, clause, and the quoted words in their paragraph."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qtrack.domain.programme import Source
from qtrack.domain.quote import in_context
from qtrack.domain.text import plain
from qtrack.tui.widgets.box import Box, key_line, title_line


class SourceView(Box[None]):
    """Shows a source within the notice's `text`; `help_text` explains the figure below it."""

    DEFAULT_CSS = """
    SourceView .box { width: 84; }
    SourceView .box-title { height: auto; max-height: 3; text-wrap: wrap; }
    SourceView VerticalScroll { height: auto; max-height: 75vh; }
    SourceView #clause { color: $text-primary; height: auto; margin-bottom: 1; padding: 0 2; }
    SourceView #help { color: $text-muted; height: auto; margin-top: 1; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,f1", "dismiss(None)", "关闭", show=False)
    ]

    def __init__(self, document: str, source: Source, text: str, help_text: str = "") -> None:
        super().__init__()
        self._document = document
        self._source = source
        self._text = text
        self._help = help_text

    def compose(self) -> ComposeResult:
        """Lay out clause, paragraph and explanation."""
        with Vertical(classes="box"):
            yield title_line(f"出处：{self._document}")
            with VerticalScroll(classes="scrolled"):
                yield Static(plain(self._source.clause), id="clause", markup=False)
                yield Static(self._paragraph(), id="paragraph", classes="box-text")
                yield Static(plain(self._help, lines=True), id="help", markup=False)
            yield key_line("PgUp PgDn翻页  Esc关闭")

    def _paragraph(self) -> Content:
        text = plain(self._text, lines=True)
        before, quoted, after = in_context(text, self._source.quote, self._source.clause)
        return Content.assemble(before, (quoted, "bold $text on $primary-muted"), after)
