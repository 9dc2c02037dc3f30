"""示范项目: provincial demonstration projects, form and money (E22 三, 附件1, 附件2; E-12 … E-16)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Rule, Values
from qtrack.domain.problem import Problem
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, Money, Year, about
from qtrack.ledgers.rules import at_most, doubtful, in_order, number


class ProjectState(Enum):
    """Where a project stands."""

    SPARE = "备选"
    DRAFT = "拟推荐"
    RECOMMENDED = "已推荐"
    APPROVED = "已立项"
    ACCEPTED = "已验收"
    DELAYED = "延迟验收"
    CONTINUED = "延续实施"


class Grade(Enum):
    """Result of acceptance, as annexed for 2021."""

    EXCELLENT = "优秀"
    GOOD = "良好"
    PASSED = "合格"


def recommended_is_secured(values: Values) -> Iterable[Problem]:
    """Hold what must stand before a project is sent: its day and the source of the equal match (三（二）)."""
    if values["state"] is not ProjectState.RECOMMENDED:
        return
    if values["recommended_on"] is None:
        yield Problem("recommended_on", "推荐日期：已推荐的项目请填写日期")
    if values["match_source"] is None:
        yield Problem("match_source", "配套经费来源：报送前须落实")


_GRADED = (ProjectState.ACCEPTED, ProjectState.CONTINUED)

_SENT = (ProjectState.RECOMMENDED, ProjectState.APPROVED)

ASKED: tuple[Rule, ...] = (
    at_most("firms", "workers", "企业数量：超过从业人数", doubt=True),
    at_most("profit_tax", "output_value", "上年利税：超过上年产值", doubt=True),
    in_order("opinion_on", "recommended_on", "推荐日期：早于市州局意见日期", doubt=True),
    doubtful(
        "recommended_on",
        lambda values: (
            isinstance(values["recommended_on"], date) and values["recommended_on"].year != values["year"]
        ),
        "推荐日期：与项目年度不在同一年",
    ),
    doubtful(
        "match_secured",
        lambda values: (
            values["match_secured"] is not None
            and number(values, "match_secured") < number(values, "applied")
        ),
        "落实配套：少于申请省级经费，要求等额配套的不够",
    ),
    at_most("approved", "applied", "批复：超过申请省级经费", doubt=True),
    at_most("received", "approved", "到账：超过批复", doubt=True),
    doubtful(
        "spent",
        lambda values: number(values, "spent") > number(values, "received") + number(values, "matched"),
        "支出：超过到账与配套到位之和",
    ),
    doubtful(
        "grade",
        lambda values: values["grade"] is not None and values["state"] not in _GRADED,
        "评价等次：验收以后才有，状态不是“已验收”或“延续实施”",
    ),
)
"""What asks to be checked: numbers that seldom go together, an equal match not yet whole (三（二）, E-15)."""


class Project(Ledger):
    """One project; the fields from 主导产品 to 推荐意见 are the blanks of 附件2."""

    __tablename__ = "project"
    title = "示范项目"
    dated_by = "recommended_on"
    named_by = "name"
    alike = (("name", "year"),)
    # 三（二）: the form of 附件2, and the source of the equal match before it is sent.
    proofs = (
        Proof("推荐表", "附件2，盖章件", expected=True, field="state", states=_SENT),
        Proof("配套经费证明", "落实经费来源的文件", expected=True, field="state", states=_SENT),
        Proof("合同", "与服务机构签的合同、协议"),
        Proof("服务记录"),
        Proof("验收材料"),
        Proof("拨款凭证"),
    )
    rules = (
        recommended_is_secured,
        at_most("above_scale_firms", "firms", "规上企业数：超过企业数量"),
        *ASKED,
    )

    name: Mapped[str] = mapped_column(String(80), info=about("项目名称", "", 30))
    year: Mapped[int] = mapped_column(Year, index=True, info=about("项目年度", "如 2022", 8))
    state: Mapped[ProjectState] = mapped_column(
        Choice(ProjectState), index=True, info=about("状态", "“备选”不占推荐名额", 8)
    )
    recommended_on: Mapped[date | None] = mapped_column(Date, index=True, info=about("推荐日期", "", 10))
    product: Mapped[str | None] = mapped_column(String(80), info=about("主导产品", "", 16))
    contact: Mapped[str | None] = mapped_column(String(40), info=about("联系人", "", 10))
    firms: Mapped[int | None] = mapped_column(Integer, info=about("企业数量", "", 8))
    above_scale_firms: Mapped[int | None] = mapped_column(Integer, info=about("规上企业数", "", 10))
    workers: Mapped[int | None] = mapped_column(Integer, info=about("从业人数", "", 8))
    profit_tax: Mapped[int | None] = mapped_column(
        Money, info=about("上年利税（万元）", "亿元请写 3.2亿", 12)
    )
    output_value: Mapped[int | None] = mapped_column(
        Money, info=about("上年产值（万元）", "亿元请写 3.2亿", 12)
    )
    output: Mapped[str | None] = mapped_column(String(40), info=about("上年产量", "连同单位，如 3.2万吨", 12))
    standing: Mapped[str | None] = mapped_column(String(120), info=about("全国行业地位", "", 16))
    problems: Mapped[str | None] = mapped_column(String(1000), info=about("主要问题", "", 20))
    needs: Mapped[str | None] = mapped_column(String(1000), info=about("质量技术服务需求", "", 20))
    policy: Mapped[str | None] = mapped_column(String(1000), info=about("配套政策", "", 20))
    opinion: Mapped[str | None] = mapped_column(String(400), info=about("市州局推荐意见", "", 20))
    opinion_on: Mapped[date | None] = mapped_column(Date, info=about("意见日期", "", 10))
    applied: Mapped[int | None] = mapped_column(Money, info=about("申请省级经费（万元）", "", 12))
    match_source: Mapped[str | None] = mapped_column(
        String(120), info=about("配套经费来源", "哪一级、哪笔经费", 16)
    )
    match_secured: Mapped[int | None] = mapped_column(Money, info=about("落实配套（万元）", "", 12))
    approved: Mapped[int | None] = mapped_column(Money, info=about("批复（万元）", "", 12))
    received: Mapped[int | None] = mapped_column(Money, info=about("到账（万元）", "", 12))
    matched: Mapped[int | None] = mapped_column(Money, info=about("配套到位（万元）", "", 12))
    spent: Mapped[int | None] = mapped_column(Money, info=about("支出（万元）", "", 12))
    grade: Mapped[Grade | None] = mapped_column(Choice(Grade), info=about("评价等次", "", 8))
    five_ones: Mapped[str | None] = mapped_column(String(400), info=about("“五个一”", "", 16))
    effects: Mapped[str | None] = mapped_column(
        String(1000), info=about("效益前后对比", "合格率、产值、利税、成本、投诉…", 20)
    )
