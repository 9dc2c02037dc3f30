"""重点工作: how far the tasks a notice lists have come (P145 第三、四章, P-11; A23 附件3, A-13)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, EntryKey, about
from qtrack.ledgers.rules import needed_in, only_in


class TaskState(Enum):
    """How a task stands."""

    WAITING = "未启动"
    RUNNING = "推进中"
    DONE = "已完成"
    DELAYED = "延期"


_DONE = (TaskState.DONE,)
_DELAYED = (TaskState.DELAYED,)


class TaskProgress(Ledger):
    """What one unit reports of one task on one day; the latest report says how the task stands there."""

    __tablename__ = "task_progress"
    title = "重点工作"
    dated_by = "reported_on"
    named_by = "task"
    alike = (("unit", "task", "reported_on"),)
    # A year's measures are kept under the task they belong to, with what proves them.
    proofs = (
        Proof("佐证材料", "文件、通报、照片", expected=True, field="state", states=_DONE),
        Proof("延期说明", "盖章件", field="state", states=_DELAYED),
    )
    rules = (
        needed_in("done_on", "完成日期", "state", _DONE),
        only_in("done_on", "完成日期", "state", "状态", _DONE),
        needed_in("delay_reason", "延期说明", "state", _DELAYED),
    )

    task: Mapped[str] = mapped_column(EntryKey("tasks"), index=True, info=about("重点工作", "F4 选", 30))
    state: Mapped[TaskState] = mapped_column(Choice(TaskState), index=True, info=about("状态", "", 8))
    reported_on: Mapped[date] = mapped_column(Date, index=True, info=about("填报日期", "", 10))
    progress: Mapped[str | None] = mapped_column(
        String(2000), info=about("进展情况", "做了什么，到了哪一步", 28)
    )
    done_on: Mapped[date | None] = mapped_column(Date, info=about("完成日期", "", 10))
    delay_reason: Mapped[str | None] = mapped_column(
        String(400), info=about("延期说明", "延期的写原因和新的时间", 20)
    )
    lead: Mapped[str | None] = mapped_column(String(120), info=about("牵头单位", "本级牵头的科室或单位", 16))
    support: Mapped[str | None] = mapped_column(String(200), info=about("配合单位", "", 16))
