"""质量安全事故: what takes points off or decides the grade (A23 附件4 第22、23项; A-7, A-8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum

from sqlalchemy import Boolean, Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Values
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, Exact, Money, about
from qtrack.ledgers.rules import doubtful, given_when, in_order


class IncidentKind(Enum):
    """In what an incident happened, as item 22 names them."""

    PRODUCT = "产品"
    SERVICE = "服务"
    EQUIPMENT = "特种设备"
    OTHER = "其他"


class IncidentLevel(Enum):
    """How grave it was; from 重大 on the grade is decided."""

    MINOR = "一般"
    LARGER = "较大"
    MAJOR = "重大"
    GRAVEST = "特别重大"


_MAJOR = (IncidentLevel.MAJOR, IncidentLevel.GRAVEST)


def decides(values: Values) -> bool:
    """Say whether an incident is of those that decide the grade once a finding says so (第23项)."""
    return values["level"] in _MAJOR or values["systemic"] is True


class Incident(Ledger):
    """One incident; the notice prints no amount to take off, so whoever marks keys it."""

    __tablename__ = "incident"
    title = "质量安全事故"
    dated_by = "happened_on"
    named_by = "name"
    alike = (("unit", "happened_on", "kind"),)
    # 第23项 wants the finding of the provincial government or a department it charged.
    proofs = (
        Proof("事故报告", "调查报告、情况报告", expected=True),
        Proof("判定文件", "省政府或授权部门的调查判定", expected=True, field="level", states=_MAJOR),
        Proof("处置材料"),
        Proof("照片"),
    )
    rules = (
        given_when("finding_on", "finding_body", "判定日期：填了判定机关，请填写判定日期"),
        given_when("finding_body", "finding_on", "判定机关：填了判定日期，请填写判定机关"),
        in_order("happened_on", "finding_on", "判定日期：早于发生日期，请核对"),
        in_order("happened_on", "reported_on", "报告日期：早于发生日期，请核对"),
        doubtful(
            "finding_body",
            lambda values: decides(values) and values["finding_body"] is None,
            "判定机关：重大以上或系统性区域性的，须经省政府或授权部门判定，还没有填写",
        ),
        doubtful(
            "deduction",
            lambda values: decides(values) and values["deduction"] is not None,
            "扣分：重大以上或系统性区域性的属否决项，一般不再扣分",
        ),
    )

    name: Mapped[str] = mapped_column(String(80), info=about("事故名称", "", 28))
    happened_on: Mapped[date] = mapped_column(Date, index=True, info=about("发生日期", "", 10))
    kind: Mapped[IncidentKind] = mapped_column(Choice(IncidentKind), info=about("事故类别", "", 8))
    level: Mapped[IncidentLevel] = mapped_column(
        Choice(IncidentLevel), index=True, info=about("事故等级", "", 8)
    )
    systemic: Mapped[bool | None] = mapped_column(
        Boolean, info=about("系统性区域性", "判定为系统性、区域性事件的写“是”", 12)
    )
    deaths: Mapped[int | None] = mapped_column(Integer, info=about("死亡人数", "", 8))
    injured: Mapped[int | None] = mapped_column(Integer, info=about("受伤人数", "", 8))
    loss: Mapped[int | None] = mapped_column(Money, info=about("直接经济损失（万元）", "", 12))
    reported_on: Mapped[date | None] = mapped_column(Date, info=about("报告日期", "向上级报告的日期", 10))
    report: Mapped[str | None] = mapped_column(String(1000), info=about("经过和处置", "", 20))
    finding_body: Mapped[str | None] = mapped_column(
        String(80), info=about("判定机关", "省政府或其授权的部门", 16)
    )
    finding_on: Mapped[date | None] = mapped_column(Date, info=about("判定日期", "", 10))
    deduction: Mapped[Decimal | None] = mapped_column(
        Exact, info=about("扣分", "文件没有印扣分值，按评价部门的意见填", 8)
    )
