"""质量状况调查: what firms work to, and how that compares (H22 三“四是”, H-6)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Ticks, about
from qtrack.ledgers.rules import given_when


class Finding(Enum):
    """What a comparison shows."""

    ADVANTAGE = "比较优势"
    COMMON_ILL = "行业通病"
    GAP = "差距短板"


class Survey(Ledger):
    """One firm surveyed on one day."""

    __tablename__ = "survey"
    title = "质量状况调查"
    dated_by = "surveyed_on"
    named_by = "enterprise"
    alike = (("enterprise", "surveyed_on"),)
    # 三“四是”: a sheet for each firm, and what was compared with what.
    proofs = (
        Proof("调查表", expected=True),
        Proof("比对报告", "标准比对、产品指标比对"),
        Proof("照片"),
    )
    rules = (given_when("compared_with", "results", "比对对象：填了比对结果，请填写与谁比对"),)

    enterprise: Mapped[str] = mapped_column(
        ForeignKey("enterprise.uid"), index=True, info=about("企业", "写信用代码或企业名称，F4 选", 28)
    )
    surveyed_on: Mapped[date] = mapped_column(Date, index=True, info=about("调查日期", "", 10))
    standard: Mapped[str | None] = mapped_column(String(200), info=about("执行标准", "", 20))
    indicator_level: Mapped[str | None] = mapped_column(String(200), info=about("指标水平", "", 16))
    system: Mapped[str | None] = mapped_column(String(200), info=about("管理体系", "", 16))
    compared_with: Mapped[str | None] = mapped_column(
        String(120), info=about("比对对象", "获奖组织，国内外标杆产品或服务", 20)
    )
    results: Mapped[tuple[Finding, ...] | None] = mapped_column(
        Ticks(Finding), info=about("比对结果", "可多选", 20)
    )
    measures: Mapped[str | None] = mapped_column(String(1000), info=about("提升举措", "", 20))
