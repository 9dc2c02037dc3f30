"""Demo data of Hunan: four notices at once, each with a day of its own, invented and different by city."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from conftest import copied
from hunan import bureau, programme
from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind, NoNames
from qtrack.domain.problem import RefusedError
from qtrack.domain.value import Reading, read_form, show_value
from qtrack.domain.verdict import Outcome
from qtrack.ledgers import Enterprise, Ledger, SloganUse
from qtrack.ledgers.event import EventState
from qtrack.services.assessment import assessment
from qtrack.services.campaign import campaign
from qtrack.services.candidate import Candidate
from qtrack.services.catalog import in_use, ledger_class
from qtrack.services.collection import AnswerState, collection
from qtrack.services.demo.build import build_once, story_of
from qtrack.services.demo.firms import INDUSTRIES
from qtrack.services.demo.ground import PHONE
from qtrack.services.demo.hunan import DAYS
from qtrack.services.doubts import Checks
from qtrack.services.evidence_check import recorded
from qtrack.services.indicators import indicators
from qtrack.services.office import Office
from qtrack.services.standings import target_standings
from qtrack.services.tasks import tasks
from qtrack.store.audit import Audit
from qtrack.store.store import Store

MONTH, PLAN, ASSESSMENT, FIRST = (
    "hunan-2023-quality-month",
    "hunan-plan-2025",
    "hunan-2023-assessment",
    "hunan-2022",
)
CHAIN = select(Audit.prev, Audit.hash).order_by(Audit.seq)
every_notice = pytest.mark.parametrize("name", list(DAYS))


@cache
def look(name: str, unit: str = "430000") -> Office:
    """Give the bureau on the day of the notice named first, which works on all four."""
    others = (other for other in DAYS if other != name)
    return bureau(name, *others, unit=unit, today=DAYS[name])


class Stores(dict[str, Store]):
    """Demo data by the notice named first, each built when it is first asked for."""

    def __init__(self, make: Callable[[str], Store]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> Store:
        """Build the data somebody finds who names this notice first."""
        self[name] = self._make(name)
        assert self[name].run(build_once, look(name), story_of(name))
        return self[name]


@pytest.fixture(scope="module")
def stores(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """Give a store of demo data for each notice that may be named first."""
    with ExitStack() as opened:
        yield Stores(lambda name: opened.enter_context(copied(template, tmp_path_factory.mktemp(name))))


def used(office: Office) -> list[type[Ledger]]:
    """Give the ledgers all its notices are worked with."""
    return [ledger_class(key) for key, needed in in_use(office).items() if needed]


def rows_of(session: Session, ledger: type[Ledger]) -> list[dict[str, object]]:
    """Give the values of every row."""
    fields = [field.key for field in ledger.schema().fields]
    return [{key: getattr(row, key) for key in fields} for row in session.scalars(select(ledger))]


@every_notice
def test_every_ledger_of_the_notice_named_first_has_rows(stores: Stores, name: str) -> None:
    rows = {key: len(stores[name].read(rows_of, ledger_class(key))) for key in look(name).programme.ledgers}
    assert [key for key, number in rows.items() if not number] == []


@every_notice
def test_every_row_could_have_been_typed_by_the_day(stores: Stores, name: str) -> None:
    reading = Reading(DAYS[name], NoNames())
    for ledger in used(look(name)):
        schema = ledger.schema()
        days = [
            field.key for field in schema.fields if field.kind is Kind.DATE and field.key not in ledger.ahead
        ]
        for values in stores[name].read(rows_of, ledger):
            texts = {field.key: show_value(field, values[field.key], NoNames()) for field in schema.fields}
            draft = read_form(schema, texts, reading)
            wrong = [problem for problem in draft.problems if not problem.doubt]
            assert (wrong, draft.values) == ([], values), schema.key
            late = [day for key in days if isinstance(day := values[key], date) and day > DAYS[name]]
            assert late == [], schema.key


def unexplained(session: Session, office: Office, ledger: type[Ledger]) -> dict[str, set[str]]:
    """Give what is to be said of rows and nobody has explained, by row."""
    rows = session.scalars(select(ledger)).all()
    keys = [field.key for field in ledger.schema().fields]
    part = [Candidate(row.uid, {key: getattr(row, key) for key in keys}, row) for row in rows]
    told = Checks(session, office, ledger, {row.uid for row in rows}).problems(part)
    return {
        row.uid: {
            one.message
            for one in problems
            if not (one.doubt and row.explanation and one.message in (row.doubts or ""))
        }
        for row, problems in zip(rows, told, strict=True)
    }


@pytest.mark.parametrize("name", [FIRST, MONTH])
def test_every_row_passes_under_one_of_the_notices_or_is_explained(stores: Stores, name: str) -> None:
    office = look(name)
    for ledger in used(office):
        told = [stores[name].read(unexplained, office.of(one.id), ledger) for one in office.programmes]
        left = {uid: set.intersection(*(each[uid] for each in told)) for uid in told[0]}
        assert [words for words in left.values() if words] == [], ledger.__tablename__


def test_x8_every_text_is_visibly_invented_or_stands_in_a_notice(stores: Stores) -> None:
    printed = "".join("".join(programme(name).text.split()) for name in DAYS)
    plain = {PHONE, *INDUSTRIES, "工作总结、图片", "工作总结、图片、视频"}
    office = look(PLAN)
    for ledger in used(office):
        texts = [one.key for one in ledger.schema().fields if one.kind in (Kind.TEXT, Kind.NOTE)]
        for values in stores[PLAN].read(rows_of, ledger):
            said = [str(values[key]) for key in texts if values[key] is not None]
            real = [one for one in said if "示例" not in one and one not in plain]
            assert [one for one in real if "".join(one.split()) not in printed] == [], ledger.__tablename__


@pytest.mark.parametrize("name", [PLAN])
def test_what_was_built_is_whole_in_history_and_evidence(stores: Stores, name: str) -> None:
    chain = stores[name].read(lambda session: session.execute(CHAIN).all())
    assert [prev for prev, _ in chain] == ["", *(own for _, own in chain[:-1])]
    assert stores[name].read(recorded, look(name)).evidence == ()


def test_the_four_targets_of_2022_stand_between_nothing_and_done(stores: Stores) -> None:
    for standings in stores[FIRST].read(target_standings, look(FIRST)):
        assert 0 < (standings.own.rate or 0) < 1
        assert 0 in {child.done for child in standings.children}
        assert len({child.done for child in standings.children}) > 1


def test_the_activities_are_planned_held_and_summed_up_and_cities_differ(stores: Stores) -> None:
    found = stores[MONTH].read(campaign, look(MONTH))
    cities = [unit.figures for unit in found.units if unit.unit != "430000"]
    assert sum(one.listed for one in cities) == 64
    assert all((found.whole.planned, found.whole.held, found.whole.summed_up, found.whole.own))
    assert {0, 1} < {one.rate for one in cities}
    assert {unit.progress.state for one in found.units for unit in one.activities} == set(EventState)
    slogans = {row["slogan"] for row in stores[MONTH].read(rows_of, SloganUse)}
    assert 0 < len(slogans) < len(programme(MONTH).slogans)


def test_departments_have_answered_in_time_late_or_not_at_all(stores: Stores) -> None:
    found = stores[ASSESSMENT].read(collection, look(ASSESSMENT))
    states = {answer.state for one in found.asked for answer in one.answers}
    assert states == {AnswerState.IN_TIME, AnswerState.LATE, AnswerState.NOTHING, AnswerState.OVERDUE}
    assert 0 < len(found.urged) < len(found.asked)


def test_cities_have_scored_more_or_less_and_one_is_vetoed(stores: Stores) -> None:
    cities = [unit.code for unit in look(ASSESSMENT).region.units if unit.takes_quota]
    tables = [stores[ASSESSMENT].read(assessment, look(ASSESSMENT, city)) for city in cities]
    scored = [sum(point.score is not None for point in table.points) for table in tables]
    assert (min(scored), max(scored)) == (0, len(tables[0].points))
    assert len(set(scored)) > 5
    assert sum(bool(extra.occasions) for table in tables for extra in table.extras) >= 5


def test_indicators_have_values_of_2020_to_2024_some_reached_and_some_not(stores: Stores) -> None:
    found = stores[PLAN].read(indicators, look(PLAN))
    years = {entered.year for one in found for entered in one.entered}
    assert years == {2020, 2021, 2022, 2023, 2024}
    assert all(one.entered for one in found)
    aims = [one.at(2023) for each in found for one in each.beside]
    assert {one.outcome for one in aims if one} >= {Outcome.REACHED, Outcome.KEPT, Outcome.BROKEN}


def test_tasks_are_done_delayed_running_and_unsaid(stores: Stores) -> None:
    found = stores[ASSESSMENT].read(tasks, look(ASSESSMENT))
    assert len({one.report.state if one.report else None for one in found}) == 4


def test_a_programme_nobody_has_invented_data_for_is_refused() -> None:
    with pytest.raises(RefusedError, match="没有演示数据；有演示数据的方案：hubei-2022、"):
        story_of("hubei-2026")


def test_demo_data_of_hunan_are_the_same_every_time(stores: Stores, store: Store) -> None:
    store.run(build_once, look(FIRST), story_of(FIRST))
    for ledger in used(look(FIRST)):
        keys = [one.key for one in ledger.schema().fields if one.kind is not Kind.REFERENCE]
        first, second = (
            [[values[key] for key in keys] for values in made.read(rows_of, ledger)]
            for made in (stores[FIRST], store)
        )
        assert sorted(map(str, first)) == sorted(map(str, second)), ledger.__tablename__
    assert not store.run(build_once, look(FIRST), story_of(FIRST))
    assert len(store.read(rows_of, Enterprise)) > 1_000
