"""报送: a deadline marked done (E22 三（二）, 四（一）, 四（三））."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import EntryKey, about


class Submission(Ledger):
    """What a unit sent for a deadline, and when."""

    __tablename__ = "submission"
    title = "报送"
    dated_by = "submitted_on"
    named_by = "deadline"
    alike = (("deadline", "unit"),)
    # 三（二）, 四（一）, 四（三）: what was sent by its day.
    proofs = (
        Proof("报送件", "盖章的方案、推荐表、总结", expected=True),
        Proof("回执", "签收、邮件回复的截图"),
        Proof("图片"),
        Proof("视频"),
    )

    deadline: Mapped[str] = mapped_column(EntryKey("deadlines"), index=True, info=about("报送事项", "", 30))
    submitted_on: Mapped[date] = mapped_column(Date, index=True, info=about("报送日期", "如 今天、3-25", 10))
    deliverables: Mapped[str | None] = mapped_column(
        String(200), info=about("已报件", "应报几样的，写已报的，如 工作总结、图片", 20)
    )
    doc_no: Mapped[str | None] = mapped_column(String(60), info=about("文号", "", 20))
    note: Mapped[str | None] = mapped_column(String(400), info=about("备注", "", 20))
