"""Sentences of the year-end summary, each from counted facts and printed words only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qtrack.domain.due import DueStanding, DueState
from qtrack.domain.programme import Cap, Deadline, Floor, Form, Funding, Limit, Matter, Strength, Target
from qtrack.domain.region import Level
from qtrack.domain.standing import FloorStanding, Standing, Verdict
from qtrack.domain.terms import MISSING, UNCONFIRMED
from qtrack.domain.unconfirmed import day_waits, figures_wait, marked
from qtrack.domain.value import show_date, show_money, show_rate
from qtrack.ledgers import Project
from qtrack.reports.report import Tone
from qtrack.services.caps import amount_words
from qtrack.services.catalog import ledger_class
from qtrack.services.office import units_of
from qtrack.services.year_end.dues import unsent_units
from qtrack.services.year_end.facts import CapUse, Entry, Facts, LimitUse
from qtrack.services.year_end.floors import total_of
from qtrack.services.year_end.money import flow_total, new_projects, under
from qtrack.services.year_end.projects import blanks_of
from qtrack.services.year_end.targets import remainder

_NAMED = 12
"""So many units are named in a sentence; the tables have them all."""

_VERDICTS = (
    (Verdict.MET, "已完成"),
    (Verdict.ON_PACE, "达到序时进度"),
    (Verdict.BEHIND, "滞后"),
    (Verdict.UNMET, "没有完成"),
    (Verdict.OPEN, "未分解"),
)
_ASKED = {
    Strength.PRINCIPLE: "原则上应完成",
    Strength.AIM: "力争完成",
    Strength.ENCOURAGED: "鼓励完成",
}
_OWN = "通知没有分解，本级自定"
_FLOW = (("approved", "批复"), ("received", "到账"), ("matched", "配套到位"), ("spent", "支出"))


def sentence(facts: Facts, entry: Entry) -> str:  # noqa: PLR0911 - one return a kind of entry
    """Say where one entry of the notice stands; an empty text when it does not concern the office."""
    match entry:
        case Target():
            return _target(facts, entry)
        case Floor():
            return _floor(facts, entry)
        case Cap():
            return _cap(facts, next(use for use in facts.caps if use.cap is entry))
        case Limit():
            return _limit(facts, next(use for use in facts.limits if use.limit is entry))
        case Deadline():
            return "".join(_deadline(facts, one) for one in entry.until(facts.programme.ends_on))
        case Funding():
            return _funding(facts, entry)
        case Form():
            return _form(facts, entry)
        case Matter():
            return _matter(facts, entry)


def listed(names: Iterable[str]) -> str:
    """Name so many, and say how many there are when that is not all."""
    every = list(names)
    words = "、".join(every[:_NAMED])
    return words if len(every) <= _NAMED else f"{words}等 {len(every)} 个"


def _target(facts: Facts, target: Target) -> str:
    held = facts.target(target.id)
    own, unit = held.own, target.unit
    if own.number is None:
        text = f"{_without_number(facts, target)}；截至目前完成 {own.done:,} {unit}"
    else:
        pace = "不按序时进度判定" if own.pace is None else f"序时进度 {show_rate(own.pace)}"
        asked = _OWN if own.own else _ASKED.get(target.strength, "应完成")
        number = marked(f"{own.number:,} {unit}", unconfirmed=own.unconfirmed)
        text = (
            f"{asked} {number}，实际完成 {own.done:,} {unit}，"
            f"完成率 {show_rate(own.rate)}，{pace}，{_verdict(own, unit)}"
        )
    return f"{target.name}{text}。{_children(facts, target, held.children)}"


def _without_number(facts: Facts, target: Target) -> str:
    office = facts.office
    if target.quotas and office.unit.level is Level.COUNTY:
        return f"：任务数尚未分解到{office.unit.name}{MISSING}"
    whole = _figure(facts, f"{target.number:,} {target.unit}", f"targets.{target.id}.number")
    return f"：通知没有分解到{office.unit.name}，{office.region.province.name}目标 {whole}"


def _verdict(own: Standing, unit: str) -> str:
    if own.gap == 0:
        return "已完成任务"
    left = f"还差 {own.gap:,} {unit}"
    weekly = f"，余下时间每周需完成 {own.per_week:,} {unit}" if own.per_week else ""
    words = {
        Verdict.ON_PACE: f"达到序时进度，{left}",
        Verdict.BEHIND: f"滞后于序时进度，{left}",
        Verdict.UNMET: f"期满没有完成，{left}",
    }
    return words.get(own.verdict, left) + weekly


def _children(facts: Facts, target: Target, children: tuple[Standing, ...]) -> str:
    if not children:
        return ""
    level = facts.office.region.by_code[children[0].unit].level
    whole = f"{len(children)} 个{level.value if level is Level.COUNTY else '单位'}中，"
    if all(standing.number is None for standing in children):
        if target.quotas:
            return f"任务数尚未分解到下级单位{MISSING}。"
        some = sum(standing.done > 0 for standing in children)
        return f"{whole}有完成数的 {some} 个。"
    left = remainder(facts.target(target.id))
    rest = f"；尚有 {left:,} {target.unit}没有分解到下级单位" if left else ""
    return f"{whole}{'，'.join(_by_verdict(facts, children))}{rest}。"


def _by_verdict(facts: Facts, children: tuple[Standing, ...]) -> Iterator[str]:
    for verdict, label in _VERDICTS:
        names = [facts.unit_name(standing.unit) for standing in children if standing.verdict is verdict]
        named = verdict in (Verdict.BEHIND, Verdict.UNMET)
        if names:
            yield f"{label} {len(names)} 个{f'（{listed(names)}）' if named else ''}"


def _floor(facts: Facts, floor: Floor) -> str:
    held = facts.floors[floor.id]
    reading = f"读法：{floor.reading}。" if floor.reading else ""
    if not held:
        return ""
    if len(held) == 1:
        return f"{floor.name}（{floor.strength.value}）：{_floor_numbers(facts, floor, held[0])}。{reading}"
    unmet = [standing for standing in held if not standing.met]
    names = listed(f"{facts.unit_name(standing.unit)}（{standing.words}）" for standing in unmet)
    tests = (*floor.tests, *floor.shown)
    sums = "，".join(
        f"{test.label} {total_of(test, [standing.results[place].count for standing in held]):,} {test.unit}"
        for place, test in enumerate(tests)
    )
    return (
        f"{floor.name}（{floor.strength.value}）：县区达标 {len(held) - len(unmet)}/{len(held)}，"
        f"{f'未达：{names}' if unmet else '全部达标'}。县区合计：{sums}。{reading}"
    )


def _floor_numbers(facts: Facts, floor: Floor, held: FloorStanding) -> str:
    waiting = f"，{UNCONFIRMED}" if figures_wait(facts.programme, f"floors.{floor.id}") else ""
    numbers = "，".join(
        f"{one.label} {one.count:,} {one.unit}"
        + ("（不判定）" if one.at_least is None else f"（不少于 {one.at_least:,} {one.unit}{waiting}）")
        for one in held.results
    )
    return f"{numbers}，{'达标' if held.met else '未达标'}"


def _cap(facts: Facts, use: CapUse) -> str:
    office, cap = facts.office, use.cap
    most = f"上限为每个单位 {_figure(facts, f'{cap.at_most} {cap.unit}', f'caps.{cap.id}')}"
    if not use.used:
        above = office.region.quota_unit(office.unit.code)
        bound = above in units_of(office.region, cap.each, office.region.province.code)
        return f"{cap.name}：{most}，由{above.name}统一掌握。" if bound else ""
    over = [unit.name for unit, used in use.used if used > cap.at_most]
    total = sum(used for _, used in use.used)
    units = f"{len(use.used)} 个单位共" if len(use.used) > 1 else use.used[0][0].name
    return (
        f"{cap.name}：{units} {total} {cap.unit}，{most}，"
        f"{f'超出的有{listed(over)}' if over else '没有超出'}。"
    )


def _limit(facts: Facts, use: LimitUse) -> str:
    limit = use.limit
    field = ledger_class(limit.ledger).schema().field(limit.field)
    most = _figure(facts, amount_words(field, limit.at_most), f"limits.{limit.id}")
    head = f"{limit.name}：每项最多 {most}；"
    if use.highest is None:
        return f"{head}台账没有登记金额{MISSING}。"
    over = "有超出的，请核对" if use.highest > limit.at_most else "没有超出"
    return f"{head}已登记 {use.rows} 项，最高 {amount_words(field, use.highest)}，{over}。"


def _deadline(facts: Facts, deadline: Deadline) -> str:
    due = next(due for due in facts.dues if due.deadline == deadline.id)
    printed = marked(show_date(due.printed_on), unconfirmed=day_waits(facts.programme, deadline))
    day = f"{deadline.title}：通知规定 {printed}"
    if due.due_on != due.printed_on:
        day += f"，经批准延期至 {show_date(due.due_on)}（理由：{due.reason}）"
    reading = f"读法：{deadline.reading}。" if deadline.reading else ""
    if not deadline.submission:
        left = "" if due.state is DueState.PASSED else f"（{due.left_words}）"
        known = "；".join(_known(facts, deadline))
        return f"{day}{left}，{known and f'现有{known}；'}进展情况{MISSING}。{reading}"
    return f"{day}，{_sent(facts, due)}。{reading}"


def _known(facts: Facts, deadline: Deadline) -> Iterator[str]:
    """Say how far the targets and floors beside a day have come."""
    for held in facts.targets:
        if held.target.id in deadline.beside:
            yield f"{held.target.name} {held.own.done:,} {held.target.unit}"
    for floor in facts.programme.floors:
        standings = facts.floors[floor.id]
        if floor.id in deadline.beside and standings:
            yield f"{floor.name}达标 {sum(one.met for one in standings)}/{len(standings)}"


def _sent(facts: Facts, due: DueStanding) -> str:
    if due.state is DueState.ABOVE:
        return "由上级汇总报送"
    if due.owing > 1:
        unsent = [] if due.state is not DueState.OVERDUE else list(unsent_units(facts, due.deadline))
        missing = f"，逾期未报：{listed(unsent)}" if unsent else ""
        late = "，有迟报的" if due.state is DueState.LATE else ""
        return f"应报 {due.owing} 个单位，已报 {due.submitted} 个{late}{missing}{_lacking(due)}"
    if due.submitted_on is None:
        return f"尚未报送，{due.left_words}{_lacking(due)}"
    late = "，迟于规定日期" if due.state is DueState.LATE else "，按时"
    return f"已于 {show_date(due.submitted_on)} 报送{late}，文号 {due.doc_no or MISSING}{_lacking(due)}"


def _lacking(due: DueStanding) -> str:
    """Say which of the things due are lacking beside others that came; of many, how many lack each."""
    many = due.owing > 1
    words = [f"{one.words}（{due.owing - one.sent} 个单位）" if many else one.words for one in due.lacking]
    came = any(one.sent for one in due.deliverables)
    return f"，还缺{'、'.join(words)}" if words and came else ""


def _funding(facts: Facts, rule: Funding) -> str:
    held = under(facts, rule)
    asks = "要求等额配套" if rule.matched else "没有要求配套"
    most = "每项" if rule.projects else "每项最多"
    whole = f"，通知共 {len(rule.projects)} 项" if rule.projects else ""
    if rule.expected_total is not None:
        whole += f"、{show_money(rule.expected_total)} 万元"
    amount = _figure(facts, f"{show_money(rule.amount)} 万元", f"funding.{rule.id}")
    head = f"{rule.name}：{most} {amount}，{asks}{whole}"
    if not held:
        return f"{head}；本单位没有这类项目。"
    flow = "、".join(f"{label} {_wan(flow_total(held, key))}" for key, label in _FLOW)
    short = [project for project in held if project.match.tone in (Tone.WARN, Tone.BAD)]
    check = f"，配套待补足 {len(short)} 项" if short else ""
    reading = f"读法：{rule.reading}。" if rule.reading else ""
    return f"{head}；本单位 {len(held)} 项，{flow}{check}。{reading}"


def _figure(facts: Facts, words: str, path: str) -> str:
    """Give a number of the notice; one shifted from another year that nobody has confirmed says so."""
    return marked(words, unconfirmed=figures_wait(facts.programme, path))


def _wan(fen: int | None) -> str:
    return MISSING if fen is None else f"{show_money(fen)} 万元"


def _form(facts: Facts, form: Form) -> str:
    if form.ledger != Project.__tablename__:
        return f"《{form.title}》共 {len(form.fields)} 栏：登记 {facts.totals.get(form.ledger, 0):,} 条。"
    rows = [held.row for held in new_projects(facts) if held.row]
    full = sum(not blanks_of(form, row) for row in rows)
    return f"《{form.title}》共 {len(form.fields)} 栏：登记 {len(rows)} 个项目，填全 {full} 个。"


def _matter(facts: Facts, matter: Matter) -> str:
    if matter not in facts.matters:
        return ""
    said = [] if matter.strength is Strength.TARGET else [matter.strength.value]
    if matter.number is not None:
        asked = _figure(facts, f"{matter.number:,} {matter.unit}", f"matters.{matter.id}.number")
        said.append(f"通知要求 {asked}")
    head = f"{matter.name}（{'，'.join(said)}）：" if said else f"{matter.name}："
    if matter.missing:
        return f"{head}{matter.note}{MISSING}。"
    found = facts.witnessed.get(matter.id)
    counted = "" if found is None else f"台账登记 {found:,} {matter.unit}；"
    note = f"（{matter.note}）" if matter.note else ""
    return f"{head}{counted}工作情况{MISSING}。{note}"
