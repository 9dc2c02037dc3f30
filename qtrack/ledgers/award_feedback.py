"""评审反馈: what reviewers of a quality award wrote to an applicant (H22 三“四是”, H-7)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import about
from qtrack.ledgers.rules import doubtful, in_order


class AwardFeedback(Ledger):
    """The review of one applicant; done once the written feedback is sent."""

    __tablename__ = "award_feedback"
    title = "评审反馈"
    dated_by = "feedback_sent_on"
    named_by = "organisation"
    alike = (("organisation", "award"),)
    # 三“四是”wants strengths and problems given back in writing.
    proofs = (
        Proof("书面反馈", "评审反馈报告", expected=True),
        Proof("签收"),
        Proof("整改材料"),
    )
    rules = (
        in_order("reviewed_on", "feedback_sent_on", "反馈日期：早于评审日期，请核对"),
        doubtful(
            "strengths",
            lambda values: values["feedback_sent_on"] is not None and values["strengths"] is None,
            "亮点：已书面反馈，没有登记亮点",
        ),
        doubtful(
            "issues",
            lambda values: values["feedback_sent_on"] is not None and values["issues"] is None,
            "问题：已书面反馈，没有登记问题",
        ),
    )

    organisation: Mapped[str] = mapped_column(String(80), info=about("申报组织", "", 28))
    award: Mapped[str] = mapped_column(String(60), info=about("奖项名称", "如 第七届省长质量奖", 20))
    reviewed_on: Mapped[date | None] = mapped_column(Date, info=about("评审日期", "", 10))
    strengths: Mapped[str | None] = mapped_column(String(1000), info=about("亮点", "", 20))
    issues: Mapped[str | None] = mapped_column(String(1000), info=about("问题", "", 20))
    feedback_sent_on: Mapped[date | None] = mapped_column(
        Date, index=True, info=about("反馈日期", "书面反馈发出的日期", 10)
    )
    doc_no: Mapped[str | None] = mapped_column(String(60), info=about("文号", "", 16))
    improved: Mapped[str | None] = mapped_column(
        String(1000), info=about("总结提高", "企业收到后做了什么", 20)
    )
