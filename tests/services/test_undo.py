"""What an undo would do is said before it is done, and done for everything that is kept."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from conftest import NOW
from programme import JIANGAN, PROVINCE, WUHAN, ZHANGWAN
from rows import put, values
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from qtrack.domain.identity import new_uid
from qtrack.domain.problem import RefusedError
from qtrack.ledgers import Action, Base, Enterprise, Extension, Half, NilReport, Record, Share, Training
from qtrack.services.change_words import title_of
from qtrack.services.dues import extend
from qtrack.services.importing import import_rows
from qtrack.services.incoming import FileLine
from qtrack.services.ledger import change, remove
from qtrack.services.office import Office
from qtrack.services.split import save_split
from qtrack.services.undo import MOST_DETAILS, Step, next_steps, take_back
from qtrack.store.store import Actor, Store, open_store

Look = Callable[..., Office]


def last(store: Store, office: Office) -> Step:
    """Give what an undo would do."""
    step = store.read(next_steps, office).undo
    assert step is not None
    return step


def undo(store: Store, office: Office) -> None:
    """Undo the last operation."""
    store.run(take_back, office, last(store, office).op_id)


def redo(store: Store, office: Office) -> None:
    """Redo what was undone last."""
    step = store.read(next_steps, office).redo
    assert step is not None
    store.run(take_back, office, step.op_id)


def trainings(session: Session, number: int) -> None:
    """Keep some sessions."""
    for place in range(number):
        session.add(
            Training(
                uid=new_uid(),
                entered_by=PROVINCE,
                **values("training", subject=f"示例培训第{place + 1:02}期"),
            )
        )
        session.flush()


def move(session: Session) -> None:
    """Move all sessions by a day."""
    for row in session.scalars(select(Training).order_by(Training.no)):
        row.held_on = date(2022, 6, 2)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Gather the statements made meanwhile."""
    said: list[str] = []

    def hear(*given: object) -> None:
        said.append(str(given[2]))

    event.listen(Engine, "before_cursor_execute", hear)
    yield said
    event.remove(Engine, "before_cursor_execute", hear)


def test_a_single_change_is_said_by_name_with_old_and_new(store: Store, office: Look) -> None:
    firm = store.run(put, office(), "enterprise", name="示例机械一厂", above_scale=False)
    uid = store.run(put, office(), "action", enterprise=firm, done_on=date(2022, 3, 25))
    store.run(
        change,
        office(),
        "action",
        uid,
        values("action", enterprise=firm, done_on=date(2022, 3, 26), provider="示例院"),
    )
    step = last(store, office())
    assert (step.who, step.words) == ("示例员", "修改 质量提升行动 1 条：示例机械一厂")
    assert step.at == f"{NOW.astimezone():%Y-%m-%d %H:%M}"
    assert step.details == ("行动日期：2022-03-25 → 2022-03-26", "服务机构：（空） → 示例院")


def test_a_row_added_or_removed_is_said_with_what_it_holds(store: Store, office: Look) -> None:
    uid = store.run(put, office(), "enterprise", name="示例机械一厂", above_scale=False)
    held = ("企业名称：示例机械一厂", "所属单位：江岸区", "规上：否")
    assert (last(store, office()).words, last(store, office()).details) == (
        "新增 企业 1 条：示例机械一厂",
        held,
    )
    store.run(remove, office(), "enterprise", uid)
    assert (last(store, office()).words, last(store, office()).details) == (
        "删除 企业 1 条：示例机械一厂",
        held,
    )


def test_many_rows_are_one_step_of_a_few_lines(store: Store, office: Look) -> None:
    store.run(trainings, 30)
    store.run(move)
    step = last(store, office())
    assert step.words == "批量修改 培训 30 条"
    assert step.details[:2] == (
        "示例培训第01期：培训日期：2022-06-01 → 2022-06-02",
        "示例培训第02期：培训日期：2022-06-01 → 2022-06-02",
    )
    assert (len(step.details), step.details[-1]) == (MOST_DETAILS + 1, "……另有 18 条")
    undo(store, office())
    steps = store.read(next_steps, office())
    assert steps.redo is not None
    assert steps.undo is not None
    assert (steps.redo.words, steps.redo.details) == (step.words, step.details)
    assert steps.undo.words == "批量新增 培训 30 条"
    assert steps.undo.details[0] == "示例培训第01期"


def test_an_import_is_one_step(store: Store, office: Look) -> None:
    lines = [
        FileLine(place, {"name": f"示例{place}厂", "above_scale": "否", "unit": "江岸区"})
        for place in range(1, 4)
    ]
    store.run(import_rows, office(), "enterprise", lines)
    assert last(store, office()).words == "批量新增 企业 3 条"
    undo(store, office())
    assert store.read(lambda session: session.scalars(select(Enterprise)).all()) == []


