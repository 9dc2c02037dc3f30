"""One activity of a campaign, all that is printed of it over its rows; and what a unit holds of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from qtrack.domain.text import plain
from qtrack.domain.unconfirmed import title_words
from qtrack.services.beside import Beside, beside_activity
from qtrack.services.campaign import ActivityStanding, campaign
from qtrack.services.listing import Query
from qtrack.services.office import Office
from qtrack.tui.campaign_cells import EVENTS, OWN_WORDS, Line, day_words
from qtrack.tui.ledger_table import LedgerKeys, LedgerTable
from qtrack.tui.telling import telling
from qtrack.tui.view import View
from qtrack.tui.widgets.source_view import SourceView


def given_for(office: Office, line: Line) -> dict[str, str]:
    """Give what a new row says of a line: whose it is, which activity it stands for and its name."""
    below = office.region.contains(office.unit.code, line.unit)
    unit = office.region.by_code[line.unit] if below else office.unit
    if line.one is None:
        return {"unit": unit.name}
    return {
        "unit": unit.name,
        "activity": office.written("activities", line.one.key),
        "name": line.part or line.one.activity.name,
    }


class EventsScreen(LedgerKeys, Screen[None]):
    """Events under what is said of them."""

    DEFAULT_CSS = """
    EventsScreen #about { height: auto; max-height: 45%; padding: 0 1; color: $text-muted; }
    EventsScreen #about Static { height: auto; }
    EventsScreen LedgerTable { height: 1fr; padding-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "出处", key_display="F1"),
        Binding("f5", "reload", "刷新", key_display="F5", show=False),
        Binding("escape", "dismiss(None)", "返回", key_display="Esc"),
    ]

    def __init__(self, view: View, line: Line, query: Query, heading: str) -> None:
        super().__init__()
        self._view = view.of(view.office.unit.code)
        self._line = line
        self._query = query
        self._heading = heading

    def compose(self) -> ComposeResult:
        """Lay out what is said over the rows."""
        yield Static(f" {plain(self._heading)}", id="where", markup=False)
        with VerticalScroll(id="about"):
            yield Static("", id="words", markup=False)
        yield LedgerTable(self._view, self._query)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """List the rows."""
        self.action_reload()
        self.query_one(LedgerTable).table.focus()

    def action_reload(self) -> None:
        """List anew."""
        self.query_one(LedgerTable).reload()
        self.tell()

    def tell(self) -> None:
        """Say what is to be said over the rows."""

    def action_add_row(self) -> None:
        """Open an empty form for what is listed."""
        self.query_one(LedgerTable).action_add(given_for(self._view.office, self._line))

    @on(LedgerTable.Changed)
    def tell_again(self) -> None:
        """Say it anew after a change."""
        self.tell()


class OwnScreen(EventsScreen):
    """What a unit holds beside what is listed for it."""

    def __init__(self, view: View, line: Line) -> None:
        office = view.office
        units = [
            unit.code
            for unit in office.region.units
            if office.region.contains(line.unit, unit.code) and (line.unit != office.unit.code)
        ] or [line.unit]
        where = (("activity", (None,)), ("unit", tuple(units)))
        name = office.region.by_code[line.unit].name
        super().__init__(view, line, Query(EVENTS, where=where), f"{name}　{OWN_WORDS}")

    def action_explain(self) -> None:
        """Say what these are."""
        self.notify("方案没有列出、本单位自己开展的活动；不计入所列活动的完成情况", markup=False)


class ActivityScreen(EventsScreen):
    """The words of one activity over the rows that name it."""

    def __init__(self, view: View, line: Line) -> None:
        if line.one is None:
            raise ValueError(line)
        self._one = line.one
        activity = line.one.activity
        query = Query(EVENTS, where=(("activity", (line.one.key,)),))
        super().__init__(view, line, query, f"{activity.number}　{activity.name}")

    def tell(self) -> None:
        """Say what is printed, how far the parts have come, and what stands beside the activity."""
        self._tell()

    @work(group="tell", exclusive=True)
    async def _tell(self) -> None:
        store, office = self._view.desk.store, self._view.office
        with telling(self.app):
            found = await asyncio.to_thread(store.read, campaign, office)
            others = [one for unit in found.units for one in unit.activities]
            self._one = next((one for one in others if one.key == self._one.key), self._one)
            counted = await asyncio.to_thread(store.read, beside_activity, office, self._one.activity)
            words = map(plain, _words(self._one, others, counted))
            self.query_one("#words", Static).update("\n".join(words))

    def action_explain(self) -> None:
        """Show where the activity is printed."""
        programme = self._view.office.programme
        self.app.push_screen(SourceView(title_words(programme), self._one.activity.source, programme.text))


def _words(
    one: ActivityStanding, others: Iterable[ActivityStanding], counted: Iterable[Beside]
) -> Iterator[str]:
    activity, progress = one.activity, one.progress
    day = day_words(progress.held_on, progress.planned_on)
    yield "　".join(filter(None, (f"状态：{progress.state.value}", day, f"登记 {progress.rows:,} 条")))
    if activity.lead:
        yield f"牵头：{'、'.join(activity.lead)}"
    if activity.support:
        yield f"配合：{'、'.join(activity.support)}"
    for number, (words, part) in enumerate(one.parts, 1):
        yield f"分项{number}（{part.state.value}）：{words}"
    if one.joined:
        yield f"下级参与：{one.joined:,} 条登记写了这一项，不算省里已开展"
    for other in others:
        related = other.activity.id in activity.related or activity.id in other.activity.related
        if related:
            words = f"{other.activity.number} {other.activity.name}"
            yield f"相关（分别计）：{words}（{other.progress.state.value}）"
    for each in counted:
        yield f"相关（分别计）：{each.name} {each.done:,} {each.unit}"
    for label, said in (("读法", activity.reading), ("说明", activity.note)):
        if said:
            yield f"{label}：{said}"
    yield f"出处：{activity.source.clause}“{activity.source.quote}”"
