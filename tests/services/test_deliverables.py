"""Q-1: 工作总结, 图片 and 视频 are due, each ticked by itself; of the last two the lack is told."""

from __future__ import annotations

from datetime import date

import pytest
from hunan import CHANGSHA, PROVINCE, bureau

from qtrack.domain.due import Due, DueStanding, DueState, things_in
from qtrack.domain.problem import RefusedError
from qtrack.services.dues import due_standings
from qtrack.services.ledger import add
from qtrack.services.submissions import sent
from qtrack.services.year_end.report import year_end_report
from qtrack.store.store import Store

MONTH, HENGYANG = "hunan-2023-quality-month", "430400"
DUE, BEFORE, AFTER = date(2023, 10, 16), date(2023, 10, 12), date(2023, 10, 20)


def send(store: Store, things: str | None, day: date = BEFORE, unit: str = CHANGSHA, why: str = "") -> None:
    """Register a submission as the form would."""
    office = bureau(MONTH, unit=unit, today=AFTER)
    said = {"deadline": f"{MONTH}/report", "submitted_on": day, "deliverables": things}
    store.run(add, office, "submission", {"unit": unit, "doc_no": None, "note": None, **said}, why)


def due(store: Store, unit: str = CHANGSHA, today: date = AFTER) -> DueStanding:
    """Give the standing of the deadline."""
    (found,) = store.read(due_standings, bureau(MONTH, unit=unit, today=today))
    return found


def ticks(found: DueStanding) -> dict[str, int]:
    """Give how many have sent each thing."""
    return {one.words: one.sent for one in found.deliverables}


def test_q_1_nothing_is_ticked_before_anything_was_sent(store: Store) -> None:
    found = due(store, today=BEFORE)
    assert found.deliverables == (Due("工作总结", 0, False), Due("图片", 0, True), Due("视频", 0, True))  # noqa: FBT003 - a table
    assert (found.state, found.lacking) == (DueState.SOON, found.deliverables)


def test_q_1_a_summary_alone_is_a_submission_that_lacks_pictures_and_films(store: Store) -> None:
    send(store, "工作总结")
    found = due(store)
    assert (found.state, found.submitted_on) == (DueState.DONE, BEFORE)
    assert [one.words for one in found.lacking] == ["图片", "视频"]


def test_q_1_pictures_and_films_alone_are_no_submission(store: Store) -> None:
    send(store, "图片，视频")
    found = due(store)
    assert (found.state, found.submitted_on) == (DueState.OVERDUE, None)
    assert [one.words for one in found.lacking] == ["工作总结"]


def test_q_1_what_comes_later_is_added_and_only_the_summary_decides_the_day(store: Store) -> None:
    send(store, "图片", date(2023, 10, 10))
    send(store, "工作总结", DUE, why="补报总结")
    send(store, "视频", AFTER, why="补报视频")
    found = due(store)
    assert (found.state, found.submitted_on, found.lacking) == (DueState.DONE, DUE, ())
    assert [one.words for one in due(store, today=DUE).lacking] == ["视频"]


def test_q_1_the_province_sees_how_many_cities_sent_each(store: Store) -> None:
    send(store, "工作总结、图片、视频")
    send(store, "工作总结", unit=HENGYANG)
    found = due(store, PROVINCE)
    assert (found.submitted, found.owing) == (2, 14)
    assert ticks(found) == {"工作总结": 2, "图片": 1, "视频": 1}


@pytest.mark.parametrize(
    ("things", "words"),
    [
        (None, "已报件：没有写报了哪几样（应报工作总结、图片、视频）"),
        ("总结、图片", "已报件：“总结”不在应报的工作总结、图片、视频之内"),
    ],
)
def test_a_submission_that_names_nothing_or_something_else_is_asked_about(
    store: Store, things: str | None, words: str
) -> None:
    with pytest.raises(RefusedError) as refusal:
        send(store, things)
    assert [(one.message, one.doubt) for one in refusal.value.problems] == [(words, True)]
    send(store, things, why="示例说明")
    assert due(store).state is DueState.OVERDUE


def test_what_is_named_is_read_with_any_sign_between(store: Store) -> None:
    assert things_in(" 工作总结, 图片；视频、") == ("工作总结", "图片", "视频")
    assert things_in(None) == ()
    assert store.read(sent, bureau(MONTH)) == {}


def test_the_workbook_says_what_is_lacking(store: Store) -> None:
    send(store, "工作总结、图片")
    report = store.read(year_end_report, bureau(MONTH, unit=CHANGSHA, today=AFTER))
    assert "还缺视频" in str(report)
    assert "还缺图片" not in str(report)
