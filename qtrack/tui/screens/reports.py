"""7 报表: what can be written out, with a bar that shows how far it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import ProgressBar, Static

from qtrack.domain.programme import Form
from qtrack.domain.value import show_date
from qtrack.services.catalog import in_use, schemas
from qtrack.services.declared import declared_forms, declared_report
from qtrack.tui.frame import Place
from qtrack.tui.saving import place_fault
from qtrack.tui.telling import telling
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.dialogs import Ask, Confirm
from qtrack.tui.widgets.record_table import RecordTable

YEAR_END, PRINTED = "year-end", "year-end-short"
FORM = "form:"
"""Begins the key of a form of the notice; its id follows."""

COLUMNS = (Column("title", "报表", 24), Column("about", "内容", 40, flex=True))
YEAR_END_WORDS, PRINTED_WORDS = "年终工作簿", "年终工作簿（打印本）"
EVIDENCE, RATES = "evidence", "rates"


class ReportsPlace(Place[None]):
    """A list of reports; Enter writes one."""

    KEY = "7"
    DEFAULT_CSS = """
    ReportsPlace #reports { height: 1fr; }
    ReportsPlace ProgressBar { display: none; margin: 1 0; }
    ReportsPlace ProgressBar.-busy { display: block; }
    ReportsPlace #written { height: auto; max-height: 4; margin-bottom: 1; }
    """

    class Written(Message):
        """A report stands on the disk; empty words mean it does not."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Advanced(Message):
        """So many parts of a report are done."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    def compose_body(self) -> ComposeResult:
        """Lay out the list, the bar and the last result."""
        yield RecordTable(COLUMNS, id="reports")
        yield ProgressBar(show_eta=False)
        yield Static("", id="written", markup=False)

    def gather(self) -> None:
        """Read nothing: the list is fixed."""

    def show(self, shown: None) -> None:  # noqa: ARG002 - nothing was read
        """Show what can be written."""
        rows = [
            Row(
                YEAR_END,
                (Cell(YEAR_END_WORDS), Cell("总结、各项任务、下限、项目、时限和全部台账，每个数注明条款")),
            ),
            Row(PRINTED, (Cell(PRINTED_WORDS), Cell("只有总结和各表，不含台账和逐条名单"))),
        ]
        rows += [
            *(
                Row(
                    f"{FORM}{form.id}",
                    (
                        Cell(_form_words(form)),
                        Cell(f"{form.source.clause}，每个部门一张，按通知的栏目和顺序"),
                    ),
                )
                for form in declared_forms(self.office)
            ),
            Row(RATES, (Cell("佐证齐套率"), Cell("各台账、各单位应附的佐证齐了多少，缺的是哪些记录"))),
            Row(EVIDENCE, (Cell("佐证文件夹"), Cell("全部佐证，按台账和记录编号分文件夹，附目录"))),
        ]
        rows += [
            Row(key, (Cell(f"{schemas()[key].title}台账"), Cell("本单位范围内的全部记录")))
            for key in in_use(self.office)
        ]
        self.query_one("#reports", RecordTable).show(rows)

    @on(RecordTable.Chosen, "#reports")
    def ask_where(self, event: RecordTable.Chosen) -> None:
        """Ask where to write it, one report at a time, or show how complete the evidence is."""
        if self.query_one(ProgressBar).has_class("-busy"):
            self.app.notify("上一份报表还在生成，请稍候", severity="warning", markup=False)
            return
        if event.row.key in (EVIDENCE, RATES):
            self._show_rates() if event.row.key == RATES else self._export_evidence()
            return
        title = self._title(event.row.key)
        office = self.office
        name = f"{office.unit.name}-{office.programme.short}-{title}-{show_date(office.today)}.xlsx"
        place = Path.home() / "".join("_" if sign in '\\/:*?"<>|' else sign for sign in name)
        question = Ask(
            f"{title}：保存到", "写好后才改名，已有的同名文件会先询问。", text=str(place), check=place_fault
        )
        self.app.push_screen(question, partial(self._ask_replace, event.row.key))

    def _show_rates(self) -> None:
        from qtrack.tui.evidence_rates import RatesScreen

        self.app.push_screen(RatesScreen(self.view))

    @work(group="evidence")
    async def _export_evidence(self) -> None:
        from qtrack.tui.evidence_export import export_evidence

        self.query_one("#written", Static).update("")
        with telling(self.app):
            self.query_one("#written", Static).update(await export_evidence(self.app, self.view))

    def _title(self, key: str) -> str:
        if key in (YEAR_END, PRINTED):
            return YEAR_END_WORDS if key == YEAR_END else PRINTED_WORDS
        form = next((one for one in declared_forms(self.office) if f"{FORM}{one.id}" == key), None)
        return _form_words(form) if form else schemas()[key].title

    def _ask_replace(self, key: str, text: str | None) -> None:
        if text is None:
            return
        path = Path(text).expanduser()
        if not path.exists():
            self._start(key, path, sure=True)
            return
        question = Confirm("已有同名文件，替换吗？", str(path), yes="替换", no="不替换")
        self.app.push_screen(question, lambda sure: self._start(key, path, sure=bool(sure)))

    def _start(self, key: str, path: Path, *, sure: bool) -> None:
        if not sure:
            return
        self.query_one("#written", Static).update("正在生成，请稍候")
        self.query_one(ProgressBar).add_class("-busy")
        self.query_one(ProgressBar).update(total=None)
        self.run_worker(partial(self._write, key, path), thread=True, exclusive=True, group="report")

    def _write(self, key: str, path: Path) -> None:
        words = "没有写成，原有文件未改动"
        with telling(self.app):
            written = self._writer(key)(path, self._advance)
            words = f"已写好：{written}"
        self.post_message(self.Written(words))

    def _writer(self, key: str) -> Callable[[Path, Callable[[int, int], None]], Path]:
        desk = self.view.desk
        if key in (YEAR_END, PRINTED):
            return partial(desk.write_year_end, self.office, short=key == PRINTED)
        if key.startswith(FORM):
            return partial(self._write_form, key.removeprefix(FORM))
        return partial(desk.write_ledger, self.office, key)

    def _write_form(self, form_id: str, path: Path, progress: Callable[[int, int], None]) -> Path:
        from qtrack.reports.xlsx import write_xlsx

        report = self.view.desk.store.read(declared_report, self.office, form_id)
        return write_xlsx(report, path, progress)

    def _advance(self, done: int, total: int) -> None:
        self.post_message(self.Advanced(done, total))

    @on(Advanced)
    def show_advance(self, message: Advanced) -> None:
        """Move the bar."""
        self.query_one(ProgressBar).update(total=message.total, progress=message.done)

    @on(Written)
    def show_written(self, message: Written) -> None:
        """Say where the file is, or that there is none."""
        self.query_one(ProgressBar).remove_class("-busy")
        self.query_one("#written", Static).update(message.words)


def _form_words(form: Form) -> str:
    """Give what a form is called in a list, after the ledger it is filled from."""
    return f"{schemas()[form.ledger].title}表"
