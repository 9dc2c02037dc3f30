"""What holds for every ledger, because one declaration drives it."""

import re
from datetime import date

import pytest
from samples import SAMPLES

from qtrack.domain.fields import Kind, NoNames, Schema
from qtrack.domain.proof import OTHER
from qtrack.domain.value import Reading, read_form, show_value
from qtrack.ledgers import LEDGERS, Ledger
from qtrack.ledgers.beside import KIND_LENGTH

NAMES = NoNames()
READING = Reading(date(2022, 11, 1), NAMES)
KEPT_BY_THE_STORE = {"uid", "entered_by", "seq", "no"}
KEPT_BESIDE = {"starred", "remark", "doubts", "explanation"}
TABLES = {ledger.__tablename__ for ledger in LEDGERS}

every_ledger = pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.__tablename__)


def shown(schema: Schema, values: dict[str, object]) -> dict[str, str]:
    """Give the words of every field."""
    return {field.key: show_value(field, values[field.key], NAMES) for field in schema.fields}


def test_tables_and_titles_are_unique() -> None:
    assert len(TABLES) == len({ledger.title for ledger in LEDGERS}) == len(LEDGERS)


def test_every_ledger_has_one_sample_line() -> None:
    assert set(SAMPLES) == TABLES


@every_ledger
def test_every_column_a_person_fills_has_a_label_a_hint_and_a_width(ledger: type[Ledger]) -> None:
    columns = {column.name: column.info for column in ledger.__table__.columns}
    assert {name for name, words in columns.items() if not words} == KEPT_BY_THE_STORE | KEPT_BESIDE
    assert all(set(columns[field.key]) == {"label", "hint", "width"} for field in ledger.schema().fields)
    assert all(field.label and field.width > 0 for field in ledger.schema().fields)


@every_ledger
def test_fields_are_unique_by_key_by_label_and_by_label_without_its_unit(ledger: type[Ledger]) -> None:
    fields = ledger.schema().fields
    assert len({field.key for field in fields}) == len(fields)
    assert len({field.label.partition("（")[0] for field in fields}) == len(fields)
    assert all(ledger.schema().find(field.label) is field for field in fields)
    assert all(ledger.schema().find(field.key) is field for field in fields)


@every_ledger
def test_a_ledger_has_a_title_and_names_a_column_to_order_and_one_to_call_a_row_by(
    ledger: type[Ledger],
) -> None:
    columns = ledger.__table__.columns
    assert ledger.title
    assert ledger.dated_by in columns
    assert ledger.schema().field(ledger.named_by).required


@every_ledger
def test_a_row_is_named_first_and_then_its_unit_is_required(ledger: type[Ledger]) -> None:
    first, second = ledger.schema().fields[:2]
    assert first.key == ledger.named_by
    assert (second.key, second.kind, second.required) == ("unit", Kind.UNIT, True)


@every_ledger
def test_references_point_into_ledgers(ledger: type[Ledger]) -> None:
    for field in ledger.schema().fields:
        assert (field.refers in TABLES) == (field.kind is Kind.REFERENCE)


@every_ledger
def test_choices_can_be_told_apart_and_stored(ledger: type[Ledger]) -> None:
    for field in ledger.schema().fields:
        assert bool(field.choices) == (field.kind in (Kind.CHOICE, Kind.TICKS))
        assert len({member.value for member in field.choices}) == len(field.choices)
        if field.kind is Kind.CHOICE:
            assert all(len(member.name) <= 24 for member in field.choices)
        if field.kind is Kind.TICKS:
            assert not any(re.search(r"[、,，;；\s]", member.value) for member in field.choices)
            assert sum(len(member.name) + 1 for member in field.choices) < 240


@every_ledger
def test_money_says_its_unit(ledger: type[Ledger]) -> None:
    for field in ledger.schema().fields:
        assert (field.kind is Kind.MONEY) == field.label.endswith("（万元）")


@every_ledger
def test_the_sample_fills_every_field_and_is_accepted(ledger: type[Ledger]) -> None:
    schema, texts = ledger.schema(), SAMPLES[ledger.__tablename__]
    assert texts.keys() == {field.key for field in schema.fields}
    draft = read_form(schema, texts, READING)
    assert draft.problems == ()
    assert None not in draft.values.values()


@every_ledger
def test_the_sample_is_shown_as_it_was_written_and_read_as_the_same_values(ledger: type[Ledger]) -> None:
    schema, texts = ledger.schema(), SAMPLES[ledger.__tablename__]
    values = read_form(schema, texts, READING).values
    assert shown(schema, values) == texts
    assert read_form(schema, shown(schema, values), READING).values == values


@every_ledger
def test_an_empty_form_asks_for_every_required_field_and_no_other(ledger: type[Ledger]) -> None:
    schema = ledger.schema()
    asked = [problem.key for problem in read_form(schema, {}, READING).problems]
    assert asked == [field.key for field in schema.fields if field.required]


@every_ledger
def test_a_text_longer_than_its_column_is_refused_beside_its_field(ledger: type[Ledger]) -> None:
    schema = ledger.schema()
    for field in schema.fields:
        if field.kind in (Kind.TEXT, Kind.NOTE):
            texts = {**SAMPLES[schema.key], field.key: "长" * ((field.length or 0) + 1)}
            (problem,) = read_form(schema, texts, READING).problems
            assert problem.key == field.key
            assert problem.message.startswith(f"{field.label}：最多 {field.length} 个字")


@every_ledger
def test_a_schema_is_made_once(ledger: type[Ledger]) -> None:
    assert ledger.schema() is ledger.schema()
    assert ledger.schema().rules is ledger.rules


@every_ledger
def test_its_kinds_of_evidence_are_named_once_and_follow_from_choices_it_must_have(
    ledger: type[Ledger],
) -> None:
    assert ledger.proofs
    names = [proof.name for proof in ledger.proofs]
    assert len({*names, OTHER.name}) == len(names) + 1
    assert all(len(name) <= KIND_LENGTH for name in names)
    for proof in ledger.proofs:
        assert bool(proof.field) == bool(proof.states)
        if proof.field:
            field = ledger.schema().field(proof.field)
            assert field.required
            assert set(proof.states) <= set(field.choices)
