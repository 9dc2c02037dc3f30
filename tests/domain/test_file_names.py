"""Names of files made from people's words."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.file_names import MOST_SIGNS, safe_name

RESERVED = ("CON", "con", "nul.txt", "COM1", "lpt9.pdf", "COM¹", "CONIN$", "aux.", " prn ")
DEVICES = {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "COM¹", "CONIN$"}
WAYS_OUT = (
    "..", "../..", "../../etc/passwd", "..\\..\\windows", "/etc/passwd", "C:\\x", "C:x", "\\\\server\\share",
    "a/b", "~", "~root", "./.", "....//", "%2e%2e/", "／etc", "‥/", "-rf", "a:b", "a\x00b", "a\nb",
)  # fmt: skip
HOSTILE = (
    *RESERVED,
    *WAYS_OUT,
    "",
    "   ",
    "名" * 300,
    "a" * 300,
    "尾点...",
    "\u202egnp.exe",
    "\ud800",
    '<>|?*"',
)


def holds(name: str) -> None:
    """State what is true of every name."""
    assert name
    assert PurePosixPath(name).parts == (name,)
    assert PureWindowsPath(name).parts == (name,)
    assert name not in (".", "..")
    assert not {unicodedata.category(sign) for sign in name} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not set(name) & set('<>:"/\\|?*')
    assert name == name.strip(" .")
    assert len(name) <= MOST_SIGNS + 1
    assert len(name.encode()) < 200
    assert name.partition(".")[0].upper() not in DEVICES


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_make_one_harmless_name(words: str) -> None:
    holds(safe_name(words))


@given(st.text())
def test_any_words_make_one_harmless_name(words: str) -> None:
    holds(safe_name(words))


def test_ordinary_words_stay_as_they_are() -> None:
    assert safe_name("江岸区质量公益培训（第1期）") == "江岸区质量公益培训（第1期）"
    assert safe_name("Cafe\u0301") == "Café"
    assert safe_name("///", "无主题") == "无主题"
