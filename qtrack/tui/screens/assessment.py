"""4 考核: the table of points with what was scored, lost and may still be won."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qtrack.domain.programme import Source
from qtrack.domain.scoring import AssessmentStanding, ExtraStanding, PointStanding, added, show_points
from qtrack.services.assessment import SCORES, assessment
from qtrack.tui.assessment_cells import COLUMNS, EXTRAS_KEY, point_cells, top_lines, veto_words
from qtrack.tui.assessment_tree import branch_of, named, tree_rows
from qtrack.tui.finder import Finder
from qtrack.tui.ledger_forms import LedgerForms
from qtrack.tui.listed_place import ListedPlace
from qtrack.tui.screens.assessed import AssessedScreen
from qtrack.tui.screens.point import ExtraScreen, PointScreen, extra_ledger, given_for_extra, given_for_point
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
    AssessmentPlace #sums { height: auto; max-height: 6; }
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
        extras = tuple(one for one in shown.extras if self._owner == ALL and self.fits(one.key))
        return tree_rows(shown, points, extras, self._is_folded)

    def words_of_lines(self) -> Mapping[str, str]:
        """Give the words of points and extra items, and who marks them."""
        shown = self._shown
        if shown is None:
            return {}
        points = {
            one.key: f"{one.domain.name} {named(one.content)} {one.point.words} {one.owner.name}"
            for one in shown.points
        }
        return points | {one.key: f"{one.extra.effect.value} {one.extra.name}" for one in shown.extras}

    # Folding, ranking, narrowing

    def _is_folded(self, name: str) -> bool:
        return name in self._folded and not self._words

    @on(TreeTable.Fold)
    def fold(self, event: TreeTable.Fold) -> None:
        """Fold or open the branch under the cursor; a point folds the branch it is under."""
        row, one = self.table.cursor_row(), self.point_here()
        if row is None or self._ranked:
            return
        name = row.key
        if one is not None:
            name = branch_of(one)
        elif self.extra_here() is not None:
            name = EXTRAS_KEY
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

    def point_here(self) -> PointStanding | None:
        """Give the point under the cursor."""
        row = self.table.cursor_row()
        points = self._shown.points if self._shown else ()
        return next((one for one in points if row and one.key == row.key), None)

    def extra_here(self) -> ExtraStanding | None:
        """Give the extra item under the cursor."""
        row = self.table.cursor_row()
        extras = self._shown.extras if self._shown else ()
        return next((one for one in extras if row and one.key == row.key), None)

    def given_here(self) -> Mapping[str, str] | None:
        """Give what a new row says of the line under the cursor."""
        point, extra = self.point_here(), self.extra_here()
        if point is not None:
            return given_for_point(point, self.office)
        return None if extra is None else given_for_extra(extra, self.office)

    def uid_here(self) -> str:
        """Give the newest row behind the cursor."""
        point, extra = self.point_here(), self.extra_here()
        if point is not None:
            return point.score.uid if point.score else ""
        own = [one for one in extra.occasions if one.ledger == extra_ledger(extra)] if extra else []
        return own[-1].uid if own else ""

    @work(group="open", exclusive=True)
    async def _open(self, given: Mapping[str, str], uid: str) -> None:
        extra = self.extra_here()
        key = self.LEDGER if extra is None else extra_ledger(extra)
        forms = LedgerForms(self, self.view, key, self._after_form)
        await (forms.change(uid) if uid else forms.add(given))

    def source_here(self) -> Source | None:
        """Give where the line under the cursor is printed."""
        row, point, extra = self.table.cursor_row(), self.point_here(), self.extra_here()
        if point is not None:
            return point.point.source
        if extra is not None:
            return extra.extra.source
        domains = self._shown.assessment.domains if self._shown else ()
        return next((one.source for one in domains if row and one.id == row.key), None)

    def words_here(self) -> str:
        """Give how the line under the cursor was read; over a sum, how the table was and how it is worked."""
        point, extra = self.point_here(), self.extra_here()
        table = self.office.programme.assessment
        said = (table.reading, f"阶段　{' → '.join(table.stages)}") if table else ("", "")
        said = (point.point.reading, point.point.note) if point else said
        said = (extra.extra.reading, extra.extra.note) if extra else said
        return "\n".join(filter(None, said))

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Show all that is printed of the line under the cursor, and all that was keyed for it."""
        point, extra = self.point_here(), self.extra_here()
        if point is not None:
            self.app.push_screen(PointScreen(self.view, point), lambda _: self.action_reload())
        elif extra is not None:
            self.app.push_screen(ExtraScreen(self.view, extra), lambda _: self.action_reload())
        else:
            row = self.table.cursor_row()
            if row is not None and not self._ranked:
                self._folded ^= {row.key}
                self.paint()
