"""The year-end summary in the notice's own order, and what was read or is missing in it."""

from __future__ import annotations

from collections.abc import Iterator

from qtrack.domain.due import DueState
from qtrack.domain.standing import Verdict
from qtrack.domain.terms import MISSING
from qtrack.domain.value import show_date, show_rate
from qtrack.reports.report import Column, Grid, Heading, Paragraph, Row, Sheet, SignOff, Words, row
from qtrack.services.catalog import schemas
from qtrack.services.year_end.facts import Facts, entries
from qtrack.services.year_end.floors import nothing_done
from qtrack.services.year_end.targets import own_grid
from qtrack.services.year_end.words import listed, sentence


def summary_sheet(facts: Facts) -> Sheet:
    """Give the summary with the table of targets and the line to sign on."""
    blocks = (
        Words(tuple(_opening(facts))),
        own_grid(facts),
        Words(tuple(_sections(facts))),
        Words(tuple(_closing(facts))),
        SignOff(),
    )
    return Sheet("总结", blocks)


def readings_sheet(facts: Facts) -> Sheet:
    """Give how doubtful words were read, what the notice does not say, and where it contradicts itself."""
    columns = (Column("类别"), Column("事项", width=44), Column("说明", width=66), Column("出处"))
    grid = Grid("", columns, tuple(_readings(facts)), empty="（没有需要说明的读法）")
    return Sheet("读法与待补", (grid,), "采用的读法与待补事项")


def _opening(facts: Facts) -> Iterator[Heading | Paragraph]:
    programme, office = facts.programme, facts.office
    issued = show_date(programme.issued_on) if programme.issued_on else MISSING
    yield Heading("基本情况")
    yield Paragraph(
        f"根据{programme.issuer}《{programme.title}》（文号：{programme.doc_no or MISSING}，"
        f"印发日期：{issued}），现将{office.unit.name}工作情况总结如下。"
        f"统计期 {show_date(programme.starts_on)} 至 {show_date(programme.ends_on)}，"
        f"任务计数到 {show_date(office.until)}。"
    )
    printed = (("通知公开属性", programme.disclosure), ("活动主题", programme.theme))
    told = "".join(f"{label}：{words}。" for label, words in printed if words)
    if told:
        yield Paragraph(told)
    verdicts = [held.own.verdict for held in facts.targets]
    counted = "，".join(
        f"{verdict.value} {verdicts.count(verdict)} 项" for verdict in Verdict if verdict in verdicts
    )
    pace = next((held.own.pace for held in facts.targets if held.own.pace is not None), None)
    yield Paragraph(
        f"任务指标 {len(verdicts)} 项：{counted or '无'}；序时进度 {show_rate(pace)}。{_floors_met(facts)}"
    )
    known = schemas()
    kept = "、".join(f"{known[key].title} {number:,} 条" for key, number in facts.totals.items() if number)
    yield Paragraph(f"台账登记：{kept or f'全部为空{MISSING}'}。")


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
        # Tags, slogans and facts are only listed: a section of nothing else has nothing to be said.
        found = [known[name] for name in section.items if name in known]
        said = [(sentence(facts, entry), entry.source.clause) for entry in found]
        if found or not section.items:
            yield Heading(f"{section.clause}{section.title}")
        yield from (Paragraph(text, clause) for text, clause in said if text)


def _closing(facts: Facts) -> Iterator[Heading | Paragraph]:
    yield Heading("差距与下一步")
    gaps = list(_gaps(facts))
    for text, clause in gaps:
        yield Paragraph(text, clause)
    if not gaps:
        yield Paragraph("按上述口径，没有滞后的任务、未达的下限和逾期的时限。")
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
    for due in facts.dues:
        if due.state in (DueState.OVERDUE, DueState.LATE):
            clause = facts.programme.deadline(due.deadline).source.clause
            late = f"，已报 {due.submitted}/{due.owing}" if due.owing > 1 else ""
            yield f"{due.title}{due.state.value}{late}。", clause


def _readings(facts: Facts) -> Iterator[Row]:
    programme = facts.programme
    if programme.period_note:
        yield row("读法", "统计期", programme.period_note, "")
    for question, answer in programme.readings:
        yield row("读法", question, answer, "")
    for entry in entries(programme).values():
        reading = getattr(entry, "reading", "")
        if reading:
            yield row(
                "读法",
                getattr(entry, "name", "") or getattr(entry, "title", ""),
                reading,
                entry.source.clause,
            )
    if not programme.doc_no:
        yield row("待补", "文号", f"所据通知文本没有文号{MISSING}", "")
    for matter in programme.matters:
        if matter.missing:
            yield row("待补", matter.name, f"{matter.note}{MISSING}", matter.source.clause)
    for annex in programme.annexes:
        if annex.listed != annex.printed:
            words = f"目录写作“{annex.listed}”，附件页写作“{annex.printed}”，两者都保留"
            yield row("前后不一", f"附件{annex.number}题名", words, f"附件{annex.number}")
