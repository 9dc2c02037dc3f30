"""What importing a file would do, row by row, until the person imports it or leaves."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from qtrack.domain.progress import Progress, StoppedError
from qtrack.domain.review import Outcome, Review
from qtrack.services.import_work import changed_by, done_words, fit_for_refused, refused_path
from qtrack.tui.imports import review_words as words
from qtrack.tui.imports.review_cells import ReviewCells
from qtrack.tui.imports.working import working
from qtrack.tui.saving import ask_place
from qtrack.tui.telling import confirm, telling
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.tui.widgets.dialogs import Confirm, Notice
from qtrack.tui.widgets.explain import Explain

MENU = (
    ("import", "导入：全部保存，或一条也不保存", "Ctrl+S"),
    ("edit_cell", "改这一格", "F2"),
    ("turn_out", "略去这一行，再按恢复", "空格"),
    ("go_to_problem(1)", "到下一处问题", "F3"),
    ("go_to_problem(-1)", "到上一处问题", "Shift+F3"),
    ("look_further(1)", "只看下一种结果", "Tab"),
    ("look_at('ALL')", "看全部", "0"),
    ("turn_changes", "按文件修改已登记的，或不改", "F5"),
    ("turn_leave_out", "只导入通过的，或全部通过才导入", "F7"),
    ("explain", "写核实说明，使请核实的通过", "F9"),
    ("write_refused", "把未通过的行和原因写到工作簿", "Ctrl+E"),
    ("tell_row", "看这一行的全部说明", "Ctrl+T"),
    ("leave", "返回，不导入", "Esc"),
)
"""What can be done here: action, words, keys."""

HELP = """\
每一行会怎样：
新增　　台账里没有，会登记
相同　　已登记，内容一样，不动
不同　　已登记，内容有别；按 F5 才按文件修改，空白的格不改
重复　　与文件里另一行说的是同一件事
未通过　有错或请核实，原因写在下面，注明表、行、列

