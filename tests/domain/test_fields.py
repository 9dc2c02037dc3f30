"""A schema finds its fields by key and by what people write above a column."""

import pytest

from qtrack.domain.fields import Field, Kind, NoNames, Schema

NAME = Field("name", "企业名称", Kind.TEXT)
FUNDS = Field("funds", "经费（万元）", Kind.MONEY)
SCHEMA = Schema("sample", "示例", (NAME, FUNDS))


def test_a_field_is_given_by_its_key() -> None:
    assert SCHEMA.field("funds") is FUNDS
    with pytest.raises(KeyError):
        SCHEMA.field("经费")


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("name", NAME),
        ("企业名称", NAME),
        ("funds", FUNDS),
        ("经费（万元）", FUNDS),
        ("经费(万元)", FUNDS),
        ("经费", FUNDS),
        ("经", None),
        ("", None),
    ],
)
def test_a_field_is_found_by_key_or_label_with_or_without_its_unit(word: str, field: Field | None) -> None:
    assert SCHEMA.find(word) is field


def test_without_names_keys_are_their_own_words() -> None:
    names = NoNames()
    assert names.name(NAME, "420100") == names.key(NAME, "420100") == "420100"
