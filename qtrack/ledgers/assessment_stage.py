"""考核阶段: how far an assessment has come at a unit, and who answers questions there (A-16)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import EntryKey, about


class AssessmentStage(Ledger):
    """One stage at one unit: planned, and done once it has a day."""

    __tablename__ = "assessment_stage"
    title = "考核阶段"
    dated_by = "done_on"
    named_by = "stage"
    alike = (("unit", "stage"),)
    # What practice asks for along the way: reports, the table of self scores, proofs, the result.
    proofs = (Proof("备案表"), Proof("自评报告"), Proof("自评打分表"), Proof("证明资料"), Proof("通报"))
    ahead = ("planned_on",)

    stage: Mapped[str] = mapped_column(EntryKey("stages"), index=True, info=about("阶段", "F4 选", 16))
    planned_on: Mapped[date | None] = mapped_column(Date, info=about("计划日期", "", 10))
    done_on: Mapped[date | None] = mapped_column(
        Date, index=True, info=about("完成日期", "还没有完成的空着", 10)
    )
    contact: Mapped[str | None] = mapped_column(String(40), info=about("联络员", "姓名", 10))
    phone: Mapped[str | None] = mapped_column(String(40), info=about("联络电话", "", 14))
    note: Mapped[str | None] = mapped_column(String(400), info=about("阶段说明", "", 20))
