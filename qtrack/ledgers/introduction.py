"""先进方法导入: firms above scale that took up a quality method (E22 二（二）, E-5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Values
from qtrack.domain.problem import Problem
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, about
from qtrack.ledgers.rules import in_order


class Method(Enum):
    """Methods the notice names."""

    STATISTICS = "统计方法"
    FIVE_S = "5S现场管理"
    LEAN = "精益生产"
    SIX_SIGMA = "六西格玛"
    EXCELLENCE = "卓越绩效"
    OTHER = "其他"


class IntroductionStatus(Enum):
    """How far the method has come; from 导入 on it counts."""

    TRAINED = "培训"
    INTRODUCED = "导入"
    RUNNING = "运行"
    EFFECTIVE = "见效"


def introduced_has_date(values: Values) -> Iterable[Problem]:
    """Ask for the date of introduction once the method is said to be introduced."""
    if values["status"] is not IntroductionStatus.TRAINED and values["introduced_on"] is None:
        yield Problem("introduced_on", "导入日期：状态已到“导入”，请填写导入日期")
    if values["status"] is IntroductionStatus.TRAINED and values["introduced_on"] is not None:
        yield Problem("status", "状态：已有导入日期，状态不应停在“培训”")


class Introduction(Ledger):
    """One method at one firm."""

    __tablename__ = "introduction"
    title = "先进方法导入"
    dated_by = "introduced_on"
    named_by = "enterprise"
    alike = (("enterprise", "method"),)
    # 二（二）counts what was taken up, not what was taught: a method, its day and a proof of it.
    proofs = (
        Proof(
            "导入凭证",
            "企业的导入报告、实施文件或证书",
            expected=True,
            field="status",
            states=(IntroductionStatus.INTRODUCED, IntroductionStatus.RUNNING, IntroductionStatus.EFFECTIVE),
        ),
        Proof("证书"),
        Proof("报告", "成熟度评价、见效情况"),
        Proof("培训签到表"),
        Proof("照片"),
    )
    rules = (introduced_has_date, in_order("trained_on", "introduced_on", "导入日期：早于培训日期，请核对"))

    enterprise: Mapped[str] = mapped_column(
        ForeignKey("enterprise.uid"),
        index=True,
        info=about("企业", "须为规上企业；写信用代码或名称，F4 选", 28),
    )
    method: Mapped[Method] = mapped_column(Choice(Method), info=about("导入方法", "", 12))
    status: Mapped[IntroductionStatus] = mapped_column(
        Choice(IntroductionStatus), index=True, info=about("状态", "“导入”及以后才计数", 6)
    )
    trained_on: Mapped[date | None] = mapped_column(Date, info=about("培训日期", "", 10))
    introduced_on: Mapped[date | None] = mapped_column(Date, index=True, info=about("导入日期", "", 10))
    maturity_before: Mapped[str | None] = mapped_column(String(20), info=about("导入前成熟度", "", 12))
    maturity_after: Mapped[str | None] = mapped_column(String(20), info=about("导入后成熟度", "", 12))
    chain: Mapped[str | None] = mapped_column(String(60), info=about("产业链或集群", "", 16))
    evidence: Mapped[str | None] = mapped_column(String(200), info=about("凭证", "文件名或存放处", 20))
