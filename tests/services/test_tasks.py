"""P-11, A-13: the tasks of a notice as a tree, each with the latest its unit said of it."""

from __future__ import annotations

from datetime import date

import pytest
from hunan import ASSESSMENT, CHANGSHA, FURONG, PLAN, PROVINCE, TODAY, bureau
from statements import counted

from qtrack.ledgers.task_progress import TaskState
from qtrack.services.ledger import add
from qtrack.services.office import Office
from qtrack.services.tasks import TaskStanding, counted_states, tasks
from qtrack.store.store import Store


def reported(
    store: Store, office: Office, task: str, state: TaskState, day: date = TODAY, **said: object
) -> str:
    """Report a task as the form would, explained should it be doubtful."""
    values = {
        "unit": office.unit.code,
        "task": task,
        "state": state,
        "reported_on": day,
        "progress": "示例进展",
        "done_on": day if state is TaskState.DONE else None,
        "delay_reason": "示例原因" if state is TaskState.DELAYED else None,
        "lead": None,
        "support": None,
        **said,
    }
    return store.run(add, office, "task_progress", values, "示例说明")


def standing(store: Store, office: Office, name: str) -> TaskStanding:
    """Give one task of the notice looked at."""
    return next(one for one in store.read(tasks, office) if one.task.id == name)


def test_p_11_the_tree_of_the_plan_stands_in_printed_order(store: Store) -> None:
    found = store.read(tasks, bureau())
    assert [one.task for one in found] == list(bureau().programme.tasks)
    assert [one.depth for one in found[:4]] == [0, 1, 2, 2]
    first = found[0]
    assert (first.is_branch, first.parts, first.parts_done) == (True, 11, 0)
    assert all(one.report is None and not one.overdue for one in found)


def test_a_13_the_thirteen_tasks_of_the_year_have_nothing_under_them(store: Store) -> None:
    found = store.read(tasks, bureau(ASSESSMENT))
    assert len(found) == 13
    assert not any(one.is_branch for one in found)
    sixth = found[5]
    assert "“3·15”国际消费者权益保护日" in sixth.task.on
    assert sixth.task.lead == ("省市场监管局",)


def test_the_latest_report_says_how_a_task_stands(store: Store) -> None:
    key = f"{ASSESSMENT}/w1"
    reported(store, bureau(ASSESSMENT), key, TaskState.RUNNING, date(2023, 6, 1))
    late = reported(store, bureau(ASSESSMENT), key, TaskState.DELAYED, date(2023, 8, 1))
    reported(store, bureau(ASSESSMENT), key, TaskState.WAITING, date(2023, 3, 1))
    report = standing(store, bureau(ASSESSMENT), "w1").report
    assert report is not None
    assert (report.uid, report.state, report.delay_reason) == (late, TaskState.DELAYED, "示例原因")
    assert report.who == "示例员"
    again = reported(store, bureau(ASSESSMENT), key, TaskState.DONE, date(2023, 8, 1))
    report = standing(store, bureau(ASSESSMENT), "w1").report
    assert report is not None
    assert report.uid == again
    before = standing(store, bureau(ASSESSMENT, today=date(2023, 7, 1)), "w1")
    assert before.state is TaskState.RUNNING


def test_a_unit_sees_its_own_report_and_how_many_below_have_reported(store: Store) -> None:
    key = f"{ASSESSMENT}/w6"
    reported(store, bureau(ASSESSMENT, unit=CHANGSHA), key, TaskState.DONE)
    reported(store, bureau(ASSESSMENT, unit=FURONG), key, TaskState.RUNNING)
    seen = {
        unit: standing(store, bureau(ASSESSMENT, unit=unit), "w6") for unit in (PROVINCE, CHANGSHA, FURONG)
    }
    assert {unit: one.state for unit, one in seen.items()} == {
        PROVINCE: None,
        CHANGSHA: TaskState.DONE,
        FURONG: TaskState.RUNNING,
    }
    assert [(one.units, one.units_done) for one in seen.values()] == [(2, 1), (1, 0), (0, 0)]


def test_a_branch_counts_the_parts_under_it_and_states_count_the_parts_alone(store: Store) -> None:
    for task, state in (
        ("t1-1-1", TaskState.DONE),
        ("t1-1-2", TaskState.RUNNING),
        ("t1-1", TaskState.RUNNING),
    ):
        reported(store, bureau(), f"{PLAN}/{task}", state)
    found = store.read(tasks, bureau())
    branch = standing(store, bureau(), "t1-1")
    assert (branch.state, branch.parts, branch.parts_done) == (TaskState.RUNNING, 5, 1)
    counts = counted_states(found)
    leaves = sum(not one.is_branch for one in found)
    assert counts == {
        None: leaves - 2,
        TaskState.WAITING: 0,
        TaskState.RUNNING: 1,
        TaskState.DONE: 1,
        TaskState.DELAYED: 0,
    }


def test_a_task_not_done_is_overdue_when_the_period_is_over(store: Store) -> None:
    reported(store, bureau(ASSESSMENT), f"{ASSESSMENT}/w1", TaskState.DONE)
    reported(store, bureau(ASSESSMENT), f"{ASSESSMENT}/w2", TaskState.RUNNING)
    for today, overdue in ((date(2023, 12, 31), [False] * 3), (date(2024, 1, 1), [False, True, True])):
        office = bureau(ASSESSMENT, today=today)
        assert [standing(store, office, name).overdue for name in ("w1", "w2", "w3")] == overdue


@pytest.mark.parametrize("unit", [PROVINCE, CHANGSHA, FURONG])
def test_as_many_statements_are_said_however_much_is_reported(store: Store, unit: str) -> None:
    def said() -> int:
        with counted() as statements:
            store.read(tasks, bureau(unit=unit))
        return len(statements)

    before = said()
    for task in bureau().programme.tasks[:8]:
        reported(store, bureau(unit=unit), f"{PLAN}/{task.id}", TaskState.RUNNING)
    assert said() == before <= 2
