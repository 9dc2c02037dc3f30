"""宣传: what was published (E22 四（三）, E-21)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, about


class MediaLevel(Enum):
    """How far a medium reaches."""

    NATION = "国家级"
    PROVINCE = "省级"
    CITY = "市级"
    COUNTY = "县级"


class Publicity(Ledger):
    """One publication."""

    __tablename__ = "publicity"
    title = "宣传"
    dated_by = "published_on"
    named_by = "headline"
    alike = (("headline", "medium"),)
    # 四（三）: publicity counts in a project's evaluation, by what was published.
    proofs = (
        Proof("报道", "截图、版面照片或视频", expected=True),
        Proof("原稿"),
    )

    headline: Mapped[str] = mapped_column(String(120), info=about("标题", "", 30))
    published_on: Mapped[date] = mapped_column(Date, index=True, info=about("发布日期", "", 10))
    medium: Mapped[str] = mapped_column(String(60), info=about("媒体", "", 16))
    level: Mapped[MediaLevel] = mapped_column(Choice(MediaLevel), info=about("级别", "", 6))
    project: Mapped[str | None] = mapped_column(
        ForeignKey("project.uid"), index=True, info=about("示范项目", "计入哪个项目的评价，F4 选", 20)
    )
    link: Mapped[str | None] = mapped_column(String(200), info=about("链接或文件", "", 20))
