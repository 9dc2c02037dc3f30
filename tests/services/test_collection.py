"""A-1, A-3, A-11: who has answered with which form, who is to be urged, and what is declared."""

from __future__ import annotations

from datetime import date

import pytest
from assessed import city, put
from hunan import ASSESSMENT, CHANGSHA, FURONG, PLAN, PROVINCE, bureau
from statements import counted

from qtrack.domain.problem import RefusedError
from qtrack.domain.scoring import show_points
from qtrack.ledgers.answer import AnswerForm
from qtrack.services.catalog import ledger_class
from qtrack.services.collection import AnswerState, Collection, DepartmentStanding, collection
from qtrack.services.dues import extend
from qtrack.services.names import StoredNames
from qtrack.services.office import Office
from qtrack.store.store import Store

NO_ROW = "要求反馈，但2022年表里没有它评价的要点"


def office(today: date = date(2023, 7, 5)) -> Office:
    """Give the view of the province, who collects the forms."""
    return city(PROVINCE, today)


def collected(store: Store, today: date = date(2023, 7, 5)) -> Collection:
    """Give who has answered by a day."""
    return store.read(collection, office(today))


def department(found: Collection, name: str) -> DepartmentStanding:
    """Give one department."""
    return next(one for one in found.departments if one.department.id == name)


def test_a1_eighteen_are_asked_for_two_forms_each_and_all_are_urged(store: Store) -> None:
    found = collected(store)
    assert len(found.asked) == len(found.urged) == 18
    assert [found.answered(form) for form in AnswerForm] == [0, 0]
    assert {each.state for one in found.asked for each in one.answers} == {AnswerState.WAITING}
    assert {each.words for one in found.asked for each in one.answers} == {"还剩 5 天"}


def test_a11_those_not_among_the_eighteen_are_shown_and_never_urged(store: Store) -> None:
    found = collected(store, date(2023, 8, 1))
    beside = [one for one in found.departments if not one.department.asked]
    assert [one.department.id for one in beside] == ["medicine", "office", "members"]
    assert {each.words for one in beside for each in one.answers} == {"未列入"}
    assert not set(beside) & set(found.urged)
    assert [show_points(department(found, name).printed) for name in ("education", "emergency")] == ["0", "0"]
    assert department(found, "education").department.note == NO_ROW
    put(store, office(), "answer", department="medicine")
    medicine = department(collected(store), "medicine")
    assert [each.words for each in medicine.answers] == ["已反馈 07-03", "未列入"]
    assert collected(store).answered(AnswerForm.INDICATORS) == 0


@pytest.mark.parametrize("unit", [CHANGSHA, FURONG])
def test_a1_who_owes_no_answer_to_the_office_collects_from_nobody(store: Store, unit: str) -> None:
    below = city(unit, date(2023, 9, 18))
    put(store, below, "answer", department="medicine")
    found = store.read(collection, below)
    assert (found.collects, found.asked, found.urged) == (False, (), ())
    assert [found.answered(form) for form in AnswerForm] == [0, 0]
    assert {each.words for each in department(found, "education").answers} == {"上级负责"}
    assert [each.words for each in department(found, "medicine").answers] == ["已反馈 07-03", "上级负责"]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2023, 7, 9), "还剩 1 天"),
        (date(2023, 7, 10), "今天到期"),
        (date(2023, 7, 11), "逾期 1 天"),
        (date(2023, 7, 31), "逾期 21 天"),
    ],
)
def test_a1_what_has_not_come_says_how_many_days(store: Store, today: date, words: str) -> None:
    assert {each.words for one in collected(store, today).asked for each in one.answers} == {words}


def test_a1_a_later_day_granted_moves_the_deadline(store: Store) -> None:
    store.run(extend, office(), "answer", date(2023, 7, 20), "示例理由")
    found = collected(store, date(2023, 7, 15))
    assert {each.words for one in found.asked for each in one.answers} == {"还剩 5 天"}


def test_a1_what_came_is_in_time_late_or_nothing_to_report(store: Store) -> None:
    put(store, office(), "answer", department="police")
    put(store, office(), "answer", department="police", form=AnswerForm.BONUS, nothing_to_report=True)
    put(store, office(), "answer", department="civil", answered_on=date(2023, 7, 10))
    put(store, office(), "answer", department="water", answered_on=date(2023, 7, 12))
    put(store, office(), "answer", department="health", answered_on=None, contact="示例联系人")
    found = collected(store, date(2023, 7, 15))
    words = {
        name: [each.words for each in department(found, name).answers]
        for name in ("police", "civil", "water", "health")
    }
    assert words == {
        "police": ["已反馈 07-03", "无 07-03"],
        "civil": ["已反馈 07-10", "逾期 5 天"],
        "water": ["迟 2 天 07-12", "逾期 5 天"],
        "health": ["逾期 5 天", "逾期 5 天"],
    }
    assert [found.answered(form) for form in AnswerForm] == [3, 1]
    assert len(found.urged) == 17
    early = department(collected(store, date(2023, 7, 11)), "water")
    assert early.answers[0].state is AnswerState.OVERDUE


