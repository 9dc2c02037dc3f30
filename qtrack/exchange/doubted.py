"""Texts that say by themselves what happened to them: lost digits, error values, letters that broke."""

from __future__ import annotations

import re

from qtrack.exchange.book import MOST_DIGITS, Cell, Damaged, Number, Unusable

ERROR_VALUE = "单元格是错误值，请改正公式或填写内容"
BROKEN_LETTERS = "这一格的文字编码损坏，请在原文件中改正"
REPLACED = "\N{REPLACEMENT CHARACTER}"
SIGNS = ("E+", "e+", "#", "Err:", '.0"', ".0\\u001f", REPLACED, "锟斤拷")
"""Where none of these stands in a line of JSON (see `wire`), no text in it is doubted."""

_BROKEN = (REPLACED, "锟斤拷")
"""What stands for a sign that could not be decoded, as it is and read as GBK once more."""
_POWER_OF_TEN = re.compile(r"[+-]?[1-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,3}")
"""How spreadsheets show, and save as CSV, a number of 12 digits or more."""
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|BUSY!)|Err:5[0-9]{2}")
"""As Excel, WPS and LibreOffice show them."""
_WHOLE = re.compile(r"([1-9][0-9]{5,})\.0")
"""How programs write a code or a telephone number they took for a number."""


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
