"""指标数据: the value an indicator had in a year (P145 专栏1, P-1; A23 附件3, A-12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.bounded import Bounded
from qtrack.domain.fields import Values
from qtrack.domain.problem import Problem
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, EntryKey, Exact, Year, about


class HandVerdict(Enum):
    """What a person says where no number decides."""

    MET = "达到"
    UNMET = "未达到"
    OPEN = "待定"


def says_something(values: Values) -> Iterable[Problem]:
    """Ask for a number or for words."""
    if values["value"] is None and values["words"] is None:
        yield Problem("value", "数值：请填写数值；没有数值的指标写在“文字结果”")


class IndicatorValue(Ledger):
    """The value of one indicator in one year, as whoever owns the figures gave it."""

    __tablename__ = "indicator_value"
    title = "指标数据"
    dated_by = "reported_on"
    named_by = "indicator"
    alike = (("unit", "indicator", "year"),)
    # A figure is worth what its source is.
    proofs = (Proof("数据来源", "统计公报、部门函件、通报", expected=True),)
    rules = (says_something,)
    # A rate of growth may pass a hundred percent: more is asked about, never refused.
    bounds = (Bounded("value", "indicator", doubt=True),)

    indicator: Mapped[str] = mapped_column(
        EntryKey("indicators"), index=True, info=about("指标", "F4 选", 30)
    )
    year: Mapped[int] = mapped_column(Year, index=True, info=about("指标年度", "数值属于哪一年", 8))
    value: Mapped[Decimal | None] = mapped_column(
        Exact, info=about("数值", "按指标的单位，写到公布的小数位", 10)
    )
    words: Mapped[str | None] = mapped_column(
        String(200), info=about("文字结果", "没有数值的指标，如 达到国家考核目标", 20)
    )
    verdict: Mapped[HandVerdict | None] = mapped_column(
        Choice(HandVerdict), info=about("人工判定", "目标不是数值的才填", 8)
    )
    data_source: Mapped[str] = mapped_column(String(120), info=about("数据来源", "哪个部门、哪份文件", 20))
    reported_on: Mapped[date] = mapped_column(Date, index=True, info=about("填报日期", "", 10))
    note: Mapped[str | None] = mapped_column(String(400), info=about("指标说明", "口径、存量或流量", 20))
