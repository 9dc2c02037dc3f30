"""Rows that spell one name in several ways are held to be about one thing."""

from collections.abc import Callable

import pytest
from rows import code, put

from qtrack.domain.review import Outcome
from qtrack.domain.value import UnreadableError
from qtrack.services.catalog import ledger_class
from qtrack.services.incoming import FileLine
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.review import review
from qtrack.store.store import Store

Look = Callable[..., Office]

FIRM = {"unit": "江岸区", "above_scale": "否"}
SPELLINGS = ("示例(武汉)甲", "示例（武汉）甲", "示例(武汉)甲 ", "示例（武汉) 甲", "示例　(武汉）甲")
LATIN = ("ＡＢＣ（武汉）", "ABC(武汉)", "abc（武汉）", "Abc (武汉)")


def firms(*names: str) -> list[FileLine]:
    """Give lines of firms without codes, from the second row of a file on."""
    return [FileLine(number, {**FIRM, "name": name}) for number, name in enumerate(names, 2)]


@pytest.mark.parametrize("names", [SPELLINGS, LATIN])
def test_one_name_spelled_otherwise_repeats_the_first(
    store: Store, office: Look, names: tuple[str, ...]
) -> None:
    first, *others = store.read(review, office(), "enterprise", firms(*names)).lines
    assert first.outcome is Outcome.NEW
    assert [(one.outcome, one.repeats) for one in others] == [(Outcome.REPEAT, 2)] * len(others)
    assert all(problem.doubt for one in others for problem in one.reasons)


def test_names_that_differ_in_a_sign_are_two(store: Store, office: Look) -> None:
    found = store.read(
        review, office(), "enterprise", firms("示例（武汉）甲", "示例（武汉）乙", "示例武汉甲")
    )
    assert {one.outcome for one in found.lines} == {Outcome.NEW}


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("示例(武汉)甲", "示例（武汉）甲"),
        ("示例（武汉）甲", "示例(武汉) 甲"),
        ("ABC（武汉）", "ａｂｃ(武汉)"),
    ],
)
def test_a_firm_there_is_known_by_its_name_spelled_otherwise(
    store: Store, office: Look, stored: str, said: str
) -> None:
    uid = store.run(put, office(), "enterprise", name=stored, above_scale=False)
    (line,) = store.read(review, office(), "enterprise", firms(said)).lines
    assert (line.outcome, line.uid) == (Outcome.CHANGES, uid)
    (other,) = store.read(
        review, office("420103"), "enterprise", [FileLine(2, {**FIRM, "unit": "江汉区", "name": said})]
    ).lines
    assert [problem.doubt for problem in other.reasons] == [True]
    done = {"enterprise": said, "done_on": "2022-06-01", "kind": "专家问诊", "unit": "江岸区"}
    found = store.read(review, office(), "action", [FileLine(2, done)])
    assert [one.outcome for one in found.lines] == [Outcome.NEW]
    field = ledger_class("action").schema().field("enterprise")
    assert store.read(lambda session: OfficeNames(session, office()).key(field, said)) == uid


def test_of_firms_spelled_alike_the_one_written_so_is_meant_else_none(store: Store, office: Look) -> None:
    one = store.run(put, office(), "enterprise", name="示例(武汉)甲", code=code(1), above_scale=False)
    store.run(put, office(), "enterprise", name="示例（武汉）甲", code=code(2), above_scale=False)
    field = ledger_class("action").schema().field("enterprise")

    def key(text: str) -> str:
        return store.read(lambda session: OfficeNames(session, office()).key(field, text))

    assert key("示例(武汉)甲") == one
    with pytest.raises(UnreadableError, match="不止一条"):
        key("示例 (武汉)甲")
