"""A bureau set up on the real programme, from its first question to its ledger."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy.orm import Session

from qtrack.domain.problem import RefusedError
from qtrack.ledgers import LEDGERS, Project
from qtrack.places import Places
from qtrack.services.caps import Caps
from qtrack.services.demo.hubei import DEMO_DAY
from qtrack.services.demo.hunan import DAYS
from qtrack.services.dues import due_standings
from qtrack.services.listing import Query, page, total
from qtrack.services.office import Office
from qtrack.services.standings import floor_standings, target_standings
from qtrack.settings import load_settings
from qtrack.store.audit import Audit
from qtrack.tui.view import View
from qtrack.wiring import Desk

HUBEI = "hubei-2022"
At = Callable[[], Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[At]:
    """Give desks on one data folder, as each start of the program makes one."""
    made: list[Desk] = []

    def sit() -> Desk:
        made.append(Desk(Places(tmp_path / "data"), {}))
        return made[-1]

    yield sit
    for one in made:
        one.close()


def projects(desk: Desk) -> int:
    """Count the projects the office sees."""
    return desk.store.read(total, desk.office, Query("project"))


@pytest.mark.parametrize(("unit", "number"), [("420000", 26), ("420100", 3), ("420102", 0), ("429004", 1)])
def test_e_12_a_new_bureau_finds_last_year_s_projects_of_its_tree(desk: At, unit: str, number: int) -> None:
    first = desk()
    office = first.settle(HUBEI, unit)
    assert (office.unit.code, first.office, projects(first)) == (unit, office, number)


def test_what_was_settled_is_there_at_the_next_start_and_nothing_is_seeded_twice(desk: At) -> None:
    desk().settle(HUBEI, "武汉市")
    second = desk()
    assert second.office.unit.code == "420100"
    second.store.run(lambda session: session.delete(session.query(Project).first()))
    second.settle(HUBEI, "420100")
    assert projects(second) == 2


def test_another_unit_in_the_same_folder_finds_its_own_and_works_under_its_own_name(desk: At) -> None:
    first = desk()
    first.settle(HUBEI, "420100")
    first.settle(HUBEI, "420000")
    assert projects(first) == 26
    signed = first.store.read(lambda session: [entry.unit for entry in session.query(Audit)])
    assert signed == ["420100"] * 3 + ["420000"] * 23


def test_a_unit_nobody_knows_is_refused_and_nothing_is_kept(desk: At, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="没有“长沙市”这个单位"):
        desk().settle(HUBEI, "长沙市")
    assert not desk().settings.complete
    assert not (tmp_path / "data").exists()


def test_a_demo_has_a_fixed_day_its_data_and_a_sign_that_it_is_one(desk: At) -> None:
    first = desk()
    office = first.settle_demo(HUBEI, "420100")
    assert office.today == first.today == first.office.today == DEMO_DAY
    assert load_settings(first.places.settings_file)[0].demo
    rows = {ledger: first.store.read(total, office, Query(ledger.__tablename__)) for ledger in LEDGERS}
    first.settle_demo(HUBEI, "420000")
    again = {ledger: first.store.read(total, office, Query(ledger.__tablename__)) for ledger in LEDGERS}
    assert rows == again
    assert projects(first) > 26


def test_a_demo_of_hunan_works_on_four_notices_from_the_one_named(desk: At) -> None:
    named = "hunan-2023-quality-month"
    office = desk().settle_demo(named, "430100")
    assert (office.programme.id, office.today, len(office.programmes)) == (named, DAYS[named], 4)
    assert {one.id for one in office.programmes} == set(DAYS)
    assert {one.id for one in desk().office.programmes} == set(DAYS)
    assert desk().store.read(total, office, Query("slogan_use")) > 0


def test_a_bureau_s_own_folder_takes_no_demo_data(desk: At) -> None:
    first = desk()
    first.settle(HUBEI, "420100")
    with pytest.raises(RefusedError, match="演示数据请另放一处"):
        first.settle_demo(HUBEI, "420100")
    assert not desk().settings.demo


def test_demo_data_keep_the_real_programme_s_caps_and_fill_its_screens(desk: At) -> None:
    first = desk()
    office = first.settle_demo(HUBEI, "420000")

    def broken(session: Session, look: Office) -> list[object]:
        fields = [field.key for field in Project.schema().fields]
        rows = [{key: getattr(row, key) for key in fields} for row in session.query(Project)]
        return [problem for row in rows for problem in Caps(session, look, Project).problems(row, row)]

    assert first.store.read(broken, office) == []
    assert all(standings.own.done for standings in first.store.read(target_standings, office))
    for floor in first.store.read(floor_standings, office).values():
        assert 0 < sum(standing.met for standing in floor) < len(floor) == 103
    standings = first.store.read(due_standings, office)
    sent = [due for due in standings if due.owing == 17 and due.due_on == date(2022, 3, 25)]
    assert [due.submitted for due in sent] in ([16, 17], [17, 16])
    assert first.store.read(page, office, Query("enterprise", "[/]"), 0, 9)[0].texts[0] == "示例[/]厂"


def test_demo_data_stand_before_anything_says_so(desk: At, tmp_path: Path) -> None:
    in_the_way = tmp_path / "data" / "settings.toml"
    in_the_way.mkdir(parents=True)
    with pytest.raises(OSError, match="settings"):
        desk().settle_demo(HUBEI, "420100")
    in_the_way.rmdir()
    again = desk()
    assert not again.settings.complete
    office = again.settle_demo(HUBEI, "420100")
    firms = again.store.read(total, office, Query("enterprise"))
    built = again.store.read(lambda session: {entry.op_id for entry in session.query(Audit)})
    assert (firms > 0, len(built)) == (True, 1)


def test_a_desk_left_open_overnight_speaks_of_the_new_day(desk: At, tmp_path: Path) -> None:
    desk().settle(HUBEI, "420100")
    day = {"QTRACK_TODAY": "2022-03-25"}
    left_open = Desk(Places(tmp_path / "data"), day)
    view = View(left_open)
    view.look_at("420102")
    assert (left_open.office.today, view.office.today) == (date(2022, 3, 25), date(2022, 3, 25))
    day["QTRACK_TODAY"] = "2022-03-26"
    assert (left_open.office.today, view.office.today) == (date(2022, 3, 26), date(2022, 3, 26))
    assert view.path == ("武汉市", "江岸区")


def test_threads_that_ask_at_once_share_one_store(desk: At) -> None:
    desk().settle(HUBEI, "420100")
    shared, together, found = desk(), Barrier(4), []

    def ask() -> None:
        together.wait()
        found.append(shared.store)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(map(id, found))) == 1


def test_a_day_that_is_none_is_refused_with_the_place_it_stands_in(desk: At, tmp_path: Path) -> None:
    desk().settle(HUBEI, "420100")
    path = tmp_path / "data" / "settings.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('today = ""', 'today = "明年"'), "utf-8")
    broken = desk()
    with pytest.raises(RefusedError, match=r"^设置文件里 today=明年 不是日期"):
        _ = broken.today
