"""Year-end sheets of the demonstration projects: this year's, last year's, and the rules about them."""

from __future__ import annotations

from collections.abc import Iterator

from qtrack.domain.programme import Form, Funding
from qtrack.domain.unconfirmed import figures_wait, marked
from qtrack.ledgers import Project
from qtrack.reports.report import Cell, Column, Grid, Row, Shape, Sheet, Tone, Value, row
from qtrack.services.year_end.facts import CapUse, Facts
from qtrack.services.year_end.money import FLOW, Funded, flow_total, new_projects, past_projects, under


def project_sheets(facts: Facts) -> Iterator[Sheet]:
    """Give the sheets of projects: what the notice says nothing of has none."""
    programme, year = facts.programme, facts.programme.starts_on.year
    yield Sheet("示范项目", (_new_grid(facts),), f"{year}年度示范项目与经费（金额单位：万元）")
    if programme.past_projects:
        title = f"{year - 1}年度项目评价等次与延续经费（金额单位：万元）"
        yield Sheet("上年度项目", (_past_grid(facts),), title)
    if programme.funding:
        yield Sheet("经费", (_funding_grid(facts),), "经费规定与到位情况（金额单位：万元）")
    if programme.caps:
        yield Sheet("上限", (_cap_grid(facts),), "推荐上限使用情况")


def _money_columns() -> tuple[Column, ...]:
    return tuple(Column(_label(key), Shape.MONEY) for key in FLOW)


def _label(key: str) -> str:
    """Give a field's label without its unit, which the sheet's title says once."""
    return Project.schema().field(key).label.partition("（")[0]


def _money(held: Funded) -> tuple[Value, ...]:
    return tuple(None if held.row is None else getattr(held.row, key) for key in FLOW)


def _sums(projects: tuple[Funded, ...]) -> tuple[Value, ...]:
    return tuple(flow_total(projects, key) for key in FLOW)


def _new_grid(facts: Facts) -> Grid:
    projects = new_projects(facts)
    form = next((form for form in facts.programme.forms if form.ledger == Project.__tablename__), None)
    columns = (
        Column("单位"),
        Column("项目名称"),
        Column("状态"),
        Column("推荐日期", Shape.DATE),
        *_money_columns(),
        Column("配套核对"),
        *((Column("推荐表空栏"),) if form else ()),
    )
    rows = [_new_row(facts, held, form) for held in projects]
    if rows:
        label = f"共 {len(rows)} 个"
        rows.append(row("合计", label, "", None, *_sums(projects), "", *(("",) if form else ()), total=True))
    rules = [rule for rule in facts.programme.funding if not rule.projects]
    notes = [f"经费：{rule.source.clause}“{rule.source.quote}”" for rule in rules]
    notes += [f"读法：{rule.reading}" for rule in rules if rule.reading]
    return Grid("", columns, rows, notes=tuple(notes), empty="（台账还没有本年度示范项目）")


def _new_row(facts: Facts, held: Funded, form: Form | None) -> Row:
    project = held.row
    if project is None:
        raise ValueError("a project of this year is always a row")
    return row(
        facts.unit_name(project.unit),
        project.name,
        project.state.value,
        project.recommended_on,
        *_money(held),
        held.match,
        *((_blanks(form, project),) if form else ()),
    )


def _blanks(form: Form, project: Project) -> Cell:
    """Name the blanks of the printed form that nobody filled."""
    blank = blanks_of(form, project)
    return Cell("、".join(blank), Tone.WARN) if blank else Cell("已填全")


def blanks_of(form: Form, project: Project) -> list[str]:
    """Give the labels of the printed form's blanks that are empty in a row."""
    return [
        held.label for held in form.fields if not held.column or getattr(project, held.column) in (None, "")
    ]


