"""首席质量官: the roster of those trained, appointed and at work (H22 三“三是”, H-4; P145 四（二）1, P-6)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.follows import Follows
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, about
from qtrack.ledgers.rules import given_when, needed_in, only_in
from qtrack.ledgers.training import TrainingLevel


class OfficerStage(Enum):
    """How far a person has come in the office."""

    NURTURED = "培育"
    APPOINTED = "聘任"
    SERVING = "履职"


_APPOINTED = (OfficerStage.APPOINTED, OfficerStage.SERVING)


class QualityOfficer(Ledger):
    """One person at one firm; who was trained at two levels counts once."""

    __tablename__ = "quality_officer"
    title = "首席质量官"
    dated_by = "trained_on"
    named_by = "person_name"
    alike = (("enterprise", "person_name"),)
    # A class is registered once, as a training; who sat in it names it.
    follows = (Follows("class_name", "training", (("trained_on", "held_on"), ("class_level", "level"))),)
    # 三“三是”: 培育、聘任、履职 each leave a paper.
    proofs = (
        Proof("培训证明", "结业证书或签到表"),
        Proof("聘任文件", "企业的聘书、任命文件", expected=True, field="stage", states=_APPOINTED),
        Proof("履职报告"),
    )
    rules = (
        needed_in("appointed_on", "聘任日期", "stage", _APPOINTED),
        only_in("appointed_on", "聘任日期", "stage", "阶段", _APPOINTED),
        given_when("class_level", "trained_on", "办班层级：填了培训日期，请填写办班层级"),
        given_when("trained_on", "class_level", "培训日期：填了办班层级，请填写培训日期"),
        given_when("trained_on", "certificate", "培训日期：填了证书编号，请填写培训日期"),
    )

    person_name: Mapped[str] = mapped_column(String(40), info=about("姓名", "", 10))
    enterprise: Mapped[str] = mapped_column(
        ForeignKey("enterprise.uid"), index=True, info=about("企业", "写信用代码或企业名称，F4 选", 28)
    )
    stage: Mapped[OfficerStage] = mapped_column(
        Choice(OfficerStage), index=True, info=about("阶段", "参训未聘的写“培育”", 6)
    )
    class_name: Mapped[str | None] = mapped_column(
        String(80), info=about("培训班", "写培训主题，已登记的带出日期和层级", 20)
    )
    trained_on: Mapped[date | None] = mapped_column(
        Date, index=True, info=about("培训日期", "有培训日期才计数", 10)
    )
    class_level: Mapped[TrainingLevel | None] = mapped_column(
        Choice(TrainingLevel), info=about("办班层级", "", 8)
    )
    certificate: Mapped[str | None] = mapped_column(String(60), info=about("证书编号", "", 14))
    post: Mapped[str | None] = mapped_column(String(40), info=about("职务", "", 12))
    appointed_on: Mapped[date | None] = mapped_column(Date, info=about("聘任日期", "", 10))
    note: Mapped[str | None] = mapped_column(String(400), info=about("履职情况", "", 20))
