"""标杆培育: from reserve to benchmark (E22 二（三）, E-8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from sqlalchemy import Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Values
from qtrack.domain.problem import Problem
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, Money, Ticks, about
from qtrack.ledgers.rules import in_order


class BenchmarkStatus(Enum):
    """The ladder 培育梯队; only the last rung counts."""

    RESERVE = "储备"
    NURTURED = "培育"
    BENCHMARK = "标杆"


class AwardGoal(Enum):
    """Awards the notice names as goals."""

    YANGTZE = "长江质量奖"
    NATIONAL = "中国质量奖"


def benchmark_has_date(values: Values) -> Iterable[Problem]:
    """Ask for the day a firm became a benchmark, and for none before."""
    if values["status"] is BenchmarkStatus.BENCHMARK and values["recognised_on"] is None:
        yield Problem("recognised_on", "确定日期：已列为“标杆”，请填写确定日期")
    if values["status"] is not BenchmarkStatus.BENCHMARK and values["recognised_on"] is not None:
        yield Problem("status", "梯队：填了确定日期，梯队应为“标杆”")


class Benchmark(Ledger):
    """One firm on the ladder."""

    __tablename__ = "benchmark"
    title = "标杆培育"
    dated_by = "recognised_on"
    named_by = "enterprise"
    alike = (("enterprise",),)
    # 二（三）: a benchmark is one a bureau named; what it learned is to be written up and passed on.
    proofs = (
        Proof(
            "认定文件",
            "确定为标杆企业的通知、名单",
            expected=True,
            field="status",
            states=(BenchmarkStatus.BENCHMARK,),
        ),
        Proof("经验材料", "管理制度、模式、方法、创新方面的总结"),
        Proof("摸底调查表"),
        Proof("证书"),
        Proof("照片"),
    )
    rules = (
        benchmark_has_date,
        in_order("surveyed_on", "recognised_on", "确定日期：早于摸底日期", doubt=True),
    )

    enterprise: Mapped[str] = mapped_column(
        ForeignKey("enterprise.uid"), index=True, info=about("企业", "写信用代码或企业名称，F4 选", 28)
    )
    status: Mapped[BenchmarkStatus] = mapped_column(
        Choice(BenchmarkStatus), index=True, info=about("梯队", "只有“标杆”计数", 6)
    )
    surveyed_on: Mapped[date | None] = mapped_column(Date, info=about("摸底日期", "", 10))
    recognised_on: Mapped[date | None] = mapped_column(
        Date, index=True, info=about("确定日期", "列为标杆的日期", 10)
    )
    experts: Mapped[str | None] = mapped_column(String(120), info=about("专家团队", "", 16))
    tailored: Mapped[str | None] = mapped_column(String(120), info=about("定制项目", "", 16))
    funds: Mapped[int | None] = mapped_column(Money, info=about("项目经费（万元）", "", 12))
    international_standards: Mapped[int | None] = mapped_column(
        Integer, info=about("国际标准（项）", "主导或参与制修订", 10)
    )
    national_standards: Mapped[int | None] = mapped_column(
        Integer, info=about("国家标准（项）", "主导或参与制修订", 10)
    )
    industry_standards: Mapped[int | None] = mapped_column(
        Integer, info=about("行业标准（项）", "主导或参与制修订", 10)
    )
    group_standards: Mapped[int | None] = mapped_column(
        Integer, info=about("团体标准（项）", "主导或参与制修订", 10)
    )
    brand: Mapped[str | None] = mapped_column(
        String(120), info=about("品牌建设", "品牌标准体系、“湖北品牌”", 16)
    )
    award_goals: Mapped[tuple[AwardGoal, ...] | None] = mapped_column(
        Ticks(AwardGoal), info=about("争创奖项", "", 16)
    )
    experience: Mapped[str | None] = mapped_column(
        String(1000), info=about("经验做法", "管理制度、模式、方法、创新", 20)
    )
    exchange: Mapped[str | None] = mapped_column(String(400), info=about("交流推广", "", 20))
