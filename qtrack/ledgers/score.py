"""考核自评: what a unit gives itself for one point of the table (A23 附件4, A-5, A-16)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.bounded import Bounded
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import EntryKey, Exact, about


class Score(Ledger):
    """One point of the table as one unit sees itself."""

    __tablename__ = "score"
    title = "考核自评"
    dated_by = "scored_on"
    named_by = "point"
    alike = (("unit", "point"),)
    # What is claimed is proved, point by point.
    proofs = (Proof("证明材料", "文件、通报、照片、统计表", expected=True), Proof("评价意见"))

    # Nobody gives, hopes for or gets more than a point is worth.
    bounds = (Bounded("self_score", "point"), Bounded("expected", "point"), Bounded("final", "point"))

    point: Mapped[str] = mapped_column(EntryKey("points"), index=True, info=about("考核要点", "F4 选", 30))
    self_score: Mapped[Decimal] = mapped_column(Exact, info=about("自评得分", "如 2.5", 8))
    scored_on: Mapped[date] = mapped_column(Date, index=True, info=about("自评日期", "", 10))
    expected: Mapped[Decimal | None] = mapped_column(Exact, info=about("争取得分", "补齐以后可得", 8))
    final: Mapped[Decimal | None] = mapped_column(Exact, info=about("评定得分", "评价部门给的", 8))
    last_final: Mapped[Decimal | None] = mapped_column(Exact, info=about("上年得分", "上一年度评定", 8))
    basis: Mapped[str | None] = mapped_column(String(1000), info=about("自评依据", "凭什么得分", 24))
    lost: Mapped[str | None] = mapped_column(String(400), info=about("失分原因", "怎样补上", 20))