def _past_grid(facts: Facts) -> Grid:
    projects = past_projects(facts)
    columns = (
        Column("序号", Shape.COUNT),
        Column("项目名称"),
        Column("单位"),
        Column("评价等次"),
        Column("状态"),
        Column("每项省级经费", Shape.MONEY),
        *_money_columns()[2:],
        Column("配套核对"),
        Column("出处"),
    )
    rows = [_past_row(facts, held) for held in projects]
    if rows:
        rows.append(
            row(
                None,
                f"合计 {len(rows)} 个",
                "",
                _grades(projects),
                "",
                sum(held.rule.amount for held in projects if held.rule),
                *_sums(projects)[2:],
                "",
                "",
                total=True,
            )
        )
    named = {held.rule.id for held in projects if held.rule}
    notes = [
        f"{rule.name}：{rule.source.clause}“{rule.source.quote}”"
        + (f"；读法：{rule.reading}" if rule.reading else "")
        for rule in facts.programme.funding
        if rule.id in named
    ]
    return Grid("", columns, rows, notes=tuple(notes), empty="（通知所附上年度项目中没有本单位的）")


def _past_row(facts: Facts, held: Funded) -> Row:
    past = held.past
    if past is None:
        raise ValueError("a project of the year before is always annexed")
    return row(
        past.number,
        past.name,
        facts.unit_name(past.unit),
        past.grade or "无等次",
        past.state if held.row is None else held.row.state.value,
        held.rule.amount if held.rule else None,
        *_money(held)[2:],
        held.match,
        past.source.clause or facts.programme.past_clause,
    )


def _grades(projects: tuple[Funded, ...]) -> str:
    return "、".join(f"{grade} {number}" for grade, number in grades(projects).items())


def grades(projects: tuple[Funded, ...]) -> dict[str, int]:
    """Count projects of the year before by grade, those without one by their state, in printed order."""
    found: dict[str, int] = {}
    for held in projects:
        if held.past is not None:
            word = held.past.grade or held.past.state
            found[word] = found.get(word, 0) + 1
    return found


def _funding_grid(facts: Facts) -> Grid:
    columns = (
        Column("经费规定"),
        Column("每项", Shape.MONEY),
        Column("通知合计", Shape.MONEY),
        Column("本单位项目数", Shape.COUNT),
        *_money_columns()[2:],
        Column("配套不足项数", Shape.COUNT),
        Column("等额配套"),
        Column("出处"),
    )
    rows = [_funding_row(facts, rule) for rule in facts.programme.funding]
    return Grid("", columns, rows, empty="（通知没有经费规定）")


def _funding_row(facts: Facts, rule: Funding) -> Row:
    projects = under(facts, rule)
    short = sum(held.match.tone in (Tone.WARN, Tone.BAD) for held in projects)
    return row(
        rule.name,
        rule.amount,
        rule.expected_total,
        len(projects),
        *(flow_total(projects, key) for key in FLOW[2:]),
        Cell(short, Tone.WARN if short else Tone.PLAIN) if rule.matched else None,
        "要求" if rule.matched else "不要求",
        marked(rule.source.clause, unconfirmed=figures_wait(facts.programme, f"funding.{rule.id}")),
    )


def _cap_grid(facts: Facts) -> Grid:
    columns = (
        Column("单位"),
        Column("已用", Shape.COUNT),
        Column("最多", Shape.COUNT),
        Column("上限"),
        Column("判定"),
        Column("出处"),
    )
    rows = [line for use in facts.caps for line in _cap_rows(facts, use)]
    bound = [(use.cap.at_most, used) for use in facts.caps for _, used in use.used]
    if len(bound) > 1:
        used, most = sum(used for _, used in bound), sum(most for most, _ in bound)
        rows.append(row("合计", used, most, "", "", "", total=True))
    return Grid("", columns, rows, empty="（上限由所在市州掌握，本单位不单列）")


def _cap_rows(facts: Facts, use: CapUse) -> Iterator[Row]:
    cap = use.cap
    clause = marked(cap.source.clause, unconfirmed=figures_wait(facts.programme, f"caps.{cap.id}"))
    for unit, used in use.used:
        over = Cell("超出", Tone.BAD) if used > cap.at_most else Cell("未超出", Tone.GOOD)
        yield row(unit.name, used, cap.at_most, f"{cap.name}（{cap.unit}）", over, clause)
