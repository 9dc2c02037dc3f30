"""Deadlines as units see them (E-15, E-18, E-22): the day itself is in time."""

from collections.abc import Callable
from datetime import date

import pytest
from programme import JIANGAN, PROVINCE, SHIYAN, WUHAN, XIANTAO
from rows import put
from sqlalchemy.orm import Session

from qtrack.domain.due import DueStanding, DueState
from qtrack.domain.problem import RefusedError
from qtrack.services.dues import due_standings, extend
from qtrack.services.office import Office
from qtrack.store.store import Store

Look = Callable[..., Office]
PRINTED = date(2022, 3, 25)


def plan(store: Store, office: Office) -> DueStanding:
    """Give the standing of the 实施方案."""
    return next(due for due in store.read(due_standings, office) if due.deadline == "plan")


def send(store: Store, office: Office, unit: str, submitted_on: date, **said: object) -> None:
    """Mark the 实施方案 as sent."""
    store.run(put, office, "submission", unit, submitted_on=submitted_on, **said)


@pytest.mark.parametrize(
    ("today", "state", "left"),
    [
        (date(2022, 3, 17), DueState.OPEN, 8),
        (date(2022, 3, 18), DueState.SOON, 7),
        (date(2022, 3, 25), DueState.SOON, 0),
        (date(2022, 3, 26), DueState.OVERDUE, -1),
    ],
)
def test_e_18_an_open_deadline_comes_close_and_passes_after_its_day(
    store: Store, office: Look, today: date, state: DueState, left: int
) -> None:
    due = plan(store, office(WUHAN, today))
    assert (due.state, due.days_left) == (state, left)


@pytest.mark.parametrize(
    ("submitted_on", "state"),
    [(date(2022, 3, 24), DueState.DONE), (PRINTED, DueState.DONE), (date(2022, 3, 26), DueState.LATE)],
)
def test_e_18_what_is_sent_on_the_day_is_in_time_and_a_day_later_late(
    store: Store, office: Look, submitted_on: date, state: DueState
) -> None:
    send(store, office(), WUHAN, submitted_on, doc_no="示例1号")
    due = plan(store, office(WUHAN))
    assert (due.state, due.submitted_on, due.doc_no) == (state, submitted_on, "示例1号")


def test_the_first_of_two_submissions_is_the_one_judged(store: Store, office: Look) -> None:
    send(store, office(), WUHAN, date(2022, 4, 2))
    send(store, office(), WUHAN, date(2022, 3, 20))
    assert plan(store, office(WUHAN)).state is DueState.DONE


def test_what_will_be_sent_after_today_is_not_sent_yet(store: Store, office: Look) -> None:
    send(store, office(), WUHAN, date(2022, 3, 24))
    assert plan(store, office(WUHAN, date(2022, 3, 23))).state is DueState.SOON


def test_an_extension_moves_the_day_of_its_unit_and_keeps_the_printed_one(store: Store, office: Look) -> None:
    store.run(extend, office(WUHAN), "plan", date(2022, 4, 8), "示例：经同意延期")
    send(store, office(), WUHAN, date(2022, 4, 8))
    due = plan(store, office(WUHAN))
    assert (due.state, due.printed_on, due.due_on) == (DueState.DONE, PRINTED, date(2022, 4, 8))
    assert due.reason == "示例：经同意延期"
    assert plan(store, office(SHIYAN)).due_on == PRINTED


def test_a_second_extension_takes_the_place_of_the_first(store: Store, office: Look) -> None:
    store.run(extend, office(WUHAN), "plan", date(2022, 4, 8), "示例一")
    store.run(extend, office(WUHAN), "plan", date(2022, 4, 9), "示例二")
    due = plan(store, office(WUHAN))
    assert (due.due_on, due.reason) == (date(2022, 4, 9), "示例二")


