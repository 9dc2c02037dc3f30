"""When a row is kept, the officer hears whether it counts and what it still must be."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from programme import JIANGAN, SHIYAN, WUHAN, XIANTAO
from rows import put

from qtrack.ledgers.benchmark import BenchmarkStatus
from qtrack.ledgers.introduction import IntroductionStatus
from qtrack.ledgers.station import Stage
from qtrack.services.counts_for import count_words
from qtrack.services.office import Office
from qtrack.store.store import Store

Look = Callable[..., Office]


def said(store: Store, office: Office, key: str, **values: Any) -> str:  # noqa: ANN401 - any value of any field
    """Keep a row and give what is said of it."""
    uid = store.run(lambda session: put(session, office, key, **values))
    return store.read(count_words, office, key, uid)


@pytest.mark.parametrize(
    ("key", "values", "expected"),
    [
        pytest.param("benchmark", {}, "计入“百”", id="E-8"),
        pytest.param(
            "benchmark",
            {"status": BenchmarkStatus.RESERVE, "recognised_on": None},
            "暂不计入“百”：梯队须为标杆，确定日期须在 2022-01-01 至 2022-11-01",
            id="E-8-reserve",
        ),
        pytest.param("introduction", {}, "计入“千”", id="E-5"),
        pytest.param("action", {"done_on": date(2022, 11, 2)}, "暂不计入“万”：", id="E-2-tomorrow"),
    ],
)
def test_a_row_about_a_firm(
    store: Store, office: Look, key: str, values: dict[str, object], expected: str
) -> None:
    look = office()
    firm = store.run(put, look, "enterprise")
    assert said(store, look, key, enterprise=firm, **values).startswith(expected)


def test_e_5_a_firm_below_scale_does_not_count_and_the_reason_is_said(store: Store, office: Look) -> None:
    look = office()
    firm = store.run(put, look, "enterprise", above_scale=False)
    words = said(store, look, "introduction", enterprise=firm, status=IntroductionStatus.RUNNING)
    assert words.startswith("暂不计入“千”：")
    assert "企业的规上须为是" in words
    assert "状态须为导入、运行、见效" in words


def test_e_10_a_station_counts_from_the_day_it_is_in_use_whatever_the_year(
    store: Store, office: Look
) -> None:
    look = office()
    old = date(2019, 5, 1)
    assert said(store, look, "station", built_on=old, in_use_on=old) == "计入“一”、下限“服务站”"
    built = said(store, look, "station", name="示例二站", stage=Stage.BUILT, in_use_on=None)
    assert built == "暂不计入“一”：阶段须为投入使用，投入使用日期须在 2022-11-01 以前"


def test_e_3_a_floor_is_named_once_and_never_said_to_leave_a_row_out(store: Store, office: Look) -> None:
    assert said(store, office(), "training") == "计入下限“培训”"
    assert said(store, office(), "training", held_on=date(2021, 6, 1)) == ""
    assert said(store, office(), "training", unit=WUHAN) == ""
    assert said(store, office(), "training", unit=XIANTAO) == "计入下限“培训”"


def test_a_ledger_nothing_counts_says_nothing(store: Store, office: Look) -> None:
    assert said(store, office(), "publicity") == ""
    assert store.read(count_words, office(), "action", "none") == ""


def test_e_2_a_firm_helped_again_counts_once_and_the_row_that_has_it_is_told(
    store: Store, office: Look
) -> None:
    look = office()
    firm = store.run(put, look, "enterprise")
    said(store, look, "action", enterprise=firm, done_on=date(2022, 3, 25))
    again = said(store, look, "action", enterprise=firm, done_on=date(2022, 6, 1))
    assert again == "计入“万”（同一企业已登记：2022-03-25，只计一次）"
    third = said(store, look, "action", enterprise=firm, done_on=date(2022, 7, 1))
    assert third == "计入“万”（同一企业已登记：2 条，最早 2022-03-25，只计一次）"


def test_e_2_rows_that_do_not_count_or_lie_outside_the_tree_make_no_row_a_second(
    store: Store, office: Look
) -> None:
    look = office(JIANGAN)
    firm = store.run(put, look, "enterprise")
    said(store, look, "action", enterprise=firm, done_on=date(2021, 3, 25))
    said(store, office(), "action", enterprise=firm, unit=SHIYAN)
    assert said(store, look, "action", enterprise=firm) == "计入“万”"
