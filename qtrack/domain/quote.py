"""A quote found in a notice's text, white space aside, with the paragraph it stands in."""

from __future__ import annotations

from qtrack.domain.text import same_words


def in_context(text: str, quote: str) -> tuple[str, str, str]:
    """Give what stands before the quote in its paragraph, the quote as printed, and what follows it.

    A paragraph is a line of the text; a quote over several lines reaches from the first to the last of them.
    A quote that is not there comes back alone.
    """
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    wanted = same_words(quote)
    found = same_words(text).find(wanted)
    if not wanted or found < 0:
        return "", quote, ""
    start, end = places[found], places[found + len(wanted) - 1] + 1
    opens = text.rfind("\n", 0, start) + 1
    closes = text.find("\n", end)
    paragraph_end = len(text) if closes < 0 else closes
    return text[opens:start].lstrip(), text[start:end], text[end:paragraph_end].rstrip()
