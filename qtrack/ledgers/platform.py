"""中试平台: pilot-scale public service platforms (E22 二（四）, E-9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Values
from qtrack.domain.problem import Problem
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, Ticks, about
from qtrack.ledgers.rules import in_order


class Direction(Enum):
    """Industries the notice names."""

    INFORMATION = "新一代信息技术"
    CHEMISTRY = "现代化工及能源"
    HEALTH = "大健康"
    FOOD = "现代农产品加工"
    MATERIALS = "先进材料"
    TEXTILES = "现代纺织"
    EQUIPMENT = "高端装备"


class Partner(Enum):
    """Who builds along."""

    SCIENCE = "科技部门"
    INSTITUTE = "直属技术机构"
    LEADER = "龙头企业"


class PlatformStatus(Enum):
    """How far a platform has come; only a built one counts."""

    PROPOSED = "推荐"
    BUILDING = "在建"
    BUILT = "建成"


def built_has_date(values: Values) -> Iterable[Problem]:
    """Ask for the day a platform was built, and for none before."""
    if values["status"] is PlatformStatus.BUILT and values["built_on"] is None:
        yield Problem("built_on", "建成日期：状态为“建成”，请填写日期")
    if values["status"] is not PlatformStatus.BUILT and values["built_on"] is not None:
        yield Problem("status", "状态：填了建成日期，状态应为“建成”")


class Platform(Ledger):
    """One platform; the province builds, a county may propose."""

    __tablename__ = "platform"
    title = "中试平台"
    dated_by = "built_on"
    named_by = "name"
    alike = (("name",),)
    # 二（四）counts platforms that are built.
    proofs = (
        Proof("建成证明", "批复、验收意见", expected=True, field="status", states=(PlatformStatus.BUILT,)),
        Proof("推荐材料"),
        Proof("合作协议"),
        Proof("照片"),
    )
    rules = (
        in_order("proposed_on", "built_on", "建成日期：早于推荐日期，请核对"),
        built_has_date,
    )

    name: Mapped[str] = mapped_column(String(80), info=about("平台名称", "", 30))
    direction: Mapped[Direction] = mapped_column(Choice(Direction), info=about("产业方向", "", 14))
    status: Mapped[PlatformStatus] = mapped_column(
        Choice(PlatformStatus), index=True, info=about("状态", "", 6)
    )
    host: Mapped[str | None] = mapped_column(String(80), info=about("承建单位", "", 20))
    partners: Mapped[tuple[Partner, ...] | None] = mapped_column(
        Ticks(Partner), info=about("协作单位", "", 20)
    )
    proposed_on: Mapped[date | None] = mapped_column(Date, info=about("推荐日期", "", 10))
    built_on: Mapped[date | None] = mapped_column(Date, index=True, info=about("建成日期", "", 10))
    note: Mapped[str | None] = mapped_column(String(400), info=about("备注", "", 20))
