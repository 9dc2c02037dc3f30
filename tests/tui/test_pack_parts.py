"""Every part of a pack has its form, what it names is offered from lists, and nothing typed is lost."""

import asyncio
import time
import tomllib
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from places_bench import NARROW, PROVINCE, WIDE, Hand, at, new_desk
from test_pack_editor import add_target, begin, choose, editor, file_of, keep_form, programmes, section
from textual import events
from textual.widgets import Static

from qtrack.domain.programme import Programme
from qtrack.domain.value import Reading, read_form
from qtrack.domain.workdays import Calendar
from qtrack.packs import load_region
from qtrack.packs.drafts import Drafts
from qtrack.packs.paths import Document, value_at
from qtrack.packs.shapes import leaves_of, lists_of
from qtrack.places import Places, seeds_folder
from qtrack.services.catalog import schemas
from qtrack.tui.packs.around import Around
from qtrack.tui.packs.asking import Named
from qtrack.tui.packs.blanks import filled, texts_of
from qtrack.tui.packs.choices import options_of
from qtrack.tui.packs.editor import PackEditor
from qtrack.tui.packs.forms import Asked, part_schema
from qtrack.tui.packs.paste import PasteBox
from qtrack.tui.widgets.field_line import FieldLine
from qtrack.tui.widgets.form import FormScreen
from qtrack.wiring import Desk

SEEDS = sorted((seeds_folder() / "programmes").glob("*.toml"))


def parts(shape: Any, entry: Any, ledger: str = "") -> list[tuple[Any, dict[str, Any], str]]:  # noqa: ANN401 - any part
    """Give every part below one, with its type and the ledger it is about."""
    count = entry.get("count", {})
    own = entry.get("ledger") or count.get("ledger") or ledger
    found = [(shape, entry, own)]
    for key, (one, _) in lists_of(shape).items():
        for below in entry.get(key, []):
            found += parts(one, below, own)
    for key, (hint, _) in leaves_of(shape).items():
        if shape is Programme and is_dataclass(hint) and key in entry:
            found += parts(hint, entry[key])
    return found


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_form_kept_as_it_stands_changes_nothing(path: Path) -> None:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    region = load_region(seeds_folder() / "regions" / f"{document['region']}.toml")
    around = Around(schemas(), region, Calendar())
    reading = Reading(date(2022, 3, 1), Named(lambda names: options_of(names, around, document)))
    for shape, entry, ledger in parts(Programme, document):
        schema = part_schema(shape, Asked(around, document, ledger, entry))
        draft = read_form(schema, texts_of(shape, schema, entry), reading)
        assert draft.problems == ()
        told = {key: value for key, value in entry.items() if value != ""}
        assert filled(shape, schema, draft.values, entry) == told


async def test_what_only_other_regions_have_is_not_offered(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2023-09-18"})
    desk.settle("hunan-2022", "430000")
    async with at(desk, size=WIDE) as hand:
        await begin(hand)
        assert "addressees" not in editor(hand).document
        await section(hand, "floors")
        await hand("f7")
        assert "1县区 2市州 3省级" in await hint_of(hand, "each")
    desk.close()


async def hint_of(hand: Hand, key: str) -> str:
    """Give the hint of a field of the form on the screen."""
    for line in hand.app.screen.query(FieldLine):
        if line.field.key == key:
            line.blank.focus()
            await hand.still()
    return str(hand.app.screen.query_one("#hint", Static).render())


async def test_a_new_pack_begins_where_the_next_thing_is_done(tmp_path: Path) -> None:
    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=NARROW) as hand:
            await begin(hand)
            await hand("enter")  # the notice's words come first
            assert isinstance(hand.app.screen, PasteBox)
            await hand("escape", "down", "enter")  # then its targets: none yet, so one is added
            assert "数哪本台账" in hand.picture


