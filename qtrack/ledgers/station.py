"""一站式服务站: stations for quality infrastructure (E22 二（五）, E-10, E-11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Values
from qtrack.domain.follows import Adds
from qtrack.domain.problem import Problem
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, Ticks, about
from qtrack.ledgers.rules import doubtful, given_when, in_order, number


class StationKind(Enum):
    """What a station serves."""

    COUNTY = "县域综合"
    PARK = "园区"
    INDUSTRY = "产业"
    OTHER = "其他"


class Stage(Enum):
    """How far a station has come; only one in use counts."""

    PLANNED = "计划"
    BUILDING = "在建"
    BUILT = "建成"
    IN_USE = "投入使用"


class Service(Enum):
    """What a station offers."""

    METROLOGY = "计量"
    STANDARDS = "标准"
    TESTING = "检验检测"
    CERTIFICATION = "认证认可"
    QUALITY = "质量管理"
    PROPERTY = "知识产权"
    BRAND = "品牌"


def stage_fits_dates(values: Values) -> Iterable[Problem]:
    """Hold the stage and the two dates together: a stage said is a date given, and the other way round."""
    stage = values["stage"]
    if stage in (Stage.BUILT, Stage.IN_USE) and values["built_on"] is None:
        yield Problem("built_on", f"建成日期：阶段为“{stage.value}”，请填写建成日期")
    if stage is Stage.IN_USE and values["in_use_on"] is None:
        yield Problem("in_use_on", "投入使用日期：阶段为“投入使用”，请填写投入使用日期")
    if stage is not Stage.IN_USE and values["in_use_on"] is not None:
        yield Problem("stage", "阶段：已有投入使用日期，阶段应为“投入使用”")
    if stage in (Stage.PLANNED, Stage.BUILDING) and values["built_on"] is not None:
        yield Problem("stage", "阶段：已有建成日期，阶段应为“建成”或“投入使用”")


class Station(Ledger):
    """One station; the stock counts, whenever it was built."""

    __tablename__ = "station"
    title = "一站式服务站"
    dated_by = "in_use_on"
    named_by = "name"
    alike = (("unit", "name"),)
    # Problems a station solved are registered one by one, with the station as the helper.
    adds = (Adds("name", "problem", "helper", "solved_problems", (("state", ("已解决",)),)),)
    # 二（五）counts stations built and in use: who set it up, and the sign at its door.
    proofs = (
        Proof(
            "批复",
            "同意设立的批复、通知",
            expected=True,
            field="stage",
            states=(Stage.BUILT, Stage.IN_USE),
        ),
        Proof("牌匾照片", expected=True, field="stage", states=(Stage.IN_USE,)),
        Proof("制度", "服务细则、工作制度"),
        Proof("服务记录"),
        Proof("示范验收文件", "申报书、验收意见、授牌通知"),
    )
    rules = (
        stage_fits_dates,
        in_order("built_on", "in_use_on", "投入使用日期：早于建成日期，请核对"),
        in_order("demo_applied_on", "demo_accepted_on", "示范验收日期：早于示范申报日期，请核对"),
        in_order("demo_accepted_on", "demo_awarded_on", "示范授牌日期：早于示范验收日期，请核对"),
        given_when("in_use_on", "demo_awarded_on", "投入使用日期：已授牌的示范站应已投入使用"),
        doubtful(
            "served_enterprises",
            lambda values: values["stage"] is not Stage.IN_USE and number(values, "served_enterprises") > 0,
            "服务企业数：尚未投入使用，已有服务企业",
        ),
        doubtful(
            "solved_problems",
            lambda values: values["stage"] is not Stage.IN_USE and number(values, "solved_problems") > 0,
            "解决问题数：尚未投入使用，已有解决问题",
        ),
    )

    name: Mapped[str] = mapped_column(String(80), info=about("服务站名称", "", 28))
    stage: Mapped[Stage] = mapped_column(Choice(Stage), index=True, info=about("阶段", "“投入使用”才计数", 8))
    built_on: Mapped[date | None] = mapped_column(Date, info=about("建成日期", "", 10))
    in_use_on: Mapped[date | None] = mapped_column(Date, index=True, info=about("投入使用日期", "", 12))
    kind: Mapped[StationKind] = mapped_column(Choice(StationKind), info=about("类型", "", 8))
    host: Mapped[str | None] = mapped_column(String(80), info=about("承办单位", "", 20))
    address: Mapped[str | None] = mapped_column(String(120), info=about("地址", "", 20))
    serves: Mapped[str | None] = mapped_column(String(80), info=about("服务产品或园区", "", 16))
    staff: Mapped[int | None] = mapped_column(Integer, info=about("工作人员", "人数", 8))
    services: Mapped[tuple[Service, ...] | None] = mapped_column(
        Ticks(Service), info=about("服务事项", "可多选", 20)
    )
    served_enterprises: Mapped[int | None] = mapped_column(Integer, info=about("服务企业数", "累计", 10))
    solved_problems: Mapped[int | None] = mapped_column(
        Integer, info=about("解决问题数", "累计；质量难题里写了本站的带出", 10)
    )
    demo_applied_on: Mapped[date | None] = mapped_column(Date, info=about("示范申报日期", "", 12))
    demo_accepted_on: Mapped[date | None] = mapped_column(Date, info=about("示范验收日期", "", 12))
    demo_awarded_on: Mapped[date | None] = mapped_column(Date, info=about("示范授牌日期", "", 12))
