"""The year-end summary in the notice's own order."""

from __future__ import annotations

from collections.abc import Iterator

from qtrack.domain.due import DueState
from qtrack.domain.scoring import show_points
from qtrack.domain.standing import Verdict
from qtrack.domain.terms import MISSING
from qtrack.domain.text import titled
from qtrack.domain.unconfirmed import figures_wait, marked, title_note, waits
from qtrack.domain.value import show_date, show_rate
from qtrack.domain.verdict import Outcome
from qtrack.ledgers.task_progress import TaskState
from qtrack.reports.report import Heading, Paragraph, Sheet, SignOff, Words
from qtrack.services.catalog import schemas
from qtrack.services.year_end.facts import Facts, entries
from qtrack.services.year_end.floors import nothing_done
from qtrack.services.year_end.lists import list_sentences
from qtrack.services.year_end.targets import own_grid
from qtrack.services.year_end.words import listed, sentence

_SHORT = (Outcome.SHORT, Outcome.BROKEN)
_JUDGED = (*_SHORT, Outcome.REACHED, Outcome.KEPT)


def summary_sheet(facts: Facts) -> Sheet:
    """Give the summary with the table of targets and the line to sign on."""
    blocks = (
        Words(tuple(_opening(facts))),
        *((own_grid(facts),) if facts.targets else ()),
        Words(tuple(_sections(facts))),
        Words(tuple(_closing(facts))),
        SignOff(),
    )
    return Sheet("总结", blocks)


def _opening(facts: Facts) -> Iterator[Heading | Paragraph]:
    programme, office = facts.programme, facts.office
    issued = show_date(programme.issued_on) if programme.issued_on else MISSING
    taken_over = f"{note}；" if (note := title_note(programme)) else ""
    waiting = waits(programme, "starts_on") or waits(programme, "ends_on")
    days = f"{show_date(programme.starts_on)} 至 {show_date(programme.ends_on)}"
    period = marked(days, unconfirmed=waiting)
    by = "" if programme.title.startswith(programme.issuer) else programme.issuer
    yield Heading("基本情况")
    yield Paragraph(
        f"根据{by}{titled(programme.title)}（{taken_over}文号：{programme.doc_no or MISSING}，"
        f"印发日期：{issued}），现将{office.unit.name}工作情况总结如下。"
        f"统计期 {period}，"
        f"任务计数到 {show_date(office.until)}。"
    )
    printed = (("通知公开属性", programme.disclosure), ("活动主题", programme.theme))
    told = "".join(f"{label}：{words}。" for label, words in printed if words)
    if told:
        yield Paragraph(told)
    if programme.season:
        season = programme.season
        note = f"（{season.note}）" if season.note else ""
        days = f"{show_date(season.starts_on)} 至 {show_date(season.ends_on)}"
        days = marked(days, unconfirmed=figures_wait(programme, "season"))
        yield Paragraph(f"{season.name}活动期：{days}{note}。")
    counted = f"{_targets_met(facts)}{_floors_met(facts)}"
    if counted:
        yield Paragraph(counted)
    known = schemas()
    kept = "、".join(f"{known[key].title} {number:,} 条" for key, number in facts.totals.items() if number)
    yield Paragraph(f"台账登记：{kept or f'全部为空{MISSING}'}。")


def _targets_met(facts: Facts) -> str:
    verdicts = [held.own.verdict for held in facts.targets]
    if not verdicts:
        return ""
    counted = "，".join(
        f"{verdict.value} {verdicts.count(verdict)} 项" for verdict in Verdict if verdict in verdicts
    )
    paces = [held.own.pace for held in facts.targets if held.own.number is not None]
    pace = next((one for one in paces if one is not None), None)
    ending = f"；序时进度 {show_rate(pace)}" if pace is not None else ""
    return f"任务指标 {len(verdicts)} 项：{counted}{ending}。"


def _floors_met(facts: Facts) -> str:
    parts = []
    for floor in facts.programme.floors:
        held = facts.floors[floor.id]
        if held:
            parts.append(f"{floor.name} {sum(standing.met for standing in held)}/{len(held)}")
    return f"下限达标：{'，'.join(parts)}。" if parts else ""


