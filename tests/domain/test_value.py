"""Text to value and back, as tables."""

from datetime import date
from enum import Enum

import pytest

from qtrack.domain.fields import Field, Kind, NoNames, Schema
from qtrack.domain.problem import Problem
from qtrack.domain.value import (
    Reading,
    UnreadableError,
    read_count,
    read_date,
    read_form,
    read_money,
    read_value,
    read_year,
    show_date,
    show_money,
    show_rate,
    show_value,
    show_weekday,
)

TODAY = date(2022, 11, 1)
READING = Reading(TODAY, NoNames())


class Colour(Enum):
    """Choices with a shared beginning, a digit in front, and one that is the beginning of another."""

    RED = "红色"
    ROSE = "红玫瑰色"
    FIVE_S = "5S现场管理"
    BLUE = "蓝"
    SKY = "蓝天色"
    QUOTED = "产品“问诊”"


CHOICE = Field("colour", "颜色", Kind.CHOICE, choices=tuple(Colour))
TICKS = Field("colours", "颜色", Kind.TICKS, choices=tuple(Colour))
FLAG = Field("free", "公益", Kind.FLAG)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-03-25", date(2022, 3, 25)),
        ("2022-3-25", date(2022, 3, 25)),
        ("2022/3/25", date(2022, 3, 25)),
        ("2022.3.25", date(2022, 3, 25)),
        ("20220325", date(2022, 3, 25)),
        ("2022年3月25日", date(2022, 3, 25)),
        ("2022 年 3 月 25 日", date(2022, 3, 25)),
        ("２０２２－０３－２５", date(2022, 3, 25)),
        ("２０２２年３月２５日", date(2022, 3, 25)),
        ("3-25", date(2022, 3, 25)),
        ("3/25", date(2022, 3, 25)),
        ("3月25日", date(2022, 3, 25)),
        ("３月２５日", date(2022, 3, 25)),
        ("2024-2-29", date(2024, 2, 29)),
        ("今天", TODAY),
        ("昨天", date(2022, 10, 31)),
        ("前天", date(2022, 10, 30)),
        ("明天", date(2022, 11, 2)),
        ("月底", date(2022, 11, 30)),
        ("+7", date(2022, 11, 8)),
        ("＋７", date(2022, 11, 8)),
        ("-1", date(2022, 10, 31)),
        ("+0", TODAY),
    ],
)
def test_a_date_is_read_in_every_form(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


def test_a_short_date_follows_the_leap_year_of_today() -> None:
    assert read_date("2-29", date(2024, 1, 1)) == date(2024, 2, 29)
    with pytest.raises(UnreadableError, match="不存在"):
        read_date("2-29", TODAY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2022-02-29", "不存在"),
        ("2022-02-30", "不存在"),
        ("2022-13-01", "不存在"),
        ("2022-00-10", "不存在"),
        ("20220431", "不存在"),
        ("4-31", "不存在"),
        ("0022-03-25", "年份"),
        ("2202-03-25", "年份"),
        ("1900-01-01", "年份"),
        ("昨日", "不是日期"),
        ("22-03-25", "不是日期"),
        ("2022-03", "不是日期"),
        ("2022", "不是日期"),
        ("3月", "不是日期"),
        ("+٣", "不是日期"),
        ("+9999", "不是日期"),
        ("[/]", "不是日期"),
    ],
)
def test_an_impossible_date_is_refused_with_its_text(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as refused:
        read_date(text, TODAY)
    assert f"“{text}”" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("30", 30),
        ("３０人", 30),
        ("30 人", 30),
        ("50人次", 50),
        ("10000家", 10000),
        ("12,000", 12000),
        ("１２，０００", 12000),
        ("1,234,567", 1234567),
        ("1.2万", 12000),
        ("1.2万人", 12000),
        ("3.0", 3),
        ("007", 7),
        ("2000000000", 2_000_000_000),
    ],
)
def test_a_count_is_read_as_people_write_it(text: str, number: int) -> None:
    assert read_count(text) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3.5", "不是整数"),
        ("1.00001万", "不是整数"),
        ("-1", "超出范围"),
        ("2000000001", "超出范围"),
        ("30亿", "超出范围"),
        ("9" * 30, "位数太多"),
        ("1." + "0" * 40 + "1", "位数太多"),
        ("三十", "不是数字"),
        ("约30", "不是数字"),
        ("1e3", "不是数字"),
        ("NaN", "不是数字"),
        ("Infinity", "不是数字"),
        ("1,5", "不是数字"),
        ("1,2345", "不是数字"),
        (",", "不是数字"),
        ("30万元", "不是数字"),
        ("٣", "不是数字"),
        ("=1+1", "不是数字"),
        ("人", "不是数字"),
    ],
)
def test_what_is_no_count_is_refused_with_its_text(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as refused:
        read_count(text)
    assert f"“{text}”" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("25", 25_000_000),
        ("25万", 25_000_000),
        ("25万元", 25_000_000),
        ("２５万元", 25_000_000),
        ("250000元", 25_000_000),
        ("250,000元", 25_000_000),
        ("￥25万", 25_000_000),
        ("¥25万元", 25_000_000),
        ("￥250,000元", 25_000_000),
        ("0", 0),
        ("0.5", 500_000),
        ("0.000001", 1),
        ("0.01元", 1),
        ("3.2亿", 32_000_000_000),
        ("3.2亿元", 32_000_000_000),
        ("1000亿元", 10_000_000_000_000),
    ],
)
def test_money_is_read_in_wan_unless_yuan_is_said(text: str, fen: int) -> None:
    assert read_money(text) == fen


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0.0000001", "分以下"),
        ("0.001元", "分以下"),
        ("-25", "超出范围"),
        ("1000.1亿", "超出范围"),
        ("￥250000", "写明"),
        ("25人", "不是数字"),
        ("25万人", "不是数字"),
        ("25元元", "不是数字"),
        ("元", "不是数字"),
        ("￥", "不是数字"),
        ("二十五万", "不是数字"),
        ("9" * 30, "位数太多"),
    ],
)
def test_what_is_no_money_is_refused_with_its_text(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as refused:
        read_money(text)
    assert f"“{text}”" in str(refused.value)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "0"),
        (1, "0.000001"),
        (500_000, "0.5"),
        (25_000_000, "25"),
        (20_000_000, "20"),
        (3_200_000_000_000, "3,200,000"),
        (1_234_567_890, "1,234.56789"),
        (-1_500_000, "-1.5"),
    ],
)
def test_money_is_shown_in_wan_without_superfluous_zeros(fen: int, words: str) -> None:
    assert show_money(fen) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (None, "-"),
        (0.0, "0.0%"),
        (0.804, "80.4%"),
        (0.57, "57.0%"),
        (0.9999, "99.9%"),
        (9999 / 10000, "99.9%"),
        (1.0, "100.0%"),
        (1.2345, "123.4%"),
    ],
)
def test_a_rate_is_cut_and_never_rounded_up(rate: float | None, words: str) -> None:
    assert show_rate(rate) == words


