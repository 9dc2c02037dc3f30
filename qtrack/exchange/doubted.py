"""Texts that say by themselves what happened to them: lost digits, error values, letters that broke."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qtrack.exchange.book import MOST_DIGITS, Cell, Damaged, Number, Unusable

ERROR_VALUE = "单元格是错误值，请改正公式或填写内容"
BROKEN_LETTERS = "这一格的文字编码损坏，请在原文件中改正"
REPLACED = "\N{REPLACEMENT CHARACTER}"
SIGNS = ("E+", "e+", '"#', "\\u001f#", "Err:", '.0"', ".0\\u001f", REPLACED, "锟斤拷")
"""Where none of these stands in a line of JSON (see `wire`), no text in it is doubted."""

_BROKEN = (REPLACED, "锟斤拷")
"""What stands for a sign that could not be decoded, as it is and read as GBK once more."""
_POWER_OF_TEN = re.compile(r"[+-]?[1-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,3}")
"""How spreadsheets show, and save as CSV, a number of 12 digits or more."""
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|BUSY!)|Err:5[0-9]{2}")
"""As Excel, WPS and LibreOffice show them."""
_WHOLE = re.compile(r"([1-9][0-9]{5,})\.0")
"""How programs write a code or a telephone number they took for a number."""


_DAY_NUMBER = re.compile(r"([1-7][0-9]{4})(?:\.[0-9]+)?")
_TENTH_DAY = re.compile(r"([1-9]|1[0-2])\.([123])")
_DAY_ZERO, _DAYS_SINCE_1904 = date(1899, 12, 30), 1462


def doubted_day(cell: Cell) -> str:
    """Say why a cell of a column of days cannot be taken for one though it looks like a number; else nothing.

    A spreadsheet keeps days as numbers, counted from 1900 or, in some files of Apple's, from 1904. And
    somebody who types 3.10 into it keeps 3.1.
    """
    number = _DAY_NUMBER.fullmatch(cell)
    if number:
        day = _DAY_ZERO + timedelta(int(number[1]))
        later = day + timedelta(_DAYS_SINCE_1904)
        days = f"可能是 {day}，从 1904 年起算的表中是 {later}"
        return f"是表格软件记日期的数字（{days}），请把这一列设为“日期”格式核对，或写成 2022-03-25"
    tenth = _TENTH_DAY.fullmatch(cell) if isinstance(cell, Number) else None
    if tenth:
        month, day_of_month = tenth[1], tenth[2]
        return (
            f"可能是 {month} 月 {day_of_month} 日，也可能是 {month} 月 {day_of_month}0 日，"
            "表格软件会去掉末尾的 0；请写成 2022-03-25"
        )
    return ""


def doubted(text: str) -> Cell:
    """Give a text as it is, or as the sort of cell it turned out to be."""
    if any(sign in text for sign in _BROKEN):
        return Unusable(text, BROKEN_LETTERS)
    words = text.strip()
    if _POWER_OF_TEN.fullmatch(words):
        return Damaged(words)
    if _ERRORS.fullmatch(words):
        return Unusable(words, ERROR_VALUE)
    whole = _WHOLE.fullmatch(words)
    if not whole:
        return text
    return Number(whole[1]) if len(whole[1]) <= MOST_DIGITS else Damaged(words)
