"""Text from people or files, made plain before anything else sees it."""

from __future__ import annotations

import unicodedata

_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LINE_BREAKS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})


def plain(text: str, *, lines: bool = False) -> str:
    """Give the text without control, format (bidi, zero-width) and surrogate characters.

    Outer white space goes; with `lines` line breaks stay, without it they and tabs become one space.
    """
    unified = text.replace("\r\n", "\n").translate(_LINE_BREAKS)
    kept = [
        sign if lines and sign == "\n" else " " if sign in "\n\t" else sign
        for sign in unified
        if sign in "\n\t" or unicodedata.category(sign) not in _REFUSED_CATEGORIES
    ]
    return "".join(kept).strip()


def half_width(text: str) -> str:
    """Give the text with full-width digits, letters and punctuation as their ASCII twins."""
    return unicodedata.normalize("NFKC", text)


def same_words(text: str) -> str:
    """Give the text without any white space, to compare a quote with a notice's broken lines."""
    return "".join(text.split())
