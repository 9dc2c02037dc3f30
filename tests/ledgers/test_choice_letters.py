"""The letters kept for choices are those the library spells, for every choice of every ledger."""

import pytest

from qtrack.domain.choice_letters import letters_of
from qtrack.domain.text import folded
from qtrack.ledgers import LEDGERS
from qtrack.ledgers.finding import spelled

CHOICES = sorted(
    {str(choice.value) for ledger in LEDGERS for field in ledger.schema().fields for choice in field.choices}
)


@pytest.mark.parametrize("words", CHOICES)
def test_a_choice_is_known_by_all_its_initials(words: str) -> None:
    *initials, _whole = spelled(folded(words))
    assert set(initials) <= {letters.replace(" ", "") for letters in letters_of(words)}


def test_what_is_not_known_has_no_letters() -> None:
    assert letters_of("鑫") == ()
    assert letters_of("“”") == ("",)
