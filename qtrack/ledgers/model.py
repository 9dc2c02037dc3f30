"""先进质量管理模式: models chosen and made known (H22 三“一是”, H-1; Q23 三（三）, Q-7)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, Ticks, about
from qtrack.ledgers.rules import in_order, needed_in, only_in


class ModelPool(Enum):
    """Among whom models are chosen."""

    PROVINCIAL_AWARD = "第七届省长质量奖获奖组织"
    NATIONAL_AWARD = "全省已获中国质量奖组织"
    OTHER = "其他"


class ModelKind(Enum):
    """What is made known, as the campaign of 2023 widens it."""

    MODEL = "模式"
    METHOD = "方法"
    SYSTEM = "制度"


class ModelFeature(Enum):
    """What a model is chosen for."""

    DISTINCT = "特色鲜明"
    TYPICAL = "代表性强"
    TRANSFERABLE = "可复制可推广"


class ModelState(Enum):
    """How far a model has come; only a chosen one counts."""

    NOMINATED = "提名"
    SELECTED = "入选"


class Channel(Enum):
    """How a model is made known."""

    LECTURES = "巡回演讲"
    NEWS = "新闻宣传"
    BOARDS = "专栏版画"
    PRINT = "编印资料"


_SELECTED = (ModelState.SELECTED,)


class Model(Ledger):
    """One model of one organisation; the province selects, cities and counties nominate and promote."""

    __tablename__ = "model"
    title = "先进质量管理模式"
    dated_by = "selected_on"
    named_by = "name"
    alike = (("organisation", "name"),)
    # 三“一是”: chosen by the province, then made known through its channels.
    proofs = (
        Proof("入选文件", "公布入选的通知、名单", expected=True, field="state", states=_SELECTED),
        Proof("模式材料", "模式、方法、制度的总结"),
        Proof("推介材料", "报道、汇编、版面照片"),
    )
    rules = (
        needed_in("selected_on", "入选日期", "state", _SELECTED),
        only_in("selected_on", "入选日期", "state", "状态", _SELECTED),
        in_order("nominated_on", "selected_on", "入选日期：早于提名日期，请核对"),
    )

    name: Mapped[str] = mapped_column(String(80), info=about("模式名称", "", 28))
    organisation: Mapped[str] = mapped_column(String(80), info=about("组织名称", "", 24))
    pool: Mapped[ModelPool] = mapped_column(Choice(ModelPool), info=about("遴选范围", "", 16))
    state: Mapped[ModelState] = mapped_column(
        Choice(ModelState), index=True, info=about("状态", "“入选”才计数", 6)
    )
    nominated_on: Mapped[date | None] = mapped_column(Date, info=about("提名日期", "", 10))
    selected_on: Mapped[date | None] = mapped_column(Date, index=True, info=about("入选日期", "", 10))
    kind: Mapped[ModelKind | None] = mapped_column(Choice(ModelKind), info=about("类别", "", 6))
    features: Mapped[tuple[ModelFeature, ...] | None] = mapped_column(
        Ticks(ModelFeature), info=about("模式特点", "可多选", 20)
    )
    channels: Mapped[tuple[Channel, ...] | None] = mapped_column(
        Ticks(Channel), info=about("推介渠道", "可多选", 20)
    )
    promoted_on: Mapped[date | None] = mapped_column(Date, info=about("推介日期", "首次推介", 10))
    copies: Mapped[int | None] = mapped_column(
        Integer, info=about("发放资料（份）", "事迹汇编等，免费发放", 10)
    )
    note: Mapped[str | None] = mapped_column(String(400), info=about("推介情况", "", 20))
