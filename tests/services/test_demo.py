"""Demo data: invented, legal for every ledger, and different for every unit."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import copied
from programme import PROVINCE, WUHAN
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.due import DueState
from qtrack.domain.fields import Kind, NoNames
from qtrack.domain.value import Reading, read_form, show_value
from qtrack.ledgers import LEDGERS, Enterprise, Extension, Ledger
from qtrack.places import seeds_folder
from qtrack.services.candidate import Candidate
from qtrack.services.demo.build import build_once, story_of
from qtrack.services.demo.hubei import DEMO_DAY
from qtrack.services.doubts import Checks
from qtrack.services.dues import due_standings
from qtrack.services.office import Office
from qtrack.services.split import split_of
from qtrack.services.standings import floor_standings, target_standings
from qtrack.store.store import Store

Look = Callable[..., Office]
READING = Reading(DEMO_DAY, NoNames())
PACK = tomllib.loads((seeds_folder() / "programmes" / "hubei-2022.toml").read_text(encoding="utf-8"))
STORY = story_of("hubei-2022")
every_ledger = pytest.mark.parametrize(
    "ledger",
    [ledger for ledger in LEDGERS if ledger.__tablename__ in PACK["ledgers"]],
    ids=lambda ledger: ledger.__tablename__,
)
"""The ledgers the notice is worked with."""


@pytest.fixture(scope="module")
def demo(template: Path, tmp_path_factory: pytest.TempPathFactory, office: Look) -> Iterator[Store]:
    """Give a store filled with demo data, as a county's bureau asked for them."""
    with copied(template, tmp_path_factory.mktemp("demo")) as store:
        assert store.run(build_once, office("420102", DEMO_DAY), STORY)
        yield store


def rows_of(session: Session, ledger: type[Ledger]) -> list[dict[str, object]]:
    """Give the values of every row."""
    fields = [field.key for field in ledger.schema().fields]
    return [{key: getattr(row, key) for key in fields} for row in session.scalars(select(ledger))]


@every_ledger
def test_every_row_could_have_been_typed(demo: Store, ledger: type[Ledger]) -> None:
    schema = ledger.schema()
    rows = demo.read(rows_of, ledger)
    assert rows
    for values in rows:
        texts = {field.key: show_value(field, values[field.key], NoNames()) for field in schema.fields}
        draft = read_form(schema, texts, READING)
        assert (draft.problems, draft.values) == ((), values)


@every_ledger
def test_every_doubt_is_explained_and_every_row_names_a_unit(
    demo: Store, office: Look, ledger: type[Ledger]
) -> None:
    look = office(today=DEMO_DAY)
    schema = ledger.schema()

    def problems(session: Session) -> list[str]:
        rows = session.scalars(select(ledger)).all()
        part = [
            Candidate(row.uid, {field.key: getattr(row, field.key) for field in schema.fields}, row)
            for row in rows
        ]
        told = Checks(session, look, ledger, {row.uid for row in rows}).problems(part)
        return [
            problem.message
            for row, problems in zip(rows, told, strict=True)
            for problem in problems
            if not (problem.doubt and row.explanation and problem.message in (row.doubts or ""))
        ]

    assert demo.read(problems) == []
    assert set(demo.read(lambda session: session.scalars(select(ledger.unit)).all())) <= set(
        look.region.by_code
    )


@every_ledger
def test_no_row_is_dated_after_the_day(demo: Store, ledger: type[Ledger]) -> None:
    days = [field.key for field in ledger.schema().fields if field.kind is Kind.DATE]
    rows = demo.read(rows_of, ledger)
    assert [
        row for row in rows for day in days if row[day] is not None and str(row[day]) > str(DEMO_DAY)
    ] == []


def test_firms_are_visibly_invented_and_no_two_are_alike(demo: Store) -> None:
    rows = demo.read(rows_of, Enterprise)
    assert {str(row["name"])[:2] for row in rows} == {"示例"}
    assert {(row["contact"], row["phone"]) for row in rows} == {("示例联系人", "000-00000000")}
    assert len({row["name"] for row in rows}) == len({row["code"] for row in rows}) == len(rows)
    assert all(str(row["code"])[2:8] == row["unit"] for row in rows)
    assert [row["name"] for row in rows if "[" in str(row["name"])] == ["示例[/]厂"]


def test_there_is_much_but_not_too_much(demo: Store) -> None:
    def number(session: Session) -> int:
        return sum(session.scalar(select(func.count()).select_from(ledger)) or 0 for ledger in LEDGERS)

    assert 8_000 < demo.read(number) < 25_000


def test_every_unit_stands_elsewhere_between_45_and_110_per_cent(demo: Store, office: Look) -> None:
    wan, qian, bai = demo.read(target_standings, office(today=DEMO_DAY))[:3]
    rates = [child.rate or 0 for child in wan.children]
    assert len(rates) == 17
    assert len({round(rate, 2) for rate in rates}) == 17
    assert 0.44 <= min(rates) < 0.5
    assert 1 < max(rates) <= 1.11
    assert all(child.done for standings in (qian, bai) for child in standings.children)
    assert all(0 < (standings.own.rate or 0) < 1 for standings in (wan, qian, bai))


def test_every_county_has_helped_firms(demo: Store, office: Look) -> None:
    for unit in office().region.units:
        if unit.counts_as_county:
            assert demo.read(target_standings, office(unit.code, DEMO_DAY))[0].own.done, unit.name


def test_most_counties_meet_the_floors_and_some_do_not(demo: Store, office: Look) -> None:
    floors = demo.read(floor_standings, office(today=DEMO_DAY))
    words = Counter(standing.words for standing in floors["training"] if not standing.met)
    assert set(words) == {"0次 0人", "1次 42人"}
    assert any(s.met and s.results[-1].count < 50 for s in floors["training"])
    for floor in floors.values():
        assert 0.7 < sum(standing.met for standing in floor) / 103 < 1


def test_stations_in_use_fall_short_of_150(demo: Store, office: Look) -> None:
    stations = demo.read(target_standings, office(today=DEMO_DAY))[-1]
    assert 120 <= stations.own.done <= 140


def test_plans_are_mostly_in_some_late_one_missing_one_extended(demo: Store, office: Look) -> None:
    units = [unit.code for unit in office().region.units if unit.takes_quota]
    states = Counter(demo.read(due_standings, office(unit, DEMO_DAY))[0].state for unit in units)
    assert states == {DueState.DONE: 14, DueState.LATE: 2, DueState.OVERDUE: 1}
    assert demo.read(lambda session: session.scalar(select(func.count()).select_from(Extension))) == 1


def test_wuhan_has_split_its_numbers_with_a_remainder(demo: Store, office: Look) -> None:
    for target in ("wan", "qian", "bai"):
        split = demo.read(split_of, office(WUHAN, DEMO_DAY), target)
        assert all(number is not None for _, number in split.shares)
        assert split.number is not None
        assert split.remainder is not None
        assert 0 < split.remainder < split.number


def test_data_that_stand_are_not_built_over(demo: Store, office: Look) -> None:
    assert not demo.run(build_once, office(PROVINCE, DEMO_DAY), STORY)


def test_demo_data_are_the_same_every_time(demo: Store, store: Store, office: Look) -> None:
    store.run(build_once, office(today=DEMO_DAY), STORY)
    for key in ("name", "code", "unit"):
        column = getattr(Enterprise, key)
        first, second = (
            made.read(
                lambda session, asked: session.scalars(asked).all(), select(column).order_by(Enterprise.code)
            )
            for made in (demo, store)
        )
        assert first == second