def test_a1_the_answer_speaks_before_the_request_it_answers(store: Store) -> None:
    put(store, office(), "answer", department="police")
    put(store, office(), "answer", department="police", answered_on=None)
    assert department(collected(store), "police").answers[0].words == "已反馈 07-03"


def test_a1_the_list_of_those_to_be_urged_names_what_is_missing(store: Store) -> None:
    put(store, office(), "answer", department="police", form=AnswerForm.BONUS)
    put(
        store, office(), "answer", department="police",
        answered_on=None, urged_on=date(2023, 7, 4), contact="示例联系人",
    )  # fmt: skip
    lines = collected(store).urging()
    assert len(lines) == 19
    assert lines[0] == ["部门", "未反馈", "期限", "天数", "最近催报", "联系人"]
    assert lines[1][:4] == ["省发展改革委", "指标申报表、加分项申报表", "2023-07-10", "还剩 5 天"]
    police = next(line for line in lines if line[0] == "省公安厅")
    assert police == ["省公安厅", "指标申报表", "2023-07-10", "还剩 5 天", "2023-07-04", "示例联系人"]


def test_a3_what_a_department_declares_stands_beside_its_points_of_2022(store: Store) -> None:
    put(store, office(), "declared_point", department="police", point="p11")
    put(store, office(), "declared_point", department="police", content="示例二", year=2022)
    parts = "示例一（1.5分）；示例二（1分）"
    put(store, office(), "declared_point", department="police", content="示例三", parts=parts, points="2.5")
    put(store, office(), "declared_bonus", department="police")
    police = department(collected(store), "police")
    assert (police.rows, police.bonuses) == (2, 1)
    assert [show_points(one) for one in (police.declared, police.printed, police.over)] == ["4.5", "3", "1.5"]


# The printed sample: 2 of 0.5 times 4, worth 3 in the table of 2022.
SAMPLE = "有部署（0.5分）；组织机构完善（0.5分）；专题研究（0.5分）；下发要点（0.5分）"


def test_a2_the_sample_passes_without_a_word(store: Store) -> None:
    put(store, office(), "declared_point", "", department="office", point="p1", parts=SAMPLE)


@pytest.mark.parametrize(
    ("said", "key", "doubt"),
    [
        ({"parts": "示例（1.5分）；示例（1分）", "points": "2"}, "points", False),
        ({"parts": "示例（2分）；示例（2分）", "points": "4"}, "points", True),
        ({"parts": "下发《2022年度质量强市工作要点》（2分）"}, "parts", True),
        ({"point": None}, "point", True),
    ],
)
def test_a2_a3_what_is_refused_and_what_passes_with_an_explanation(
    store: Store,
    said: dict[str, str],
    key: str,
    doubt: bool,  # noqa: FBT001 - a case of a table
) -> None:
    given = {"department": "office", "point": "p1", "parts": SAMPLE, **said}
    given = {name: value for name, value in given.items() if value is not None}
    with pytest.raises(RefusedError) as refused:
        put(store, office(), "declared_point", "", **given)
    assert [(problem.key, problem.doubt) for problem in refused.value.problems] == [(key, doubt)]
    if doubt:
        assert put(store, office(), "declared_point", **given)
    else:
        with pytest.raises(RefusedError):
            put(store, office(), "declared_point", **given)


def test_a_notice_that_collects_nothing_is_refused(store: Store) -> None:
    with pytest.raises(RefusedError, match="没有要收集的申报表"):
        store.read(collection, bureau(PLAN))


def test_as_many_statements_are_said_however_much_has_come(store: Store) -> None:
    def said() -> int:
        with counted() as statements:
            collected(store)
        return len(statements)

    before = said()
    for one in collected(store).asked:
        name = one.department.id
        put(store, office(), "answer", department=name)
        put(store, office(), "declared_point", department=name, point="p11", content=f"示例{name}")
        put(store, office(), "declared_bonus", department=name)
    assert said() == before <= 6


def test_a1_a_department_is_known_by_every_name_the_notice_prints_for_it(store: Store) -> None:
    field = ledger_class("answer").schema().field("department")
    names = StoredNames(store, office())
    for word, name in (("省发改委", "ndrc"), ("省质强办", "office"), ("省市场监管局", "market")):
        assert names.key(field, word) == f"{ASSESSMENT}/{name}"