F2 或 Enter 改这一格，改完马上重新核对；F4 列出可选的
空格或 F8　 略去这一行（不导入），再按恢复
F3　　　　　到下一处问题，Shift+F3 上一处（也可按 n、p）
Tab、0 至 6　只看一种结果
F7　　　　　只导入通过的；不选时有一行未通过就全部不导入
F9　　　　　写核实说明，请核实的行就能通过，说明随记录保存
Ctrl+E　　　未通过的行连同原因写到工作簿，改好再导入
Ctrl+T　　　看这一行的全部说明
Ctrl+S　　　导入；此前什么都不保存，导入后 Ctrl+Z 可整个撤销
Esc　　　　 返回上一步"""


class ReviewScreen(ReviewCells):
    """Gives the sentence that says what was imported; None when the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "帮助", show=False),
        Binding("f5", "turn_changes", "按文件修改已登记的", show=False),
        Binding("f6", "menu", "更多", show=False),
        Binding("f7", "turn_leave_out", "只导入通过的", show=False),
        Binding("f9", "explain", "核实说明", show=False),
        Binding("ctrl+e", "write_refused", "写出未通过的行", show=False),
        Binding("ctrl+s", "import", "导入", show=False),
        Binding("escape", "leave", "返回", show=False),
    ]

    def action_help(self) -> None:
        """Say what the outcomes and keys mean."""
        self.app.push_screen(Notice("导入核对 帮助", HELP))

    @work(group="menu", exclusive=True)
    async def action_menu(self) -> None:
        """Offer everything that can be done here, with its keys."""
        options = [Option(action, about, keys) for action, about, keys in MENU]
        action = await self.app.push_screen_wait(Chooser("还能做什么", options))
        if action is not None:
            await self.app.run_action(action, self)

    # How it is imported

    def action_turn_changes(self) -> None:
        """Let rows already there become what the file says, or not."""
        self.trial.wish = replace(self.trial.wish, changes=not self.trial.wish.changes)
        self.judge()

    def action_turn_leave_out(self) -> None:
        """Import the rows that pass though others do not, or all or none."""
        self.trial.wish = replace(self.trial.wish, leave_out=not self.trial.wish.leave_out)
        self.say()

    @work(group="explain", exclusive=True)
    async def action_explain(self) -> None:
        """Ask for the explanation that lets doubts pass."""
        verdicts, wish = self.verdicts, self.trial.wish
        if verdicts is None or not (verdicts.doubted or wish.explanation):
            self.notify("没有请核实的行", markup=False)
            return
        question = Explain(words.doubts_told(verdicts), wish.explanation)
        explanation = await self.app.push_screen_wait(question)
        if explanation is not None:
            self.trial.wish = replace(self.trial.wish, explanation=explanation)
            self.trial.edited = True
            self.judge()

    # What is refused

    @work(group="refused", exclusive=True)
    async def action_write_refused(self) -> None:
        """Ask where, and write the refused rows with their reasons."""
        verdicts, job, kept = self.verdicts, self.job, self.trial.asked().kept
        if verdicts is None or self.is_judging or not verdicts.problems:
            self.notify("还在核对，请稍候" if self.is_judging else "没有未通过的行", markup=False)
            return
        file = job.file or Path.home() / f"{self.found.schema.title}.xlsx"
        with telling(self.app):
            out = await ask_place(self.app, f"未通过的 {len(verdicts.problems):,} 行写到", refused_path(file))
            if out is None:
                return
            fit_for_refused(out, job.file)

            def write(*_: object) -> Path:
                return job.work.write_refused(job.office, self.found, kept, verdicts.review, out)

            written = await working(self.app, "正在写未通过的行", write)
            confirm(self.app, f"已写到：{written}；改好后可以再导入")

    # Importing

    @work(group="import", exclusive=True)
    async def action_import(self) -> None:
        """Keep the rows, all that are wanted or none, unless something stands in the way."""
        verdicts, wish = self.verdicts, self.trial.wish
        if verdicts is None or self.is_judging:
            waiting = "还在核对，核对完再按 Ctrl+S"
            self.notify(waiting if self.is_judging else words.outlook(verdicts, wish)[0], markup=False)
            return
        review, title = verdicts.review, self.found.schema.title
        if review.refused and not wish.leave_out:
            self.notify(words.outlook(verdicts, wish)[0], severity="warning", markup=False)
            return
        if not any(changed_by(review, wish)):
            if review.refused or review.counts[Outcome.CHANGES]:
                self.notify(words.outlook(verdicts, wish)[0], severity="warning", markup=False)
            else:
                self.leave_with(done_words(title, review, wish))
            return
        if review.refused and not await self.app.push_screen_wait(_leaving_out(verdicts.review)):
            return
        with telling(self.app):
            try:
                told = await self._keep()
            except StoppedError as stopped:
                self.notify(str(stopped), markup=False)
                return
            if told.refused and not wish.leave_out:  # somebody else has changed the ledger meanwhile
                self.notify("台账刚被改过，有行不能通过，全部没有导入；请看新的结果", severity="warning")
                self.judge()
            else:
                self.leave_with(f"{done_words(title, told, wish)}，^Z 可撤销")

    async def _keep(self) -> Review:
        job, asked = self.job, self.trial.asked()

        def keep(progress: Progress, _stopped: object) -> Review:
            return job.work.keep(job.office, job.key, asked.kept, asked.wish, progress)

        return await working(self.app, f"正在导入“{self.found.schema.title}”台账", keep)

    def action_leave(self) -> None:
        """Go back; ask first when something was mended."""
        if not self.trial.edited:
            self.leave_with(None)
            return
        question = Confirm("放弃在这里改过的内容？", "文件和台账都不会改动", yes="放弃", no="留下")
        self.app.push_screen(question, partial(_leave, self))


def _leave(screen: ReviewScreen, sure: bool | None) -> None:  # noqa: FBT001 - what the question answers
    if sure:
        screen.leave_with(None)


def _leaving_out(review: Review) -> Confirm:
    refused = len(review.refused)
    detail = f"未通过的 {refused:,} 行不导入；要留着改，先按 Ctrl+E 写到工作簿"
    return Confirm("只导入通过的行？", detail, yes="导入", no="先不")
