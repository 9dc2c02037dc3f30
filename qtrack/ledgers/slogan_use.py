"""口号使用: where the campaign's slogans were shown (Q23 三（二）, 附件1; Q-3)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, EntryKey, about


class SloganMedium(Enum):
    """On what a slogan is shown; the first ones the notice names."""

    SCREEN = "电子屏"
    POSTER = "海报"
    TRANSPORT = "地铁公交出租广告"
    JOURNAL = "刊物平台"
    BANNER = "横幅"
    BOARD = "展板"
    OTHER = "其他"


class SloganUse(Ledger):
    """One slogan shown at one place."""

    __tablename__ = "slogan_use"
    title = "口号使用"
    dated_by = "used_on"
    named_by = "slogan"
    seasonal = ("used_on",)
    alike = (("unit", "slogan", "medium", "place", "used_on"),)
    # 三（二）: a picture shows the slogan where it stands.
    proofs = (Proof("照片", expected=True), Proof("视频"))

    slogan: Mapped[str] = mapped_column(EntryKey("slogans"), index=True, info=about("口号", "F4 选", 36))
    medium: Mapped[SloganMedium] = mapped_column(Choice(SloganMedium), info=about("使用形式", "", 10))
    used_on: Mapped[date] = mapped_column(Date, index=True, info=about("使用日期", "多天的写第一天", 10))
    place: Mapped[str | None] = mapped_column(String(80), info=about("使用地点", "", 20))
    copies: Mapped[int | None] = mapped_column(Integer, info=about("数量", "条、张、块、次", 8))
