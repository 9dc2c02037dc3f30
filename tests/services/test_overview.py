"""The first screen: what it costs to read, and that all programmes are shown together."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hunan import ASSESSMENT, CHANGSHA, PLAN, bureau
from hunan import PROVINCE as HUNAN
from programme import JIANGAN, PROGRAMME, PROVINCE, WUHAN
from rows import code, put
from sqlalchemy.orm import Session
from statements import counted

from qtrack.domain.programme import Programme
from qtrack.services import recent
from qtrack.services.ledger import remove
from qtrack.services.office import Office
from qtrack.services.overview import overview
from qtrack.services.standings import floor_standings, target_standings
from qtrack.store.store import Store

Look = Callable[..., Office]
MONTH, YEAR = "hunan-2023-quality-month", "hunan-2022"


def cost(store: Store, office: Office) -> int:
    """Count the statements the overview of every programme takes."""
    with counted() as said:
        store.read(overview, office, every=True)
    return len(said)


def with_others(office: Office, *others: Programme) -> Office:
    """Give the view of a bureau that works on other programmes too."""
    return replace(office, beside=lambda: others)


def of_year(year: int) -> Programme:
    """Give the notice as it might come again in a later year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return replace(PROGRAMME, id=f"e{year}", short=f"示例{year}", starts_on=first, ends_on=last)


def test_reading_costs_as_many_statements_for_five_programmes_on_the_same_ledgers_as_for_one(
    store: Store, office: Look
) -> None:
    many = with_others(office(), *(of_year(year) for year in range(2023, 2027)))
    assert cost(store, many) == cost(store, office())


def test_reading_costs_as_many_statements_for_any_number_of_units_targets_and_floors(
    store: Store, office: Look
) -> None:
    assert cost(store, office(PROVINCE)) == cost(store, office(JIANGAN))
    target, floor = PROGRAMME.targets[0], PROGRAMME.floors[0]
    more = replace(
        PROGRAMME,
        targets=(*PROGRAMME.targets, *(replace(target, id=f"more{at}") for at in range(150))),
        floors=(*PROGRAMME.floors, replace(floor, id="more")),
    )
    assert cost(store, replace(office(), programme=more)) == cost(store, office())


def test_a_part_without_numbers_costs_the_same_however_many_entries_it_has(store: Store) -> None:
    plan = bureau(PLAN)
    fewer = replace(plan.programme, indicators=plan.programme.indicators[:1], tasks=plan.programme.tasks[:1])
    assert cost(store, plan) == cost(store, replace(plan, programme=fewer))


def test_many_counts_of_one_ledger_are_each_what_they_are_alone(store: Store, office: Look) -> None:
    def keep(session: Session) -> None:
        for serial in range(3):
            firm = put(session, office(), "enterprise", code=code(serial), name=f"示例{serial}厂")
            put(session, office(), "action", WUHAN if serial else JIANGAN, enterprise=firm)
        put(session, office(), "training", JIANGAN, trainees=70)

    store.run(keep)
    every = with_others(office(), of_year(2023))
    for part, programme in zip(store.read(overview, every, every=True).parts, every.programmes, strict=True):
        alone = every.on(programme)
        assert [one.own for one in part.targets] == [one.own for one in store.read(target_standings, alone)]
        floors = store.read(floor_standings, alone)
        assert [one.met for one in part.floors] == [
            sum(unit.met for unit in floors[one.floor]) for one in part.floors
        ]


def test_one_programme_is_shown_alone_with_the_deadlines_of_all(store: Store) -> None:
    office = bureau(YEAR, PLAN, ASSESSMENT, MONTH)
    one, every = (store.read(overview, office, every=each) for each in (False, True))
    assert [part.programme for part in one.parts] == [YEAR]
    assert [part.programme for part in every.parts] == [YEAR, PLAN, ASSESSMENT, MONTH]
    assert one.dues == every.dues
    assert {due.programme for due in one.dues} == {YEAR, PLAN, ASSESSMENT, MONTH}
    assert set(one.names) == {YEAR, PLAN, ASSESSMENT, MONTH}


def test_deadlines_that_are_settled_come_last(store: Store, office: Look) -> None:
    store.run(put, office(WUHAN), "submission", WUHAN)
    dues = store.read(overview, office(WUHAN)).dues
    settled = [due.settled for due in dues]
    assert settled == sorted(settled)
    assert any(settled)


def test_a_notice_of_another_province_binds_nobody_here(office: Look) -> None:
    strange = replace(PROGRAMME, id="strange", region="hunan")
    assert [one.id for one in with_others(office(), strange).programmes] == [PROGRAMME.id]


@pytest.mark.parametrize(
    ("notice", "unit", "lines"),
    [
        (
            PLAN,
            HUNAN,
            {
                "indicators": ("33", "0", "待认定 3　不判定 2　未填 30"),
                "tasks": ("49", "0", "未填报 49"),
            },
        ),
        (PLAN, CHANGSHA, {"indicators": ("0", "0", "不判定 35"), "tasks": ("49", "0", "未填报 49")}),
        (
            ASSESSMENT,
            HUNAN,
            {
                "indicators": ("10", "0", "待认定 2　未填 8"),
                "tasks": ("13", "0", "未填报 13"),
                "points": ("100", "0", "未评 25 个要点　还能争取 100 分"),
                "answers": ("18", "0", "还差 18 个部门的 36 张表"),
            },
        ),
        (
            ASSESSMENT,
            CHANGSHA,
            {
                "indicators": ("0", "0", "不判定 10"),
                "tasks": ("13", "0", "未填报 13"),
                "points": ("100", "0", "未评 25 个要点　还能争取 100 分"),
                "answers": ("0", "0", "上级负责"),
            },
        ),
        (MONTH, HUNAN, {"activities": ("73", "0", "计划 73")}),
        (YEAR, HUNAN, {}),
    ],
)
def test_each_part_without_split_numbers_is_summed_up_in_a_line(
    store: Store, notice: str, unit: str, lines: dict[str, tuple[str, str, str]]
) -> None:
    (part,) = store.read(overview, bureau(notice, unit=unit)).parts
    assert {
        one.kind: (f"{one.total.normalize():f}", f"{one.done:f}", one.words) for one in part.digests
    } == lines


def test_what_one_deed_did_to_many_rows_is_one_line(store: Store, office: Look) -> None:
    def three(session: Session) -> list[str]:
        return [
            put(session, office(), "enterprise", unit, code=code(at), name=f"示例{at}厂")
            for at, unit in enumerate((JIANGAN, JIANGAN, WUHAN))
        ]

    uids = store.run(three)
    store.run(remove, office(), "enterprise", uids[0])
    last, first = store.read(recent.recent_entries, office())
    assert (last.deed, last.name, last.rows, last.unit) == ("删除", "示例0厂", 1, JIANGAN)
    assert (first.deed, first.name, first.rows, first.unit) == ("新增", "示例2厂", 3, "")
    below = store.read(recent.recent_entries, office(JIANGAN))
    assert [(one.deed, one.rows, one.unit) for one in below] == [("删除", 1, JIANGAN), ("新增", 2, JIANGAN)]


def test_a_deed_on_very_many_rows_is_counted_so_far_and_no_further(
    store: Store, office: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent, "MOST_COUNTED", 2)

    def several(session: Session) -> None:
        put(session, office(), "training")
        for at in range(3):
            put(session, office(), "enterprise", code=code(at), name=f"示例{at}厂")

    store.run(several)
    (entry,) = store.read(recent.recent_entries, office())
    assert (entry.rows, entry.name, entry.more) == (2, "示例2厂", True)
