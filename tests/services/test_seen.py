"""What a form is told about a text as soon as it is typed."""

from collections.abc import Callable
from datetime import date

import pytest
from programme import JIANGAN, PROVINCE, SHIYAN, WUHAN, XIANTAO
from rows import code, put, values
from statements import counted

from qtrack.domain.fields import NoNames
from qtrack.domain.seen import Seen
from qtrack.domain.value import show_value
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import texts_of
from qtrack.services.office import Office
from qtrack.services.seen import seen
from qtrack.store.store import Store

Look = Callable[..., Office]
CODE = code(1)


def told(store: Store, office: Office, key: str, field: str, text: str, **texts: str) -> Seen:
    """Give what is known about a text beside others."""
    return store.read(seen, office, key, field, text, texts)


@pytest.mark.parametrize(
    ("text", "fills", "remark"),
    [
        ("91", {}, ""),
        (CODE[:8], {"unit": "江岸区"}, ""),
        (f" {CODE[:6].lower()} {CODE[6:17]}", {"unit": "江岸区"}, ""),
        (CODE, {"unit": "江岸区"}, ""),
        (f"{CODE[:17]}X", {"unit": "江岸区"}, "校验位不对"),
        ("91430102XX00000011", {}, "校验位不对"),
        ("9142010", {}, ""),
        ("９１４２０１０２", {"unit": "江岸区"}, ""),
    ],
)
def test_a_code_tells_its_unit_early_and_its_error_as_soon_as_it_is_whole(
    store: Store, office: Look, text: str, fills: dict[str, str], remark: str
) -> None:
    known = told(store, office(), "enterprise", "code", text)
    assert known.fills == fills
    assert known.remark.startswith(remark)
    assert (bool(known.remark), known.problem) == (bool(remark), bool(remark))


def test_a_unit_out_of_reach_is_not_proposed(store: Store, office: Look) -> None:
    for unit, fills in (
        (WUHAN, {"unit": "江岸区"}),
        (JIANGAN, {"unit": "江岸区"}),
        (SHIYAN, {}),
        (XIANTAO, {}),
    ):
        assert told(store, office(unit), "enterprise", "code", CODE).fills == fills
    assert told(store, office(PROVINCE), "enterprise", "code", "91420000").fills == {}


def test_a_registered_code_is_told_with_its_firm_and_not_to_its_own_row(store: Store, office: Look) -> None:
    uid = store.run(put, office(), "enterprise", name="示例一厂", code=CODE)
    known = told(store, office(), "enterprise", "code", CODE)
    assert (known.remark, known.problem) == ("与已登记的“示例一厂”相同", True)
    assert store.read(seen, office(), "enterprise", "code", CODE, {}, uid).remark == ""
    known = told(store, office(), "enterprise", "name", "示例一厂")
    assert (known.remark, known.problem) == (
        "与已登记的“示例一厂”相同（江岸区，示例员 2022-11-01 登记）",
        False,
    )


def test_a_firm_is_known_in_every_ledger(store: Store, office: Look) -> None:
    uid = store.run(put, office(), "enterprise", name="示例一厂", code=CODE)
    where = {"unit": "江岸区"}
    for text in (CODE, "示例一厂", uid):
        assert told(store, office(), "action", "enterprise", text) == Seen(where, "规上　武汉市江岸区")
    for day in (1, 3, 2):
        store.run(put, office(), "action", enterprise=uid, done_on=date(2022, 5, day))
    known = told(store, office(), "action", "enterprise", CODE)
    assert known == Seen(where, "规上　武汉市江岸区　“质量提升行动”已有 3 条，最近 2022-05-03")
    assert told(store, office(), "introduction", "enterprise", CODE).remark == "规上　武汉市江岸区"
    assert told(store, office(SHIYAN), "action", "enterprise", CODE).fills == {}
    assert told(store, office(), "action", "enterprise", "没有这家") == Seen()


def test_a_firm_already_there_is_told_as_soon_as_it_is_named(store: Store, office: Look) -> None:
    uid = store.run(put, office(), "enterprise", XIANTAO, name="示例一厂", above_scale=False)
    store.run(put, office(), "benchmark", XIANTAO, enterprise=uid)
    remark = told(store, office(), "benchmark", "enterprise", "示例一厂").remark
    assert remark.startswith("与已登记的“示例一厂”相同（仙桃市，示例员 2022-11-01 登记）；非规上　仙桃市")


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("2022-06-01", ""),
        ("2021-06-01", "2021-06-01 不在 2022-01-01 至 2022-12-31 之内，不会计数"),
        ("明天", "2022-11-02 还没有到"),
        ("2022-13-01", ""),
        ("", ""),
    ],
)
def test_a_day_that_is_hardly_right_is_remarked_on(
    store: Store, office: Look, text: str, remark: str
) -> None:
    assert told(store, office(), "training", "held_on", text) == Seen(remark=remark)


def test_a_session_already_there_is_told_whichever_of_its_fields_comes_last(
    store: Store, office: Look
) -> None:
    uid = store.run(put, office(), "training")
    texts = store.read(texts_of, office(), "training", uid)
    for field in ("unit", "held_on", "subject"):
        assert (
            "与已登记的“示例培训”是同一单位、同一天、同一培训主题"
            in told(store, office(), "training", field, texts[field], **texts).remark
        )
        assert store.read(seen, office(), "training", field, texts[field], texts, uid) == Seen()
        assert told(store, office(), "training", field, texts[field]) == Seen()
    assert told(store, office(), "training", "place", "示例", **texts) == Seen()


def test_every_field_of_every_ledger_can_be_asked_about_cheaply(store: Store, office: Look) -> None:
    for key in ("training", "station", "project", "submission"):
        schema = ledger_class(key).schema()
        row = values(key)
        texts = {field.key: show_value(field, row[field.key], NoNames()) for field in schema.fields}
        for field in schema.fields:
            with counted() as said:
                store.read(seen, office(), key, field.key, texts[field.key], texts)
            assert len(said) <= 8
