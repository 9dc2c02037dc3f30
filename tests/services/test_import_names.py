"""What a file's cells plainly mean is read so: broken names, other words for choices, opposite questions."""

from collections.abc import Callable, Sequence

import pytest
from rows import code, put

from qtrack.domain.choices import read_choice
from qtrack.domain.review import Line, Outcome
from qtrack.domain.unreadable import UnreadableError
from qtrack.exchange.book import Book, Sheet
from qtrack.exchange.learned import Learned
from qtrack.services.catalog import ledger_class
from qtrack.services.importing import import_rows
from qtrack.services.incoming import FileLine, Incoming, incoming, with_columns
from qtrack.services.office import Office
from qtrack.services.review import Wish, review
from qtrack.store.store import Store

Look = Callable[..., Office]

FIRMS = ["企业名称", "所属单位", "规上"]
TRAININGS = ["培训主题", "所属单位", "举办日期", "参训人数", "办班层级"]


def found_in(ledger: str, office: Office, *rows: Sequence[str]) -> Incoming:
    """Find the table of a ledger in a sheet."""
    book = Book("xlsx", (Sheet("表", tuple(map(tuple, rows))),))
    return incoming(book, ledger_class(ledger).schema(), office, Learned())


def training(heading: str, *said: str) -> list[list[str]]:
    """Give a table of trainings whose last column is headed so."""
    rows = [[f"示例培训{n}", "江岸区", "2022-06-01", "60", "县级", word] for n, word in enumerate(said)]
    return [[*TRAININGS, heading], *rows]


def judged(store: Store, office: Office, ledger: str, found: Incoming) -> tuple[Line, ...]:
    """Give what importing would do."""
    return store.read(review, office, ledger, found.lines()).lines


@pytest.mark.parametrize(
    "broken", ["示例换\n行公司", "示例换\r\n行公司", "示例 换行公司", "示例　换行\n公司"]
)
def test_a_name_broken_in_its_cell_is_whole_again(store: Store, office: Look, broken: str) -> None:
    found = found_in("enterprise", office(), FIRMS, [broken, "江岸区", "否"])
    assert [line.texts["name"] for line in found.lines()] == ["示例换行公司"]
    uid = store.run(put, office(), "enterprise", name="示例换行公司", above_scale=False)
    (line,) = judged(store, office(), "enterprise", found)
    assert (line.outcome, line.uid) == (Outcome.SAME, uid)


def test_spaces_between_latin_words_stay(office: Look) -> None:
    found = found_in("enterprise", office(), FIRMS, ["示例 New Star 公司", "江岸区", "否"])
    assert [line.texts["name"] for line in found.lines()] == ["示例 New Star 公司"]


@pytest.mark.parametrize("name", ["2", "0.5", "——", "（123）"])
def test_a_name_without_a_letter_is_asked_about(store: Store, office: Look, name: str) -> None:
    line = FileLine(2, {"name": name, "unit": "江岸区", "above_scale": "否"})
    (told,) = store.read(review, office(), "enterprise", [line]).lines
    assert [(one.key, one.doubt) for one in told.reasons] == [("name", True)]


@pytest.mark.parametrize(
    ("heading", "said", "free"),
    [
        ("是否收费", "否", "是"),
        ("是否收费", "是", "否"),
        ("收费", "√", "否"),
        ("是否收费（是/否）", "免费", "是"),
        ("是否有偿", "收费", "否"),
        ("是否免费", "否", "否"),
        ("是否公益", "是", "是"),
    ],
)
def test_an_opposite_question_is_read_the_other_way_round(
    office: Look, heading: str, said: str, free: str
) -> None:
    found = found_in("training", office(), *training(heading, said, said, said))
    assert [line.texts["free"] for line in found.lines()] == [free] * 3
    chosen = with_columns(found, [(heading, ""), (heading, "公益")])
    assert [line.texts["free"] for line in chosen.lines()] == [free] * 3


