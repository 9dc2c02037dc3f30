"""Last year's projects in a new bureau's ledger (E-12, E-13)."""

from collections.abc import Callable

import pytest
from programme import JIANGAN, PROVINCE, WAN, WUHAN
from rows import put
from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.ledgers import Project
from qtrack.ledgers.project import Grade, ProjectState
from qtrack.services.office import Office
from qtrack.services.setup import seed_past_projects
from qtrack.store.store import Store

Look = Callable[..., Office]


def projects(session: Session) -> dict[str, tuple[object, ...]]:
    """Give what the ledger says of each project."""
    return {
        row.name[:4]: (row.unit, row.year, row.state, row.grade, row.approved)
        for row in session.scalars(select(Project))
    }


def test_e_12_grades_and_states_stand_as_annexed_and_e_13_money_as_granted(
    store: Store, office: Look
) -> None:
    assert store.run(seed_past_projects, office()) == 4
    assert store.read(projects) == {
        "武汉经开": ("420100", 2021, ProjectState.CONTINUED, Grade.EXCELLENT, 20 * WAN),
        "黄冈麻城": ("421181", 2021, ProjectState.ACCEPTED, Grade.PASSED, None),
        "恩施玉露": ("422801", 2021, ProjectState.CONTINUED, Grade.GOOD, 10 * WAN),
        "荆门市“": ("420800", 2021, ProjectState.DELAYED, None, None),
    }


@pytest.mark.parametrize(("unit", "number"), [(PROVINCE, 4), (WUHAN, 1), (JIANGAN, 0), ("421100", 1)])
def test_a_bureau_finds_those_of_its_tree(store: Store, office: Look, unit: str, number: int) -> None:
    assert store.run(seed_past_projects, office(unit)) == number


def test_again_adds_nothing_and_changes_nothing(store: Store, office: Look) -> None:
    store.run(seed_past_projects, office(WUHAN))
    assert store.run(seed_past_projects, office()) == 3
    before = store.read(projects)
    assert store.run(seed_past_projects, office()) == 0
    assert store.read(projects) == before


def test_e_15_last_year_s_projects_leave_room_for_this_year_s(store: Store, office: Look) -> None:
    store.run(seed_past_projects, office())
    for _ in range(2):
        store.run(put, office(), "project", WUHAN)