@pytest.mark.parametrize(
    ("text", "year"), [("2022", 2022), ("２０２２", 2022), ("2022年", 2022), ("2022年度", 2022)]
)
def test_a_year_is_read(text: str, year: int) -> None:
    assert read_year(text) == year


@pytest.mark.parametrize("text", ["22", "20222", "2,022", "1900", "2202", "今年", "2022-03"])
def test_what_is_no_year_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(UnreadableError, match="年") as refused:
        read_year(text)
    assert f"“{text}”" in str(refused.value)


def test_a_year_has_no_thousands_separator() -> None:
    assert show_value(Field("year", "年度", Kind.YEAR), 2022, NoNames()) == "2022"
    assert show_value(Field("firms", "企业数量", Kind.COUNT), 2022, NoNames()) == "2,022"


def test_a_day_and_its_weekday_are_shown() -> None:
    assert show_date(date(2022, 3, 25)) == "2022-03-25"
    assert show_weekday(date(2022, 3, 25)) == "周五"


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("红色", Colour.RED),
        ("ROSE", Colour.ROSE),
        ("1", Colour.RED),
        ("２", Colour.ROSE),
        ("红玫", Colour.ROSE),
        ("蓝", Colour.BLUE),
        ("蓝天", Colour.SKY),
        ("5", Colour.SKY),
        ("5S", Colour.FIVE_S),
        ("５ｓ现场", Colour.FIVE_S),
        ('产品"问诊"', Colour.QUOTED),
    ],
)
def test_a_choice_is_read_by_label_number_or_a_beginning_only_it_has(text: str, member: Colour) -> None:
    assert read_value(CHOICE, text, READING) is member


