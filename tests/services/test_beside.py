"""What stands beside the ledgers: rows begun, stars and remarks, nil reports."""

from collections.abc import Callable

import pytest
from programme import JIANGAN, PROVINCE, SHIYAN, WUHAN
from rows import code, put, values

from qtrack.domain.problem import RefusedError
from qtrack.services.halves import drop, finish, half_counts, half_texts, halves, save_half
from qtrack.services.ledger import add, read
from qtrack.services.listing import total, totals
from qtrack.services.marks import marks_of, remark, star
from qtrack.services.nil import MonthState, months, report_nil, withdraw_nil
from qtrack.services.office import Office
from qtrack.services.query import Mark, Query
from qtrack.services.standings import target_standings
from qtrack.store.store import Store

Look = Callable[..., Office]
TYPED = {"subject": "示例[/]培训", "held_on": "6-1", "trainees": "六七十", "unit": "江岸区", "place": ""}
WHOLE = {**TYPED, "trainees": "60", "level": "县级", "free": "是"}


def test_a_half_keeps_texts_as_they_were_typed_and_says_what_is_missing(store: Store, office: Look) -> None:
    uid = store.run(save_half, office(), "training", TYPED)
    assert store.read(half_texts, office(), "training", uid) == {k: v for k, v in TYPED.items() if v}
    (half,) = store.read(halves, office(), "training")
    assert half.uid == uid
    assert half.words.startswith("示例[/]培训")
    assert (half.blank, half.wrong) == (("办班层级", "公益"), ("培训人数",))
    assert half.left == "缺 办班层级、公益；待改 培训人数"
    assert store.run(save_half, office(), "training", {**TYPED, "trainees": "60"}, uid) == uid
    (half,) = store.read(halves, office(), "training")
    assert (half.blank, half.wrong, half.left) == (("办班层级", "公益"), (), "缺 办班层级、公益")
    store.run(save_half, office(), "training", WHOLE, uid)
    assert store.read(halves, office(), "training")[0].left == ""
    firm = {"name": "示例厂", "unit": "江岸区", "above_scale": "否", "code": "91"}
    store.run(save_half, office(), "enterprise", firm)
    assert store.read(halves, office(), "enterprise")[0].left == "待改 统一社会信用代码"


def test_a_half_names_the_row_it_refers_to_if_the_name_is_clear(store: Store, office: Look) -> None:
    firm = store.run(put, office(), "enterprise", name="示例机械一厂", code=code(1))
    twins = [
        store.run(put, office(), "enterprise", name="示例同名厂", code=code(serial)) for serial in (2, 3)
    ]
    for typed, words, text in (
        (firm, "示例机械一厂", "示例机械一厂"),
        (code(1), "示例机械一厂", "示例机械一厂"),
        (twins[0], "示例同名厂", twins[0]),
        ("示例没有", "示例没有", "示例没有"),
    ):
        uid = store.run(save_half, office(), "action", {"enterprise": typed})
        assert store.read(half_texts, office(), "action", uid) == {"enterprise": text}
        assert store.read(halves, office(), "action")[0].words == words


def test_a_half_counts_nowhere_but_among_the_halves(store: Store, office: Look) -> None:
    store.run(save_half, office(), "training", TYPED)
    store.run(save_half, office(), "station", {"name": "示例服务站"})
    assert set(store.read(totals, office()).values()) == {0}
    assert all(not held.own.done for held in store.read(target_standings, office()))
    assert store.read(half_counts, office()) == {"training": 1, "station": 1}


def test_a_half_is_listed_where_its_row_would_be(store: Store, office: Look) -> None:
    store.run(save_half, office(), "training", TYPED)
    store.run(save_half, office(SHIYAN), "training", {"subject": "示例", "unit": "没有这里"})
    seen = {unit: store.read(half_counts, office(unit)) for unit in (PROVINCE, WUHAN, JIANGAN, SHIYAN)}
    one = {"training": 1}
    assert seen == {PROVINCE: {"training": 2}, WUHAN: one, JIANGAN: one, SHIYAN: one}


def test_finishing_makes_a_row_of_a_half_in_one_step_or_leaves_it(store: Store, office: Look) -> None:
    uid = store.run(save_half, office(), "training", TYPED)
    draft = store.read(read, office(), "training", WHOLE)
    many = {**draft.values, "trainees": 2001}
    with pytest.raises(RefusedError, match="2,000 人"):
        store.run(finish, office(), "training", uid, many)
    assert store.read(half_counts, office()) == {"training": 1}
    row = store.run(finish, office(), "training", uid, many, "示例说明")
    assert store.read(marks_of, office(), "training", row).explanation == "示例说明"
    assert store.read(half_counts, office()) == {}
    for gone in (half_texts, drop):
        with pytest.raises(RefusedError, match="已不存在"):
            store.run(gone, office(), "training", uid)


