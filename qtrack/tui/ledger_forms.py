"""Forms over a ledger: opened for new rows, rows there are and halves, and answered from the file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.seen import Seen
from qtrack.domain.value import Reading
from qtrack.layouts import Layout
from qtrack.services import halves, ledger
from qtrack.services.catalog import schemas
from qtrack.services.counts_for import count_words
from qtrack.services.listing import latest
from qtrack.services.seen import seen
from qtrack.store.errors import StoreError
from qtrack.tui.form_names import FormNames
from qtrack.tui.telling import telling
from qtrack.tui.view import View
from qtrack.tui.widgets.chooser import Option
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.form_owner import FormOwner, Given, Outcome, Problems, SaveHalf

R = TypeVar("R")

ALWAYS_KEPT = frozenset({Kind.UNIT, Kind.DATE})
"""Kinds of required fields that stay from record to record until the person says otherwise."""


class LedgerForms:
    """Opens the forms of one ledger and answers them; `on_closed` hears what came of a form.

    `uid` is the row a form kept last, empty while there is none; `counts` says what that row counts for.
    A form opens over the screen it was asked for on, and not at all when the person has gone elsewhere.
    """

    def __init__(
        self, over: Screen[Any], view: View, key: str, on_closed: Callable[[LedgerForms, Outcome], None]
    ) -> None:
        self._over = over
        self._app: App[int] = over.app
        self._view = view
        self._key = key
        self._on_closed = on_closed
        self.uid = ""
        self._half = ""
        self._changing = False
        self.counts = ""

    async def add(self, texts: Mapping[str, str]) -> None:
        """Open a form for row after row; what stays from one to the next is as the person last had it."""
        schema = schemas()[self._key]
        with telling(self._app):
            before = await self._read(latest, self._key) or {}
            keeps = self._view.desk.layouts.of(self._key).keeps or _keeps_at_first(schema)
            given = Given({**self._own_unit(), **texts}, before, keeps=keeps)
            self._open(f"新增：{schema.title}", given, self._save_half, self._remember)

    async def change(self, uid: str) -> None:
        """Open a row."""
        with telling(self._app):
            texts = await self._read(ledger.texts_of, self._key, uid)
            explanation = await self._read(ledger.explanation_of, self._key, uid)
            self.uid, self._changing = uid, True
            self._open(f"修改：{schemas()[self._key].title}", Given(texts, explanation=explanation))

    async def finish(self, uid: str) -> None:
        """Open a half that was put aside; keeping it whole takes the half away."""
        with telling(self._app):
            texts = await self._read(halves.half_texts, self._key, uid)
            self._half = uid
            title = f"待完善：{schemas()[self._key].title}"
            self._open(title, Given(texts), self._save_half)

    async def add_one(self, text: str) -> None:
        """Open a form for one new row that is known by this text so far."""
        schema = schemas()[self._key]
        code = next((field.key for field in schema.fields if field.kind is Kind.CODE), "")
        first = code if code and text.isascii() and text.isalnum() else schema.fields[0].key
        texts = {**self._own_unit(), first: text}
        self._open(f"登记：{schema.title}", Given(texts))

    def _open(
        self,
        title: str,
        given: Given,
        save_half: SaveHalf | None = None,
        on_keeps: Callable[[frozenset[str]], None] | None = None,
    ) -> None:
        if self._app.screen is not self._over:
            return
        owner = self.owner(save_half, on_keeps)
        self._app.push_screen(FormScreen(schemas()[self._key], title, given, owner), self._closed)

    def owner(
        self,
        save_half: SaveHalf | None = None,
        on_keeps: Callable[[frozenset[str]], None] | None = None,
    ) -> FormOwner:
        """Give those who answer a form of this ledger."""
        return FormOwner(
            reading=lambda: Reading(
                self._view.office.today, FormNames(self._view.desk.names(self._view.office))
            ),
            options=self._options,
            save=self._save,
            save_half=save_half,
            look=self._look,
            register=self._register,
            on_keeps=on_keeps,
        )

    def _own_unit(self) -> dict[str, str]:
        """Give the unit looked at if it has none below it; else a firm or the person says whose a row is."""
        office = self._view.office
        return {} if office.region.children(office.unit.code) else {"unit": office.unit.name}

    def _closed(self, outcome: Outcome | None) -> None:
        self._on_closed(self, outcome or Outcome())

    # Answers to the form

    async def _options(self, field: Field, words: str) -> Sequence[Option]:
        names = self._view.desk.names(self._view.office)
        found: Sequence[tuple[str, str, str]] = ()
        with telling(self._app):
            found = await asyncio.to_thread(names.options, field, words)
        return [Option(key, text, detail) for key, text, detail in found]

    async def _save(self, values: dict[str, object], explanation: str) -> Problems:
        problems = await self._keep(values, explanation)
        self.counts = ""
        if not problems:
            with suppress(StoreError):  # the row is kept, whether or not this can be said
                self.counts = await self._read(count_words, self._key, self.uid)
        return problems

    async def _keep(self, values: dict[str, object], explanation: str) -> Problems:
        store, office, key = self._view.desk.store, self._view.office, self._key
        try:
            if self._half:
                finish = partial(halves.finish, explanation=explanation)
                self.uid = await asyncio.to_thread(store.run, finish, office, key, self._half, values)
                self._half = ""
            elif self._changing:
                change = partial(ledger.change, explanation=explanation)
                await asyncio.to_thread(store.run, change, office, key, self.uid, values)
            else:
                add = partial(ledger.add, explanation=explanation)
                self.uid = await asyncio.to_thread(store.run, add, office, key, values)
        except RefusedError as refusal:
            return refusal.problems
        except StoreError as error:
            return (Problem("", str(error)),)
        return ()

    async def _save_half(self, texts: dict[str, str]) -> Problems:
        save = partial(halves.save_half, uid=self._half or None)
        try:
            await asyncio.to_thread(self._view.desk.store.run, save, self._view.office, self._key, texts)
        except RefusedError as refusal:
            return refusal.problems
        except StoreError as error:
            return (Problem("", str(error)),)
        self._half = ""
        return ()

    async def _look(self, field: Field, text: str, texts: Mapping[str, str]) -> Seen:
        with suppress(StoreError):  # what is known is a help; the form does without
            uid = self.uid if self._changing else ""
            return await self._read(seen, self._key, field.key, text, texts, uid)
        return Seen()

    async def _register(self, field: Field, text: str) -> tuple[str, str] | None:
        """Have a row registered in the ledger a field refers to, its code or its name being typed already."""
        closed: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        forms = LedgerForms(
            self._app.screen, self._view, field.refers, lambda kept, _: closed.set_result(kept.uid)
        )
        await forms.add_one(text)
        uid = await closed
        if not uid:
            return None
        words = text
        with telling(self._app):
            texts = await self._read(ledger.texts_of, field.refers, uid)
            words = texts[schemas()[field.refers].fields[0].key]
        return uid, words

    def _remember(self, keeps: frozenset[str]) -> None:
        desk = self._view.desk
        layout = replace(desk.layouts.of(self._key), keeps=tuple(sorted(keeps)))
        self._app.run_worker(partial(self._keep_layout, layout), thread=True)

    def _keep_layout(self, layout: Layout) -> None:
        with telling(self._app):
            self._view.desk.layouts.keep(self._key, layout)

    async def _read(self, use: Callable[..., R], *args: object) -> R:
        return await asyncio.to_thread(self._view.desk.store.read, use, self._view.office, *args)


def _keeps_at_first(schema: Schema) -> tuple[str, ...]:
    """Give the fields that stay until the person says otherwise: whose it is and when it was."""
    return tuple(field.key for field in schema.fields if field.required and field.kind in ALWAYS_KEPT)
