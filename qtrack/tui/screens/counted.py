"""The rows a target counted, so that every number can be defended."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer, Static

from qtrack.domain.programme import Target
from qtrack.domain.unconfirmed import title_words
from qtrack.services.counts_for import apart_words
from qtrack.services.listing import Query
from qtrack.tui.ledger_table import LedgerKeys, LedgerTable
from qtrack.tui.view import View
from qtrack.tui.widgets.source_view import SourceView


class CountedScreen(LedgerKeys, Screen[None]):
    """Lists what counts for one target at one unit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "出处", key_display="F1"),
        Binding("f5", "reload", "刷新", key_display="F5", show=False),
        Binding("escape", "dismiss(None)", "返回", key_display="Esc"),
    ]

    def __init__(self, view: View, target: Target, code: str) -> None:
        super().__init__()
        self._view = view.of(code)
        self._target = target

    def compose(self) -> ComposeResult:
        """Lay out what counts over the rows."""
        target, unit = self._target, self._view.office.unit
        once = f"，同一{apart_words(target.count)}只计一次" if target.count.distinct else ""
        yield Static(f" {unit.name}　{target.tier} {target.name}：计入的记录{once}", id="where", markup=False)
        yield LedgerTable(self._view, Query(target.count.ledger, count=target.count))
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """List the rows."""
        self.action_reload()
        self.query_one(LedgerTable).table.focus()

    def action_reload(self) -> None:
        """List anew."""
        self.query_one(LedgerTable).reload()

    def action_explain(self) -> None:
        """Show the target's source."""
        programme = self._view.office.programme
        self.app.push_screen(SourceView(title_words(programme), self._target.source, programme.text))
