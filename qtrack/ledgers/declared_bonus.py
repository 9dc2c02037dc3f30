"""加分申报: what a department wants added for (A23 附件2, A-4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, EntryKey, Exact, Year, about


class BonusItem(Enum):
    """The items 附件2 allows."""

    COMMENDATION = "激励表彰"
    HONOUR = "质量荣誉"


class DeclaredBonus(Ledger):
    """One row of 附件2, declared by one department."""

    __tablename__ = "declared_bonus"
    title = "加分申报"
    dated_by = "declared_on"
    named_by = "department"
    alike = (("department", "year", "standard"),)
    # 附件2 is sent stamped, and what a bonus rests on goes with it.
    proofs = (Proof("申报表", "附件2，盖章件", expected=True), Proof("指标依据", "所依据的文件"))

    department: Mapped[str] = mapped_column(
        EntryKey("departments"), index=True, info=about("单位名称", "申报的部门，F4 选", 20)
    )
    declared_on: Mapped[date] = mapped_column(Date, index=True, info=about("申报日期", "", 10))
    year: Mapped[int] = mapped_column(Year, info=about("考核年度", "如 2023", 8))
    item: Mapped[BonusItem] = mapped_column(Choice(BonusItem), info=about("加分项目", "", 10))
    standard: Mapped[str] = mapped_column(String(1000), info=about("加分标准", "什么情形加多少分", 28))
    amount: Mapped[Decimal | None] = mapped_column(Exact, info=about("分值", "分几档的写最高一档", 6))
    basis: Mapped[str] = mapped_column(String(600), info=about("指标依据", "必须有依据", 24))
