"""The command palette: every action of the screen and of the app, in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from qtrack.tui.view import shown_key

HIDDEN = frozenset({"command_palette", "choose"})
MOVES = ("move_", "scroll_", "page_")
"""Beginnings of actions that only move: a hand finds them without being told."""


class Commands(Provider):
    """Offers the bindings that work here, by their descriptions."""

    async def discover(self) -> Hits:
        """Give all commands."""
        for name, run, keys in self._commands():
            yield DiscoveryHit(name, run, help=keys)

    async def search(self, query: str) -> Hits:
        """Give the commands that fit the words."""
        matcher = self.matcher(query)
        found = False
        for name, run, keys in self._commands():
            score = matcher.match(name)
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(name), run, help=keys)
        if not found:
            yield Hit(1.0, "没有符合的命令", lambda: None, help="换几个字再试")

    def _commands(self) -> Iterator[tuple[str, Callable[[], object], str]]:
        told: set[str] = set()
        for key, place in getattr(self.screen, "places", {}).items():
            told.add(f"go('{key}')")
            keys = f"按键 {key}" if shown_key(key) else ""
            yield place.label, partial(self.app.run_action, f"go('{key}')", self.app), keys
        active = [(each.node, each.binding) for each in self.screen.active_bindings.values()]
        # A ledger's own actions are offered wherever the focus is; it is built up of several classes.
        tables = [
            (table, each)
            for table in self.screen.query("LedgerTable")
            for kind in type(table).__mro__
            for each in vars(kind).get("BINDINGS", ())
        ]
        for node, binding in [*active, *tables]:
            if (
                not isinstance(binding, Binding)
                or not binding.description
                or binding.description.isascii()  # Textual's own
                or binding.action in HIDDEN
                or binding.action.startswith(MOVES)
                or binding.action in told
            ):
                continue
            told.add(binding.action)
            keys = self.app.get_key_display(binding)
            yield (
                binding.description,
                partial(self.app.run_action, binding.action, node),
                f"按键 {keys}",
            )
