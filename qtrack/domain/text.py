"""Text from people or files, made plain before anything else sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_TO_FULL_WIDTH = 0xFEE0
_LINE_BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"))
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # fillers and joiners that count as letters
    "\ufe00-\ufe0f\U000e0100-\U000e01ef"  # selectors of a glyph's variant
    "\ufdd0-\ufdef\ufffe\uffff]"  # no characters at all, refused by XML
)

_WIDE_LETTERS = {
    ord(sign) + 0xFEE0: sign for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}

_CHINESE = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_BETWEEN_CHINESE = re.compile(f"(?<=[{_CHINESE}])\\s+(?=[{_CHINESE}])")

_FULL_BRACKETS = str.maketrans("()", "（）")
_HALF_BRACKETS = str.maketrans("（）", "()")

_INNER_QUOTES = str.maketrans("“”", "‘’")
_INNER_TITLE = str.maketrans("《》", "〈〉")

_WIDE = re.compile(f"[{''.join(map(chr, _WIDE_LETTERS))}]")


def plain(text: str, *, lines: bool = False) -> str:
    """Give the text without control, format (bidi, zero-width), unseen and surrogate characters.

    Outer white space goes; with `lines` line breaks stay, without it they become spaces, as tabs always do.
    """
    if not text:
        return text
    if not text.isprintable():
        text = "".join(_kept(text.replace("\r\n", "\n").translate(_LINE_BREAKS), "\n" if lines else " "))
    return (text if text.isascii() else _UNSEEN.sub("", text)).strip()


def _kept(text: str, line_break: str) -> Iterator[str]:
    for sign in text:
        if sign == "\n":
            yield line_break
        elif sign == "\t":
            yield " "
        elif unicodedata.category(sign) not in _REFUSED_CATEGORIES:
            yield sign


def half_width(text: str) -> str:
    """Give the text with full-width digits, letters and punctuation as their ASCII twins."""
    return unicodedata.normalize("NFKC", text)


def full_width(sign: str) -> str:
    """Give an ASCII sign as an input method left on types it."""
    return chr(ord(sign) + _TO_FULL_WIDTH)


def narrow_letters(text: str) -> str:
    """Give the text with full-width digits and Latin letters as their ASCII twins; its punctuation stays."""
    return text.translate(_WIDE_LETTERS) if _WIDE.search(text) else text


def folded(text: str) -> str:
    """Give the text as it is compared with what a person types: plain, half-width, lower case, one line."""
    words = text if text.isascii() and text.isprintable() else plain(half_width(text), lines=True)
    return " ".join(words.casefold().split())


def name_key(text: str) -> str:
    """Give a name as names are held against each other: width, brackets, case and white space tell nothing.

    示例（武汉）, 示例(武汉) and 示例 (武汉) are one name.
    """
    return same_words(half_width(text)).casefold()


def name_spellings(text: str) -> frozenset[str]:
    """Give the ways a stored name with the same `name_key` is usually written, to look it up by an index.

    A name stored with white space within, brackets of both widths or odd capitals is found as it is only.
    """
    forms = {text, same_words(text), half_width(text), same_words(half_width(text))}
    forms |= {form.translate(brackets) for form in forms for brackets in (_FULL_BRACKETS, _HALF_BRACKETS)}
    if text.lower() != text.upper():
        forms |= {change(form) for form in set(forms) for change in (str.upper, str.lower, str.title)}
    return frozenset(forms)


def joined_name(text: str) -> str:
    """Give a name without the white space between two Chinese characters, as a wrapped cell has it.

    示例换⏎行公司 is 示例换行公司; the spaces of Latin words stay.
    """
    return _BETWEEN_CHINESE.sub("", text) if any(map(str.isspace, text)) else text


def quoted(text: str) -> str:
    """Give the text in quotation marks; those within it become inner ones."""
    return f"“{text.translate(_INNER_QUOTES)}”"


def titled(text: str) -> str:
    """Give the title of a document in its marks; those of another title within it become inner ones."""
    return f"《{text.translate(_INNER_TITLE)}》"


def same_words(text: str) -> str:
    """Give the text without any white space, to compare a quote with a notice's broken lines."""
    return "".join(text.split())
