"""How a person looks at a ledger: narrowed by a column's values or marks, under names, columns arranged."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from qtrack.domain.fields import Field, Kind
from qtrack.domain.text import plain
from qtrack.layouts import Layout
from qtrack.services.frequency import frequencies
from qtrack.services.query import Mark, Query
from qtrack.services.saved import named, query_of
from qtrack.tui.finder import Finder
from qtrack.tui.ledger_list import LedgerList
from qtrack.tui.telling import confirm, telling
from qtrack.tui.widgets.arrangement import Arrangement
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.tui.widgets.dialogs import Ask
from qtrack.tui.widgets.frequency import MOST_SHOWN, Counts, FrequencyScreen
from qtrack.tui.widgets.record_table import RecordTable


class LedgerFilters(LedgerList):
    """A list that can be narrowed and arranged, and remembers how."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,slash", "find", "查找", key_display="F3"),
        Binding("f4", "filter_value", "筛选", key_display="F4"),
        Binding("escape", "all", "取消查找、筛选、排序", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Esc to the place while nothing is narrowed or sorted."""
        if action == "all":
            return self.query_now != self.whole
        return super().check_action(action, parameters)

    # By value and by mark

    def action_filter_value(self) -> None:
        """List the values of the cursor's column with their numbers, and narrow to those chosen.

        On the column of evidence narrow to the rows that lack some, or no longer.
        """
        field = self.field_here()
        if field is None:
            self.action_only(Mark.UNPROVEN.name)
            return
        load = partial(self._values, field)
        now = dict(self.query_now.where).get(field.key, ())
        picked = FrequencyScreen(field.label, load, now)
        self.app.push_screen(picked, partial(self._narrow, field.key))

    async def _values(self, field: Field, words: str) -> Counts:
        """Count the values that hold the words, the days of a month as one."""
        rest = replace(self.query_now, where=_without(self.query_now.where, field.key))
        count = partial(frequencies, months=field.kind is Kind.DATE)
        read = self.view.desk.store.read
        found = await asyncio.to_thread(read, count, self.view.office, rest, field.key, words, MOST_SHOWN)
        return Counts([tuple(each) for each in found.values], found.kinds, found.rows)

    def _narrow(self, key: str, values: tuple[Hashable, ...] | None) -> None:
        if values is None:
            return
        where = _without(self.query_now.where, key)
        self.ask(replace(self.query_now, where=(*where, (key, values)) if values else where))

    def action_only(self, mark: str) -> None:
        """List only the rows with a mark; again, all."""
        only = Mark[mark]
        self.ask(replace(self.query_now, only=None if self.query_now.only is only else only))

    def action_all(self) -> None:
        """Narrow and sort by nothing any more."""
        self._ask_named(self.whole)

    # By name

    def action_save_filter(self) -> None:
        """Keep what narrows and sorts the list under a name."""
        question = Ask("给现在的筛选起个名字", "同名的会被替换", check=_name_fault)
        self.app.push_screen(question, self._save_filter)

    def _save_filter(self, name: str | None) -> None:
        if name:
            kept = named(self.query_now, plain(name))
            self.keep_layout(lambda layout: replace(layout, filters=layout.filters_with(kept)))
            confirm(self.app, f"已记住筛选“{kept.name}”，F6 里可随时取用")

    def action_use_filter(self) -> None:
        """Choose one of the filters that have names."""
        self._choose_filter("用哪个筛选", self._use_filter)

    def action_drop_filter(self) -> None:
        """Choose a filter to forget."""
        self._choose_filter("删去哪个筛选", self._drop_filter)

    def _choose_filter(self, title: str, take: Callable[[str | None], None]) -> None:
        filters = self.view.desk.layouts.of(self.ledger).filters
        if not filters:
            self.notify("还没有保存过筛选；先筛选，再在 F6 里选“保存筛选”", markup=False)
            return
        self.app.push_screen(Chooser(title, [Option(each.name, each.name) for each in filters]), take)

    def _use_filter(self, name: str | None) -> None:
        kept = self.view.desk.layouts.of(self.ledger).filter_named(name) if name else None
        if kept:
            asked = query_of(self.ledger, kept)
            where = (*self.whole.where, *asked.where)
            self._ask_named(replace(asked, count=self.whole.count, where=where))

    def _drop_filter(self, name: str | None) -> None:
        if name:
            self.keep_layout(
                lambda layout: replace(
                    layout, filters=tuple(each for each in layout.filters if each.name != name)
                )
            )
            confirm(self.app, f"已删去筛选“{name}”")

    def _ask_named(self, query: Query) -> None:
        finder = self.query_one(Finder)
        finder.put(query.words)
        self.ask(query)

    # Arranging

    def on_mount(self) -> None:
        """Arrange the columns as the person last had them."""
        self._arrange()

    def show(self, key: str) -> None:
        """List another ledger, arranged as the person last had it."""
        if key != self.ledger:
            super().show(key)
            self._arrange()

    def _arrange(self) -> None:
        layout = self.view.desk.layouts.of(self.ledger)
        self.table.set_arrangement(Arrangement(layout.order, frozenset(layout.hidden), layout.widths))

    @on(RecordTable.Arranged)
    def keep_arrangement(self, event: RecordTable.Arranged) -> None:
        """Remember how the person arranged the columns."""
        event.stop()
        now = event.arrangement
        self.keep_layout(
            lambda layout: replace(
                layout, order=now.order, hidden=tuple(sorted(now.hidden)), widths=dict(now.widths)
            )
        )

    @work(group="layout")
    async def keep_layout(self, change: Callable[[Layout], Layout]) -> None:
        """Remember a change of the ledger's layout."""
        desk, key = self.view.desk, self.ledger
        with telling(self.app):
            await asyncio.to_thread(desk.layouts.keep, key, change(desk.layouts.of(key)))


def _name_fault(text: str) -> str:
    return "" if text else "请写名字"


def _without(
    where: tuple[tuple[str, tuple[object, ...]], ...], key: str
) -> tuple[tuple[str, tuple[object, ...]], ...]:
    return tuple(pair for pair in where if pair[0] != key)
