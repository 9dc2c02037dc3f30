"""Doubts (请核实): what is asked about, and what becomes of an explanation."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from programme import JIANGAN, JIANGHAN, WUHAN
from rows import DAY, code, values
from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.problem import RefusedError
from qtrack.ledgers import NilReport
from qtrack.ledgers.action import ActionKind
from qtrack.ledgers.introduction import Method
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import add, change
from qtrack.services.office import Office
from qtrack.store.store import Actor, Store, open_store

NOW = datetime(2022, 11, 1, 8, tzinfo=UTC)
Look = Callable[..., Office]
Said = dict[str, object]
WHY = "示例：已向企业核实"
FIRM: Said = {"name": "示例一厂", "above_scale": True, "code": code(1)}
OTHER: Said = {"name": "示例二厂", "above_scale": False}


def doubts(store: Store, office: Office, key: str, said: Said) -> list[tuple[str, str]]:
    """Try to keep a row and give what is asked about it, by field."""
    try:
        store.run(add, office, key, values(key, **said))
    except RefusedError as refusal:
        return [(problem.key, problem.message) for problem in refusal.problems if problem.doubt]
    return []


def kept(store: Store, key: str, uid: str) -> tuple[str | None, str | None]:
    """Give the doubts and the explanation a row is kept with."""

    def read(session: Session) -> tuple[str | None, str | None]:
        row = session.get_one(ledger_class(key), uid)
        return row.doubts, row.explanation

    return store.read(read)


def firm(store: Store, office: Office, said: Said) -> str:
    """Register a firm past doubt."""
    return store.run(add, office, "enterprise", values("enterprise", **said))


TWICE: list[tuple[str, Said, str]] = [
    ("enterprise", {**FIRM, "code": code(2)}, "企业名称：与已登记的“示例一厂”相同"),
    ("action", {}, "企业：与已登记的“示例一厂”是同一企业、同一天、同一行动形式"),
    ("introduction", {}, "企业：与已登记的“示例一厂”是同一企业、同一导入方法"),
    ("benchmark", {}, "企业：与已登记的“示例一厂”相同"),
    ("platform", {}, "平台名称：与已登记的“示例平台”相同"),
    ("training", {"trainees": 61}, "培训主题：与已登记的“示例培训”是同一单位、同一天、同一培训主题"),
    ("station", {}, "服务站名称：与已登记的“示例服务站”是同一单位、同一服务站名称"),
    ("focus", {}, "名称：与已登记的“示例产品”是同一单位、同一类别、同一名称"),
    ("project", {"product": "示例"}, "项目名称：与已登记的“示例项目”是同一项目名称、同一项目年度"),
    ("publicity", {"published_on": date(2022, 6, 2)}, "标题：与已登记的“示例报道”是同一标题、同一媒体"),
    ("submission", {"doc_no": "示例"}, "报送事项：与已登记的“实施方案”是同一报送事项、同一单位"),
]


@pytest.mark.parametrize(("key", "second", "words"), TWICE)
def test_a_fact_entered_twice_is_asked_about_with_who_and_when(
    store: Store, office: Look, key: str, second: Said, words: str
) -> None:
    about = {"enterprise": firm(store, office(), FIRM)} if "enterprise" in values(key) else {}
    store.run(add, office(), key, values(key, **(FIRM if key == "enterprise" else about)))
    ((field, told),) = doubts(store, office(), key, {**second, **about})
    assert field == ledger_class(key).named_by
    assert told == f"{words}（江岸区，示例员 2022-11-01 登记）"


def test_a_person_without_a_name_leaves_no_gap(tmp_path: Path, office: Look) -> None:
    store = open_store(tmp_path / "qtrack.db", Actor("", JIANGAN, "示例机"), lambda: NOW)
    with closing(store):
        store.run(add, office(), "training", values("training"))
        ((_, told),) = doubts(store, office(), "training", {})
    assert told.endswith("同一培训主题（江岸区，2022-11-01 登记）")


DIFFERENT: list[tuple[str, Said]] = [
    ("action", {"done_on": date(2022, 6, 2)}),
    ("action", {"kind": ActionKind.TOUR}),
    ("introduction", {"method": Method.FIVE_S}),
    ("training", {"unit": JIANGHAN}),
    ("training", {"subject": "示例培训二"}),
    ("station", {"unit": JIANGHAN}),
    ("submission", {"unit": WUHAN}),
]


@pytest.mark.parametrize(("key", "said"), DIFFERENT)
def test_what_differs_in_one_of_the_fields_is_another_fact(
    store: Store, office: Look, key: str, said: Said
) -> None:
    about = {"enterprise": firm(store, office(), FIRM)} if "enterprise" in values(key) else {}
    store.run(add, office(), key, values(key, **about))
    assert doubts(store, office(), key, {**about, **said}) == []


def test_a_row_of_another_bureau_is_told_by_its_unit(store: Store, office: Look) -> None:
    uid = firm(store, office(), FIRM)
    store.run(add, office(JIANGHAN), "action", values("action", JIANGHAN, enterprise=uid))
    ((_, words),) = doubts(store, office(JIANGAN), "action", {"enterprise": uid})
    assert "（江汉区，示例员 2022-11-01 登记）" in words


@pytest.mark.parametrize(
    ("key", "said", "asked"),
    [
        ("training", {"held_on": date(2022, 11, 1)}, []),
        ("training", {"held_on": date(2022, 11, 2)}, [("held_on", "培训日期：2022-11-02 还没有到")]),
        ("training", {"held_on": date(2022, 1, 1)}, []),
        (
            "training",
            {"held_on": date(2021, 12, 31)},
            [("held_on", "培训日期：2021-12-31 不在 2022-01-01 至 2022-12-31 之内，不会计数")],
        ),
        ("training", {"held_on": date(2023, 1, 1)}, [("held_on", "培训日期：2023-01-01 还没有到")]),
        ("station", {"built_on": date(2019, 1, 1), "in_use_on": date(2020, 1, 1)}, []),
        ("station", {"demo_applied_on": date(2022, 12, 1)}, [(
            "demo_applied_on", "示范申报日期：2022-12-01 还没有到")]),
        ("submission", {"submitted_on": date(2021, 12, 1)}, []),
    ],
)  # fmt: skip
def test_a_day_that_is_not_yet_or_never_counts_is_asked_about(
    store: Store, office: Look, key: str, said: Said, asked: list[tuple[str, str]]
) -> None:
    assert doubts(store, office(), key, said) == asked


def test_e_5_a_method_at_a_firm_below_scale_is_asked_about(store: Store, office: Look) -> None:
    small, large = firm(store, office(), OTHER), firm(store, office(), FIRM)
    asked = [("enterprise", "企业：其“规上”不是“是”，不计入“千”")]
    assert doubts(store, office(), "introduction", {"enterprise": small}) == asked
    assert doubts(store, office(), "introduction", {"enterprise": large}) == []
    assert doubts(store, office(), "action", {"enterprise": small}) == []


@pytest.mark.parametrize(("unit", "name"), [(JIANGAN, "江岸区"), (WUHAN, "武汉市")])
def test_a_row_in_a_month_reported_as_nil_is_asked_about(
    store: Store, office: Look, unit: str, name: str
) -> None:
    nil = NilReport(uid="1", entered_by=unit, unit=unit, ledger="training", month="2022-06")
    store.run(lambda session: session.add(nil))
    asked = [("held_on", f"培训日期：{name} 2022-06 已作零报告")]
    assert doubts(store, office(), "training", {}) == asked
    assert doubts(store, office(), "training", {"held_on": date(2022, 5, 31)}) == []
    assert doubts(store, office(), "training", {"held_on": DAY, "unit": "420303"}) == []
    assert doubts(store, office(), "station", {}) == []


BIG = values("training", trainees=2001)
SMALL = values("training", trainees=2000)
BIG_WORDS = "培训人数：一场超过 2,000 人"


@pytest.mark.parametrize("words", ["", "啊", "　 \n", "。。。", "1"])
def test_a_doubt_is_refused_without_words_that_explain(store: Store, office: Look, words: str) -> None:
    with pytest.raises(RefusedError, match=BIG_WORDS) as refused:
        store.run(add, office(), "training", BIG, words)
    assert refused.value.only_doubts


def test_an_explanation_has_an_end(store: Store, office: Look) -> None:
    with pytest.raises(RefusedError, match="最多 400 个字，现在是 401 个"):
        store.run(add, office(), "training", BIG, "长" * 401)
    assert kept(store, "training", store.run(add, office(), "training", BIG, "长" * 400))[1] == "长" * 400


def test_an_explanation_is_text_and_nothing_more(store: Store, office: Look) -> None:
    uid = store.run(add, office(), "training", BIG, " [/]=1+1\x1b\u202e\n第二行 ")
    assert kept(store, "training", uid) == (BIG_WORDS, "[/]=1+1 第二行")


def test_doubts_stay_until_there_is_none_and_what_was_written_about_them_for_good(
    store: Store, office: Look
) -> None:
    uid = store.run(add, office(), "training", BIG, WHY)
    assert kept(store, "training", uid) == (BIG_WORDS, WHY)
    store.run(change, office(), "training", uid, {**BIG, "place": "示例礼堂"})
    assert kept(store, "training", uid) == (BIG_WORDS, WHY)
    store.run(change, office(), "training", uid, BIG, "示例：另有说明")
    assert kept(store, "training", uid) == (BIG_WORDS, "示例：另有说明")
    worse = {**BIG, "held_on": date(2022, 11, 2)}
    with pytest.raises(RefusedError, match="还没有到"):
        store.run(change, office(), "training", uid, worse)
    store.run(change, office(), "training", uid, worse, WHY)
    assert kept(store, "training", uid) == (f"{BIG_WORDS}\n培训日期：2022-11-02 还没有到", WHY)
    store.run(change, office(), "training", uid, SMALL)
    assert kept(store, "training", uid) == (None, WHY)
    with pytest.raises(RefusedError, match=BIG_WORDS):
        store.run(change, office(), "training", uid, BIG)


def test_what_must_be_mended_is_told_together_with_the_doubts(store: Store, office: Look) -> None:
    wrong = {**BIG, "managers": 2002}
    with pytest.raises(RefusedError) as refused:
        store.run(add, office(), "training", wrong, WHY)
    assert [(problem.key, problem.doubt) for problem in refused.value.problems] == [
        ("managers", False),
        ("trainees", True),
    ]
    assert not refused.value.only_doubts


def test_of_two_alike_the_later_is_asked_about_and_the_first_is_left_alone(
    store: Store, office: Look
) -> None:
    first = store.run(add, office(), "training", SMALL)
    second = store.run(add, office(), "training", SMALL, WHY)
    store.run(change, office(), "training", first, {**SMALL, "place": "示例礼堂"})
    assert kept(store, "training", first) == (None, None)
    store.run(change, office(), "training", second, {**SMALL, "place": "示例礼堂"})
    assert kept(store, "training", second)[1] == WHY
    apart = {**SMALL, "subject": "示例培训二"}
    store.run(change, office(), "training", first, apart)
    with pytest.raises(RefusedError, match="与已登记的“示例培训”是同一单位"):
        store.run(change, office(), "training", first, SMALL)
    store.run(change, office(), "training", second, SMALL)
    assert kept(store, "training", second) == (None, WHY)


def test_what_is_refused_leaves_no_row(store: Store, office: Look) -> None:
    with pytest.raises(RefusedError):
        store.run(add, office(), "training", BIG)
    training = ledger_class("training")
    assert store.read(lambda session: session.scalars(select(training.uid)).all()) == []