@pytest.mark.parametrize("heading", ["不收费情况", "是否非公益", "是否规下"])
def test_no_flag_is_offered_for_what_may_mean_its_opposite(office: Look, heading: str) -> None:
    found = found_in("training", office(), *training(heading, "是", "否", "否"))
    *_, last = found.mapping.columns
    assert (last.field, last.likely) == (None, ())


@pytest.mark.parametrize(
    ("ledger", "key", "text", "member"),
    [
        ("training", "level", "区级", "县级"),
        ("training", "level", "县（市、区）级", "县级"),
        ("award", "level", "地市级", "市级"),
        ("action", "kind", "巡回问诊", "产品质量“巡回问诊”"),
        ("action", "kind", "一站式服务", "“一站式”服务"),
        ("action", "kind", "一站式", "“一站式”服务"),
    ],
)
def test_other_words_for_a_choice_are_read_as_it(ledger: str, key: str, text: str, member: str) -> None:
    assert read_choice(ledger_class(ledger).schema().field(key), text).value == member


@pytest.mark.parametrize("text", ["培训", "服务企业", "提升行动", "企业", "级"])
def test_words_that_do_not_tell_a_choice_are_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_choice(ledger_class("action").schema().field("kind"), text)


def test_lists_say_qc_groups_in_short(office: Look) -> None:
    headings = ["企业", "所属单位", "行动日期", "行动形式"]
    found = found_in("action", office(), headings, ["示例一厂", "江岸区", "2022-06-01", "QC小组"])
    assert [line.texts["kind"] for line in found.lines()] == ["千企万人QC小组"]


def test_a_firm_is_not_renamed_to_a_number_unasked(store: Store, office: Look) -> None:
    store.run(put, office(), "enterprise", name="示例一厂", above_scale=False, code=code(1))
    said = [FileLine(2, {"name": "2", "code": code(1), "unit": "江岸区", "above_scale": "否"})]
    (line,) = store.run(import_rows, office(), "enterprise", said, Wish(changes=True)).lines
    assert line.outcome is Outcome.REFUSED


ACTIONS = ["企业名称", "统一社会信用代码", "所属单位", "行动日期", "行动形式"]


@pytest.mark.parametrize("headings", [ACTIONS, [ACTIONS[1], ACTIONS[0], *ACTIONS[2:]]])
@pytest.mark.parametrize(
    ("name", "said", "reason"),
    [
        ("示例（武汉）1厂", code(1), ""),
        ("示例(武汉) 1厂", code(1), ""),
        ("示例（武汉）1厂", "", ""),
        ("示例（武汉）1厂", "无", ""),
        ("", code(1), ""),
        ("示例（武汉）1厂", code(2), "登记的是“示例（武汉）2厂”"),
        ("示例（武汉）1厂", code(9), f"没有信用代码 {code(9)}"),
    ],
)
def test_a_name_and_a_code_column_tell_one_firm_together(
    store: Store, office: Look, headings: list[str], name: str, said: str, reason: str
) -> None:
    for number in range(1, 5):
        called = f"示例（武汉）{number}厂"
        store.run(put, office(), "enterprise", above_scale=False, name=called, code=code(number))
    pairs = [(name, said), *((f"示例（武汉）{number}厂", code(number)) for number in (2, 3, 4))]
    turned = headings is not ACTIONS
    rows = [[*(pair[::-1] if turned else pair), "江岸区", "2022-06-01", "质量体检"] for pair in pairs]
    found = found_in("action", office(), headings, *rows)
    assert [one.field for one in found.mapping.columns][:2] == ["enterprise"] * 2
    first, *others = judged(store, office(), "action", found)
    assert {one.outcome for one in others} == {Outcome.NEW}
    assert first.outcome is (Outcome.REFUSED if reason else Outcome.NEW)
    assert not reason or reason in first.reasons[0].message
