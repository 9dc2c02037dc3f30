"""湖南名品: products on their way to recognition (H22 三“二是”, H-3; Q23 三（三））."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, Ticks, about
from qtrack.ledgers.rules import in_order, needed_in, only_in


class FameStage(Enum):
    """How far a product has come; only a recognised one counts."""

    CANDIDATE = "候选"
    APPLIED = "申报"
    RECOGNISED = "认定"


class FameQuality(Enum):
    """What the notice asks of a famous product."""

    SOUND = "质量过硬"
    ADVANCED = "技术领先"
    ACCEPTED = "社会认可"
    SUCCESSFUL = "业绩突出"
    SAFE = "放心安全"


_RECOGNISED = (FameStage.RECOGNISED,)
_SENT = (FameStage.APPLIED, FameStage.RECOGNISED)


class FamousProduct(Ledger):
    """One product of one firm."""

    __tablename__ = "famous_product"
    title = "湖南名品"
    dated_by = "recognised_on"
    named_by = "product"
    alike = (("enterprise", "product"),)
    # 三“二是”counts what was recognised; before it stands an application.
    proofs = (
        Proof("申报材料", "申报书、自评材料", expected=True, field="stage", states=_SENT),
        Proof("认定文件", "公告、证书", expected=True, field="stage", states=_RECOGNISED),
        Proof("检测报告"),
        Proof("顾客满意度报告"),
    )
    rules = (
        needed_in("applied_on", "申报日期", "stage", (FameStage.APPLIED,)),
        only_in("applied_on", "申报日期", "stage", "阶段", _SENT),
        needed_in("recognised_on", "认定日期", "stage", _RECOGNISED),
        only_in("recognised_on", "认定日期", "stage", "阶段", _RECOGNISED),
        in_order("applied_on", "recognised_on", "认定日期：早于申报日期，请核对"),
    )

    product: Mapped[str] = mapped_column(String(80), info=about("产品名称", "", 24))
    enterprise: Mapped[str] = mapped_column(
        ForeignKey("enterprise.uid"), index=True, info=about("企业", "写信用代码或企业名称，F4 选", 28)
    )
    stage: Mapped[FameStage] = mapped_column(
        Choice(FameStage), index=True, info=about("阶段", "“认定”才计数", 6)
    )
    applied_on: Mapped[date | None] = mapped_column(Date, info=about("申报日期", "", 10))
    recognised_on: Mapped[date | None] = mapped_column(Date, index=True, info=about("认定日期", "", 10))
    brand: Mapped[str | None] = mapped_column(String(60), info=about("品牌或商标", "", 14))
    quality: Mapped[str | None] = mapped_column(String(200), info=about("质量水平", "", 16))
    share: Mapped[str | None] = mapped_column(
        String(200), info=about("市场占有率", "连同范围，如 全省 30%", 16)
    )
    fame: Mapped[str | None] = mapped_column(String(200), info=about("品牌知名度", "", 16))
    satisfaction: Mapped[str | None] = mapped_column(String(200), info=about("顾客满意度", "", 16))
    qualities: Mapped[tuple[FameQuality, ...] | None] = mapped_column(
        Ticks(FameQuality), info=about("名品特质", "可多选", 20)
    )
