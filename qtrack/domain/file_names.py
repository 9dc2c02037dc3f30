"""Names for files and folders made from people's words, legal on every system and never a way out."""

from __future__ import annotations

import re
import unicodedata

from qtrack.domain.text import plain

MOST_SIGNS = 40
_MOST_BYTES = 160
"""A name with a number before it and an ending behind it stays below the 255 bytes file systems allow."""

_REFUSED = re.compile(r'[<>:"/\\|?*\s]+')
_EDGES = " .~-_"
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])(\..*)?", re.IGNORECASE)


def safe_name(words: str, otherwise: str = "无名称", most: int = MOST_SIGNS) -> str:
    """Give one part of a path made from words: at most so many signs, without separators or control signs.

    It neither begins nor ends with a dot or a blank, and is none of the names Windows keeps for devices.
    """
    text = _REFUSED.sub("_", plain(unicodedata.normalize("NFC", words)))[:most]
    text = text.encode()[:_MOST_BYTES].decode(errors="ignore").strip(_EDGES) or otherwise
    return f"_{text}" if _RESERVED.fullmatch(text) else text
