"""Adding entries to a pack: any list of any part, one form each, what they count chosen from lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual import work

from qtrack.domain.fields import Schema
from qtrack.domain.programme import FormField, Programme
from qtrack.packs import edit
from qtrack.packs.counts import NUMBERS
from qtrack.packs.part_words import part_of
from qtrack.packs.paths import Document, place_of, value_at
from qtrack.packs.shapes import leaves_of, lists_of, shape_at
from qtrack.packs.words import entries_with_ids, entry_words
from qtrack.tui.packs.asking import Entry, Paper, ask_form
from qtrack.tui.packs.blocks import paste_blanks, paste_notice, paste_quotas
from qtrack.tui.packs.choices import options_of
from qtrack.tui.packs.drafting import Drafting
from qtrack.tui.packs.forms import Asked, part_schema
from qtrack.tui.packs.sections import BASIC, QUOTAS, SOURCES, TODO, WAITING, is_single, shape_of
from qtrack.tui.widgets.chooser import Chooser, Option, TickChooser
from qtrack.tui.widgets.form_owner import Problems

NOTHING = "none"
"""The answer that an entry counts nothing."""


class Adding(Drafting):
    """The deeds of the editor that add; each makes another draft of the one there is."""

    @work(group="deed", exclusive=True)
    async def action_add(self) -> None:
        """Add to the section looked at: an entry, or one below the entry under the cursor."""
        section = self.section
        if section == QUOTAS:
            await paste_quotas(self)
        elif section == SOURCES:
            await paste_notice(self)
        elif section in (TODO, BASIC, WAITING):
            self.app.notify("先在左边选一个部分，再按 F7 新增", markup=False)
        elif is_single(section) and not self.document.get(section):
            await self._add_single(section)
        else:
            await self._add_somewhere(section)

    async def _add_single(self, section: str) -> None:
        made = await self._ask(shape_of(section), self._title(section), {})
        if made is not None:
            self.change(edit.put(self.document, section, made), section)
            await self._go_below(section, shape_of(section))

    async def _add_somewhere(self, section: str) -> None:
        """Add to the one list there is, or to the one that is chosen, the nearest to the cursor first."""
        lists = self._lists_here(section)
        chosen: str | None = next(iter(lists))
        if len(lists) > 1:
            options = [Option(path, words) for path, words in lists.items()]
            chosen = await self.app.push_screen_wait(Chooser("新增什么", options))
        if chosen:
            await self._add_to(chosen)

    def _lists_here(self, section: str) -> dict[str, str]:
        """Give the lists an entry can be added to: below the entry under the cursor, then those above it."""
        found: dict[str, str] = {}
        path = self.path_here or (section if is_single(section) else "")
        while path:
            steps = place_of(self.document, path)
            held = value_at(self.document, path)
            shape = shape_at(steps)
            if isinstance(held, dict):
                for key in lists_of(shape):
                    found[f"{path}.{key}"] = f"{part_of(shape).blanks[key].label}　属于“{entry_words(held)}”"
            path = path.rpartition(".")[0]
        if not is_single(section):
            found[section] = part_of(Programme).blanks[section].label
        return found

    async def _add_to(self, path: str) -> None:
        """Add an entry to a list, then what must stand below it."""
        shape = shape_at([*place_of(self.document, path), 0])
        if shape is FormField:
            await self._add_blanks(path)
            return
        entry = await self._begin(shape)
        if entry is None:
            return
        if not any(needed for _, needed in lists_of(shape).values()):
            await self._ask(shape, self._title(path), entry, path)
            return
        made = await self._ask(shape, self._title(path), entry)
        if made is not None:
            await self._go_below(self._put(path, made), shape)

    def _title(self, path: str) -> str:
        """Say to which list something is added, and whose list that is."""
        above, _, key = path.rpartition(".")
        if not above:
            return f"新增：{part_of(Programme).blanks[key].label}"
        shape, held = shape_at(place_of(self.document, above)), value_at(self.document, above)
        return f"新增：{part_of(shape).blanks[key].label}　属于“{entry_words(held)}”"

    def _put(self, path: str, made: Entry) -> str:
        """Put a new entry at the end of a list and give its path; its id and number follow from the rest."""
        shape = shape_at([*place_of(self.document, path), 0])
        words, number = part_of(shape).blanks, len(value_at(self.document, path) or ()) + 1
        entry = dict(made)
        if "id" in words:
            entry = {"id": free_id(self.document, shape.__name__.lower()), **made}
        if "number" in words and words["number"].in_turn and "number" not in entry:
            entry["number"] = number if leaves_of(shape)["number"][0] is int else str(number)
        here = f"{path}.{entry.get('id', number)}"
        self.change(edit.add(self.document, path, entry), here)
        return here

    async def _go_below(self, path: str, shape: Any) -> None:  # noqa: ANN401 - any dataclass a pack is made of
        for key, (_, needed) in lists_of(shape).items():
            if needed:
                await self._add_to(f"{path}.{key}")
                return

    async def _begin(self, shape: Any) -> Entry | None:  # noqa: ANN401 - any dataclass a pack is made of
        """Give what an entry begins with: the ledger it is about, chosen; none when nothing was chosen."""
        leaves, title = leaves_of(shape), part_of(shape).title
        if "count" in leaves:
            ledger = await self._ledger(f"{title}：数哪本台账", optional=not leaves["count"][1])
            return None if not ledger else {} if ledger == NOTHING else {"count": {"ledger": ledger}}
        if "ledger" in leaves and "field" in leaves:
            return await self._limited()
        if "ledger" in leaves:
            ledger = await self._ledger(f"{title}：填哪本台账的内容")
            return {"ledger": ledger} if ledger else None
        return {}

    async def _limited(self) -> Entry | None:
        options = [
            Option(f"{key}.{field.key}", f"{schema.title}　{field.label}")
            for key, schema in self._schemas.items()
            for field in schema.fields
            if field.kind in NUMBERS
        ]
        chosen = await self.app.push_screen_wait(Chooser("限制哪一项", options))
        return dict(zip(("ledger", "field"), chosen.split("."), strict=True)) if chosen else None

    async def _add_blanks(self, path: str) -> None:
        """Add blanks to a printed form: pasted, ticked, or one by one."""
        ways = [
            Option("paste", "粘贴表头", "从 WPS 复制表上的栏目，顺序照表上"),
            Option("tick", "从台账勾选", "先勾上，再调顺序"),
            Option("one", "逐栏填写", "栏目组、固定内容也能填"),
        ]
        way = await self.app.push_screen_wait(Chooser("表上的栏目怎么登记", ways))
        form = path.rpartition(".")[0]
        ledger = str(value_at(self.document, form).get("ledger", ""))
        if way == "paste":
            await paste_blanks(self, path, self._schemas[ledger])
        elif way == "tick":
            fields = self._schemas[ledger].fields
            options = [Option(field.key, field.label) for field in fields]
            ticked = await self.app.push_screen_wait(TickChooser("表上有哪些栏（空格勾选）", options)) or ()
            document = self.document
            for field in fields:
                if field.key in ticked:
                    document = edit.add(document, path, {"label": field.label, "column": field.key})
            self.change(document, form)
        elif way == "one":
            await self._ask(FormField, self._title(path), {}, path)

    @property
    def _schemas(self) -> Mapping[str, Schema]:
        return self.around.schemas

    async def _ledger(self, question: str, *, optional: bool = False) -> str | None:
        options = [Option(key, schema.title) for key, schema in self._schemas.items()]
        if optional:
            options.insert(0, Option(NOTHING, "不从台账数"))
        return await self.app.push_screen_wait(Chooser(question, options))

    async def _ask(
        self,
        shape: Any,  # noqa: ANN401 - any dataclass a pack is made of
        title: str,
        entry: Entry,
        add_to: str | None = None,
    ) -> Entry | None:
        """Have the form of a part filled in; none when the person left it. Each goes into a list at once."""
        ledger = ledger_of(entry) or self._ledger_above(add_to or self.path_here)
        known = ledger if ledger in self._schemas else ""
        schema = part_schema(shape, Asked(self.around, self.document, known, entry))
        paper = Paper(shape, schema, title, self.desk.today, self._offers, many=add_to is not None)
        if add_to is None:
            return await ask_form(self.app, paper, entry)

        async def take(made: Entry) -> Problems:
            self._put(add_to, made)
            return ()

        return await ask_form(self.app, paper, entry, take)

    def _offers(self, names: str) -> Sequence[Option]:
        return options_of(names, self.around, self.document)

    def _ledger_above(self, path: str) -> str:
        """Give the ledger of the nearest entry above that is about one."""
        while path:
            path = path.rpartition(".")[0]
            held = value_at(self.document, path) if path else None
            if isinstance(held, dict) and ledger_of(held):
                return ledger_of(held)
        return ""


def ledger_of(entry: Entry) -> str:
    """Give the ledger an entry is about, empty where it is about none."""
    count = entry.get("count")
    return str(entry.get("ledger") or (count.get("ledger") if isinstance(count, dict) else "") or "")


def free_id(document: Document, prefix: str) -> str:
    """Give the first id that is not taken: target-1, target-2 …."""
    taken = {entry["id"] for entry in entries_with_ids(document)}
    number = 1
    while f"{prefix}-{number}" in taken:
        number += 1
    return f"{prefix}-{number}"
