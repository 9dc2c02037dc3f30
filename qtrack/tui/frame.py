"""The frame every place shares: who and where on top, places under it, the keys at the bottom."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Generic, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from qtrack.domain.problem import RefusedError
from qtrack.domain.programme import Programme, Source
from qtrack.domain.terms import MISSING
from qtrack.domain.unconfirmed import title_words
from qtrack.domain.value import show_date, show_weekday
from qtrack.services.office import Office
from qtrack.tui.help import help_for
from qtrack.tui.telling import telling
from qtrack.tui.view import PlaceInfo, View, shown_key

Shown = TypeVar("Shown")


HERE = "bold $text on $primary 30%"


def _tabs(view: View, here: str) -> Content:
    """Give the places' names in one line; a click goes there."""
    links = (
        f"[{HERE if place.mode == here else ''} @click=app.go('{key}')] {shown_key(key)}{place.label} [/]"
        for key, place in view.places.items()
    )
    return Content.from_markup("".join(links))


class Place(Screen[None], Generic[Shown]):
    """One of the numbered places: gathers what it shows off the UI thread, then shows it.

    A place says what it gathers (`gather`), how it shows it (`show`), and what the figure under the cursor
    comes from (`source_here`).
    """

    KEY: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "帮助", key_display="F1"),
        Binding("f5", "reload", "刷新", key_display="F5", show=False),
        Binding("f9", "choose_unit", "单位", key_display="F9"),
        Binding("escape", "upwards", "上级", key_display="Esc"),
    ]

    class Gathered(Message):
        """What a worker gathered for the n-th asking."""

        def __init__(self, asking: int, shown: object) -> None:
            super().__init__()
            self.asking = asking
            self.shown = shown

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self._asking = 0

    @property
    def office(self) -> Office:
        """Whose view is shown."""
        return self.view.office

    @property
    def places(self) -> dict[str, PlaceInfo]:
        """The places one can go to from here, by their digits."""
        return self.view.places

    @property
    def label(self) -> str:
        """What the place is called; nothing while another notice is looked at."""
        return next((one.label for one in self.view.places.values() if one.mode == self.KEY), "")

    def compose(self) -> ComposeResult:
        """Lay out the frame around the body."""
        with Horizontal(id="top"):
            yield Static(id="where", markup=False)
            yield Static(id="banner", markup=False)
            yield Static(id="day", markup=False)
        yield Static(id="places")
        with Vertical(id="body"):
            yield from self.compose_body()
        yield Footer(show_command_palette=False, compact=True)

    def compose_body(self) -> ComposeResult:
        """Lay out what is this place's own."""
        raise NotImplementedError

    def gather(self) -> Shown:
        """Read what is shown; runs off the UI thread and touches no widget."""
        raise NotImplementedError

    def at_once(self) -> Shown | None:
        """Give what can be shown before anything is gathered; a place may have nothing."""
        return None

    def show(self, shown: Shown) -> None:
        """Show what was gathered."""
        raise NotImplementedError

    def source_here(self) -> Source | None:
        """Give the source of the figure under the cursor, if it has one."""
        return None

    def programme_here(self) -> Programme:
        """Give the notice the figure under the cursor is printed in."""
        return self.office.programme

    def words_here(self) -> str:
        """Give what else is to be said of the figure under the cursor, such as how its word was read."""
        return ""

    def on_screen_resume(self) -> None:
        """Show the latest whenever the place comes to the front."""
        self.action_reload()

    def action_reload(self) -> None:
        """Gather anew."""
        self._show_top()
        self._asking += 1
        known = self.at_once()
        if known is not None:
            self.show(known)
        # Gathering may load the database engine: what is known already is painted first.
        self.call_after_refresh(self._start_gathering, self._asking)

    def _start_gathering(self, asking: int) -> None:
        if asking == self._asking:
            self.run_worker(partial(self._gather, asking), thread=True, group="gather", exclusive=True)

    def _gather(self, asking: int) -> None:
        with telling(self.app):
            try:
                shown = self.gather()
            except RefusedError:
                # The notice chosen meanwhile may lack this place, which is about to be left.
                if not self.label:
                    return
                raise
            self.post_message(self.Gathered(asking, shown))

    @on(Gathered)
    def take_gathered(self, message: Gathered) -> None:
        """Show an answer unless it is stale."""
        if message.asking == self._asking:
            self.show(cast("Shown", message.shown))

    def action_explain(self) -> None:
        """Say where the figure under the cursor comes from, and what the place is for."""
        from qtrack.tui.widgets.dialogs import Notice
        from qtrack.tui.widgets.source_view import SourceView

        programme, source = self.programme_here(), self.source_here()
        if source is None:
            self.app.push_screen(Notice(f"{self.label} 帮助", help_for(self.KEY)))
            return
        issued = show_date(programme.issued_on) if programme.issued_on else MISSING
        sent = f"发文　{programme.issuer}　文号 {programme.doc_no or MISSING}　日期 {issued}"
        old = f"沿用上年原文（{programme.derived_from}），待核" if programme.inherits else ""
        about = "\n\n".join(filter(None, (self.words_here(), old, sent, help_for(self.KEY))))
        self.app.push_screen(SourceView(title_words(programme), source, programme.text, about))

    def action_choose_unit(self) -> None:
        """Ask which unit of the tree to look from."""
        from qtrack.tui.widgets.chooser import Chooser, Option

        region = self.office.region
        tree = [unit for unit in region.units if region.contains(self.view.home, unit.code)]
        options = [Option(unit.code, unit.name, unit.code, unit.pinyin) for unit in tree]
        self.app.push_screen(Chooser("从哪个单位看", options), self.look_at)

    def look_at(self, code: str | None) -> None:
        """Look from another unit; none leaves all as it is."""
        if code:
            self.view.look_at(code)
            self.action_reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way up only where there is one."""
        if action == "upwards":
            return self.office.unit.code != self.view.home
        return super().check_action(action, parameters)

    def action_upwards(self) -> None:
        """Go one unit up, as far as the bureau's own."""
        if self.view.look_up():
            self.action_reload()

    def _show_top(self) -> None:
        self.refresh_bindings()
        office = self.office
        where = f" {office.programme.short}  {' > '.join(self.view.path)}"
        demo = "演示数据 " if self.view.desk.settings.demo else ""
        self.query_one("#where", Static).update(where)
        self.query_one("#places", Static).update(_tabs(self.view, self.KEY))
        self.query_one("#banner", Static).update(demo)
        self.query_one("#day", Static).update(f"{show_date(office.today)} {show_weekday(office.today)} ")
