"""指标申报: what a department wants marked, with its parts and its basis (A23 附件1, A-2, A-3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.bounded import Bounded
from qtrack.domain.fields import Values
from qtrack.domain.numbers import show_number
from qtrack.domain.problem import Problem
from qtrack.domain.proof import Proof
from qtrack.domain.text import half_width
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import EntryKey, Exact, Year, about
from qtrack.ledgers.rules import doubtful

_POINTS = r"\(\s*([0-9]+(?:\.[0-9]+)?)\s*分\s*\)"
_YEAR = r"(?<![0-9])(20[0-9]{2})\s*年"


def parts_of(words: str) -> tuple[Decimal, ...]:
    """Give the points named in a text in its order: “…（0.5分）；…（0.5 分）” gives 0.5 and 0.5."""
    return tuple(Decimal(number) for number in re.findall(_POINTS, half_width(words)))


def parts_add_up(values: Values) -> Iterable[Problem]:
    """Hold the parts of a point to its points; a text without any part is asked about."""
    parts, points = parts_of(str(values["parts"])), values["points"]
    if not parts:
        yield Problem("parts", "要点考核内容：没有写明各小项的分值，如“…（0.5分）”", doubt=True)
    elif isinstance(points, Decimal) and sum(parts) != points:
        shown = "、".join(map(show_number, parts))
        total = show_number(sum(parts, Decimal()))
        yield Problem(
            "points", f"分值：各小项（{shown}）合计 {total} 分，与所填 {show_number(points)} 分不一致"
        )


def speaks_of_its_year(values: Values) -> Iterable[Problem]:
    """Ask about years in the text other than the one assessed."""
    found = re.findall(_YEAR, half_width(str(values["parts"])))
    others = [year for year in dict.fromkeys(found) if int(year) != values["year"]]
    if others:
        said = "、".join(others)
        yield Problem("parts", f"要点考核内容：写有 {said} 年，考核年度是 {values['year']} 年", doubt=True)


class DeclaredPoint(Ledger):
    """One row of 附件1, declared by one department; its fields are the form's blanks."""

    __tablename__ = "declared_point"
    title = "指标申报"
    dated_by = "declared_on"
    named_by = "content"
    alike = (("department", "year", "content", "key_point"),)
    # 附件1 is sent stamped, and what a point rests on goes with it.
    proofs = (Proof("申报表", "附件1，盖章件", expected=True), Proof("指标依据", "所依据的文件"))
    rules = (
        parts_add_up,
        speaks_of_its_year,
        doubtful(
            "point",
            lambda values: values["point"] is None,
            "对应上年要点：没有选，分值没有同上年比；新设的要点请说明",
        ),
    )
    # 附件1注: 原则上不超过 2022 年的分值.
    bounds = (Bounded("points", "point", doubt=True),)

    content: Mapped[str] = mapped_column(String(80), info=about("考核内容", "如 实施质量强省战略", 24))
    department: Mapped[str] = mapped_column(
        EntryKey("departments"), index=True, info=about("单位名称", "申报的部门，F4 选", 20)
    )
    declared_on: Mapped[date] = mapped_column(Date, index=True, info=about("申报日期", "", 10))
    year: Mapped[int] = mapped_column(Year, info=about("考核年度", "如 2023", 8))
    area: Mapped[str] = mapped_column(String(40), info=about("考核领域", "如 宏观质量", 10))
    key_point: Mapped[str] = mapped_column(String(600), info=about("考核要点", "", 24))
    parts: Mapped[str] = mapped_column(
        String(2000), info=about("要点考核内容", "每个小项写明分值，如 …（0.5分）；…（0.5分）", 28)
    )
    points: Mapped[Decimal] = mapped_column(Exact, info=about("分值", "等于各小项之和", 6))
    basis: Mapped[str] = mapped_column(String(600), info=about("指标依据", "必须有依据", 24))
    point: Mapped[str | None] = mapped_column(
        EntryKey("points"), index=True, info=about("对应上年要点", "分值原则上不超过它，F4 选", 20)
    )
