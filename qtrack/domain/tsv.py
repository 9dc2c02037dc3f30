"""Rows as the text spreadsheets copy and paste: cells apart by tabs, one row a line.

What a spreadsheet would change or calculate is protected: see docs/decisions/0008-clipboard.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qtrack.domain.text import half_width, plain

_FORMULA_SIGNS = tuple("=+-@")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?", re.ASCII)
_MOST_DIGITS = 11
"""Longer numbers are shown as 9.14E+11, those of more than 15 digits lose the last ones."""

_MISREAD = re.compile(
    r"-?0\d[\d.,]*"  # loses its zeros
    r"|\d+(?:\.\d+)?[eE][+-]?\d+"  # a code read as a power of ten
    r"|\d{1,2}[-/]\d{1,2}"  # a number of a clause or a room read as a day
    r"|\(\d+\)",  # read as below zero
    re.ASCII,
)
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"(?=\t|\r?\n|\r|\Z)')
_RAW = re.compile(r"[^\t\r\n]*")
_LINE_END = re.compile(r"\r?\n|\r")
_CONSTANT = re.compile(r'="([^"]*)"')


def to_tsv(rows: Iterable[Sequence[str]]) -> str:
    """Give rows as text that pastes into cells as it was shown; several rows end with a line break each."""
    lines = ["\t".join(map(_cell, row)) for row in rows]
    return "".join(f"{line}\n" for line in lines) if len(lines) > 1 else "".join(lines)


def from_tsv(text: str) -> list[list[str]]:
    """Give the cells of a pasted block, row by row; a line break at its end begins no further row.

    Rows may differ in length. What `to_tsv` protected comes back as it was.
    """
    rows: list[list[str]] = []
    at, ends_row = 0, True
    while at < len(text) or not ends_row:
        if ends_row:
            rows.append([])
        quoted = _QUOTED.match(text, at)
        raw = quoted or _RAW.match(text, at)
        found = quoted[1].replace('""', '"') if quoted else raw[0] if raw else ""
        rows[-1].append(_unprotected(found))
        at = raw.end() if raw else at
        line_end = _LINE_END.match(text, at)
        ends_row = line_end is not None or at >= len(text)
        at = line_end.end() if line_end else at + 1
    return rows


def _cell(text: str) -> str:
    words = plain(text, lines=True)
    if _is_misread(words):
        return f'="{words}"'
    if _is_calculated(words):
        words = f"'{words}"
    return '"' + words.replace('"', '""') + '"' if '"' in words or "\n" in words else words


def _is_misread(words: str) -> bool:
    if _MISREAD.fullmatch(words):
        return True
    return bool(_NUMBER.fullmatch(words)) and sum(map(str.isdigit, words)) > _MOST_DIGITS


def _is_calculated(words: str) -> bool:
    """Say whether a spreadsheet would calculate a text; so that guards stand out, an apostrophe counts."""
    if words.startswith("'"):
        return True
    begins = half_width(words[:1]).startswith(_FORMULA_SIGNS)
    return begins and words != "-" and not _NUMBER.fullmatch(words)


def _unprotected(cell: str) -> str:
    constant = _CONSTANT.fullmatch(cell)
    if constant and _is_misread(constant[1]):
        return constant[1]
    return cell[1:] if cell.startswith("'") and _is_calculated(cell[1:]) else cell
