"""Rows of the ledgers the Hunan notices ask for: what counts, what is one fact twice, what may lie ahead."""

from collections.abc import Callable
from datetime import date

import pytest
from programme import JIANGAN, JIANGHAN
from rows import DAY, put
from sqlalchemy.orm import Session

from qtrack.domain.problem import RefusedError
from qtrack.domain.programme import Count
from qtrack.ledgers.certification import CertificationState
from qtrack.ledgers.checkup import CheckupState
from qtrack.ledgers.event import EventState
from qtrack.ledgers.problem import ProblemCategory, ProblemSource, ProblemState
from qtrack.ledgers.quality_officer import OfficerStage
from qtrack.ledgers.training import TrainingKind, TrainingLevel
from qtrack.services.catalog import ledger_class
from qtrack.services.counting import tally
from qtrack.services.ledger import add
from qtrack.services.office import Office
from qtrack.store.store import Store

Look = Callable[..., Office]
AHEAD = date(2022, 11, 20)

PERSONS = Count("quality_officer", "trained_on", distinct="person_name+enterprise")
SOLVED = Count("problem", "solved_on", where=(("state", ("已解决",)),))
HELPED = Count("certification", "helped_on", where=(("state", ("帮扶", "取证")),), distinct="enterprise")


def keep(session: Session, office: Office, key: str, unit: str = JIANGAN, /, **said: object) -> str:
    """Keep a row with these values, explained should it be doubtful."""
    return add(session, office, key, row(key, unit, **said), "示例说明")


def row(key: str, unit: str = JIANGAN, /, **said: object) -> dict[str, object]:
    """Give a row with blanks but for these values."""
    blank = dict.fromkeys(field.key for field in ledger_class(key).schema().fields)
    return {**blank, "unit": unit, **said}


def asked(store: Store, office: Office, key: str, said: dict[str, object]) -> list[str]:
    """Try to keep a row, and give what is asked about it."""
    try:
        store.run(add, office, key, row(key, **said))
    except RefusedError as refusal:
        return [problem.message for problem in refusal.problems if problem.doubt]
    return []


@pytest.fixture
def firm(store: Store, office: Look) -> str:
    """Register a firm, and give its uid."""
    return store.run(put, office(), "enterprise")


def officer(firm: str, name: str, **said: object) -> dict[str, object]:
    """Give one trained officer."""
    return {
        "person_name": name,
        "enterprise": firm,
        "stage": OfficerStage.NURTURED,
        "trained_on": DAY,
        "class_level": TrainingLevel.COUNTY,
        **said,
    }


def problem(firm: str, subject: str, state: ProblemState) -> dict[str, object]:
    """Give one problem, with the day it was solved if it was."""
    return {
        "subject": subject,
        "enterprise": firm,
        "raised_on": DAY,
        "source": ProblemSource.SURVEY,
        "category": ProblemCategory.SAFETY,
        "state": state,
        "solved_on": DAY if state is ProblemState.SOLVED else None,
    }


def test_h_4_a_person_trained_at_two_levels_counts_once(store: Store, office: Look, firm: str) -> None:
    store.run(keep, office(), "quality_officer", **officer(firm, "示例员甲"))
    again = officer(firm, "示例员甲", class_level=TrainingLevel.PROVINCE)
    (doubt,) = asked(store, office(), "quality_officer", again)
    assert doubt.startswith("姓名：与已登记的“示例员甲”是同一企业、同一姓名")
    store.run(keep, office(), "quality_officer", JIANGHAN, **again)
    store.run(keep, office(), "quality_officer", **officer(firm, "示例员乙"))
    found = store.read(tally, PERSONS, office())
    assert (found.whole, found.units) == (2, {JIANGAN: 2, JIANGHAN: 1})


def test_h_4_who_is_on_the_roster_and_not_trained_does_not_count(
    store: Store, office: Look, firm: str
) -> None:
    untrained = officer(firm, "示例员丙", trained_on=None, class_level=None)
    store.run(keep, office(), "quality_officer", **untrained)
    assert store.read(tally, PERSONS, office()).whole == 0


def test_h_5_only_a_solved_problem_counts_and_each_of_a_firm_s_own(
    store: Store, office: Look, firm: str
) -> None:
    for number, state in enumerate(ProblemState):
        store.run(keep, office(), "problem", **problem(firm, f"示例难题{number}", state))
    assert store.read(tally, SOLVED, office()).whole == 1
    store.run(keep, office(), "problem", **problem(firm, "示例难题", ProblemState.SOLVED))
    assert store.read(tally, SOLVED, office()).whole == 2
    (doubt,) = asked(store, office(), "problem", problem(firm, "示例难题", ProblemState.RAISED))
    assert doubt.startswith("难题：与已登记的“示例难题”是同一企业、同一难题")


@pytest.mark.parametrize(
    ("state", "days", "counts"),
    [
        (CertificationState.CHOSEN, {"chosen_on": DAY}, 0),
        (CertificationState.HELPED, {"helped_on": DAY}, 1),
        (CertificationState.CERTIFIED, {"helped_on": DAY, "certified_on": DAY}, 1),
    ],
)
def test_q_5_a_firm_counts_once_it_was_helped(
    store: Store, office: Look, firm: str, state: CertificationState, days: dict[str, object], counts: int
) -> None:
    store.run(keep, office(), "certification", enterprise=firm, state=state, **days)
    assert store.read(tally, HELPED, office()).whole == counts


def test_q_10_what_is_planned_may_lie_ahead_and_what_was_done_may_not(
    store: Store, office: Look, firm: str
) -> None:
    planned: dict[str, object] = {"name": "示例启动仪式", "state": EventState.PLANNED, "planned_on": AHEAD}
    assert asked(store, office(), "event", planned) == []
    held: dict[str, object] = {"name": "示例开放日", "state": EventState.HELD, "held_on": AHEAD}
    assert asked(store, office(), "event", held) == ["开展日期：2022-11-20 还没有到"]
    visit: dict[str, object] = {"enterprise": firm, "state": CheckupState.PLANNED, "planned_on": AHEAD}
    assert asked(store, office(), "checkup", visit) == []


def test_p_1_a_value_of_the_same_year_is_asked_about(store: Store, office: Look) -> None:
    said: dict[str, object] = {
        "indicator": "p145/manufacturing",
        "year": 2021,
        "words": "示例",
        "data_source": "示例公报",
        "reported_on": DAY,
    }
    store.run(keep, office(), "indicator_value", **said)
    (doubt,) = asked(store, office(), "indicator_value", said)
    assert "是同一单位、同一指标、同一指标年度" in doubt
    assert asked(store, office(), "indicator_value", {**said, "year": 2022}) == []


def test_q_8_sessions_of_one_sort_are_counted_apart(store: Store, office: Look) -> None:
    store.run(put, office(), "training", subject="示例一班", kind=TrainingKind.RECALL)
    store.run(put, office(), "training", subject="示例二班")
    recall = Count("training", "held_on", where=(("kind", ("召回培训",)),))
    assert store.read(tally, recall, office()).whole == 1
    assert store.read(tally, Count("training", "held_on"), office()).whole == 2
