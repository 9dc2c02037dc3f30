"""质量难题: a firm's quality problems, raised and solved (H22 三“四是”, H-5)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import Boolean, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, about
from qtrack.ledgers.rules import doubtful, in_order, needed_in, only_in


class ProblemSource(Enum):
    """Where a problem came up."""

    SURVEY = "质量状况大调查"
    COMPARISON = "标准或产品指标比对"
    FEEDBACK = "质量奖资料评审反馈"
    ON_SITE = "现场评审质量问诊"
    ONE_STOP = "“一站式”服务"
    OTHER = "其他"


class ProblemCategory(Enum):
    """The nine kinds the notice names."""

    MANAGEMENT = "质量管理"
    SAFETY = "质量安全"
    STANDARDS = "标准化"
    METROLOGY = "计量"
    TESTING = "认可与检验检测"
    CERTIFICATION = "认证"
    INNOVATION = "质量创新"
    PROPERTY = "知识产权"
    BRAND = "品牌建设"


class ProblemFocus(Enum):
    """What the notice wants help to be centred on."""

    STRATEGY = "国家重大战略"
    PILLAR = "地方支柱性产业"
    CHOKED = "“卡脖子”技术产品"
    FAULTY = "质量问题突出产品"


class HelpMode(Enum):
    """How the helper worked."""

    ONE_TO_ONE = "“一对一”咨询"
    HAND_IN_HAND = "“手把手”指导"
    OTHER = "其他"


class ProblemState(Enum):
    """How far a problem has come; only a solved one counts."""

    RAISED = "已提出"
    SOLVING = "解决中"
    SOLVED = "已解决"


_SOLVED = (ProblemState.SOLVED,)


class QualityProblem(Ledger):
    """One problem of one firm; what counts is the problem, once it is solved."""

    __tablename__ = "problem"
    title = "质量难题"
    dated_by = "solved_on"
    named_by = "subject"
    alike = (("enterprise", "subject"),)
    # 三“四是”counts problems solved: what was done, and the firm's own word that it helped.
    proofs = (
        Proof("企业确认", "企业签字或盖章的确认单", expected=True, field="state", states=_SOLVED),
        Proof("解决方案", "诊断报告、整改方案"),
        Proof("服务记录"),
        Proof("照片"),
    )
    rules = (
        needed_in("solved_on", "解决日期", "state", _SOLVED),
        only_in("solved_on", "解决日期", "state", "状态", _SOLVED),
        in_order("raised_on", "solved_on", "解决日期：早于提出日期，请核对"),
        doubtful(
            "confirmed",
            lambda values: values["confirmed"] is True and values["state"] not in _SOLVED,
            "企业确认：难题还没有解决，企业已确认",
        ),
    )

    subject: Mapped[str] = mapped_column(String(120), info=about("难题", "一行一个，写具体", 28))
    enterprise: Mapped[str] = mapped_column(
        ForeignKey("enterprise.uid"), index=True, info=about("企业", "写信用代码或企业名称，F4 选", 24)
    )
    raised_on: Mapped[date] = mapped_column(Date, info=about("提出日期", "", 10))
    source: Mapped[ProblemSource] = mapped_column(Choice(ProblemSource), info=about("来源", "", 14))
    category: Mapped[ProblemCategory] = mapped_column(
        Choice(ProblemCategory), index=True, info=about("难题类别", "九类之一", 10)
    )
    state: Mapped[ProblemState] = mapped_column(
        Choice(ProblemState), index=True, info=about("状态", "“已解决”才计数", 8)
    )
    solved_on: Mapped[date | None] = mapped_column(Date, index=True, info=about("解决日期", "", 10))
    focus: Mapped[ProblemFocus | None] = mapped_column(Choice(ProblemFocus), info=about("服务重点", "", 14))
    helper: Mapped[str | None] = mapped_column(
        String(80), info=about("帮扶机构或专家", "服务站帮扶的写服务站名称", 16)
    )
    mode: Mapped[HelpMode | None] = mapped_column(Choice(HelpMode), info=about("帮扶方式", "", 12))
    solution: Mapped[str | None] = mapped_column(String(1000), info=about("解决方案", "怎样解决的", 20))
    confirmed: Mapped[bool | None] = mapped_column(
        Boolean, info=about("企业确认", "企业认可已解决的写“是”", 8)
    )
