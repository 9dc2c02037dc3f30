"""加减分: what is added to a score or taken off it (A23 附件2, 附件4 第21、22项; A-4, A-6, A-7)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.bounded import Bounded
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import EntryKey, Exact, about


class ExtraScore(Ledger):
    """One occasion under one extra item; `amount` stays empty where nobody has said how much."""

    __tablename__ = "extra_score"
    title = "加减分"
    dated_by = "happened_on"
    named_by = "extra"
    alike = (("unit", "extra", "subject"),)
    # A bonus rests on a commendation, a deduction on a finding.
    proofs = (Proof("依据文件", "表彰、通报、判定文件", expected=True),)

    # 附件2 prints the steps as a sample, 待省质强办定; an item without printed amounts takes any.
    bounds = (Bounded("amount", "extra", doubt=True),)

    extra: Mapped[str] = mapped_column(EntryKey("extras"), index=True, info=about("加减分项目", "F4 选", 28))
    happened_on: Mapped[date] = mapped_column(
        Date, index=True, info=about("发生日期", "表彰、通报或事故的日期", 10)
    )
    subject: Mapped[str] = mapped_column(String(120), info=about("事由", "哪一项表彰，哪一起事故", 28))
    amount: Mapped[Decimal | None] = mapped_column(
        Exact, info=about("加减分值", "只写多少分，加还是减看项目", 8)
    )
    finding: Mapped[str | None] = mapped_column(String(200), info=about("认定依据", "机关和文号", 20))
