"""4 考核: the table of points with what was scored, lost and may still be won."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qtrack.domain.extra_standing import ExtraStanding
from qtrack.domain.programme import Source
from qtrack.domain.scoring import AssessmentStanding, PointStanding, added, show_points
from qtrack.domain.stage import StageStanding
from qtrack.services.assessment import SCORES, assessment
from qtrack.tui.assessment_cells import COLUMNS, point_cells, top_lines, veto_words
from qtrack.tui.assessment_lines import Line, given_for, ledger_of, source_of, uid_of, words_of
from qtrack.tui.assessment_tree import branch_of, named, tree_rows
from qtrack.tui.finder import Finder
from qtrack.tui.ledger_forms import LedgerForms
from qtrack.tui.listed_place import ListedPlace
from qtrack.tui.screens.assessed import AssessedScreen
from qtrack.tui.screens.point import ExtraScreen, PointScreen
from qtrack.tui.screens.tasks import TreeTable
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Row
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.tui.widgets.record_table import RecordTable

ALL, OWN, OTHERS = "*all", "*own", "*others"
"""Whose points are shown; any other is the id of a department."""

WHOSE = {ALL: "全部部门", OWN: "市场监管口", OTHERS: "其他部门"}


class AssessmentPlace(ListedPlace[AssessmentStanding]):
    """The tree 领域, 内容, 要点 with sums, the extra items below it."""

    KEY = "4考核"
    LEDGER = SCORES
    EMPTY = "没有符合的要点，按 Esc 取消查找，F6 换部门"
    DEFAULT_CSS = """
    AssessmentPlace #veto { height: auto; max-height: 3; color: $text-error; display: none; }
    AssessmentPlace #sums { height: auto; max-height: 8; }
    AssessmentPlace TreeTable { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "turn", "还能争取", key_display="F4"),
        Binding("f6", "choose_owner", "部门", key_display="F6"),
        Binding("f8", "list_below", "各单位", key_display="F8"),
        Binding("escape", "show_all", "全部", key_display="Esc", show=False),
    ]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._shown: AssessmentStanding | None = None
        self._folded: set[str] = set()
        self._ranked = False
        self._owner = ALL

    def compose_body(self) -> ComposeResult:
        """Lay out the totals over the lines, and under them whose they are."""
        yield Static("", id="veto", markup=False)
        yield Static("", id="sums", markup=False)
        yield Finder()
        yield self.make_table()
        yield Static("", id="legend", classes="status", markup=False)

    def make_table(self) -> RecordTable:
        """Make the table of the tree."""
        return TreeTable(COLUMNS, empty=self.EMPTY)

    def gather(self) -> AssessmentStanding:
        """Read the table with the unit's newest scores."""
        return self.view.desk.store.read(assessment, self.office)

    def show(self, shown: AssessmentStanding) -> None:
        """Show the totals and the tree."""
        self._shown = shown
        self.paint()

    def paint(self) -> None:
        """Show the tree, or what may still be won, of the department chosen."""
        if self._shown is None:
            return
        veto = self.query_one("#veto", Static)
        veto.update(veto_words(self._shown))
        veto.display = self._shown.vetoed is not None
        self.query_one("#sums", Static).update(top_lines(self._shown))
        self.query_one("#legend", Static).update(self._legend(self._shown))
        lines = self._won(self._shown) if self._ranked else self._tree(self._shown)
        self.table.show(list(lines))

    def _legend(self, shown: AssessmentStanding) -> str:
        sums = added(self._chosen(shown.points))
        names = WHOSE | {one.owner.id: one.owner.name for one in shown.points}
        who = names[self._owner]
        how = "没有自评的在前，失分多的在前" if self._ranked else "按通知的顺序"
        left = show_points(sums.lost + sums.open)
        points = f"分值 {show_points(sums.points)}　自评 {show_points(sums.own)}　还能争取 {left}"
        return f"{who}　{points}　{how}"

    def _chosen(self, points: Iterable[PointStanding]) -> Iterator[PointStanding]:
        own = self._shown.assessment.own if self._shown else ()
        for one in points:
            mine = one.owner.id in own
            wanted = {ALL: True, OWN: mine, OTHERS: not mine}.get(self._owner, one.owner.id == self._owner)
            if wanted and self.fits(one.key):
                yield one

    def _won(self, shown: AssessmentStanding) -> Iterator[Row]:
        for place, one in enumerate(self._chosen(shown.winnable), 1):
            yield Row(one.key, point_cells(one, f"{place:>2}  {one.content.words_of(one.point)}"))

    def _tree(self, shown: AssessmentStanding) -> Iterator[Row]:
        points = tuple(self._chosen(shown.points))
        beside: tuple[Line, ...] = (*shown.extras, *shown.stages) if self._owner == ALL else ()
        keys = {one.key for one in beside if self.fits(one.key)}
        return tree_rows(shown, points, keys, self._is_folded)

    def words_of_lines(self) -> Mapping[str, str]:
        """Give the words of points and extra items, and who marks them."""
        shown = self._shown
        if shown is None:
            return {}
        points = {
            one.key: f"{one.domain.name} {named(one.content)} {one.point.words} {one.owner.name}"
            for one in shown.points
        }
        extras = {one.key: f"{one.extra.effect.value} {one.extra.name}" for one in shown.extras}
        return points | extras | {one.key: f"阶段 {one.words} {one.contact}" for one in shown.stages}

    # Folding, ranking, narrowing

    def _is_folded(self, name: str) -> bool:
        return name in self._folded and not self._words

    @on(TreeTable.Fold)
    def fold(self, event: TreeTable.Fold) -> None:
        """Fold or open the branch under the cursor; a point folds the branch it is under."""
        row, line = self.table.cursor_row(), self.line_here()
        if row is None or self._ranked:
            return
        name = row.key if line is None else branch_of(line)
        (self._folded.add if event.folded else self._folded.discard)(name)
        self.table.seek(name)
        self.paint()

    def action_turn(self) -> None:
        """Turn between the notice's own order and what may still be won."""
        self._ranked = not self._ranked
        self.paint()

    @work(group="owner", exclusive=True)
    async def action_choose_owner(self) -> None:
        """Ask whose points to show."""
        shown = self._shown
        if shown is None:
            return
        sums = [
            (ALL, WHOSE[ALL], shown.whole),
            (OWN, WHOSE[OWN], shown.own),
            (OTHERS, WHOSE[OTHERS], added(p for p in shown.points if p.owner.id not in shown.assessment.own)),
            *((owner.id, owner.name, held) for owner, held in shown.by_owner()),
        ]
        options = [
            Option(key, name, f"{show_points(held.points)} 分，已评 {held.scored}/{held.count}")
            for key, name, held in sums
            if held.count
        ]
        chosen = await self.app.push_screen_wait(Chooser("看哪个部门评价的要点", options))
        if chosen is not None:
            self._owner = chosen
            self.paint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the units below only where there are any."""
        if action == "list_below":
            return bool(self.office.region.children(self.office.unit.code))
        return super().check_action(action, parameters)

    def action_list_below(self) -> None:
        """Show the units below side by side, and look from the one chosen."""
        self.app.push_screen(AssessedScreen(self.view), self.look_at)

    def action_show_all(self) -> None:
        """Show all departments in the notice's order again; when they are, go one unit up."""
        if self._owner != ALL or self._ranked:
            self._owner, self._ranked = ALL, False
            self.paint()
        else:
            self.action_upwards()

    # Under the cursor

    def line_here(self) -> Line | None:
        """Give the line under the cursor; none over a sum."""
        row, shown = self.table.cursor_row(), self._shown
        lines: tuple[Line, ...] = (*shown.points, *shown.extras, *shown.stages) if shown else ()
        return next((one for one in lines if row and one.key == row.key), None)

    def given_here(self) -> Mapping[str, str] | None:
        """Give what a new row says of the line under the cursor."""
        line = self.line_here()
        return None if line is None else given_for(line, self.office)

    def uid_here(self) -> str:
        """Give the newest row behind the cursor."""
        line = self.line_here()
        return "" if line is None else uid_of(line)

    def action_key_new(self) -> None:
        """Key something new for the line under the cursor; a stage has one row, which is changed."""
        if isinstance(self.line_here(), StageStanding):
            self.action_key_change()
        else:
            super().action_key_new()

    @work(group="open", exclusive=True)
    async def _open(self, given: Mapping[str, str], uid: str) -> None:
        line = self.line_here()
        key = self.LEDGER if line is None else ledger_of(line)
        forms = LedgerForms(self, self.view, key, self._after_form)
        await (forms.change(uid) if uid else forms.add(given))

    def source_here(self) -> Source | None:
        """Give where the line under the cursor is printed."""
        row, line = self.table.cursor_row(), self.line_here()
        if line is not None:
            return source_of(line)
        domains = self._shown.assessment.domains if self._shown else ()
        return next((one.source for one in domains if row and one.id == row.key), None)

    def words_here(self) -> str:
        """Give how the line under the cursor was read; over a sum, how the table was and how it is worked."""
        return words_of(self.line_here(), self.office.programme)

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Show all that is printed of the line under the cursor, and all that was keyed for it."""
        line = self.line_here()
        if isinstance(line, PointStanding):
            self.app.push_screen(PointScreen(self.view, line), lambda _: self.action_reload())
        elif isinstance(line, ExtraStanding):
            self.app.push_screen(ExtraScreen(self.view, line), lambda _: self.action_reload())
        elif line is not None:
            self.action_key_change()
        else:
            row = self.table.cursor_row()
            if row is not None and not self._ranked:
                self._folded ^= {row.key}
                self.paint()
