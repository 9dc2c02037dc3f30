"""Forms, choices and how a text was understood, as tables; days and numbers have files of their own."""

from dataclasses import replace
from datetime import date
from enum import Enum

import pytest

from qtrack.domain.fields import Field, Kind, NoNames, Schema
from qtrack.domain.problem import Problem
from qtrack.domain.value import (
    Forms,
    Reading,
    UnreadableError,
    read_form,
    read_value,
    show_value,
    understood,
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
COUNT = Field("people", "人数", Kind.COUNT)
DAY = Field("held_on", "日期", Kind.DATE)
MONEY = Field("amount", "金额", Kind.MONEY)
CODE = Field("code", "信用代码", Kind.CODE)
UNIT = Field("unit", "单位", Kind.UNIT)


def test_a_year_has_no_thousands_separator() -> None:
    assert show_value(Field("year", "年度", Kind.YEAR), 2022, NoNames()) == "2022"
    assert show_value(Field("firms", "企业数量", Kind.COUNT), 2022, NoNames()) == "2,022"


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


@pytest.mark.parametrize("text", ["红", "0", "7", "٣", "绿", "[/]", "红色、蓝"])
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
        *(
            (word, True)
            for word in ("是", "有", "对", "1", "１", "y", "Ｙ", "ｙｅｓ", "YES", "√", "TRUE", " 是　")
        ),
        *(
            (word, False)
            for word in ("否", "无", "没有", "不是", "0", "０", "n", "Ｎ", "No", "×", "ｘ", "false")
        ),
    ],
)
def test_a_flag_is_read(text: str, *, value: bool) -> None:
    assert read_value(FLAG, text, READING) is value


def test_a_doubtful_flag_is_refused() -> None:
    with pytest.raises(UnreadableError, match="请写“是”或“否”"):
        read_value(FLAG, "也许", READING)


def test_a_code_is_read_in_any_width_case_and_spacing() -> None:
    assert read_value(CODE, " ９１350100 m000100y 43", READING) == "91350100M000100Y43"
    with pytest.raises(UnreadableError, match="末位应为 3"):
        read_value(CODE, "91350100M000100Y44", READING)


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


def test_digits_and_letters_of_a_line_are_narrow_and_its_punctuation_stays() -> None:
    line = Field("name", "名称", Kind.TEXT, length=12)
    assert read_value(line, "１３８００００００００", READING) == "13800000000"
    assert read_value(line, "ＡＢＣ（示例）ｚ厂，。", READING) == "ABC（示例）z厂，。"
    assert read_value(Field("note", "备注", Kind.NOTE), "ＡＢＣ１", READING) == "ＡＢＣ１"


class SpokenNames(NoNames):
    """Names that know one unit."""

    def name(self, _field: Field, key: str) -> str:
        """Give its name for its code."""
        return {"420102": "江岸区"}.get(key, key)

    def key(self, _field: Field, text: str) -> str:
        """Give its code for its name."""
        return {"江岸区": "420102"}.get(text, text)


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        (DAY, "2022-03-25", "2022-03-25 周五"),
        (DAY, "0325", "2022-03-25 周五"),
        (DAY, "3.25", "2022-03-25 周五"),
        (DAY, "220325", "2022-03-25 周五"),
        (DAY, "+7", "2022-11-08 周二"),
        (DAY, "月底", "2022-11-30 周三"),
        (DAY, "上周五", "2022-10-28 周五"),
        (COUNT, "60", ""),
        (COUNT, " 60　", ""),
        (COUNT, "12,000", ""),
        (COUNT, "1.2万", "12,000"),
        (COUNT, "12000", "12,000"),
        (COUNT, "３０人", "30"),
        (COUNT, "三十", "30"),
        (MONEY, "25", "25 万元"),
        (MONEY, "25 万元", ""),
        (MONEY, "25万元", ""),
        (MONEY, "250000元", "25 万元"),
        (MONEY, "250000", "250,000 万元"),
        (FLAG, "1", "是"),
        (FLAG, "是", ""),
        (CHOICE, "5", "蓝天色"),
        (CHOICE, "蓝天", "蓝天色"),
        (CHOICE, "蓝天色", ""),
        (TICKS, "4 1", "红色、蓝"),
        (TICKS, "红色、蓝", ""),
        (CODE, "91350100m000100y43", "91350100M000100Y43"),
        (CODE, "91350100M000100Y43", ""),
        (UNIT, "420102", "江岸区"),
        (UNIT, "江岸区", ""),
        (UNIT, "429999", ""),
        (Field("name", "名称", Kind.TEXT), " 示例 ", ""),
        (Field("phone", "电话", Kind.TEXT), "１３８", "138"),
        (Field("note", "备注", Kind.NOTE), "一\r\n二", ""),
        (Field("year", "年度", Kind.YEAR), "2022年", "2022"),
        (Field("year", "年度", Kind.YEAR), "2022", ""),
        (COUNT, " ", ""),
    ],
)
def test_whatever_could_be_meant_otherwise_is_told_as_it_was_understood(
    field: Field, text: str, words: str
) -> None:
    names = SpokenNames()
    value = read_value(field, text, Reading(TODAY, names))
    assert understood(field, text, value, names) == words


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


def test_a_form_read_after_others_says_what_it_says_read_alone() -> None:
    schema = Schema("sample", "示例", (DAY, replace(COUNT, required=True), FLAG, CHOICE))
    texts = [
        {"held_on": day, "people": people, "free": people, "colour": "蓝"}
        for people in ("3", "x", "", "1", "3", "1")
        for day in ("3-25", "x", "")
    ]
    forms = Forms(schema, READING)
    assert [forms.read(said) for said in texts] == [read_form(schema, said, READING) for said in texts]
