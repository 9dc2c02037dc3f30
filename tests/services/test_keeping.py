"""Rows of a ledger: found, listed, changed and removed."""

from collections.abc import Callable
from datetime import date

import pytest
from programme import IN_USE, JIANGAN, JIANGHAN, PROVINCE, SHIYAN, WUHAN, XIANTAO, ZHANGWAN
from rows import code, put, values
from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.problem import RefusedError
from qtrack.ledgers import Action
from qtrack.ledgers.action import ActionKind
from qtrack.ledgers.station import Stage
from qtrack.services.ledger import add, change, read, remove, texts_of
from qtrack.services.listing import Query, page, total
from qtrack.services.office import Office
from qtrack.store.store import Store

Look = Callable[..., Office]
NAME, UNIT = 0, 1
"""Places of the unit and of the field after it among a row's texts."""


def found(store: Store, office: Office, key: str, words: str = "", place: int = NAME) -> list[str]:
    """Give one text of every row a search finds, in the list's order."""
    query = Query(key, words)
    rows = store.read(page, office, query, 0, 100)
    assert store.read(total, office, query) == len(rows)
    return [row.texts[place] for row in rows]


def firms(store: Store, office: Office, *names: str) -> None:
    """Register firms by name."""
    for name in names:
        store.run(put, office, "enterprise", name=name)


def test_what_is_typed_is_kept_and_read_back(store: Store, office: Look) -> None:
    def keep(session: Session) -> str:
        typed = {
            "unit": "江岸区",
            "subject": "示例[/]=1+1",
            "held_on": "6-1",
            "trainees": "６０人",
            "level": "县级",
            "free": "是",
            "topics": "计量、标准",
        }
        draft = read(session, office(), "training", typed)
        assert draft.problems == ()
        return add(session, office(), "training", draft.values)

    uid = store.run(keep)
    texts = store.read(texts_of, office(), "training", uid)
    assert {key: text for key, text in texts.items() if text} == {
        "unit": "江岸区",
        "subject": "示例[/]=1+1",
        "held_on": "2022-06-01",
        "trainees": "60",
        "level": "县级",
        "free": "是",
        "topics": "标准、计量",
    }


def test_a_code_that_stands_already_is_refused_with_the_name_of_its_firm(store: Store, office: Look) -> None:
    store.run(put, office(), "enterprise", name="示例甲厂", code=code(1))
    other = store.run(put, office(), "enterprise", name="示例乙厂", code=code(2))
    same = values("enterprise", name="示例丙厂", code=code(1))
    for attempt in (
        lambda session: add(session, office(), "enterprise", same),
        lambda session: change(session, office(), "enterprise", other, same),
    ):
        with pytest.raises(RefusedError, match="统一社会信用代码：与已登记的“示例甲厂”相同") as refused:
            store.run(attempt)
        assert [problem.key for problem in refused.value.problems] == ["code"]
    assert found(store, office(), "enterprise") == ["示例乙厂", "示例甲厂"]


def test_firms_without_a_code_stand_side_by_side_and_a_row_keeps_its_own(store: Store, office: Look) -> None:
    firms(store, office(), "示例甲厂", "示例乙厂")
    uid = store.run(put, office(), "enterprise", name="示例丙厂", code=code(1))
    store.run(change, office(), "enterprise", uid, values("enterprise", name="示例丁厂", code=code(1)))
    assert found(store, office(), "enterprise") == ["示例丁厂", "示例乙厂", "示例甲厂"]


def test_a_row_others_refer_to_is_not_removed_before_them(store: Store, office: Look) -> None:
    firm = store.run(put, office(), "enterprise")
    action = store.run(put, office(), "action", enterprise=firm)
    with pytest.raises(RefusedError, match="“质量提升行动”台账有 1 条记录用到它"):
        store.run(remove, office(), "enterprise", firm)
    store.run(remove, office(), "action", action)
    store.run(remove, office(), "enterprise", firm)
    assert found(store, office(), "enterprise") == []


@pytest.mark.parametrize("unit", [JIANGHAN, SHIYAN, XIANTAO])
def test_a_row_of_another_tree_is_out_of_reach(store: Store, office: Look, unit: str) -> None:
    uid = store.run(put, office(JIANGAN), "training", JIANGAN)
    there = office(unit)
    assert found(store, there, "training") == []
    for attempt in (
        lambda session: texts_of(session, there, "training", uid),
        lambda session: change(session, there, "training", uid, values("training", unit)),
        lambda session: remove(session, there, "training", uid),
    ):
        with pytest.raises(RefusedError, match="已不存在"):
            store.run(attempt)
    assert found(store, office(WUHAN), "training", place=UNIT) == ["江岸区"]


