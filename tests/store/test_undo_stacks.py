"""Undo and redo in any order, beside a plain model: two stacks, and a new deed empties the second."""

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session
from stores import NOW, remove, rename

from qtrack.domain.identity import new_uid
from qtrack.ledgers import Enterprise
from qtrack.store.audit import Audit
from qtrack.store.deeds import Deed, deed_of
from qtrack.store.store import Actor, Store, open_store
from qtrack.store.undo import candidates, revert

UNITS = ("420100", "420200")
Names = dict[str, str]


@dataclass
class Bureau:
    """One unit's ledger by uid, and what it can undo and redo: (operation, ledger before, ledger after)."""

    names: Names = field(default_factory=dict)
    done: list[tuple[str, Names, Names]] = field(default_factory=list)
    undone: list[tuple[str, Names, Names]] = field(default_factory=list)


def keep(session: Session, unit: str, name: str) -> str:
    """Keep one invented firm of a unit."""
    uid = new_uid()
    session.add(Enterprise(uid=uid, unit=unit, entered_by=unit, name=name, above_scale=True))
    return uid


def names_of(session: Session, unit: str) -> Names:
    """Give a unit's firms by uid."""
    asked = select(Enterprise.uid, Enterprise.name).where(Enterprise.unit == unit)
    return {row.uid: row.name for row in session.execute(asked)}


def newest(session: Session) -> str:
    """Give the operation done last."""
    return session.scalars(select(Deed.op_id).order_by(Deed.seq.desc()).limit(1)).one()


def steps(session: Session, unit: str) -> tuple[str | None, str | None]:
    """Give what an undo and a redo would take up, by the operation first done."""
    undo, redo = candidates(session, unit)
    return undo and deed_of(session, undo).done, redo and deed_of(session, redo).done


class Stacks(RuleBasedStateMachine):
    """Two units work on one file, each with an undo and a redo of its own."""

    @initialize()
    def begin(self) -> None:
        """Open an empty file."""
        self.folder = TemporaryDirectory()
        self.bureaus = {unit: Bureau() for unit in UNITS}
        self.number = 0
        self.store = self.opened(UNITS[0])

    def opened(self, unit: str) -> Store:
        """Open the file as a unit."""
        self.unit = unit
        path = Path(self.folder.name) / "qtrack.db"
        return open_store(path, Actor("示例员", unit, "示例机"), lambda: NOW)

    @property
    def bureau(self) -> Bureau:
        """The unit at work."""
        return self.bureaus[self.unit]

    @rule(unit=st.sampled_from(UNITS))
    def start_again(self, unit: str) -> None:
        """Close the program and open it again, perhaps as the other unit."""
        self.store.close()
        self.store = self.opened(unit)

    @rule(choice=st.integers(0, 5))
    def do(self, choice: int) -> None:
        """Add a firm, or change or remove one there is."""
        self.number += 1
        name = f"示例{self.number}厂"
        after = dict(self.bureau.names)
        if choice < 2 or not after:
            after[self.store.run(keep, self.unit, name)] = name
        else:
            uid = sorted(after)[choice % len(after)]
            if choice < 5:
                self.store.run(rename, uid, name)
                after[uid] = name
            else:
                self.store.run(remove, uid)
                del after[uid]
        self.bureau.done.append((self.store.read(newest), self.bureau.names, after))
        self.bureau.undone.clear()
        self.check(after)

    @precondition(lambda self: self.bureau.done)
    @rule()
    def undo(self) -> None:
        """Take back the last operation."""
        self.take(self.bureau.done, self.bureau.undone, 0)

    @precondition(lambda self: self.bureau.undone)
    @rule()
    def redo(self) -> None:
        """Do again what was undone last."""
        self.take(self.bureau.undone, self.bureau.done, 1)

    def take(
        self, source: list[tuple[str, Names, Names]], to: list[tuple[str, Names, Names]], way: int
    ) -> None:
        """Take back what is on top of one stack, and put it on the other."""
        op_id = self.store.read(candidates, self.unit)[way]
        assert op_id is not None
        self.store.run(revert, op_id)
        to.append(source.pop())
        _, before, after = to[-1]
        self.check((before, after)[way])

    def check(self, names: Names) -> None:
        """Compare the file with the model."""
        self.bureau.names = names
        for unit, bureau in self.bureaus.items():
            top = tuple(stack[-1][0] if stack else None for stack in (bureau.done, bureau.undone))
            assert self.store.read(steps, unit) == top
            assert self.store.read(names_of, unit) == bureau.names

    def teardown(self) -> None:
        """Let go of the file."""
        if hasattr(self, "folder"):
            self.store.close()
            self.folder.cleanup()


Stacks.TestCase.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
TestStacks = Stacks.TestCase


def test_of_many_deeds_only_the_newest_are_read(tmp_path: Path) -> None:
    store = open_store(tmp_path / "qtrack.db", Actor("示例员", UNITS[0], "示例机"), lambda: NOW)
    store.run(keep, UNITS[0], "示例厂")

    def pile_up(session: Session) -> None:
        entry = dict(session.execute(select(Audit.__table__)).mappings().one())
        numbers = range(2, 20_002)
        made = [entry | {"seq": number, "op_id": f"{number}"} for number in numbers]
        session.connection().execute(insert(Audit), made)
        deeds = [{"seq": number, "op_id": f"{number}", "kind": "do", "target": None} for number in numbers]
        session.connection().execute(insert(Deed), deeds)

    store.lay_ground(pile_up)
    worked: list[int] = []

    def watched(session: Session) -> tuple[str | None, str | None]:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(lambda: worked.append(1), 1000)
        found = candidates(session, UNITS[0])
        driver.set_progress_handler(None, 0)
        return found

    assert store.read(watched) == ("20001", None)
    assert len(worked) < 20
    assert store.read(lambda session: session.scalar(select(func.count()).select_from(Deed))) == 20_001
    store.close()
