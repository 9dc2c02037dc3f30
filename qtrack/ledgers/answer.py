"""部门反馈: which department has answered with which form (A23 正文, A-1)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Boolean, Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Values
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, EntryKey, about
from qtrack.ledgers.rules import doubtful, in_order


class AnswerForm(Enum):
    """The two forms asked for; the second may have nothing to report."""

    INDICATORS = "指标申报表"
    BONUS = "加分项申报表"


def _nothing_in_time(values: Values) -> bool:
    return values["nothing_to_report"] is True and values["answered_on"] is None


class Answer(Ledger):
    """One form of one department: asked for, and answered once it has a day."""

    __tablename__ = "answer"
    title = "部门反馈"
    dated_by = "answered_on"
    named_by = "department"
    alike = (("unit", "department", "form"),)
    # The department's own sheet, stamped.
    proofs = (Proof("申报表", "盖章件"), Proof("无申报说明"), Proof("催报函"))
    rules = (
        in_order("asked_on", "answered_on", "反馈日期：早于发函日期，请核对"),
        doubtful("nothing_to_report", _nothing_in_time, "无申报内容：还没有反馈日期，不算已反馈"),
        doubtful(
            "form",
            lambda values: values["nothing_to_report"] is True and values["form"] is AnswerForm.INDICATORS,
            "反馈表：指标申报表要求都报，“无申报内容”一般只用于加分项申报表",
        ),
    )

    department: Mapped[str] = mapped_column(
        EntryKey("departments"), index=True, info=about("部门", "F4 选", 24)
    )
    form: Mapped[AnswerForm] = mapped_column(Choice(AnswerForm), index=True, info=about("反馈表", "", 14))
    asked_on: Mapped[date | None] = mapped_column(Date, info=about("发函日期", "", 10))
    answered_on: Mapped[date | None] = mapped_column(
        Date, index=True, info=about("反馈日期", "还没有反馈的空着", 10)
    )
    nothing_to_report: Mapped[bool | None] = mapped_column(
        Boolean, info=about("无申报内容", "反馈说没有可报的写“是”", 10)
    )
    urged_on: Mapped[date | None] = mapped_column(Date, info=about("催报日期", "最近一次", 10))
    contact: Mapped[str | None] = mapped_column(String(60), info=about("联系人及电话", "", 16))
    note: Mapped[str | None] = mapped_column(String(400), info=about("反馈说明", "", 20))
