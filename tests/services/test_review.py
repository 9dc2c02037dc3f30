"""What importing rows would do: new, same, changed, repeated, refused; and that it is done so."""

from collections.abc import Callable

import pytest
from programme import JIANGAN
from rows import code, put
from sqlalchemy import func, select
from statements import counted

from qtrack.domain.review import Change, Line, Outcome, Review
from qtrack.services.catalog import ledger_class
from qtrack.services.importing import import_rows
from qtrack.services.incoming import FileLine
from qtrack.services.office import Office
from qtrack.services.review import Wish, review
from qtrack.store.deeds import Deed
from qtrack.store.store import Store

Look = Callable[..., Office]

FIRM = {"name": "示例一厂", "unit": "江岸区", "above_scale": "否"}
TRAINING = {
    "subject": "示例培训",
    "unit": "江岸区",
    "held_on": "2022-06-01",
    "trainees": "60",
    "level": "县级",
    "free": "是",
}
CHANGES = Wish(changes=True)


def lines(*texts: dict[str, str]) -> list[FileLine]:
    """Give lines from the second row of a file on."""
    return [FileLine(number, said) for number, said in enumerate(texts, 2)]


def outcomes(found: Review) -> list[Outcome]:
    """Give what becomes of each line."""
    return [line.outcome for line in found.lines]


def deeds(store: Store) -> int:
    """Count what could be undone."""
    return store.read(lambda session: session.scalar(select(func.count()).select_from(Deed))) or 0


def test_the_same_file_again_changes_nothing(store: Store, office: Look) -> None:
    firms = lines(*({**FIRM, "name": f"示例{n}厂", "code": code(n), "industry": "轴承"} for n in range(5)))
    assert outcomes(store.run(import_rows, office(), "enterprise", firms)) == [Outcome.NEW] * 5
    before = deeds(store)
    again = store.run(import_rows, office(), "enterprise", firms, CHANGES)
    assert (outcomes(again), deeds(store)) == ([Outcome.SAME] * 5, before)


def test_rows_explained_though_alike_are_the_same_again(store: Store, office: Look) -> None:
    twice = lines(TRAINING, TRAINING)
    refused = store.run(import_rows, office(), "training", twice)
    assert (outcomes(refused), refused.lines[1].repeats) == ([Outcome.NEW, Outcome.REPEAT], 2)
    assert deeds(store) == 0
    store.run(import_rows, office(), "training", twice, Wish(explanation="示例说明"))
    again = store.run(import_rows, office(), "training", twice)
    assert outcomes(again) == [Outcome.SAME, Outcome.SAME]


def test_a_row_there_is_changed_only_when_asked_for(store: Store, office: Look) -> None:
    uid = store.run(put, office(), "enterprise", name="示例一厂", above_scale=False, code=code(1))
    other = lines({**FIRM, "name": "示例新厂", "code": code(1), "industry": "轴承", "phone": ""})
    line = Line(
        2,
        Outcome.CHANGES,
        uid=uid,
        changes=(Change("企业名称", "示例一厂", "示例新厂"), Change("行业", "", "轴承")),
    )
    before = deeds(store)
    assert store.run(import_rows, office(), "enterprise", other).lines == (line,)
    assert deeds(store) == before
    store.run(import_rows, office(), "enterprise", other, CHANGES)
    assert deeds(store) == before + 1
    assert outcomes(store.read(review, office(), "enterprise", other)) == [Outcome.SAME]


def test_a_blank_leaves_what_the_ledger_has(store: Store, office: Look) -> None:
    store.run(put, office(), "enterprise", name="示例一厂", above_scale=False, industry="轴承")
    said = lines({**FIRM, "industry": " ", "code": code(1)})
    (line,) = store.run(import_rows, office(), "enterprise", said, CHANGES).lines
    assert line.changes == (Change("统一社会信用代码", "", code(1)),)
    ledger = ledger_class("enterprise")
    assert store.read(lambda session: session.scalars(select(ledger.find)).one()).count("轴承") == 1


def test_firms_of_one_name_with_other_codes_are_others(store: Store, office: Look) -> None:
    store.run(put, office(), "enterprise", name="示例一厂", above_scale=False, code=code(1))
    (line,) = store.read(review, office(), "enterprise", lines({**FIRM, "code": code(2)})).lines
    assert (line.outcome, [one.doubt for one in line.reasons]) == (Outcome.REFUSED, [True])


def test_a_firm_of_another_unit_is_not_ours_to_change(store: Store, office: Look) -> None:
    store.run(put, office(), "enterprise", name="示例一厂", above_scale=False, code=code(1))
    said = lines({**FIRM, "unit": "江汉区", "code": code(1)})
    found = store.run(import_rows, office("420103"), "enterprise", said, CHANGES)
    assert outcomes(found) == [Outcome.REFUSED]
    assert "相同" in found.lines[0].reasons[0].message


def test_it_is_not_guessed_which_of_several_is_meant(store: Store, office: Look) -> None:
    for trainees in (60, 61):
        store.run(put, office(), "training", trainees=trainees)
    (line,) = store.read(review, office(), "training", lines({**TRAINING, "trainees": "62"})).lines
    assert (line.outcome, "2 条" in line.reasons[0].message) == (Outcome.REFUSED, True)


def test_one_refused_keeps_all_out_unless_it_is_left_out(store: Store, office: Look) -> None:
    mixed = lines(TRAINING, {**TRAINING, "held_on": "2022-13-01"})
    for wish, kept in ((Wish(), 0), (Wish(leave_out=True), 1)):
        found = store.run(import_rows, office(), "training", mixed, wish)
        assert outcomes(found) == [Outcome.NEW, Outcome.REFUSED]
        assert deeds(store) == kept


def test_a_line_brings_its_own_explanation_and_remark(store: Store, office: Look) -> None:
    said = {**TRAINING, "trainees": "2001", "explanation": "示例：体育馆内", "remark": "示例备注"}
    assert outcomes(store.run(import_rows, office(), "training", lines(said))) == [Outcome.NEW]
    other = lines({**said, "remark": "示例新备注"})
    (line,) = store.run(import_rows, office(), "training", other, CHANGES).lines
    assert line.changes == (Change("备注", "示例备注", "示例新备注"),)
    assert outcomes(store.read(review, office(), "training", other)) == [Outcome.SAME]


@pytest.mark.parametrize("rows", [10, 400])
def test_the_number_of_statements_does_not_grow_with_the_rows(store: Store, office: Look, rows: int) -> None:
    def firms() -> list[FileLine]:
        return lines(*({**FIRM, "name": f"示例{n}厂", "code": code(n)} for n in range(rows)))

    store.run(import_rows, office(), "enterprise", firms())
    said = [
        {"enterprise": code(n), "done_on": "2022-06-01", "kind": "专家问诊", "unit": JIANGAN}
        for n in range(rows)
    ]
    with counted() as statements:
        assert set(outcomes(store.read(review, office(), "action", lines(*said)))) == {Outcome.NEW}
    assert len(statements) < 20
