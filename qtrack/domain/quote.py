"""A quote found in a notice's text, white space aside, with the paragraph it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from qtrack.domain.text import same_words


def in_context(text: str, quote: str, clause: str) -> tuple[str, str, str]:
    """Give what stands before the quote in its paragraph, the quote as printed, and what follows it.

    A paragraph is a line of the text; a quote over several lines reaches from the first to the last of them.
    Of several places the one in a paragraph numbered like the clause (“（一）” of “二（一）”) goes
    first, since preambles repeat numbers. A quote that is not there comes back alone.
    """
    number = clause[clause.index("（") :] if "（" in clause else ""
    found = [_paragraph(text, start, end) for start, end in _places(text, quote)]
    return next(
        (one for one in found if "".join(one).startswith(number)), found[0] if found else ("", quote, "")
    )


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Give where the quote begins and ends in the text, each time it is there."""
    signs = [at for at, sign in enumerate(text) if not sign.isspace()]
    words, wanted = same_words(text), same_words(quote)
    found = words.find(wanted) if wanted else -1
    while found >= 0:
        yield signs[found], signs[found + len(wanted) - 1] + 1
        found = words.find(wanted, found + 1)


def _paragraph(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Cut the paragraph around a place into before, between and after."""
    opens = text.rfind("\n", 0, start) + 1
    closes = text.find("\n", end)
    paragraph_end = len(text) if closes < 0 else closes
    return text[opens:start].lstrip(), text[start:end], text[end:paragraph_end].rstrip()