@pytest.mark.parametrize("text", ["红", "0", "7", "绿", "[/]", "红色、蓝"])
def test_a_doubtful_choice_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(UnreadableError, match="红色、红玫瑰色、5S现场管理、蓝"):
        read_value(CHOICE, text, READING)


@pytest.mark.parametrize("text", ["蓝、红色", "红色,蓝", "4；1", "蓝 红色 蓝", "、红色，，蓝；"])
def test_ticks_stand_in_the_order_of_the_choices(text: str) -> None:
    assert read_value(TICKS, text, READING) == (Colour.RED, Colour.BLUE)


@pytest.mark.parametrize("text", ["红色、绿", "、，", "红"])
def test_one_wrong_tick_refuses_all(text: str) -> None:
    with pytest.raises(UnreadableError, match="可选范围"):
        read_value(TICKS, text, READING)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((word, True) for word in ("是", "有", "1", "y", "Ｙ", "YES", "√", "TRUE")),
        *((word, False) for word in ("否", "无", "0", "n", "No", "×", "false")),
    ],
)
def test_a_flag_is_read(text: str, *, value: bool) -> None:
    assert read_value(FLAG, text, READING) is value


def test_a_doubtful_flag_is_refused() -> None:
    with pytest.raises(UnreadableError, match="请写“是”或“否”"):
        read_value(FLAG, "也许", READING)


def test_a_code_is_read_in_any_width_case_and_spacing() -> None:
    field = Field("code", "信用代码", Kind.CODE)
    assert read_value(field, " ９１350100 m000100y 43", READING) == "91350100M000100Y43"
    with pytest.raises(UnreadableError, match="末位应为 3"):
        read_value(field, "91350100M000100Y44", READING)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_blank_is_none_or_refused_where_it_is_required(kind: Kind) -> None:
    for blank in ("", " \u3000", "\u200b\t"):
        assert read_value(Field("key", "字段", kind), blank, READING) is None
        with pytest.raises(UnreadableError, match="必须填写"):
            read_value(Field("key", "字段", kind, required=True), blank, READING)
    assert show_value(Field("key", "字段", kind), None, NoNames()) == ""


def test_a_text_too_long_is_refused_with_both_lengths() -> None:
    field = Field("name", "名称", Kind.TEXT, length=5)
    assert read_value(field, "一二三四五", READING) == "一二三四五"
    with pytest.raises(UnreadableError, match="最多 5 个字，现在是 6 个"):
        read_value(field, "一二三四五六", READING)


def test_a_note_keeps_its_lines_and_a_text_has_one() -> None:
    assert read_value(Field("note", "备注", Kind.NOTE), "一\r\n二", READING) == "一\n二"
    assert read_value(Field("name", "名称", Kind.TEXT), "一\r\n二", READING) == "一 二"


def no_red(values: object) -> list[Problem]:
    """Refuse whatever comes, to see when rules are asked."""
    return [Problem("", f"规则：{values}")]


FORM = Schema(
    "form",
    "表",
    (
        Field("name", "名称", Kind.TEXT, required=True),
        Field("held_on", "日期", Kind.DATE),
        Field("trainees", "人数", Kind.COUNT),
    ),
    (no_red,),
)


def test_a_form_gathers_every_problem_and_keeps_what_could_be_read() -> None:
    draft = read_form(FORM, {"name": " ", "held_on": "2-30", "trainees": "３０人"}, READING)
    assert draft.values == {"trainees": 30}
    assert [problem.key for problem in draft.problems] == ["name", "held_on"]
    assert draft.problems[0].message == "名称：必须填写"


def test_rules_are_asked_once_every_field_could_be_read() -> None:
    draft = read_form(FORM, {"name": "示例"}, READING)
    assert draft.values == {"name": "示例", "held_on": None, "trainees": None}
    assert [problem.message[:3] for problem in draft.problems] == ["规则："]
