"""政府质量奖: winners of quality awards of all levels (H22 三“一是”, H-2; E22 二（二）, E-7)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, Ticks, about


class AwardLevel(Enum):
    """Whose award it is."""

    NATION = "国家级"
    PROVINCE = "省级"
    CITY = "市级"
    COUNTY = "县级"


class AwardKind(Enum):
    """What was given."""

    AWARD = "正奖"
    NOMINATION = "提名奖"


class Drive(Enum):
    """In what a winner leads the smaller firms of its chain (链主带动)."""

    TECHNOLOGY = "技术"
    MARKET = "市场"
    STANDARDS = "标准"
    QUALITY = "质量"
    BRAND = "品牌"


class Award(Ledger):
    """One award to one winner."""

    __tablename__ = "award"
    title = "政府质量奖"
    dated_by = "awarded_on"
    named_by = "winner"
    alike = (("winner", "name", "awarded_on"),)
    # 三“一是”: the decision names the winner.
    proofs = (
        Proof("表彰文件", "表彰决定、通报", expected=True),
        Proof("证书"),
        Proof("带动材料", "链主带动中小企业的协议、总结"),
        Proof("照片"),
    )

    winner: Mapped[str] = mapped_column(String(80), info=about("获奖组织或个人", "", 28))
    level: Mapped[AwardLevel] = mapped_column(Choice(AwardLevel), index=True, info=about("奖项级别", "", 8))
    name: Mapped[str] = mapped_column(String(60), info=about("奖项名称", "如 示例市市长质量奖", 20))
    awarded_on: Mapped[date] = mapped_column(Date, index=True, info=about("表彰日期", "", 10))
    kind: Mapped[AwardKind] = mapped_column(Choice(AwardKind), info=about("奖别", "", 8))
    session: Mapped[str | None] = mapped_column(String(20), info=about("届次", "如 第七届", 8))
    drive: Mapped[tuple[Drive, ...] | None] = mapped_column(
        Ticks(Drive), info=about("链主带动", "带动中小企业的方面，可多选", 20)
    )
    driven: Mapped[int | None] = mapped_column(Integer, info=about("带动企业数", "", 10))
    note: Mapped[str | None] = mapped_column(String(400), info=about("带动情况", "", 20))
