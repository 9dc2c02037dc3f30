"""A programme in full, every fact with its place in the notice."""

from __future__ import annotations

from collections.abc import Sequence

from qtrack.cli.packs_lists import show_lists
from qtrack.cli.say import Column, say, say_table
from qtrack.domain.programme import Programme, Source
from qtrack.domain.region import Region
from qtrack.domain.terms import MISSING
from qtrack.domain.unconfirmed import title_words
from qtrack.domain.value import show_date, show_money


def show_programme(programme: Programme, region: Region) -> None:
    """Print a programme in the order of its parts."""
    say(title_words(programme))
    issued = show_date(programme.issued_on) if programme.issued_on else MISSING
    say(
        f"代号 {programme.id}  印发 {programme.issuer} {issued}  文号 {programme.doc_no or MISSING}"
        f"  公开属性 {programme.disclosure or MISSING}"
    )
    say(f"主送 {programme.addressees or MISSING}")
    say(f"起止 {show_date(programme.starts_on)} 至 {show_date(programme.ends_on)}（{programme.period_note}）")
    if programme.derived_from:
        text = "，沿用上年原文" if programme.inherits else ""
        say(f"套用自 {programme.derived_from}，{len(programme.unconfirmed)} 处待核{text}")
    if programme.theme:
        say(f"主题 {programme.theme}")
    if programme.season is not None:
        season = programme.season
        note = f"（{season.note}）" if season.note else ""
        say(f"{season.name} {show_date(season.starts_on)} 至 {show_date(season.ends_on)}{note}")
    _show_targets(programme, region)
    _show_rules(programme)
    _show_dues(programme)
    _show_rest(programme)
    show_lists(programme, region)


def _show_targets(programme: Programme, region: Region) -> None:
    _heading("任务指标", programme.targets)
    for target in programme.targets:
        _fact(
            f"{target.tier}  {target.name}：{target.number:,} {target.unit}",
            target.strength.value,
            target.source,
        )
    split = [target for target in programme.targets if target.quotas]
    if split:
        _heading("分解数", split)
        codes = dict.fromkeys(code for target in split for code, _ in target.quotas)
        rows = [
            [
                region.by_code[code].name if code in region.by_code else code,
                *(_number(target.quota(code)) for target in split),
            ]
            for code in codes
        ]
        say_table([Column("单位"), *(Column(target.tier, right=True) for target in split)], rows)


def _show_rules(programme: Programme) -> None:
    _heading("下限、上限和限额", (*programme.floors, *programme.caps, *programme.limits, *programme.funding))
    for floor in programme.floors:
        tests = "，".join(f"{test.label}不少于 {test.at_least} {test.unit}" for test in floor.tests)
        _fact(f"{floor.name}：{tests}", floor.strength.value, floor.source)
    for cap in programme.caps:
        _fact(f"{cap.name}：最多 {cap.at_most} {cap.unit}", cap.strength.value, cap.source)
    for limit in programme.limits:
        _fact(f"{limit.name}：最多 {show_money(limit.at_most)} 万元", limit.strength.value, limit.source)
    for funding in programme.funding:
        match = "，须等额配套" if funding.matched else ""
        _fact(f"{funding.name}：每项 {show_money(funding.amount)} 万元{match}", "经费", funding.source)


def _show_dues(programme: Programme) -> None:
    _heading("时限", programme.deadlines)
    for deadline in programme.deadlines:
        things = f"：{'、'.join(deadline.deliverables)}" if deadline.deliverables else ""
        words = f"{show_date(deadline.due_on)}  {deadline.title}{things}"
        _fact(words, deadline.strength.value, deadline.source)


def _show_rest(programme: Programme) -> None:
    if programme.past_projects:
        _heading("上年示范项目", programme.past_projects)
        columns = (Column("序号", right=True), Column("项目"), Column("等次"), Column("状态"))
        say_table(
            columns, [[str(p.number), p.name, p.grade or "-", p.state] for p in programme.past_projects]
        )
    _heading("事项", (*programme.matters, *programme.forms, *programme.contacts))
    for matter in programme.matters:
        number = f" {matter.number:,} {matter.unit}" if matter.number is not None else ""
        words = f"{matter.name}{number}" + (MISSING if matter.missing else "")
        _fact(words, matter.strength.value, matter.source)
    for form in programme.forms:
        _fact(f"{form.title}：{len(form.fields)} 栏", "表式", form.source)
        say(f"    栏目：{'、'.join(blank.label for blank in form.fields)}")
        if form.note is not None:
            say(f"    {form.note.clause}：{form.note.quote}")
    for contact in programme.contacts:
        _fact(f"{contact.name} {contact.ways}", "联系人", contact.source)


def _heading(words: str, entries: Sequence[object]) -> None:
    """Print a heading that has something below it."""
    if entries:
        say(f"\n{words}")


def _fact(words: str, mark: str, source: Source) -> None:
    say(f"  {words}（{mark}）")
    say(f"    {source.clause}：{''.join(source.quote.split())}")


def _number(number: int | None) -> str:
    return "-" if number is None else f"{number:,}"
