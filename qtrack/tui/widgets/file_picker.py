"""Picking files, or a folder to write into, by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual import events

from qtrack.domain.text import half_width
from qtrack.tui.widgets.file_picker_base import Deeds, FolderBox
from qtrack.tui.widgets.file_picker_folder import Entry
from qtrack.tui.widgets.file_picker_parts import ends_in
from qtrack.tui.widgets.selection import Selection


class FilePicker(FolderBox):
    """Asks for a file, or for several when `many`, and gives their paths.

    Of the files those that end in one of the `suffixes` (".xlsx") are listed, all when there are none; F6
    lists all, and a typed path may be any.
    """

    HINT: ClassVar[str] = "输入几个字或拼音首字母缩小范围，也可粘贴路径"

    def __init__(
        self,
        title: str,
        start: Path,
        suffixes: tuple[str, ...] = (),
        many: bool = False,  # noqa: FBT001, FBT002 - told by its name
    ) -> None:
        super().__init__(title, start)
        self._suffixes = tuple(suffix.casefold() for suffix in suffixes)
        self._every_kind = not suffixes
        self._many = many
        self._ticked: dict[str, Path] = {}

    def deeds(self) -> Deeds:
        """Give what keys do to the files."""
        return {"f2": self._give_ticked, "f6": self._turn_kinds, "ctrl+a": self._tick_all}

    def fits(self, entry: Entry) -> bool:
        """List folders, and files of the endings asked for."""
        return self._every_kind or ends_in(entry, self._suffixes)

    def sign(self, event: events.Key) -> Callable[[], None] | None:
        """Tick by the space bar, also by the wide space of an input method."""
        is_space = half_width(event.character or "") == " "
        return self._tick if self._many and is_space else None

    def chosen(self, entry: Entry) -> None:
        """Give the files ticked, else this one."""
        self._give(self._ticked.values() or (entry.path,))

    def typed_files(self, files: tuple[Path, ...]) -> None:
        """Give these files, and those ticked before."""
        if len(files) > 1 and not self._many:
            self.say("这里只能选一个文件")
        else:
            self._give(dict.fromkeys((*self._ticked.values(), *files)))

    def key_words(self) -> list[str]:
        """Give the keys that work."""
        words = [f"F2用勾选的 {len(self._ticked):,} 个" if self._ticked else "Enter打开"]
        if self._many:
            words.append("空格勾选")
        if self._suffixes:
            words.append("F6只列可用的" if self._every_kind else "F6全部类型")
        return words

    def nothing_here(self) -> str:
        """Say that there is nothing, or no file of the kinds asked for."""
        others = "这里没有可用的文件，按 F6 列出全部类型"
        return others if self.listed.listing.entries else "这个文件夹是空的，按退格键回上一级"

    def _give_ticked(self) -> None:
        if self._ticked:
            self._give(self._ticked.values())

    def _give(self, paths: Iterable[Path]) -> None:
        given = tuple(paths)
        self.remember(given[0].parent)
        self.dismiss(given)

    def _turn_kinds(self) -> None:
        if self._suffixes:
            entry = self.here()
            self._every_kind = not self._every_kind
            self.say_keys()
            self.sift_again(entry.key if entry else "")

    def _tick(self) -> None:
        entry = self.here()
        if entry is not None and not entry.is_folder:
            self._turn([entry])
            self.move(1)

    def _tick_all(self) -> None:
        files = [entry for entry in self.listed.entries if not entry.is_folder]
        missing = [entry for entry in files if entry.key not in self._ticked]
        if self._many:
            self._turn(missing or files)

    def _turn(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if self._ticked.pop(entry.key, None) is None:
                self._ticked[entry.key] = entry.path
        self.table.set_selection(Selection(frozenset(self._ticked)))
        self.say_keys()


class FolderPicker(FolderBox):
    """Asks for a folder to write into, and gives it."""

    HINT: ClassVar[str] = "输入几个字或拼音首字母缩小范围，也可粘贴文件夹的路径"

    def deeds(self) -> Deeds:
        """Give what keys do to the folder."""
        return {"f2": self._give_shown}

    def fits(self, entry: Entry) -> bool:
        """List folders only."""
        return entry.is_folder

    def sign(self, event: events.Key) -> Callable[[], None] | None:  # noqa: ARG002 - every sign narrows
        """Let every sign narrow the list."""
        return None

    def chosen(self, entry: Entry) -> None:
        """Hear of no file: none is listed."""

    def typed_files(self, files: tuple[Path, ...]) -> None:
        """Say that a folder is asked for."""
        self.say(f"这是文件，请写文件夹：{files[0]}")

    def key_words(self) -> list[str]:
        """Give the keys that work."""
        return ["F2就用这个文件夹", "Enter打开"]

    def nothing_here(self) -> str:
        """Say that there is no folder below."""
        return "这里没有下级文件夹，按 F2 就用这个文件夹"

    def _give_shown(self) -> None:
        folder = self.listed.listing.folder
        if folder is None:
            self.say("请先打开一个位置")
        else:
            self.remember(folder)
            self.dismiss((folder,))
