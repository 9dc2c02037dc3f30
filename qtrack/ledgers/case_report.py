"""典型案例: cases of the place, sent in as they come up (H22 四（三）, H-9)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Values
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import about
from qtrack.ledgers.rules import doubtful, in_order


def _dated_without_adoption(values: Values) -> bool:
    return values["adopted_on"] is not None and values["adopted"] is not True


class CaseReport(Ledger):
    """One case sent upward."""

    __tablename__ = "case_report"
    title = "典型案例"
    dated_by = "sent_on"
    named_by = "headline"
    alike = (("unit", "headline"),)
    # 四（三）: what was sent, and that it was taken up.
    proofs = (
        Proof("案例材料", expected=True),
        Proof("采用证明", "刊物、通报、网页截图"),
    )
    rules = (
        in_order("sent_on", "adopted_on", "采用日期：早于报送日期，请核对"),
        doubtful("adopted", _dated_without_adoption, "采用：填了采用日期，“采用”没有写“是”"),
    )

    headline: Mapped[str] = mapped_column(String(120), info=about("案例标题", "", 30))
    sent_on: Mapped[date] = mapped_column(Date, index=True, info=about("报送日期", "", 10))
    subject: Mapped[str | None] = mapped_column(String(80), info=about("案例单位", "案例写的企业或单位", 20))
    adopted: Mapped[bool | None] = mapped_column(Boolean, info=about("采用", "被采用的写“是”", 4))
    adopted_on: Mapped[date | None] = mapped_column(Date, info=about("采用日期", "", 10))
    adopted_by: Mapped[str | None] = mapped_column(String(80), info=about("采用单位或刊物", "", 16))
    summary: Mapped[str | None] = mapped_column(String(1000), info=about("主要做法", "", 20))
