"""Many rows changed at once: previewed, all or none, each by the checks of a single change."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from programme import JIANGAN, JIANGHAN, SHIYAN, WUHAN
from rows import code, put, values
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from statements import counted

from qtrack.domain.identity import new_uid
from qtrack.domain.preview import MOST_PROBLEMS
from qtrack.domain.problem import RefusedError
from qtrack.ledgers import Training
from qtrack.services.bulk import (
    MOST_ROWS,
    bulk_change,
    bulk_remove,
    fill_down,
    preview,
    preview_down,
    set_cell,
)
from qtrack.services.catalog import ledger_class
from qtrack.services.chosen import Chosen
from qtrack.services.ledger import add
from qtrack.services.listing import total
from qtrack.services.office import Office
from qtrack.services.query import Query
from qtrack.store.audit import Audit
from qtrack.store.store import Store

Look = Callable[..., Office]
ALL = Chosen(all=True)
TRAININGS = Query("training")
WHY = "示例：已核对签到表"


def sessions(store: Store, office: Office, number: int, unit: str = JIANGAN, **said: object) -> list[str]:
    """Hold sessions day by day from 1 June on and give their uids."""
    return [
        store.run(put, office, "training", unit, held_on=date(2022, 6, 1) + timedelta(days=at), **said)
        for at in range(number)
    ]


def column(store: Store, key: str, field: str) -> list[object]:
    """Give a field of all rows of a ledger, in the order they were entered."""
    ledger = ledger_class(key)
    return list(
        store.read(lambda session: session.scalars(select(getattr(ledger, field)).order_by(ledger.no)).all())
    )


def done(store: Store, use_case: Callable[..., Any], *asked: object) -> Any:  # noqa: ANN401 - whatever it gives
    """Run a use case."""
    return store.run(lambda session: use_case(session, *asked))


def refusal(store: Store, use_case: Callable[..., Any], *asked: object) -> list[str]:
    """Give what is told when it is refused; nothing may have changed."""
    entries = store.read(lambda session: session.scalar(select(func.count()).select_from(Audit)))
    with pytest.raises(RefusedError) as refused:
        done(store, use_case, *asked)
    assert store.read(lambda session: session.scalar(select(func.count()).select_from(Audit))) == entries
    return [problem.message for problem in refused.value.problems]


def test_a_preview_says_what_changes_and_changes_nothing(store: Store, office: Look) -> None:
    sessions(store, office(), 3)
    store.run(put, office(), "training", SHIYAN, place="示例礼堂", subject="示例[/]")
    shown = store.read(preview, office(), TRAININGS, ALL, {"place": " 示例礼堂 ", "free": "否"})
    assert (shown.total, shown.changed, shown.problems) == (4, 4, ())
    assert sorted((one.row, one.label, one.before, one.after) for one in shown.samples) == [
        ("示例[/]", "公益", "是", "否"),
        *[("示例培训", "公益", "是", "否")] * 3,
        *[("示例培训", "地点", "", "示例礼堂")] * 3,
    ]
    assert column(store, "training", "place") == [None, None, None, "示例礼堂"]


def test_a_change_is_one_operation_and_leaves_alone_what_is_so_already(store: Store, office: Look) -> None:
    sessions(store, office(), 3)
    store.run(put, office(), "training", SHIYAN, place="示例礼堂")
    assert store.run(bulk_change, office(), TRAININGS, ALL, {"place": "示例礼堂"}) == 3
    assert column(store, "training", "place") == ["示例礼堂"] * 4
    last = store.read(
        lambda session: session.scalars(select(Audit.op_id).order_by(Audit.seq.desc()).limit(4)).all()
    )
    assert len(set(last[:3])) == 1
    assert last[3] != last[0]
    assert store.run(bulk_change, office(), TRAININGS, ALL, {"place": "示例礼堂"}) == 0


def test_chosen_are_some_or_all_but_some_and_only_in_the_tree(store: Store, office: Look) -> None:
    uids = sessions(store, office(), 3)
    there = store.run(put, office(), "training", SHIYAN)
    wuhan = office(WUHAN)
    some = Chosen(uids=frozenset([uids[0], there, "gone"]))
    assert store.run(bulk_change, wuhan, TRAININGS, some, {"place": "甲"}) == 1
    rest = Chosen(all=True, uids=frozenset([uids[0]]))
    assert store.run(bulk_change, wuhan, TRAININGS, rest, {"place": "乙"}) == 2
    assert column(store, "training", "place") == ["甲", "乙", "乙", None]
    narrowed = Query("training", where=(("place", ("乙",)),))
    assert store.run(bulk_change, wuhan, narrowed, ALL, {"place": ""}) == 2
    assert column(store, "training", "place") == ["甲", None, None, None]


def test_one_bad_row_keeps_all_as_they_are_and_is_named(store: Store, office: Look) -> None:
    sessions(store, office(), 2, managers=10)
    store.run(put, office(), "training", managers=50, subject="示例大会")
    asked = (bulk_change, office(), TRAININGS, ALL, {"trainees": "49"})
    assert refusal(store, *asked) == ["示例大会（2022-06-01）　其中管理层：超过培训人数"]
    assert refusal(store, *asked, WHY) == ["示例大会（2022-06-01）　其中管理层：超过培训人数"]
    shown = store.read(preview, office(), TRAININGS, ALL, {"trainees": "49"})
    assert [problem.message for problem in shown.problems] == [
        "示例大会（2022-06-01）　其中管理层：超过培训人数"
    ]
    assert column(store, "training", "trainees") == [60, 60, 60]


def test_what_cannot_be_read_is_told_once(store: Store, office: Look) -> None:
    sessions(store, office(), 3)
    texts = {"held_on": "2-30", "level": "", "place": "示例"}
    told = refusal(store, bulk_change, office(), TRAININGS, ALL, texts)
    assert [message.partition("：")[0] for message in told] == ["培训日期", "办班层级"]
    with pytest.raises(RefusedError):
        store.read(preview, office(), TRAININGS, ALL, texts)


def test_doubts_of_a_batch_pass_with_one_explanation_that_stays_with_the_doubtful(
    store: Store, office: Look
) -> None:
    sessions(store, office(), 3)
    asked = (bulk_change, office(), TRAININGS, ALL, {"held_on": "2022-07-01"})
    told = refusal(store, *asked)
    same = "培训主题：与同一批的“示例培训（原 2022-06-03）”是同一单位、同一天、同一培训主题"
    assert told == [f"示例培训（原 2022-06-{day}）　{same}" for day in ("02", "01")]
    shown = store.read(preview, office(), TRAININGS, ALL, {"held_on": "2022-07-01"})
    assert [one.doubt for one in shown.problems] == [True, True]
    assert refusal(store, *asked, "。") == ["核实说明：至少写 2 个字"]
    assert done(store, *asked, WHY) == 3
    assert sorted(map(str, column(store, "training", "explanation"))) == ["None", WHY, WHY]


def test_rows_of_a_batch_are_held_to_what_they_become_not_to_what_they_were(
    store: Store, office: Look
) -> None:
    uids = sessions(store, office(), 4)
    order = [uids[at] for at in (3, 2, 0, 1)]
    assert store.run(fill_down, office(), "training", order, ["held_on"], series=True) == 2
    assert column(store, "training", "held_on") == [date(2022, 6, day) for day in (2, 1, 3, 4)]
    assert set(column(store, "training", "doubts")) == {None}


def test_a_code_can_not_be_given_to_two(store: Store, office: Look) -> None:
    for name in ("示例甲厂", "示例乙厂"):
        store.run(put, office(), "enterprise", name=name)
    asked = (bulk_change, office(), Query("enterprise"), ALL, {"code": code(1)}, WHY)
    (told,) = refusal(store, *asked)
    assert "示例甲厂　统一社会信用代码：与同一批的“示例乙厂”相同" in told


def test_e_15_a_batch_does_not_pass_the_cap_together(store: Store, office: Look) -> None:
    for at in range(3):
        store.run(put, office(), "project", WUHAN, year=2021, name=f"示例项目{at}")
    asked = (bulk_change, office(), Query("project"), ALL, {"year": "2022"}, WHY)
    (told,) = refusal(store, *asked)
    assert "武汉市已有 2 个，最多 2 个" in told
    uids = column(store, "project", "uid")
    two = Chosen(uids=frozenset(map(str, uids[:2])))
    assert store.run(bulk_change, office(), Query("project"), two, {"year": "2022"}, WHY) == 2


def test_removing_many_is_all_or_none(store: Store, office: Look) -> None:
    firms = [store.run(put, office(), "enterprise", name=f"示例{at}厂") for at in range(3)]
    store.run(put, office(), "action", enterprise=firms[2])
    (told,) = refusal(store, bulk_remove, office(), Query("enterprise"), ALL)
    assert told.startswith("“质量提升行动”台账有 1 条记录用到所选的记录")
    assert store.run(bulk_remove, office(), Query("enterprise"), Chosen(uids=frozenset(firms[:2]))) == 2
    assert column(store, "enterprise", "name") == ["示例2厂"]


def test_filling_down_takes_the_first_rows_values_in_the_order_given(store: Store, office: Look) -> None:
    uids = sessions(store, office(), 3)
    store.run(set_cell, office(), "training", uids[2], "place", "示例礼堂")
    shown = store.read(preview_down, office(), "training", uids[::-1], ["place", "level"], series=False)
    assert [(one.label, one.before, one.after) for one in shown.samples] == [("地点", "", "示例礼堂")] * 2
    assert store.run(fill_down, office(), "training", uids[::-1], ["place"], series=False) == 2
    assert column(store, "training", "place") == ["示例礼堂"] * 3
    with pytest.raises(RefusedError, match="已不存在"):
        store.run(fill_down, office(SHIYAN), "training", uids, ["place"], series=False)


@pytest.mark.parametrize(
    ("days", "filled"),
    [
        ([(6, 1), (6, 20)], [(6, 1), (6, 2)]),
        ([(6, 1), (6, 8), (9, 9), (9, 8)], [(6, 1), (6, 8), (6, 15), (6, 22)]),
        ([(6, 30), (7, 31), (9, 9)], [(6, 30), (7, 31), (8, 31)]),
        ([(6, 17), (6, 16), (9, 9), (9, 9)], [(6, 17), (6, 16), (6, 15), (6, 14)]),
        ([(6, 17), (6, 17), (6, 17)], [(6, 17), (6, 18), (6, 19)]),
    ],
)
def test_a_series_of_days_goes_on_as_it_began(
    store: Store, office: Look, days: list[tuple[int, int]], filled: list[tuple[int, int]]
) -> None:
    uids = [
        store.run(put, office(), "training", held_on=date(2022, *day), subject=f"示例{at}")
        for at, day in enumerate(days)
    ]
    store.run(fill_down, office(), "training", uids, ["held_on"], series=True)
    assert column(store, "training", "held_on") == [date(2022, *day) for day in filled]


def test_a_series_needs_a_day_to_begin_with(store: Store, office: Look) -> None:
    uids = [store.run(put, office(), "project", WUHAN, name=f"示例项目{at}") for at in range(2)]
    with pytest.raises(RefusedError, match="推荐日期：第一行没有日期"):
        store.run(fill_down, office(), "project", uids, ["recommended_on"], series=True)


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("trainees", "很多", "培训人数：“很多”"),
        ("trainees", "", "培训人数：必须填写"),
        ("trainees", "0", "培训人数：至少 1 人"),
        ("unit", "十堰市", "十堰市不属于武汉市"),
    ],
)
def test_a_cell_takes_what_the_form_takes_and_nothing_else(
    store: Store, office: Look, field: str, text: str, reason: str
) -> None:
    (uid,) = sessions(store, office(), 1)
    with pytest.raises(RefusedError, match=reason):
        store.run(set_cell, office(WUHAN), "training", uid, field, text)
    store.run(set_cell, office(WUHAN), "training", uid, "trainees", "８０人")
    store.run(set_cell, office(WUHAN), "training", uid, "unit", "江汉区")
    assert column(store, "training", "trainees") == [80]
    assert column(store, "training", "unit") == [JIANGHAN]


def test_a_doubtful_cell_asks_as_the_form_does(store: Store, office: Look) -> None:
    (uid,) = sessions(store, office(), 1)
    asked = (set_cell, office(), "training", uid, "trainees", "2001")
    assert refusal(store, *asked) == ["培训人数：一场超过 2,000 人"]
    done(store, *asked, WHY)
    assert column(store, "training", "explanation") == [WHY]
    done(store, set_cell, office(), "training", uid, "held_on", "2022-11-02", "示例：预告")
    assert column(store, "training", "explanation") == [f"{WHY}；示例：预告"]


def test_an_explanation_never_goes_when_many_rows_change(store: Store, office: Look) -> None:
    uids = sessions(store, office(), 2)
    done(store, set_cell, office(), "training", uids[1], "trainees", "2001", WHY)
    texts = {"held_on": "2022-07-01"}
    shown = store.read(preview, office(), TRAININGS, ALL, texts)
    assert [one.label for one in shown.samples] == ["培训日期", "核实说明", "培训日期"]
    assert (shown.samples[1].before, shown.samples[1].after) == (WHY, f"{WHY}；（本次说明）")
    for _ in range(2):
        done(store, bulk_change, office(), TRAININGS, ALL, {"held_on": "2022-07-01"}, "示例：改期")
        assert column(store, "training", "explanation") == ["示例：改期", f"{WHY}；示例：改期"]
        done(store, bulk_change, office(), TRAININGS, ALL, {"place": "示例礼堂"}, "示例：改期")
    apart = {"trainees": "60", "unit": "江岸区"}
    done(store, set_cell, office(), "training", uids[0], "held_on", "2022-07-02")
    assert done(store, bulk_change, office(), TRAININGS, ALL, apart) == 1
    assert column(store, "training", "doubts") == [None, None]
    assert column(store, "training", "explanation") == ["示例：改期", f"{WHY}；示例：改期"]
    again = (bulk_change, office(), TRAININGS, ALL, {"trainees": "2001"}, "长" * 400)
    assert any("核实说明：最多 400 个字" in message for message in refusal(store, *again))


def many(session: Session, number: int) -> None:
    """Lay rows down without checks, as fast as they can be."""
    first = date(2022, 1, 1)
    for at in range(number):
        said = values("training", subject=f"示例{at}", held_on=first + timedelta(days=at % 300))
        session.add(Training(uid=new_uid(), entered_by=JIANGAN, **said))


def test_ten_thousand_rows_take_few_statements(store: Store, office: Look) -> None:
    store.run(many, 10_000)
    texts = {"place": "示例礼堂", "trainees": "61", "held_on": "2022-07-01"}
    with counted() as said:
        shown = store.read(preview, office(), TRAININGS, ALL, texts)
    assert (shown.total, shown.changed, len(shown.samples), shown.problems) == (10_000, 10_000, 20, ())
    assert len(said) < 200
    with counted() as said:
        assert store.run(bulk_change, office(), TRAININGS, ALL, texts) == 10_000
    assert len(said) < 300
    with counted() as said:
        assert store.run(bulk_remove, office(), TRAININGS, ALL) == 10_000
    assert len(said) < 300
    assert store.read(total, office(), TRAININGS) == 0


def test_of_very_many_problems_the_first_are_told(store: Store, office: Look) -> None:
    store.run(many, 1_200)
    told = refusal(store, bulk_change, office(), TRAININGS, ALL, {"trainees": "0"})
    assert len(told) == MOST_PROBLEMS


def test_more_rows_than_one_step_can_take_are_refused(
    store: Store, office: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions(store, office(), 3)
    assert MOST_ROWS >= 100_000
    monkeypatch.setattr("qtrack.services.bulk.MOST_ROWS", 2)
    for asked in (
        (bulk_change, office(), TRAININGS, ALL, {"place": "甲"}),
        (bulk_remove, office(), TRAININGS, ALL),
    ):
        assert refusal(store, *asked) == ["选中了 3 条，一次最多 2 条，请先缩小范围"]


def test_a_single_row_is_kept_by_a_handful_of_statements(store: Store, office: Look) -> None:
    store.run(add, office(), "training", values("training"))
    with counted() as said:
        store.run(add, office(), "training", values("training", subject="示例二"))
    assert len(said) <= 10
