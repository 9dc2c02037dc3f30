"""Words for keys and keys for words."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hunan import ASSESSMENT, PLAN, bureau
from programme import JIANGAN, PROVINCE, WUHAN, XIANTAO
from rows import code, put
from sqlalchemy.orm import Session

from qtrack.domain.fields import Field
from qtrack.domain.value import UnreadableError
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import add, texts_of
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.store.store import Store

Look = Callable[..., Office]
YICHANG, CHANGYANG = "420500", "420528"
UNIT = ledger_class("action").schema().field("unit")
FIRM = ledger_class("action").schema().field("enterprise")
DEADLINE = ledger_class("submission").schema().field("deadline")
INDICATOR = ledger_class("indicator_value").schema().field("indicator")


def key(store: Store, office: Office, field: Field, text: str) -> str:
    """Read one name."""
    return store.read(lambda session: OfficeNames(session, office).key(field, text))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("江岸区", JIANGAN),
        ("420102", JIANGAN),
        ("武汉", WUHAN),
        ("仙桃市", XIANTAO),
        ("江岸", JIANGAN),
        ("jiangan", JIANGAN),
        ("ＪＡＱ", JIANGAN),
        ("长阳", CHANGYANG),
    ],
)
def test_a_unit_is_read_by_name_short_name_code_or_pinyin(
    store: Store, office: Look, text: str, unit: str
) -> None:
    assert key(store, office(), UNIT, text) == unit


@pytest.mark.parametrize("text", ["cy", "zy", "CYX", "ｃｙ", "chang yang"])
def test_initials_that_two_cities_share_are_read_within_one_city(
    store: Store, office: Look, text: str
) -> None:
    assert key(store, office(YICHANG), UNIT, text) == CHANGYANG


@pytest.mark.parametrize(
    ("unit", "text", "reason"),
    [
        (PROVINCE, "江", "“江”不是湖北省的单位，是否指"),
        (PROVINCE, "长沙市", "“长沙市”不是湖北省的单位，请写"),
        (WUHAN, "张湾区", "张湾区不属于武汉市"),
        (JIANGAN, "江汉区", "江汉区不属于江岸区"),
        (JIANGAN, "武汉市", "武汉市不属于江岸区"),
        (JIANGAN, "qiaokou", "硚口区不属于江岸区"),
        (PROVINCE, "hs", "“hs”可指不止一个单位，是否指洪山区、黄石市？"),
        (PROVINCE, "zy", "“zy”可指不止一个单位，是否指枣阳市、长阳土家族自治县？"),
        (PROVINCE, "武", "“武”不是湖北省的单位，是否指武汉市、武昌区、武穴市"),
        (PROVINCE, "", "“”不是湖北省的单位"),
        (WUHAN, "%", "“%”不是湖北省的单位，请写"),
    ],
)
def test_a_unit_that_is_doubtful_unknown_or_outside_the_tree_is_refused(
    store: Store, office: Look, unit: str, text: str, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        key(store, office(unit), UNIT, text)


def test_a_firm_is_read_by_name_code_or_uid(store: Store, office: Look) -> None:
    uid = store.run(put, office(), "enterprise", name="示例甲厂", code=code(1))
    for text in ("示例甲厂", code(1), uid):
        assert key(store, office(), FIRM, text) == uid


def test_a_firm_is_read_by_its_name_in_either_width_the_exact_one_in_front(
    store: Store, office: Look
) -> None:
    narrow = store.run(put, office(), "enterprise", name="示例ABC厂")
    assert key(store, office(), FIRM, "示例ＡＢＣ厂") == narrow
    wide = store.run(put, office(), "enterprise", name="示例ＡＢＣ厂")
    assert key(store, office(), FIRM, "示例ＡＢＣ厂") == wide


def test_a_firm_nobody_registered_or_two_of_one_name_are_refused(store: Store, office: Look) -> None:
    store.run(put, office(), "enterprise", name="示例甲厂", code=code(1))
    second = store.run(put, office(), "enterprise", name="示例甲厂", code=code(2))
    with pytest.raises(UnreadableError, match="有不止一条“示例甲厂”"):
        key(store, office(), FIRM, "示例甲厂")
    with pytest.raises(UnreadableError, match="“企业”台账里没有“示例乙厂”"):
        key(store, office(), FIRM, "示例乙厂")
    assert key(store, office(), FIRM, code(2)) == second


def test_a_deadline_is_read_by_title_id_or_key(store: Store, office: Look) -> None:
    for text in ("实施方案", "plan", "e22/plan"):
        assert key(store, office(), DEADLINE, text) == "e22/plan"
    with pytest.raises(UnreadableError, match=r"没有“示例”这一报送事项；可填：工作总结、实施方案$"):
        key(store, office(), DEADLINE, "示例")
    with pytest.raises(
        UnreadableError, match="没有“县域全覆盖”这一报送事项"
    ):  # a date nobody sends anything for
        key(store, office(), DEADLINE, "县域全覆盖")


def test_keys_are_shown_as_words_and_unknown_keys_as_themselves(store: Store, office: Look) -> None:
    def shown(session: Session) -> list[str]:
        names = OfficeNames(session, office())
        asked = [
            (UNIT, JIANGAN),
            (UNIT, "430100"),
            (DEADLINE, "e22/plan"),
            (DEADLINE, "h22/plan"),
            (FIRM, "x"),
        ]
        return [names.name(field, key) for field, key in asked]

    assert store.read(shown) == ["江岸区", "430100", "实施方案", "h22/plan", "x"]


def test_choices_are_narrowed_by_words_taken_letter_by_letter(store: Store, office: Look) -> None:
    store.run(put, office(), "enterprise", name="示例%厂", code=code(1))
    store.run(put, office(), "enterprise", name="示例甲厂")

    def names(session: Session, unit: str, field: Field, words: str) -> list[str]:
        return [shown for _, shown, _ in OfficeNames(session, office(unit)).options(field, words)]

    assert store.read(names, PROVINCE, FIRM, "%") == ["示例%厂"]
    assert store.read(names, PROVINCE, FIRM, code(1)) == ["示例%厂"]
    assert store.read(names, PROVINCE, FIRM, "") == ["示例%厂", "示例甲厂"]
    assert store.read(names, WUHAN, UNIT, "江") == ["江岸区", "江汉区", "江夏区"]
    assert store.read(names, WUHAN, UNIT, "jx") == ["江夏区"]
    assert store.read(names, WUHAN, UNIT, "hu")[:1] == ["黄陂区"]
    assert store.read(names, JIANGAN, UNIT, "") == ["江岸区"]
    assert store.read(names, PROVINCE, DEADLINE, "") == ["工作总结", "实施方案"]


def test_firms_are_narrowed_by_code_name_and_pinyin_the_nearest_in_front(store: Store, office: Look) -> None:
    firms = [("武汉示例机械厂", code(1)), ("示例武汉机械厂", code(2)), ("示例重工（Wh）", None)]
    for name, credit in firms:
        store.run(put, office(), "enterprise", name=name, code=credit, contact="示例人员")

    def names(session: Session, words: str) -> list[str]:
        return [shown for _, shown, _ in OfficeNames(session, office()).options(FIRM, words)]

    assert store.read(names, "wh") == ["武汉示例机械厂", "示例武汉机械厂", "示例重工（Wh）"]
    assert store.read(names, "ＷＨＳＬＪＸ") == ["武汉示例机械厂"]
    assert store.read(names, "shiliwuhan") == ["示例武汉机械厂"]
    assert store.read(names, "slcg") == store.read(names, "slzg") == ["示例重工（Wh）"]
    assert store.read(names, "武汉 sl") == ["武汉示例机械厂", "示例武汉机械厂"]
    assert store.read(names, "武汉 slry") == ["武汉示例机械厂", "示例武汉机械厂"]
    assert store.read(names, code(2)[:15].lower())[:2] == ["武汉示例机械厂", "示例武汉机械厂"]
    assert store.read(names, code(2)) == ["示例武汉机械厂"]
    assert store.read(names, "' OR 1=1 --") == store.read(names, "%") == store.read(names, "_") == []


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        (f"{PLAN}/manufacturing", "制造业产品质量合格率（湖南“十四五”质量强省规划）"),
        (f"{ASSESSMENT}/y-manufacturing", "制造业产品质量合格率（湖南2023质量工作考核）"),
    ],
)
def test_words_that_notices_share_are_written_and_read_with_the_notice(
    store: Store, indicator: str, words: str
) -> None:
    office = bureau(ASSESSMENT, PLAN)
    assert office.written("indicators", indicator) == words
    assert key(store, office, INDICATOR, words) == indicator


def test_a_row_opened_to_be_changed_still_means_the_same_notice(store: Store) -> None:
    office, indicator = bureau(ASSESSMENT, PLAN), f"{PLAN}/manufacturing"
    values = {
        "unit": office.unit.code,
        "indicator": indicator,
        "year": 2021,
        "value": Decimal(94),
        "data_source": "示例统计",
        "reported_on": office.today,
    }
    uid = store.run(add, office, "indicator_value", values)
    shown = store.read(texts_of, office, "indicator_value", uid)["indicator"]
    assert key(store, office, INDICATOR, shown) == indicator
