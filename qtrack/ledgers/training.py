"""培训: sessions a bureau held for firms (E22 二（一）, E-3, E-4; Q23 三（八）, 附件2; Q-8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from sqlalchemy import Boolean, Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Values
from qtrack.domain.problem import Problem
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, Ticks, about
from qtrack.ledgers.rules import at_most, doubtful, number


class TrainingLevel(Enum):
    """Who called the session."""

    PROVINCE = "省级"
    CITY = "市级"
    COUNTY = "县级"


class Topic(Enum):
    """Basic knowledge the notice names."""

    STANDARDS = "标准"
    METROLOGY = "计量"
    TESTING = "检验检测"
    CERTIFICATION = "认证认可"
    RECALL = "缺陷产品管理"
    PROPERTY = "知识产权"
    TOOLS = "质量工具"
    BRAND = "品牌价值"


class TrainingKind(Enum):
    """Sorts of sessions that notices name."""

    OFFICERS = "首席质量官培训"
    OFFICER_STANDARDS = "首席质量官标准宣贯"
    BRAND_STANDARDS = "品牌标准宣贯"
    OUTLINE = "质量强省纲要宣贯"
    FIBRE = "纤维检验员培训"
    RECALL = "召回培训"
    CERTIFICATION = "质量管理体系认证培训"
    EQUIPMENT = "特种设备培训"
    OTHER = "其他"


LARGE_SESSION = 2000
"""More trainees than this hardly fit into a hall: rather a nought too many."""


def attended(values: Values) -> Iterable[Problem]:
    """Ask for at least one trainee."""
    if values["trainees"] == 0:
        yield Problem("trainees", "培训人数：至少 1 人；没有办班的不用登记")


class Training(Ledger):
    """One session; trainees are counted as attendances where no sign-in list exists."""

    __tablename__ = "training"
    title = "培训"
    dated_by = "held_on"
    named_by = "subject"
    alike = (("unit", "held_on", "subject"),)
    # 二（一）asks for a session and for fifty people: the sheet they signed shows both.
    proofs = (
        Proof("签到表", "参训人员签字的名单", expected=True),
        Proof("照片", "看得出会标和人数", expected=True),
        Proof("通知"),
        Proof("课件"),
        Proof("总结"),
    )
    rules = (
        attended,
        at_most("managers", "trainees", "其中管理层：超过培训人数"),
        at_most("quality_staff", "trainees", "其中质量专职：超过培训人数"),
        doubtful(
            "trainees",
            lambda values: number(values, "trainees") > LARGE_SESSION,
            f"培训人数：一场超过 {LARGE_SESSION:,} 人",
        ),
        doubtful(
            "quality_staff",
            lambda values: (
                max(number(values, "managers"), number(values, "quality_staff"))
                <= number(values, "trainees")
                < number(values, "managers") + number(values, "quality_staff")
            ),
            "其中质量专职：与管理层相加超过培训人数",
        ),
        at_most("enterprises", "trainees", "参加企业数：超过培训人数", doubt=True),
    )

    subject: Mapped[str] = mapped_column(String(80), info=about("培训主题", "", 28))
    held_on: Mapped[date] = mapped_column(
        Date, index=True, info=about("培训日期", "如 2022-03-25、3-25、今天", 10)
    )
    trainees: Mapped[int] = mapped_column(Integer, info=about("培训人数", "本场人数", 8))
    level: Mapped[TrainingLevel] = mapped_column(Choice(TrainingLevel), info=about("办班层级", "", 8))
    free: Mapped[bool] = mapped_column(Boolean, info=about("公益", "不收费写“是”", 4))
    place: Mapped[str | None] = mapped_column(String(80), info=about("地点", "", 16))
    host: Mapped[str | None] = mapped_column(String(80), info=about("主办单位", "", 16))
    topics: Mapped[tuple[Topic, ...] | None] = mapped_column(
        Ticks(Topic), info=about("培训内容", "可多选", 20)
    )
    teachers: Mapped[str | None] = mapped_column(String(80), info=about("授课人", "", 12))
    managers: Mapped[int | None] = mapped_column(Integer, info=about("其中管理层", "人数", 10))
    quality_staff: Mapped[int | None] = mapped_column(Integer, info=about("其中质量专职", "人数", 12))
    enterprises: Mapped[int | None] = mapped_column(Integer, info=about("参加企业数", "", 10))
    evidence: Mapped[str | None] = mapped_column(String(200), info=about("凭证", "签到表、照片存放处", 20))
    kind: Mapped[TrainingKind | None] = mapped_column(Choice(TrainingKind), info=about("培训类型", "", 18))