def test_different_things_done_at_once_are_all_named(store: Store, office: Look) -> None:
    def both(session: Session) -> None:
        firm = put(session, office(), "enterprise", name="示例甲厂", above_scale=False)
        for _ in range(2):
            uid, kept = new_uid(), values("action", enterprise=firm)
            session.add(Action(uid=uid, entered_by=PROVINCE, **kept))
            session.flush()

    store.run(both)
    step = last(store, office())
    assert step.words == "新增 企业 1 条：示例甲厂，批量新增 质量提升行动 2 条"
    assert step.details == ("新增 企业 示例甲厂", "新增 质量提升行动 示例甲厂", "新增 质量提升行动 示例甲厂")


def share(session: Session, office: Office) -> None:
    """Give two counties their parts."""
    save_split(session, office.at(WUHAN), "wan", {JIANGAN: 30})


def share_more(session: Session, office: Office) -> None:
    """Change a county's part."""
    save_split(session, office.at(WUHAN), "wan", {JIANGAN: 40})


def put_off(session: Session, office: Office) -> None:
    """Grant a later day."""
    extend(session, office.at(WUHAN), "plan", date(2022, 4, 1), "示例理由")


def begin(session: Session, _office: Office) -> None:
    """Keep a row half done."""
    texts = '{"subject":"示例半条","held_on":""}'
    session.add(Half(uid=new_uid(), unit=JIANGAN, entered_by=PROVINCE, ledger="training", texts=texts))


def say_none(session: Session, _office: Office) -> None:
    """Say that there was nothing."""
    row = NilReport(uid=new_uid(), unit=JIANGAN, entered_by=PROVINCE, ledger="training", month="2022-03")
    session.add(row)


@pytest.mark.parametrize(
    ("record", "deeds", "words", "detail"),
    [
        (Share, (share,), "新增 自行分解 1 条：江岸区", "分解数：30"),
        (Share, (share, share_more), "修改 自行分解 1 条：江岸区", "分解数：30 → 40"),
        (Extension, (put_off,), "新增 延期 1 条：实施方案", "延期日期：2022-04-01"),
        (Half, (begin,), "新增 待完善 1 条：培训", "已填内容：示例半条"),
        (NilReport, (say_none,), "新增 零报告 1 条：培训", "月份：2022-03"),
    ],
)
def test_records_beside_the_ledgers_are_said_undone_and_redone(
    store: Store,
    office: Look,
    record: type[Record],
    deeds: tuple[Callable[[Session, Office], None], ...],
    words: str,
    detail: str,
) -> None:
    def rows(session: Session) -> list[dict[str, object]]:
        found = session.execute(select(record.__table__)).mappings()
        return [{key: value for key, value in row.items() if key != "seq"} for row in found]

    before: list[dict[str, object]] = []
    for deed in deeds:
        before = store.read(rows)
        store.run(deed, office())
    after = store.read(rows)
    step = last(store, office())
    assert (step.words, detail in step.details) == (words, True)
    undo(store, office())
    assert store.read(rows) == before
    redo(store, office())
    assert store.read(rows) == after != before


def test_every_record_has_a_name_people_know() -> None:
    records = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)]
    assert len(records) > 4
    for record in records:
        assert re.fullmatch("[\u4e00-\u9fff]+", title_of(record.__tablename__))


def test_what_people_wrote_is_said_as_plain_text_and_long_texts_where_they_differ(
    store: Store, office: Look
) -> None:
    start = "示例" * 60

    def keep(session: Session) -> None:
        row = values("enterprise", name="[b]示例\x1b[31m\u202e厂", industry=f"{start[:38]}甲")
        session.add(Enterprise(uid=new_uid(), entered_by=PROVINCE, **row))

    def alter(session: Session) -> None:
        session.scalars(select(Enterprise)).one().industry = f"{start[:38]}乙"

    store.run(keep)
    assert last(store, office()).words == "新增 企业 1 条：[b]示例[31m厂"
    store.run(alter)
    assert last(store, office()).details == ("行业：..示例示例甲 → ..示例示例乙",)


def test_saying_it_takes_the_same_statements_whatever_the_number_of_rows(store: Store, office: Look) -> None:
    made = []
    for number in (2, 60):
        store.run(trainings, number)
        store.run(move)
        undo(store, office())
        with counted() as said:
            store.read(next_steps, office())
        made.append(len(said))
    assert made[0] == made[1] < 12


def test_a_step_that_cannot_be_undone_names_the_row_and_why(
    store: Store, office: Look, tmp_path: Path
) -> None:
    firm = store.run(put, office(), "enterprise", name="示例甲厂", above_scale=False)
    uid = store.run(put, office(), "action", enterprise=firm)
    other = open_store(tmp_path / "qtrack.db", Actor("别的示例员", ZHANGWAN, "别的示例机"), lambda: NOW)

    def meddle(session: Session) -> None:
        session.get_one(Action, uid).provider = "别的示例院"

    other.run(meddle)
    said = "^质量提升行动“示例甲厂”在此之后又有改动，不能撤销；没有作任何改动$"
    with pytest.raises(RefusedError, match=said):
        undo(store, office())
    other.close()