def test_a_removed_row_is_told_to_be_gone(store: Store, office: Look) -> None:
    uid = store.run(put, office(), "training")
    store.run(remove, office(), "training", uid)
    with pytest.raises(RefusedError, match="请按 F5 刷新"):
        store.run(remove, office(), "training", uid)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("%", ["示例%厂"]),
        ("_", ["示例_厂"]),
        ("\\", ["示例\\厂"]),
        ("[/]", ["示例[/]厂"]),
        ("'", ["示例'厂"]),
        ("𬭚", ["示例𬭚厂"]),
        ("示例_", ["示例_厂"]),
        ("%厂", ["示例%厂"]),
        ("没有", []),
    ],
)
def test_signs_of_a_search_mean_themselves(store: Store, office: Look, words: str, names: list[str]) -> None:
    firms(store, office(), "示例%厂", "示例_厂", "示例\\厂", "示例[/]厂", "示例'厂", "示例𬭚厂")
    assert found(store, office(), "enterprise", words) == names


def test_words_are_found_in_texts_choices_units_and_names_referred_to(store: Store, office: Look) -> None:
    def keep(session: Session) -> None:
        lamp = put(session, office(), "enterprise", name="示例灯厂")
        rope = put(session, office(), "enterprise", ZHANGWAN, name="示例绳厂")
        put(session, office(), "action", enterprise=lamp, provider="示例院ABC")
        put(session, office(), "action", ZHANGWAN, enterprise=rope, kind=ActionKind.CERAMICS)

    store.run(keep)
    for words, units in {
        "灯": ["江岸区"],
        "abc": ["江岸区"],
        "陶瓷": ["张湾区"],
        "张湾": ["张湾区"],
        "示例": ["张湾区", "江岸区"],
    }.items():
        assert found(store, office(), "action", words, UNIT) == units


def test_the_newest_stand_first_those_without_a_day_before_them(store: Store, office: Look) -> None:
    def keep(session: Session) -> None:
        for name, in_use_on in (("旧", date(2021, 5, 1)), ("新", date(2022, 5, 1)), ("建", None)):
            stage = Stage.IN_USE if in_use_on else Stage.BUILDING
            put(session, office(), "station", name=name, built_on=in_use_on, in_use_on=in_use_on, stage=stage)

    store.run(keep)
    assert found(store, office(), "station") == ["建", "新", "旧"]


def test_pages_hold_every_row_once(store: Store, office: Look) -> None:
    firms(store, office(), *(f"示例{number}厂" for number in range(23)))
    query = Query("enterprise")
    pages = [store.read(page, office(), query, offset, 10) for offset in (0, 10, 20, 30)]
    assert [len(rows) for rows in pages] == [10, 10, 3, 0]
    assert len({row.uid for rows in pages for row in rows}) == 23


def test_a_list_of_what_counts_holds_only_that(store: Store, office: Look) -> None:
    store.run(put, office(), "station", name="用")
    store.run(put, office(), "station", name="建", stage=Stage.BUILT, in_use_on=None)
    store.run(put, office(), "station", ZHANGWAN, name="张湾用")
    query = Query("station", count=IN_USE)
    names = {row.texts[NAME] for row in store.read(page, office(PROVINCE), query, 0, 9)}
    assert names == {"用", "张湾用"}
    assert store.read(total, office(PROVINCE), query) == 2
    assert store.read(total, office(WUHAN), query) == 1


def test_two_firms_of_one_name_are_shown_so_that_a_form_can_read_them_again(
    store: Store, office: Look
) -> None:
    firms(store, office(), "示例甲厂")
    second = store.run(put, office(), "enterprise", name="示例甲厂")
    uid = store.run(put, office(), "action", enterprise=second)

    def again(session: Session) -> None:
        texts = texts_of(session, office(), "action", uid)
        draft = read(session, office(), "action", texts)
        assert draft.problems == ()
        change(session, office(), "action", uid, draft.values)

    store.run(again)
    assert store.read(lambda session: session.scalar(select(Action.enterprise))) == second