async def test_what_is_missing_is_listed_and_enter_leads_to_it(tmp_path: Path) -> None:
    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:
            await begin(hand)
            await section(hand, "floors")
            await hand("f7")
            await keep_form(
                hand, name="示例下限", each="市州", strength="硬性", source__clause="一", source__quote="示例"
            )
            await hand("escape")  # which leaves the floor without a number
            await hand("f5")
            assert "要补" in hand.rows("#entries")[1]
            await hand("enter")
            assert editor(hand).section == "floors"
            assert editor(hand).path_here == "floors.floor-1"


async def test_nothing_typed_is_lost_by_leaving_and_the_draft_goes_on(tmp_path: Path) -> None:
    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:
            await begin(hand)
            await add_target(hand)
            document = editor(hand).document
            await hand("escape")
            assert "草稿已经留下" in hand.picture
            await hand("y")
            assert not file_of(desk, "shili-2022").exists()
        async with at(desk, size=WIDE) as hand:
            await programmes(hand, "编写方案")
            await choose(hand, "示例2022")
            assert editor(hand).document == document
            await hand("f2", "escape", "n")
            assert file_of(desk, "shili-2022").exists()
            assert desk.packs.drafts.ids == ()


async def test_the_last_change_is_in_the_draft_however_slow_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Drafts.keep

    def slowly(drafts: Drafts, document: Document, before: Document | None) -> None:
        time.sleep(0.2)
        keep(drafts, document, before)

    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:
            await begin(hand)
            await add_target(hand)
            document = editor(hand).document
            monkeypatch.setattr(Drafts, "keep", slowly)
            hand.app.post_message(events.Key("ctrl+z", None))
            await asyncio.sleep(0.1)
            await hand.fast("ctrl+y", "escape", "y")
            assert not isinstance(hand.app.screen, PackEditor)
        assert desk.packs.drafts.take("shili-2022") == (document, None)


async def test_changes_are_taken_back_and_made_again_and_a_draft_is_dropped(tmp_path: Path) -> None:
    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:
            await begin(hand)
            await add_target(hand)
            await hand("ctrl+z")
            assert "targets" not in editor(hand).document
            await hand("ctrl+y")
            assert len(editor(hand).document["targets"]) == 1
            await hand("f6")
            await choose(hand, "放弃未保存")
            await hand("y")
            assert not isinstance(hand.app.screen, PackEditor)
            assert desk.packs.drafts.ids == ()


async def test_an_id_that_is_taken_is_told_in_the_form_that_keeps_its_texts(tmp_path: Path) -> None:
    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:
            await programmes(hand, "编写方案")
            await hand("enter")
            await hand.fill(id="hubei-2022", title="示例通知", short="示例", issuer="示例局")
            await hand("f2")
            assert isinstance(hand.app.screen, FormScreen)
            assert "随程序提供" in hand.picture
            assert "示例通知" in hand.picture


async def test_the_heading_of_a_form_is_pasted_in_its_order(tmp_path: Path) -> None:
    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:
            await begin(hand)
            await section(hand, "forms")
            await hand("f7")
            await choose(hand, "培训")
            await keep_form(hand, title="示例表", source__clause="附件", source__quote="示例表")
            await hand("enter")
            await hand.pastes("序号\t培训日期\t培训主题\t示例栏\n")
            await hand("f2")
            found = value_at(editor(hand).document, "forms.form-1.fields")
            assert [(one["label"], one.get("column")) for one in found] == [
                ("序号", None),
                ("培训日期", "held_on"),
                ("培训主题", "subject"),
                ("示例栏", None),
            ]


async def test_arrows_lead_from_the_parts_to_their_entries_and_back(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, size=NARROW) as hand:
            await begin(hand)

            def here() -> str:
                focused = hand.app.focused
                return (focused.id or "") if focused else ""

            walk = [here()]
            for key in ("right", "right", "left"):
                await hand(key)
                walk.append(here())
            assert walk == ["sections", "entries", "entries", "sections"]
