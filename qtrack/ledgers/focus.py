"""一域一品: the field of a city, the product or park of a county (E22 二（二）, 二（五）; E-6, E-10)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, about
from qtrack.ledgers.rules import doubtful, is_county


class FocusKind(Enum):
    """What the work is built around."""

    FIELD = "一市一域"
    PRODUCT = "产品品种"
    PARK = "产业园区"


class Focus(Ledger):
    """One field, product or park a unit improves."""

    __tablename__ = "focus"
    title = "一域一品"
    dated_by = "started_on"
    named_by = "name"
    alike = (("unit", "kind", "name"),)
    # 二（五）wants work around a product or a park; a plan shows that there is any.
    proofs = (
        Proof("工作方案", "提升方案、实施计划", expected=True),
        Proof("总结"),
        Proof("照片"),
    )
    rules = (
        doubtful(
            "kind",
            lambda values: values["kind"] is FocusKind.FIELD and is_county(str(values["unit"])),
            "类别：“一市一域”由市州填报，所属单位是县区",
        ),
    )

    kind: Mapped[FocusKind] = mapped_column(
        Choice(FocusKind), index=True, info=about("类别", "市州填一域，县区填产品或园区", 10)
    )
    name: Mapped[str] = mapped_column(String(80), info=about("名称", "如：蕲艾、磷化工园", 24))
    started_on: Mapped[date] = mapped_column(Date, index=True, info=about("启动日期", "", 10))
    plan: Mapped[str | None] = mapped_column(String(400), info=about("提升计划", "", 24))
    result: Mapped[str | None] = mapped_column(String(400), info=about("成效", "", 24))
