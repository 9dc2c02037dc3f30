"""质量月活动: what is planned, held and summed up (Q23 三, 四（三）, 附件2; Q-4, Q-9 … Q-13)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.fields import Values
from qtrack.domain.problem import Problem
from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, EntryKey, Money, Ticks, about
from qtrack.ledgers.rules import doubtful, needed_in, number, only_in


class EventState(Enum):
    """How far an activity has come."""

    PLANNED = "计划"
    HELD = "已开展"
    SUMMED_UP = "已总结"


class EventTag(Enum):
    """The five 总体要求 an activity may serve (Q-11), in short words."""

    STUDY = "学习论述"
    RELIEF = "助企纾困"
    PUBLICITY = "主题宣传"
    HELP = "质量帮扶"
    ENFORCEMENT = "严格执法"


class Conduct(Enum):
    """How the notice wants activities held (Q-12)."""

    FREE = "免费"
    VOLUNTARY = "自愿"
    PLAIN = "简朴"


_HELD = (EventState.HELD, EventState.SUMMED_UP)


def kept_to_conduct(values: Values) -> Iterable[Problem]:
    """Ask about an activity whose ticks leave out one of the three things held to."""
    ticked = values["conduct"]
    missing = [one.value for one in Conduct if isinstance(ticked, tuple) and one not in ticked]
    if missing:
        message = f"活动要求：没有勾选{'、'.join(missing)}；要求自愿参加、简朴开展，严禁摊派、搭车收费"
        yield Problem("conduct", message, doubt=True)


class Event(Ledger):
    """One activity of a campaign; `activity` names the one in the notice it stands for, if there is one."""

    __tablename__ = "event"
    title = "质量月活动"
    dated_by = "held_on"
    named_by = "name"
    alike = (("unit", "name", "held_on"), ("unit", "activity", "held_on"))
    ahead = ("planned_on",)
    seasonal = ("held_on", "planned_on")
    # The letter itself wants a summary with pictures and films.
    proofs = (
        Proof("照片", "看得出主题和人数", expected=True, field="state", states=_HELD),
        Proof("视频"),
        Proof("活动方案"),
        Proof("总结", expected=True, field="state", states=(EventState.SUMMED_UP,)),
        Proof("签到表"),
        Proof("报道", "截图、版面照片"),
    )
    rules = (
        needed_in("held_on", "开展日期", "state", _HELD),
        only_in("held_on", "开展日期", "state", "状态", _HELD),
        kept_to_conduct,
        doubtful(
            "people",
            lambda values: values["state"] is EventState.PLANNED and number(values, "people") > 0,
            "参加人数：活动还没有开展，已有参加人数",
        ),
    )

    name: Mapped[str] = mapped_column(String(120), info=about("活动名称", "", 28))
    activity: Mapped[str | None] = mapped_column(
        EntryKey("activities"), index=True, info=about("方案所列活动", "方案里有的才填，F4 选", 24)
    )
    state: Mapped[EventState] = mapped_column(Choice(EventState), index=True, info=about("状态", "", 8))
    held_on: Mapped[date | None] = mapped_column(
        Date, index=True, info=about("开展日期", "开展以后填；多天的写第一天", 10)
    )
    planned_on: Mapped[date | None] = mapped_column(Date, info=about("计划日期", "还没有定的可空", 10))
    place: Mapped[str | None] = mapped_column(String(80), info=about("地点", "", 16))
    host: Mapped[str | None] = mapped_column(String(120), info=about("主办单位", "", 16))
    units: Mapped[int | None] = mapped_column(Integer, info=about("参加单位数", "", 10))
    people: Mapped[int | None] = mapped_column(Integer, info=about("参加人数", "", 8))
    leaflets: Mapped[int | None] = mapped_column(Integer, info=about("发放资料（份）", "", 10))
    consulted: Mapped[int | None] = mapped_column(Integer, info=about("接受咨询（人次）", "", 10))
    complaints: Mapped[int | None] = mapped_column(Integer, info=about("受理投诉（件）", "", 10))
    verified: Mapped[int | None] = mapped_column(Integer, info=about("免费检定（台件）", "", 10))
    boards: Mapped[int | None] = mapped_column(Integer, info=about("展板横幅", "块数与条数之和", 8))
    reports: Mapped[int | None] = mapped_column(Integer, info=about("媒体报道（篇）", "", 10))
    photos: Mapped[int | None] = mapped_column(Integer, info=about("照片数", "", 8))
    videos: Mapped[int | None] = mapped_column(Integer, info=about("视频数", "", 8))
    conduct: Mapped[tuple[Conduct, ...] | None] = mapped_column(
        Ticks(Conduct), info=about("活动要求", "做到的都勾选", 16)
    )
    cost: Mapped[int | None] = mapped_column(Money, info=about("活动经费（万元）", "", 12))
    tags: Mapped[tuple[EventTag, ...] | None] = mapped_column(
        Ticks(EventTag), info=about("对应总体要求", "可多选", 20)
    )
    lab: Mapped[str | None] = mapped_column(String(80), info=about("开放实验室", "实验室开放日填", 16))
    students: Mapped[int | None] = mapped_column(Integer, info=about("参观学生数", "实验室开放日填", 10))
    public: Mapped[int | None] = mapped_column(Integer, info=about("参观社会人士数", "实验室开放日填", 12))
    result: Mapped[str | None] = mapped_column(String(1000), info=about("活动成效", "", 20))
