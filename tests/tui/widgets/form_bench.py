"""A form on a bare screen, and an owner who answers as a test prepares it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from enum import Enum
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from qtrack.domain.fields import Field, Kind, NoNames, Schema
from qtrack.domain.problem import Problem
from qtrack.domain.unreadable import UnreadableError
from qtrack.domain.value import Reading
from qtrack.tui.widgets.chooser import Option, narrow
from qtrack.tui.widgets.field_line import FieldLine
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.form_owner import FormOwner, Given, Outcome
from qtrack.tui.widgets.suggestions import Suggestions


class Status(Enum):
    """How far it has come."""

    TRAINED = "培训"
    INTRODUCED = "导入"
    RUNNING = "运行"


SCHEMA = Schema(
    "introduction",
    "先进方法导入",
    (
        Field("unit", "所属单位", Kind.UNIT, required=True, hint="写名称或代码"),
        Field("name", "企业名称", Kind.TEXT, required=True, length=20),
        Field("held_on", "培训日期", Kind.DATE),
        Field("people", "人数", Kind.COUNT),
        Field("amount", "金额（万元）", Kind.MONEY),
        Field("status", "状态", Kind.CHOICE, choices=tuple(Status)),
        Field("topics", "内容", Kind.TICKS, choices=tuple(Status)),
        Field("free", "公益", Kind.FLAG),
        Field("note", "备注", Kind.NOTE),
    ),
)
LONG = Schema("long", "长表", tuple(Field(f"f{at}", f"第{at}项", Kind.TEXT) for at in range(28)))
UNITS = (Option("420102", "江岸区"), Option("420103", "江汉区"))


class UnitNames:
    """Names of the units that are offered, and of nothing else."""

    def name(self, _field: Field, key: str) -> str:
        """Give the words for a code."""
        return next((unit.text for unit in UNITS if unit.key == key), key)

    def key(self, _field: Field, text: str) -> str:
        """Give the code for exact words or a whole code."""
        for unit in UNITS:
            if text in (unit.key, unit.text):
                return unit.key
        raise UnreadableError(f"没有“{text}”")


class Desk(App[None]):
    """A form on a bare screen, and the owner who saves it."""

    def __init__(self, schema: Schema, given: Given, **owned: Any) -> None:  # noqa: ANN401 - any part of an owner
        super().__init__()
        self.answers: list[tuple[Problem, ...]] = list(owned.pop("answers", ()))
        self.saved: list[dict[str, object]] = []
        self.explained: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.outcomes: list[Outcome | None] = []
        names = owned.pop("names", NoNames())
        options = owned.pop("options", self.options)
        owner = FormOwner(
            reading=lambda: Reading(date(2022, 11, 1), names), options=options, save=self.save, **owned
        )
        self.make: Callable[[], FormScreen] = partial(FormScreen, schema, "新增 [/]", given, owner)

    def on_mount(self) -> None:
        """Open the form."""
        self.form = self.make()
        self.push_screen(self.form, self.outcomes.append)

    async def options(self, _field: Field, text: str) -> Sequence[Option]:
        """Look units up."""
        return narrow(UNITS, text)

    async def save(self, values: dict[str, object], explanation: str) -> tuple[Problem, ...]:
        """Save, or refuse as prepared."""
        self.saved.append(values)
        self.explained.append(explanation)
        await self.gate.wait()
        return self.answers.pop(0) if self.answers else ()

    def line(self, key: str) -> FieldLine:
        """Give the line of a field."""
        return next(line for line in self.form.query(FieldLine) if line.field.key == key)

    def echo(self, key: str) -> str:
        """Give how a text was understood."""
        return str(self.line(key).query_one(".echo", Static).content)

    def problem(self, key: str) -> str:
        """Give what is shown to be wrong."""
        line = self.line(key)
        return str(line.query_one(".problem", Static).content) if line.has_class("-wrong") else ""

    def top(self) -> type[Screen[object]]:
        """Give what sort of screen stands on top."""
        return type(self.screen)

    def here(self) -> str:
        """Give the key of the field with the focus."""
        return next((x.field.key for x in self.form.query(FieldLine) if x.blank is self.form.focused), "")

    def said(self, selector: str) -> str:
        """Give the words in one place of the form."""
        return str(self.form.query_one(selector, Static).content)

    def listed(self) -> list[str]:
        """Give the lines of the open list of answers, the marked one with a sign before it."""
        found = self.form.query_one(Suggestions)
        if not found.open:
            return []
        choice = found.choice()
        lines = [line.split("  ")[0].strip() for line in str(found.render()).splitlines()]
        return [
            f"> {line}" if choice and choice.option and line == choice.option.text else line for line in lines
        ]

    def burst(self, *keys: str) -> None:
        """Send keys at once, as a paste comes in some consoles."""
        for key in keys:
            self.post_message(events.Key(key, key if len(key) == 1 else None))


async def until(pilot: Pilot[None], done: Callable[[], bool]) -> None:
    """Wait for what comes in its own time."""
    for _ in range(200):
        await pilot.pause()
        if done():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(pilot.app.screen)


@asynccontextmanager
async def filling(
    schema: Schema = SCHEMA,
    given: Given | None = None,
    size: tuple[int, int] = (80, 24),
    **owned: Any,  # noqa: ANN401 - any part of an owner
) -> AsyncIterator[tuple[Desk, Pilot[None]]]:
    """Open a form; `owned` are parts of its owner, `answers` what its saves give one after the other."""
    app = Desk(schema, given or Given(), **owned)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


GOOD = {"unit": "420102", "name": "示例机械一厂"}
