"""How a table of points looks: its lines, and what is said of it above them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qtrack.domain.assessment import Effect
from qtrack.domain.extra_standing import ExtraStanding
from qtrack.domain.scoring import AssessmentStanding, PointStanding, added, show_points
from qtrack.domain.stage import StageStanding
from qtrack.domain.terms import MISSING
from qtrack.domain.value import show_date
from qtrack.tui.looks import waiting
from qtrack.tui.widgets.cells import Cell, Column, Tone

COLUMNS = (
    Column("point", "要点", 32, flex=True),
    Column("points", "分值", 5, right=True),
    Column("self_score", "自评", 5, right=True),
    Column("lost", "失分", 5, right=True),
    Column("owner", "评价部门", 12),
    Column("proofs", "佐证", 10),
    Column("expected", "争取", 5, right=True),
    Column("final", "评定", 5, right=True),
    Column("scored_on", "自评日期", 10),
    Column("who", "填报人", 8),
    Column("reason", "失分原因", 10),
)
EXTRAS_KEY, STAGES_KEY = "extras", "stages"
"""The keys of the lines over the extra items and over the stages."""

_NAMED = 4
"""So many units without any score are named over the table; all are marked in it."""

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


def stage_cells(one: StageStanding) -> tuple[Cell, ...]:
    """Give the cells of a stage: whether it is done, and when, who answers questions."""
    day = one.done_on or one.planned_on
    state = Cell("√", "good") if one.done_on else Cell("计划" if one.planned_on else "-", "dim")
    blank = Cell("")
    return (
        Cell(f"    {one.words}"),
        blank,
        state,
        blank,
        Cell(one.contact),
        Cell(show_date(day) if day else ""),
        *[blank] * 4,
        Cell(one.note),
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
    if one.point.points is None:
        return MISSING
    return waiting(show_points(one.point.points), unconfirmed=one.unconfirmed)


def top_lines(shown: AssessmentStanding) -> str:
    """Say over the lines how the whole stands: scores, extras and grade, whose points."""
    lines = (stage_line(shown), _scores(shown), _total(shown), _read(shown), _whose(shown))
    return "\n".join(filter(None, lines))


def stage_line(shown: AssessmentStanding) -> str:
    """Say how far the assessment has come, and who answers questions; nothing where there are no stages."""
    if not shown.stages:
        return ""
    last, ahead = shown.stage, shown.next_stage
    words = []
    for one in shown.stages:
        day = f"{one.done_on:%m-%d}" if one is last and one.done_on else ""
        if one is ahead and one.planned_on:
            day = f"计划{one.planned_on:%m-%d}"
        words.append(f"{'√' if one.done_on else ''}{one.words}{day}")
    who = f"　联络员 {shown.liaison}" if shown.liaison else ""
    return f"{' > '.join(words)}{who}"


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
        f"　争取到 {show_points(whole.expected)}{final}"
    )


def _total(shown: AssessmentStanding) -> str:
    words = (
        f"{shown.assessment.year}年度的表　加分 {signed(shown.bonus)}　减分 {deduction_words(shown)}"
        f"　总分 {show_points(shown.total)}"
    )
    if shown.vetoed is not None:
        return f"{words}　等级 {shown.grade}"
    if shown.band is None:
        return words
    return f"{words}　参考等级{shown.grade_words}（{shown.band.source}）"


def _read(shown: AssessmentStanding) -> str:
    """Say by which reading what happened was counted, where it may be counted otherwise."""
    said = [words for one in shown.extras if one.occasions for words in one.said]
    return f"加减分按：{'；'.join(said)}　^R 换读法" if said else ""


def _whose(shown: AssessmentStanding) -> str:
    own, whole, table = shown.own, shown.whole, shown.assessment
    parts = "+".join(show_points(domain.total) for domain in table.domains)
    others = show_points(whole.points - own.points)
    mine = f"市场监管口 {show_points(own.points)} 分（自评 {show_points(own.own)}）"
    return f"{parts}={show_points(table.total)}　{mine}，其他部门 {others} 分"


# The units below, side by side


def unit_columns(shown: Sequence[AssessmentStanding]) -> tuple[Column, ...]:
    """Give the columns of the units below: a column a domain between what is said of the whole."""
    domains = shown[0].assessment.domains if shown else ()
    return (
        Column("unit", "单位", 10),
        Column("total", "总分", 6, right=True),
        Column("grade", "参考等级", 9),
        Column("open", "未评", 4, right=True),
        *(Column(domain.id, domain.name, 8, right=True) for domain in domains),
        Column("bonus", "加分", 4, right=True),
        Column("deduction", "减分", 8, right=True),
        Column("final", "评定", 5, right=True),
        Column("proofs", "佐证", 6),
        Column("stage", "阶段", 12, flex=True),
    )


def worth_cells(one: AssessmentStanding) -> tuple[Cell, ...]:
    """Give the line that says what each domain is worth."""
    whole = one.whole
    domains = (Cell(show_points(held.points), "accent") for _, held in one.by_domain())
    blank = Cell("")
    return (
        Cell("分值", "accent"),
        Cell(show_points(whole.points), "accent"),
        blank,
        Cell(str(whole.count), "accent"),
        *domains,
        *[blank] * 5,
    )


def unit_cells(one: AssessmentStanding) -> tuple[Cell, ...]:
    """Give the cells of one unit below."""
    whole, scored = one.whole, bool(one.whole.scored)
    left = whole.count - whole.scored
    return (
        Cell(one.unit.short),
        Cell(show_points(one.total) if scored else "未自评", "" if scored else "warn"),
        Cell(one.grade_words, "bad" if one.vetoed else "dim" if left else ""),
        Cell(str(left) if left else "", "warn"),
        *(Cell(show_points(held.own) if held.scored else "-") for _, held in one.by_domain()),
        Cell(signed(one.bonus) if one.bonus else "", "good"),
        _taken_off(one),
        Cell(show_points(whole.final) if whole.finals else ""),
        Cell(f"{whole.proved}/{whole.scored}" if scored else "", "dim"),
        Cell(one.stage.words if one.stage else "", "dim"),
    )


def _taken_off(one: AssessmentStanding) -> Cell:
    if one.unsaid:
        return Cell(MISSING, "warn")
    return Cell(show_points(one.deduction), "bad") if one.deduction else Cell("")


def below_words(shown: Sequence[AssessmentStanding]) -> str:
    """Say how many units below have scored all, some or none of the points, and which are vetoed."""
    done = sum(not one.whole.open for one in shown)
    none = [one.unit.short for one in shown if not one.whole.scored]
    vetoed = [one.unit.short for one in shown if one.vetoed]
    named = f"：{'、'.join(none[:_NAMED])}{'等' if len(none) > _NAMED else ''}" if none else ""
    words = [f"{len(shown)} 个单位　评完 {done}　没有评完 {len(shown) - done - len(none)}"]
    words.append(f"没有自评 {len(none)}{named}")
    if vetoed:
        words.append(f"否决 {'、'.join(vetoed)}")
    return "　".join(words)


def deduction_words(shown: AssessmentStanding) -> str:
    """Say what is taken off, and that somebody has yet to say how much for some of it."""
    return f"{show_points(shown.deduction)}{MISSING if shown.unsaid else ''}"
