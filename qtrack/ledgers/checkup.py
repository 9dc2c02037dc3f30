"""质量体检: a firm's check-up and the plan made for it alone (Q23 三（四）, Q-6)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, Ticks, about
from qtrack.ledgers.rules import in_order, needed_in, only_in


class CheckupState(Enum):
    """How far a check-up has come."""

    PLANNED = "列入计划"
    VISITED = "已体检"
    ADVISED = "已出方案"
    CLOSED = "整改完成"


class CheckupMethod(Enum):
    """How a check-up is done."""

    ADVICE = "上门咨询"
    ANALYSIS = "集中研讨"
    DIAGNOSIS = "专题诊断"


_VISITED = (CheckupState.VISITED, CheckupState.ADVISED, CheckupState.CLOSED)
_ADVISED = (CheckupState.ADVISED, CheckupState.CLOSED)
_CLOSED = (CheckupState.CLOSED,)


class Checkup(Ledger):
    """One check-up of one firm."""

    __tablename__ = "checkup"
    title = "质量体检"
    dated_by = "visited_on"
    named_by = "enterprise"
    alike = (("enterprise", "visited_on"),)
    ahead = ("planned_on",)
    # 三（四）: 体检计划, then a way to put right what was found, for this firm alone.
    proofs = (
        Proof("整改方案", "“一企一策”解决整改方案", expected=True, field="state", states=_ADVISED),
        Proof("体检记录", "有企业签字或盖章", expected=True, field="state", states=_VISITED),
        Proof("体检计划"),
        Proof("照片"),
    )
    rules = (
        needed_in("visited_on", "体检日期", "state", _VISITED),
        only_in("visited_on", "体检日期", "state", "状态", _VISITED),
        needed_in("plan", "一企一策方案", "state", _ADVISED),
        needed_in("closed_on", "整改完成日期", "state", _CLOSED),
        only_in("closed_on", "整改完成日期", "state", "状态", _CLOSED),
        in_order("visited_on", "closed_on", "整改完成日期：早于体检日期，请核对"),
    )

    enterprise: Mapped[str] = mapped_column(
        ForeignKey("enterprise.uid"), index=True, info=about("企业", "写信用代码或企业名称，F4 选", 28)
    )
    state: Mapped[CheckupState] = mapped_column(Choice(CheckupState), index=True, info=about("状态", "", 8))
    planned_on: Mapped[date | None] = mapped_column(Date, info=about("计划日期", "体检计划安排的日期", 10))
    visited_on: Mapped[date | None] = mapped_column(Date, index=True, info=about("体检日期", "", 10))
    methods: Mapped[tuple[CheckupMethod, ...] | None] = mapped_column(
        Ticks(CheckupMethod), info=about("体检方式", "可多选", 20)
    )
    experts: Mapped[str | None] = mapped_column(String(120), info=about("专家", "", 16))
    findings: Mapped[str | None] = mapped_column(String(1000), info=about("发现问题", "", 20))
    plan: Mapped[str | None] = mapped_column(String(1000), info=about("一企一策方案", "解决整改的办法", 20))
    closed_on: Mapped[date | None] = mapped_column(Date, info=about("整改完成日期", "", 12))