def test_a_half_is_dropped_and_one_of_another_tree_is_out_of_reach(store: Store, office: Look) -> None:
    uid = store.run(save_half, office(), "training", TYPED)
    for attempt in (half_texts, drop):
        with pytest.raises(RefusedError, match="已不存在"):
            store.run(attempt, office(SHIYAN), "training", uid)
    store.run(drop, office(), "training", uid)
    assert store.read(halves, office(), "training") == ()
    with pytest.raises(RefusedError, match="没有填写"):
        store.run(save_half, office(), "training", {"place": ""})


def test_stars_come_and_go_together_and_stay_within_the_tree(store: Store, office: Look) -> None:
    uids = [store.run(put, office(), "training", subject=f"示例{at}") for at in range(3)]
    there = store.run(put, office(), "training", SHIYAN)
    starred = Query("training", only=Mark.STARRED)
    assert store.run(star, office(WUHAN), "training", [*uids[:2], there]) is True
    assert store.read(total, office(), starred) == 2
    assert store.run(star, office(WUHAN), "training", uids) is True
    assert store.run(star, office(WUHAN), "training", uids) is False
    assert store.read(total, office(), starred) == 0


def test_a_remark_is_plain_text_with_an_end_and_a_blank_takes_it_away(store: Store, office: Look) -> None:
    uid = store.run(put, office(), "training")
    store.run(remark, office(), "training", uid, " 示例[/]\x1b备注\n二 ")
    assert store.read(marks_of, office(), "training", uid).remark == "示例[/]备注 二"
    with pytest.raises(RefusedError, match="最多 200 个字"):
        store.run(remark, office(), "training", uid, "长" * 201)
    store.run(remark, office(), "training", uid, " ")
    assert store.read(total, office(), Query("training", only=Mark.REMARKED)) == 0


def states(store: Store, office: Office, key: str = "training") -> dict[str, MonthState]:
    """Give the months of which anything is said."""
    found = store.read(months, office, key)
    return {one.month: one.state for one in found if one.state is not MonthState.SILENT}


def test_nil_is_not_the_same_as_nothing_said(store: Store, office: Look) -> None:
    store.run(put, office(), "training", JIANGAN)
    store.run(report_nil, office(JIANGAN), "training", "2022-05")
    assert states(store, office(JIANGAN)) == {"2022-05": MonthState.NIL, "2022-06": MonthState.ROWS}
    assert states(store, office(WUHAN)) == {"2022-06": MonthState.ROWS}
    assert len(store.read(months, office(), "training")) == 11
    store.run(withdraw_nil, office(JIANGAN), "training", "2022-05")
    assert states(store, office(JIANGAN)) == {"2022-06": MonthState.ROWS}
    with pytest.raises(RefusedError, match="没有零报告"):
        store.run(withdraw_nil, office(JIANGAN), "training", "2022-05")


def test_nil_is_refused_where_there_are_rows_or_no_days(store: Store, office: Look) -> None:
    store.run(put, office(), "training", JIANGAN)
    for unit in (JIANGAN, WUHAN):
        with pytest.raises(RefusedError, match="2022-06 已有 1 条培训记录"):
            store.run(report_nil, office(unit), "training", "2022-06")
    store.run(report_nil, office(SHIYAN), "training", "2022-06")
    with pytest.raises(RefusedError, match="已作过零报告"):
        store.run(report_nil, office(SHIYAN), "training", "2022-06")
    with pytest.raises(RefusedError, match="没有日期"):
        store.run(report_nil, office(), "enterprise", "2022-06")


def test_a_row_in_a_nil_month_is_kept_once_explained(store: Store, office: Look) -> None:
    store.run(report_nil, office(JIANGAN), "training", "2022-06")
    with pytest.raises(RefusedError, match="培训日期：江岸区 2022-06 已作零报告") as refused:
        store.run(add, office(), "training", values("training"))
    assert refused.value.only_doubts
    store.run(add, office(), "training", values("training"), "示例：补报")
    assert states(store, office(JIANGAN)) == {"2022-06": MonthState.ROWS}
