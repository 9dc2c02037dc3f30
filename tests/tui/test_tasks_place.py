"""9 重点工作: the tree of tasks, how each stands, and what was reported of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from places_bench import at, kept, put
from test_indicators_place import ASSESSMENT, MIDDLE, NARROW, PLAN, WIDE, hunan_desk, line, stand_on

from qtrack.tui.screens.task import TaskScreen
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.source_view import SourceView
from qtrack.wiring import Desk


def reported(desk: Desk, task: str, state: str, **texts: str) -> None:
    """Report a task as the form would."""
    put(
        desk,
        "task_progress",
        unit=desk.office.unit.name,
        task=task,
        state=state,
        reported_on="2023-09-01",
        progress="示例进展",
        **texts,
    )


async def test_p_11_the_tree_is_shown_with_the_counts_of_its_states(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        reported(desk, f"{PLAN}/t1-1-1", "已完成", done_on="2023-08-30")
        reported(desk, f"{PLAN}/t1-1-2", "延期", delay_reason="示例原因")
        async with at(desk, "9", size=WIDE) as hand:
            assert hand.table().total == len(desk.office.programme.tasks)
            assert "未填报 47" in hand.picture
            assert "已完成 1" in hand.picture
            assert "延期 1" in hand.picture
            assert "1/11" in line(hand, "- 一、")
            assert "√ 已完成" in line(hand, "1.全面推进制造业")
            assert "示例原因" in line(hand, "2.全面推进工业")


async def test_branches_fold_and_open_by_the_arrows(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "9", size=MIDDLE) as hand:
            whole = hand.table().total
            await hand("left")
            assert hand.table().total == whole - 13
            assert line(hand, "+ 一、")
            await hand("right")
            assert hand.table().total == whole
            await hand("down", "down", "left")
            assert hand.table().total == whole - 5
            assert line(hand, "+ （一）奋力实施产品")
            await hand("right", "right")
            assert hand.table().total == whole
            assert hand.table().cursor[1] == 1
            await hand("f6")
            assert hand.table().total == 5
            await hand("f6")
            assert hand.table().total == whole


async def test_words_are_found_even_in_what_is_folded(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "9", "f6", "f3", size=MIDDLE) as hand:
            await hand.types("消费品")
            await hand("enter")
            assert "3.全面推进消费品质量提升行动" in hand.picture
            assert hand.table().total < 5
            await hand("f3", "escape")
            assert hand.table().total == 5


@pytest.mark.parametrize("size", [NARROW, MIDDLE])
async def test_f7_reports_the_task_under_the_cursor_and_enter_shows_its_history(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "9", size=size) as hand:
            await stand_on(hand, f"{PLAN}/t1-1-1")
            await hand("f7")
            assert isinstance(hand.app.screen, FormScreen)
            await hand.fill(state="推进中", progress="示例进展")
            await hand("f2")
            assert hand.app.current_mode == "9"
            assert "推进中" in line(hand, "1.全面推进制造业")
            assert kept(desk, "task_progress", "task") == ["全面推进制造业质量提升行动"]
            await hand("enter")
            assert isinstance(hand.app.screen, TaskScreen)
            assert hand.ledger.total == 1
            assert "第三章一（一）1" in hand.picture
            await hand("escape", "f2")
            assert isinstance(hand.app.screen, FormScreen)
            await hand.fill(progress="示例进展二")
            await hand("f2")
            assert kept(desk, "task_progress", "progress") == ["示例进展二"]


async def test_a_13_the_work_of_the_year_shows_who_leads_and_the_days_it_is_tied_to(tmp_path: Path) -> None:
    with hunan_desk(tmp_path, programme=ASSESSMENT) as desk:
        async with at(desk, "9", size=(240, 40)) as hand:
            assert len(hand.rows()) == 14
            words = line(hand, "6.开展质量宣传培训活动")
            for said in ("省市场监管局", "各市州", "“3·15”", "未填报"):
                assert said in words
            await stand_on(hand, f"{ASSESSMENT}/w4")
            await hand("f1")
            assert isinstance(hand.app.screen, SourceView)
            assert "照印“市场监管局”" in hand.picture


async def test_what_is_not_done_when_the_year_is_over_is_overdue(tmp_path: Path) -> None:
    with hunan_desk(tmp_path, programme=ASSESSMENT) as desk:
        desk._environment = {"QTRACK_TODAY": "2024-01-02"}  # noqa: SLF001 - the year turns while the app is open
        async with at(desk, "9", size=MIDDLE) as hand:
            assert "逾期 13" in hand.picture
            assert "× 逾期" in line(hand, "1.强化协调推进")