def _sections(facts: Facts) -> Iterator[Heading | Paragraph]:
    known = entries(facts.programme)
    for section in facts.programme.sections:
        # Of tags, facts and what is about other units nothing is to be said.
        found = [known[name] for name in section.items if name in known]
        said = [(sentence(facts, entry), entry.source.clause) for entry in found]
        lists = [(text, section.clause) for text in list_sentences(facts, section)]
        told = [Paragraph(text, clause) for text, clause in (*said, *lists) if text]
        if told or not section.items:
            yield Heading(f"{section.clause}　{section.title}")
        yield from told


def _closing(facts: Facts) -> Iterator[Heading | Paragraph]:
    yield Heading("差距与下一步")
    gaps = list(_gaps(facts))
    for text, clause in gaps:
        yield Paragraph(text, clause)
    if not gaps:
        yield Paragraph("按上述口径，没有滞后的任务、未达的下限、未达到的指标、延期的工作和逾期的时限。")
    yield Paragraph(f"主要经验做法：{MISSING}")
    yield Paragraph(f"存在问题的原因：{MISSING}")
    yield Paragraph(f"下一步打算：{MISSING}")
    names: dict[str, list[str]] = {}
    for contact in facts.programme.contacts:
        names.setdefault(contact.ways, []).append(contact.name)
    contacts = "；".join(f"{'、'.join(those)}，{ways}" for ways, those in names.items())
    if contacts:
        yield Paragraph(f"通知载明的联系人：{contacts}。", facts.programme.contacts[0].source.clause)


def _gaps(facts: Facts) -> Iterator[tuple[str, str]]:
    for held in facts.targets:
        target, own = held.target, held.own
        if own.verdict in (Verdict.BEHIND, Verdict.UNMET):
            yield (
                f"{target.name}完成率 {show_rate(own.rate)}，还差 {own.gap:,} {target.unit}。",
                target.source.clause,
            )
    for floor in facts.programme.floors:
        unmet = [standing for standing in facts.floors[floor.id] if not standing.met]
        if unmet:
            zero = [facts.unit_name(standing.unit) for standing in unmet if nothing_done(standing)]
            names = f"，其中为零的有{listed(zero)}" if zero else ""
            yield f"{floor.name}未达的单位 {len(unmet)} 个{names}。", floor.source.clause
    yield from _indicators_short(facts)
    yield from _work_behind(facts)
    for due in facts.dues:
        if due.state in (DueState.OVERDUE, DueState.LATE):
            clause = facts.programme.deadline(due.deadline).source.clause
            late = f"，已报 {due.submitted}/{due.owing}" if due.owing > 1 else ""
            yield f"{due.title}{due.state.value}{late}。", clause


def _work_behind(facts: Facts) -> Iterator[tuple[str, str]]:
    """Tell the work that is put off or past its day, and the points lost."""
    for one in facts.tasks:
        if one.overdue or one.state is TaskState.DELAYED:
            late = "已过期" if one.overdue else TaskState.DELAYED.value
            yield f"重点工作“{one.task.name}”{late}。", one.task.source.clause
    found = facts.assessment
    if found is not None and found.whole.lost:
        yield f"考核自评失分 {show_points(found.whole.lost)} 分。", found.assessment.source.clause


def _indicators_short(facts: Facts) -> Iterator[tuple[str, str]]:
    """Tell the indicators that are found short in the latest year that was judged."""
    for held in facts.indicators:
        indicator = held.own.indicator
        year = next((one for one in reversed(held.own.years) if one.outcome in _JUDGED), None)
        if year is None or year.outcome not in _SHORT or year.printed is None or year.entered is None:
            continue
        entered = year.entered
        value = entered.words if entered.value is None else f"{entered.value:f}{indicator.unit}"
        yield (
            f"{indicator.name} {year.year}年 {value}，{year.outcome.value}“{year.printed.printed}”。",
            year.printed.source.clause,
        )
