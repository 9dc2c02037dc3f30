"""The 18-character 统一社会信用代码 of GB 32100-2015."""

from __future__ import annotations

from qtrack.domain.text import half_width

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18

_SIGNS = frozenset(ALPHABET)
_WORTH = tuple(
    {sign: worth * pow(3, place, len(ALPHABET)) for worth, sign in enumerate(ALPHABET)}
    for place in range(LENGTH - 1)
)
"""What each sign of a code counts for by its place, before the check character."""

_LOOKS_LIKE = {"O": "0", "I": "1", "S": "5", "Z": "2"}
"""The letters left out of the alphabet because of the digit they are mistaken for; V resembles none."""
_OLDER = {9: "9 位的是旧组织机构代码", 15: "15 位的是旧注册号或旧税号"}
"""What a code of another length used to be."""


def tidy_code(text: str) -> str:
    """Give a code as it is kept, whatever width, case, spaces or hyphens it was written with."""
    return "".join(half_width(text).replace("-", "").split()).upper()


def check_code(code: str) -> str:
    """Say what is wrong with a tidy code and what to write; an empty text when it stands.

    A letter in front (A, N or Y, N for rural collectives) stands, though GB 32100-2015 prints digits there.
    """
    if len(code) != LENGTH:
        older = _OLDER.get(len(code))
        if older and code.isascii() and code.isalnum():
            return f"{older}，请写营业执照上 18 位的统一社会信用代码"
        return f"应为 18 位，现在是 {len(code)} 位"
    wrong = sorted(set(code) - _SIGNS)
    if wrong:
        return f"不含“{'、'.join(wrong)}”（字母 I O S V Z 不用）{_mistaken(wrong)}"
    if not code[2:8].isdecimal():
        return "第 3 至 8 位应为行政区划数字"
    expected = ALPHABET[-sum(map(dict.__getitem__, _WORTH, code)) % len(ALPHABET)]
    if code[-1] != expected:
        return f"校验位不对（末位应为 {expected}），请核对有无错字"
    return ""


def district(text: str) -> str:
    """Give the administrative code of GB/T 2260 in a code, even one half typed: its digits 3 to 8.

    Empty while there are fewer than eight characters and when these are no digits.
    """
    digits = tidy_code(text)[2:8]
    return digits if len(digits) == len("420100") and digits.isascii() and digits.isdecimal() else ""


def _mistaken(wrong: list[str]) -> str:
    """Ask whether a digit was meant by a letter that looks like one."""
    meant = [f"字母 {sign} 应为数字 {_LOOKS_LIKE[sign]}？" for sign in wrong if sign in _LOOKS_LIKE]
    return f"，{''.join(meant)}" if meant else ""
