"""认证帮扶: small firms chosen, helped and certified (Q23 三（四）, Q-5)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, about
from qtrack.ledgers.rules import in_order, needed_in, only_in


class CertificationState(Enum):
    """How far a firm has come; what was helped counts, and what is certified was."""

    CHOSEN = "遴选"
    HELPED = "帮扶"
    CERTIFIED = "取证"


_HELPED = (CertificationState.HELPED, CertificationState.CERTIFIED)
_CERTIFIED = (CertificationState.CERTIFIED,)


class Certification(Ledger):
    """One small firm on its way to a management system certificate."""

    __tablename__ = "certification"
    title = "认证帮扶"
    dated_by = "helped_on"
    named_by = "enterprise"
    alike = (("enterprise",),)
    # 三（四）: help given, then perhaps a certificate.
    proofs = (
        Proof("帮扶记录", "有企业签字或盖章", expected=True, field="state", states=_HELPED),
        Proof("证书", expected=True, field="state", states=_CERTIFIED),
        Proof("遴选名单"),
        Proof("照片"),
    )
    rules = (
        needed_in("helped_on", "帮扶日期", "state", _HELPED),
        only_in("helped_on", "帮扶日期", "state", "状态", _HELPED),
        needed_in("certified_on", "取证日期", "state", _CERTIFIED),
        only_in("certified_on", "取证日期", "state", "状态", _CERTIFIED),
        in_order("chosen_on", "helped_on", "帮扶日期：早于遴选日期，请核对"),
        in_order("helped_on", "certified_on", "取证日期：早于帮扶日期，请核对"),
    )

    enterprise: Mapped[str] = mapped_column(
        ForeignKey("enterprise.uid"),
        index=True,
        info=about("企业", "小微企业；写信用代码或名称，F4 选", 28),
    )
    state: Mapped[CertificationState] = mapped_column(
        Choice(CertificationState), index=True, info=about("状态", "“帮扶”及以后才计数", 6)
    )
    chosen_on: Mapped[date | None] = mapped_column(Date, info=about("遴选日期", "", 10))
    helped_on: Mapped[date | None] = mapped_column(
        Date, index=True, info=about("帮扶日期", "完成帮扶的日期", 10)
    )
    certified_on: Mapped[date | None] = mapped_column(Date, info=about("取证日期", "", 10))
    helper: Mapped[str | None] = mapped_column(String(80), info=about("帮扶机构", "", 16))
    certificate: Mapped[str | None] = mapped_column(String(60), info=about("证书编号", "", 14))
    note: Mapped[str | None] = mapped_column(String(400), info=about("帮扶内容", "", 20))
