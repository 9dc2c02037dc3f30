"""质量提升行动: what was done for a firm (E22 二（一）, E-2; Q23 三（四）, 附件2; Q-5)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, about


class ActionKind(Enum):
    """Forms of help the notices name."""

    CLINIC = "专家问诊"
    INVITED = "请进来培训"
    ON_SITE = "上门服务"
    METROLOGY = "计量精准服务企业行"
    BENCHMARKING = "对标达标质量提升专项行动"
    CERTIFICATION = "小微企业质量管理体系认证提升行动"
    TOUR = "产品质量“巡回问诊”"
    QC_GROUPS = "千企万人QC小组"
    CERAMICS = "陶瓷行业三年行动"
    METROLOGY_FOR_SMALL = "计量服务中小企业行"
    CHECKUP = "质量体检"
    SMALL_FIRMS = "中小企业帮扶"
    ONE_STOP = "“一站式”服务"
    OTHER = "其他"


class Action(Ledger):
    """One dated act of help for one firm; what counts is the firm, not the act."""

    __tablename__ = "action"
    title = "质量提升行动"
    dated_by = "done_on"
    named_by = "enterprise"
    alike = (("enterprise", "done_on", "kind"),)
    # 二（一）names forms of service; what a firm signed shows that one was given.
    proofs = (
        Proof("服务记录", "有企业签字或盖章的记录、诊断报告", expected=True),
        Proof("照片"),
        Proof("合同", "与服务机构或企业签的合同、协议"),
        Proof("通知"),
    )

    enterprise: Mapped[str] = mapped_column(
        ForeignKey("enterprise.uid"), index=True, info=about("企业", "写信用代码或企业名称，F4 选", 28)
    )
    done_on: Mapped[date] = mapped_column(
        Date, index=True, info=about("行动日期", "如 2022-03-25、3-25、今天", 10)
    )
    kind: Mapped[ActionKind] = mapped_column(Choice(ActionKind), info=about("行动形式", "", 16))
    provider: Mapped[str | None] = mapped_column(String(60), info=about("服务机构", "", 16))
    need: Mapped[str | None] = mapped_column(String(400), info=about("企业需求", "", 20))
    result: Mapped[str | None] = mapped_column(String(400), info=about("成效", "", 20))
