"""工作计划: a bureau's own plan and whether it has its four parts (H22 四（二）, H-8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from sqlalchemy import Boolean, Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Values
from qtrack.domain.problem import Problem
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Ticks, about


class PlanPart(Enum):
    """What a plan has to make clear."""

    FOCUS = "工作重点"
    TASKS = "目标任务"
    ROUTE = "路线图"
    CALENDAR = "时间表"


def has_four_parts(values: Values) -> Iterable[Problem]:
    """Ask about a plan that leaves out one of its four parts."""
    ticked = values["parts"]
    held = ticked if isinstance(ticked, tuple) else ()
    missing = [part.value for part in PlanPart if part not in held]
    if missing:
        yield Problem("parts", f"计划要素：要求明确四项，还缺{'、'.join(missing)}", doubt=True)


class WorkPlan(Ledger):
    """One plan; complete with all four parts."""

    __tablename__ = "work_plan"
    title = "工作计划"
    dated_by = "made_on"
    named_by = "name"
    alike = (("unit", "name"),)
    # 四（二）: the plan itself.
    proofs = (Proof("计划文件", "印发的计划、方案", expected=True),)
    rules = (has_four_parts,)

    name: Mapped[str] = mapped_column(String(80), info=about("计划名称", "", 30))
    made_on: Mapped[date] = mapped_column(Date, index=True, info=about("制定日期", "", 10))
    parts: Mapped[tuple[PlanPart, ...] | None] = mapped_column(
        Ticks(PlanPart), info=about("计划要素", "四项都有才齐全，可多选", 28)
    )
    quality_month: Mapped[bool | None] = mapped_column(
        Boolean, info=about("结合质量月", "结合“质量月”活动的写“是”", 10)
    )
    doc_no: Mapped[str | None] = mapped_column(String(60), info=about("文号", "", 16))
    note: Mapped[str | None] = mapped_column(String(400), info=about("计划内容", "", 20))