@pytest.mark.parametrize(
    ("due_on", "reason", "keys"),
    [
        (PRINTED, "示例", ["due_on"]),
        (date(2022, 4, 8), "", ["reason"]),
        (date(2022, 4, 8), "\u200b ", ["reason"]),
        (date(2022, 4, 8), "长" * 201, ["reason"]),
        (date(2022, 3, 1), "", ["due_on", "reason"]),
    ],
)
def test_an_extension_needs_a_later_day_and_a_reason(
    store: Store, office: Look, due_on: date, reason: str, keys: list[str]
) -> None:
    with pytest.raises(RefusedError) as refused:
        store.run(extend, office(WUHAN), "plan", due_on, reason)
    assert [problem.key for problem in refused.value.problems] == keys
    assert plan(store, office(WUHAN)).due_on == PRINTED


@pytest.mark.parametrize("unit", [PROVINCE, JIANGAN])
def test_only_a_unit_that_owes_a_deadline_is_given_more_time(store: Store, office: Look, unit: str) -> None:
    with pytest.raises(RefusedError, match=r"“实施方案”不由.*承担"):
        store.run(extend, office(unit), "plan", date(2022, 4, 8), "示例")
    assert plan(store, office(unit)).due_on == PRINTED


def test_a_date_that_is_no_submission_is_extended_by_whom_it_binds(store: Store, office: Look) -> None:
    def coverage() -> date:
        standings = store.read(due_standings, office())
        return next(due.due_on for due in standings if due.deadline == "coverage")

    assert coverage() == date(2022, 12, 31)
    store.run(extend, office(), "coverage", date(2023, 1, 31), "示例")
    assert coverage() == date(2023, 1, 31)


def test_a_reason_is_plain_text(store: Store, office: Look) -> None:
    store.run(extend, office(WUHAN), "plan", date(2022, 4, 8), " 示例\x1b[2J\u202e延期\n ")
    assert plan(store, office(WUHAN)).reason == "示例[2J延期"


def test_a_county_leaves_it_to_the_unit_above(store: Store, office: Look) -> None:
    due = plan(store, office(JIANGAN))
    assert (due.state, due.owing) == (DueState.ABOVE, 0)
    assert due.state.value == "上级负责"


def test_a_unit_the_province_governs_itself_owes_like_a_city(store: Store, office: Look) -> None:
    assert plan(store, office(XIANTAO)).state is DueState.OVERDUE
    send(store, office(), XIANTAO, PRINTED)
    assert plan(store, office(XIANTAO)).state is DueState.DONE


def test_the_province_counts_who_has_sent_of_those_who_owe(store: Store, office: Look) -> None:
    send(store, office(), WUHAN, PRINTED)
    send(store, office(), JIANGAN, PRINTED)
    due = plan(store, office(PROVINCE))
    assert (due.submitted, due.owing, due.state) == (1, 17, DueState.OVERDUE)


def test_the_province_is_done_when_the_last_has_sent_and_late_when_one_was(
    store: Store, office: Look
) -> None:
    units = [unit.code for unit in office().region.units if unit.takes_quota]
    for unit in units[:-1]:
        send(store, office(), unit, PRINTED)
    send(store, office(), units[-1], date(2022, 3, 28))
    due = plan(store, office())
    assert (due.submitted, due.owing, due.state) == (17, 17, DueState.LATE)
    assert due.submitted_on == date(2022, 3, 28)


def test_in_time_by_an_extension_is_in_time_for_the_province_too(store: Store, office: Look) -> None:
    store.run(extend, office(WUHAN), "plan", date(2022, 4, 8), "示例")
    for unit in (unit.code for unit in office().region.units if unit.takes_quota):
        send(store, office(), unit, date(2022, 4, 8) if unit == WUHAN else PRINTED)
    assert plan(store, office()).state is DueState.DONE


def test_a_date_without_a_submission_only_passes(store: Store, office: Look) -> None:
    def coverage(today: date, unit: str = "420000") -> DueState:
        standings = store.read(due_standings, office(unit, today))
        return next(due.state for due in standings if due.deadline == "coverage")

    assert coverage(date(2022, 12, 31)) is DueState.SOON
    assert coverage(date(2023, 1, 1)) is DueState.PASSED
    assert coverage(date(2022, 12, 31), WUHAN) is DueState.ABOVE


def test_e_22_deadlines_stand_in_order_of_their_days(store: Store, office: Look) -> None:
    def ids(session: Session) -> list[str]:
        return [due.deadline for due in due_standings(session, office(WUHAN))]

    assert store.read(ids) == ["plan", "summary", "coverage"]
