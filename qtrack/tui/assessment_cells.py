"""How a table of points looks: its lines, and what is said of it above them."""

from __future__ import annotations

from decimal import Decimal

from qtrack.domain.assessment import Effect
from qtrack.domain.scoring import AssessmentStanding, ExtraStanding, PointStanding, added, show_points
from qtrack.domain.terms import MISSING
from qtrack.domain.value import show_date
from qtrack.tui.widgets.cells import Cell, Column, Tone

COLUMNS = (
    Column("point", "要点", 32, flex=True),
    Column("points", "分值", 5, right=True),
    Column("self_score", "自评", 5, right=True),
    Column("lost", "失分", 5, right=True),
    Column("owner", "评价部门", 12),
    Column("proofs", "佐证", 12),
    Column("expected", "争取", 5, right=True),
    Column("final", "评定", 5, right=True),
    Column("scored_on", "自评日期", 10),
    Column("who", "填报人", 8),
    Column("reason", "失分原因", 20),
)
EXTRAS_KEY = "extras"
"""The key of the line over the extra items."""

_BESIDE = 5
"""Columns beside 佐证, which a sum leaves blank."""


def signed(number: Decimal) -> str:
    """Give a number with its sign: +1.5, -2, 0."""
    return f"+{show_points(number)}" if number > 0 else show_points(number)


def point_cells(one: PointStanding, words: str) -> tuple[Cell, ...]:
    """Give the cells of a point."""
    score, lost = one.score, one.lost
    owner = f"{one.owner.short}等" if one.point.joint else one.owner.short
    if score is None or lost is None:
        blank = [Cell("")] * _BESIDE
        points = Cell(_points(one))
        return (
            Cell(words),
            points,
            Cell("未评", "warn"),
            Cell("-", "dim"),
            Cell(owner),
            Cell("-", "dim"),
            *blank,
        )
    proofs = (
        Cell(f"缺{'、'.join(score.lacking)}", "warn") if score.lacking else Cell(f"齐 {score.files}", "good")
    )
    return (
        Cell(words),
        Cell(_points(one)),
        Cell(show_points(score.self_score)),
        Cell(show_points(lost), "bad" if lost > 0 else "dim"),
        Cell(owner),
        proofs,
        Cell("" if score.expected is None else show_points(score.expected)),
        Cell("" if score.final is None else show_points(score.final)),
        Cell(show_date(score.scored_on)),
        Cell(score.who),
        Cell(score.reason),
    )


def group_cells(words: str, points: tuple[PointStanding, ...], tone: Tone = "") -> tuple[Cell, ...]:
    """Give the cells of a sum of points."""
    sums = added(points)
    return (
        Cell(words, tone),
        Cell(show_points(sums.points), tone),
        Cell(show_points(sums.own) if sums.scored else "-", tone),
        Cell(show_points(sums.lost) if sums.scored else "-", tone),
        Cell(f"已评 {sums.scored}/{sums.count}", "dim"),
        Cell(f"{sums.proved}/{sums.scored} 齐" if sums.scored else "", "dim"),
        *[Cell("")] * _BESIDE,
    )


def extra_cells(one: ExtraStanding) -> tuple[Cell, ...]:
    """Give the cells of an extra item: the most it gives, what it comes to, how often something happened."""
    extra = one.extra
    most = {Effect.BONUS: f"≤{show_points(one.most)}" if one.most is not None else MISSING}
    return (
        Cell(f"    {extra.number}. {extra.effect.value}：{extra.name}"),
        Cell(most.get(extra.effect, "")),
        _amount(one),
        Cell(""),
        Cell(one.owner.short),
        Cell(_happened(one), "warn" if any(each.lacking for each in one.occasions) else ""),
        *[Cell("")] * _BESIDE,
    )


def _amount(one: ExtraStanding) -> Cell:
    if one.extra.effect is Effect.VETO:
        if one.vetoes:
            return Cell(f"× {one.extra.grade}级", "bad")
        return Cell("待判定", "warn") if one.occasions else Cell("无", "dim")
    if not one.occasions:
        return Cell("无", "dim")
    if one.unsaid:
        return Cell(MISSING, "warn")
    return Cell(signed(one.amount), "bad" if one.amount < 0 else "good")


def _happened(one: ExtraStanding) -> str:
    lacking = "，缺佐证" if any(each.lacking for each in one.occasions) else ""
    return f"{len(one.occasions)} 项{lacking}" if one.occasions else ""


def _points(one: PointStanding) -> str:
    return MISSING if one.point.points is None else show_points(one.point.points)


def top_lines(shown: AssessmentStanding) -> str:
    """Say over the lines how the whole stands: scores, extras and grade, whose points."""
    return "\n".join((_scores(shown), _total(shown), _whose(shown)))


def veto_words(shown: AssessmentStanding) -> str:
    """Say what decides the grade whatever the score; nothing where nothing does."""
    one = shown.vetoed
    if one is None:
        return ""
    found = next(each for each in one.occasions if each.found)
    lacking = f"，缺{'、'.join(found.lacking)}" if found.lacking else ""
    return f"× 否决：{found.subject}（{found.finding}判定{lacking}），不论得分，一律为{one.extra.grade}级"


def _scores(shown: AssessmentStanding) -> str:
    whole = shown.whole
    final = f"　评定 {show_points(whole.final)}（{whole.finals} 个要点）" if whole.finals else ""
    return (
        f"自评 {show_points(whole.own)}/{show_points(whole.points)}　已评 {whole.scored}/{whole.count} 个要点"
        f"　失分 {show_points(whole.lost)}　未评 {show_points(whole.open)}"
        f"　争取到 {show_points(whole.expected)}{final}　{shown.assessment.year}年度的表"
    )


def _total(shown: AssessmentStanding) -> str:
    unsaid = any(one.unsaid for one in shown.extras if one.extra.effect is Effect.DEDUCTION)
    deduction = f"{show_points(shown.deduction)}{MISSING if unsaid else ''}"
    words = f"加分 {signed(shown.bonus)}　减分 {deduction}　总分 {show_points(shown.total)}"
    if shown.vetoed is not None:
        return f"{words}　等级 {shown.grade}"
    if shown.band is None:
        return words
    whole = shown.whole
    grade = f"参考等级{'' if whole.scored == whole.count else '暂为'}{shown.grade}"
    return f"{words}　{grade}（{shown.band.source}）"


def _whose(shown: AssessmentStanding) -> str:
    own, whole, table = shown.own, shown.whole, shown.assessment
    parts = "+".join(show_points(domain.total) for domain in table.domains)
    others = show_points(whole.points - own.points)
    mine = f"市场监管口 {show_points(own.points)} 分（自评 {show_points(own.own)}）"
    return f"{parts}={show_points(table.total)}　{mine}，其他部门 {others} 分"
