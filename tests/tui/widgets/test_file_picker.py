"""A picker goes about folders by keys and gives paths; no folder and no name in it does it harm."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest
from asked import UNASKED, Asking
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from qtrack.tui.widgets import file_picker_list
from qtrack.tui.widgets.file_picker import FilePicker, FolderPicker
from qtrack.tui.widgets.file_picker_folder import Listing, read_folder, read_nearest
from qtrack.tui.widgets.file_picker_list import FolderList
from qtrack.tui.widgets.file_picker_places import drive_letters, mounted


class Hand:
    """A person who presses keys, at once or waiting for the list."""

    def __init__(self, app: Asking, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    async def __call__(self, *keys: str) -> None:
        """Press keys and wait."""
        await self._pilot.press(*keys)
        await self.still()

    async def types(self, text: str) -> None:
        """Type a text and wait."""
        for sign in text:
            self.app.screen.focused.post_message(events.Key("x", sign))  # type: ignore[union-attr]
        await self.still()

    async def pastes(self, text: str) -> None:
        """Paste a text and wait."""
        self.app.screen.focused.post_message(events.Paste(text))  # type: ignore[union-attr]
        await self.still()

    async def still(self) -> None:
        """Wait until nothing is being read."""
        for _ in range(400):
            await self._pilot.pause(0)
            if all(worker.is_finished for worker in self.app.workers):
                await self._pilot.pause(0)
                if all(worker.is_finished for worker in self.app.workers):
                    return
            await asyncio.sleep(0.005)
        raise AssertionError(self.picture)

    @property
    def names(self) -> list[str]:
        """Give the names listed."""
        listed = cast("FolderList", self.app.question).listed
        return [row.cells[0].text for row in listed.rows(0, len(listed.entries))]

    @property
    def picture(self) -> str:
        """Give the screen."""
        return "\n".join(self.app.lines())

    @property
    def problem(self) -> str:
        """Give what is told to be wrong."""
        return str(self.app.screen.query_one(".box-problem", Static).content)


@asynccontextmanager
async def at(question: FolderList, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hand]:
    app = Asking(question)
    app.last_folder = None  # type: ignore[attr-defined]
    async with app.run_test(size=size) as pilot:
        hand = Hand(app, pilot)
        await hand.still()
        yield hand


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a folder with two folders and some files."""
    for name in ("照片", "报送10", "报送9", ".隐藏"):
        (tmp_path / name).mkdir()
    for name in ("名单10.xlsx", "名单9.xlsx", "说明.txt", ".暗", "~$名单9.xlsx", "[b]厂.XLS"):
        (tmp_path / name).write_bytes(b"x" * 2048)
    (tmp_path / "照片" / "培训现场.jpg").write_bytes(b"1")
    return tmp_path


async def test_folders_come_first_and_numbers_by_value_without_what_is_hidden(home: Path) -> None:
    async with at(FilePicker("选文件", home)) as hand:
        folders = ["报送9/", "报送10/", "照片/"]
        assert hand.names == [*folders, "[b]厂.XLS", "名单9.xlsx", "名单10.xlsx", "说明.txt"]
        assert "[b]厂.XLS" in hand.picture
        assert "2 KB" in hand.picture


async def test_enter_opens_a_folder_and_takes_a_file(home: Path) -> None:
    async with at(FilePicker("选文件", home)) as hand:
        await hand("down", "down", "enter")
        assert hand.names == ["培训现场.jpg"]
        await hand("enter")
        assert hand.app.answer == (home / "照片" / "培训现场.jpg",)


@pytest.mark.parametrize("key", ["backspace", "left"])
async def test_going_up_stands_on_the_folder_one_came_from(home: Path, key: str) -> None:
    async with at(FilePicker("选文件", home / "照片")) as hand:
        await hand(key)
        assert hand.names[0] == "报送9/"
        await hand("right")
        assert hand.names == ["培训现场.jpg"]


async def test_only_files_of_the_endings_asked_for_are_listed_until_all_are_wanted(home: Path) -> None:
    async with at(FilePicker("选文件", home, (".xlsx", ".xls"))) as hand:
        assert hand.names[3:] == ["[b]厂.XLS", "名单9.xlsx", "名单10.xlsx"]
        await hand("f6")
        assert "说明.txt" in hand.names
        await hand("f6")
        assert "说明.txt" not in hand.names
        await hand("down", "down", "enter")
        assert "按 F6 列出全部类型" in hand.picture


@pytest.mark.parametrize("typed", ["10", "md10", "mingdan10", "ＭＤ１０", "名单 10"])
async def test_typing_narrows_by_words_and_pinyin(home: Path, typed: str) -> None:
    async with at(FilePicker("选文件", home, (".xlsx",))) as hand:
        await hand.types(typed)
        assert hand.names[-1] == "名单10.xlsx"
        assert "名单9.xlsx" not in hand.names
        await hand("end", "enter")
        assert hand.app.answer == (home / "名单10.xlsx",)


async def test_backspace_takes_back_what_was_typed_before_it_goes_up(home: Path) -> None:
    async with at(FilePicker("选文件", home)) as hand:
        await hand.types("zp")
        assert hand.names == ["照片/"]
        await hand("backspace", "backspace")
        assert len(hand.names) == 7


async def test_several_files_are_ticked_across_folders_also_with_a_wide_space(home: Path) -> None:
    async with at(FilePicker("选文件", home, many=True)) as hand:
        await hand("space")
        assert "F2用勾选的" not in hand.picture
        await hand("end", "space", "up")
        await hand.types("　")
        assert "F2用勾选的 2 个" in hand.picture
        await hand.types("zp")
        await hand("enter", "space", "f2")
        assert hand.app.answer == (
            home / "说明.txt",
            home / "名单10.xlsx",
            home / "照片" / "培训现场.jpg",
        )


async def test_all_files_shown_are_ticked_at_once_and_unticked(home: Path) -> None:
    async with at(FilePicker("选文件", home, (".xlsx",), many=True)) as hand:
        await hand("ctrl+a")
        assert "F2用勾选的 2 个" in hand.picture
        await hand("ctrl+a")
        assert "F2用勾选的" not in hand.picture
        await hand("f2")
        assert hand.app.answer == UNASKED


async def test_keys_faster_than_the_disk_are_done_in_their_order(home: Path) -> None:
    (home / "照片" / "b").mkdir()
    (home / "照片" / "b" / "x1.pdf").write_bytes(b"1")
    (home / "照片" / "b" / "x2.pdf").write_bytes(b"1")
    async with at(FilePicker("选文件", home)) as hand:
        for key, sign in (
            ("z", "z"), ("p", "p"), ("enter", None), ("b", "b"), ("enter", None),
            ("x", "x"), ("2", "2"), ("enter", None),
        ):  # fmt: skip
            hand.app.screen.focused.post_message(events.Key(key, sign))  # type: ignore[union-attr]
        await hand.still()
        assert hand.app.answer == (home / "照片" / "b" / "x2.pdf",)


@pytest.mark.parametrize("form", ["{}", '"{}"', "“{}”", "'{}'", "  {} "])
async def test_a_pasted_path_of_a_file_is_taken(home: Path, form: str) -> None:
    async with at(FilePicker("选文件", home / "照片", (".xlsx",))) as hand:
        await hand.pastes(form.format(home / "[b]厂.XLS"))
        await hand("enter")
        assert hand.app.answer == (home / "[b]厂.XLS",)


async def test_a_path_is_edited_by_the_keys_that_move_elsewhere(home: Path) -> None:
    async with at(FilePicker("选文件", home)) as hand:
        await hand.pastes(f"{home}/照片//")
        await hand("backspace", "left", "right", "home", "end", "enter")
        assert hand.names == ["培训现场.jpg"]


async def test_several_quoted_paths_are_taken_only_where_several_are_asked_for(home: Path) -> None:
    text = f'"{home / "说明.txt"}"\r\n"{home / "名单9.xlsx"}"'
    async with at(FilePicker("选文件", home)) as hand:
        await hand.pastes(text)
        await hand("enter")
        assert hand.problem == "这里只能选一个文件"
    async with at(FilePicker("选文件", home, many=True)) as hand:
        await hand.pastes(text)
        await hand("enter")
        assert hand.app.answer == (home / "说明.txt", home / "名单9.xlsx")


async def test_the_home_may_be_typed_in_full_width(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    async with at(FilePicker("选文件", home / "照片")) as hand:
        await hand.types("～／名单９.xlsx")
        await hand("enter")
        assert hand.app.answer == (home / "名单9.xlsx",)


@pytest.mark.parametrize("text", ["/没有/这个.xlsx", "~没有这个人/x", '""', "/" + "长" * 5000])
async def test_a_path_to_nothing_is_told_and_kept(home: Path, text: str) -> None:
    async with at(FilePicker("选文件", home)) as hand:
        await hand.pastes(text)
        await hand("enter")
        assert hand.problem.startswith("没有这个文件或文件夹")
        assert hand.app.answer == UNASKED
        assert len(hand.names) == 7


async def test_above_all_folders_are_ones_own_and_the_drives(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DESKTOP_DIR", str(home / "照片"))
    (home / "下载").mkdir()
    async with at(FilePicker("选文件", home)) as hand:
        await hand("f4")
        assert hand.names[:3] == ["主目录", "桌面", "下载"]
        assert "文档" not in hand.names
        assert "整个系统 /" in hand.names
        await hand("backspace", "down", "enter")
        assert hand.names == ["培训现场.jpg"]


def test_drives_and_mounted_sticks_are_told_without_asking_them() -> None:
    assert drive_letters(0b1_0000_0000_0000_0000_0000_1100) == "CDY"
    table = "proc /proc proc rw 0 0\n/dev/sdb1 /media/示例\\040盘 vfat rw 0 0\ndamaged\n"
    table += "//host/share /mnt/共享 cifs rw 0 0\n" * 2 + "/dev/sda1 / ext4 rw 0 0\n"
    assert mounted(table) == [Path("/media/示例 盘"), Path("/mnt/共享")]


async def test_above_the_root_are_the_places(home: Path) -> None:
    async with at(FilePicker("选文件", Path(home.anchor))) as hand:
        await hand("left")
        assert "整个系统 /" in hand.names
        await hand("enter")
        assert "etc/" in hand.names


async def test_the_folder_last_picked_from_comes_again(home: Path) -> None:
    async with at(FilePicker("选文件", home)) as hand:
        await hand("down", "down", "enter", "enter")
        again = FilePicker("选文件", home)
        hand.app.question = again
        await hand.app.push_screen(again)
        await hand.still()
        assert hand.names == ["培训现场.jpg"]


async def test_escape_gives_nothing(home: Path) -> None:
    async with at(FilePicker("选文件", home)) as hand:
        await hand("escape")
        assert hand.app.answer is None


async def test_a_folder_is_chosen_to_write_into(home: Path) -> None:
    async with at(FolderPicker("写到哪里", home)) as hand:
        assert hand.names == ["报送9/", "报送10/", "照片/"]
        await hand("down", "enter")
        assert "按 F2 就用这个文件夹" in hand.picture
        await hand("f2")
        assert hand.app.answer == (home / "报送10",)


# What may be wrong with folders


async def test_a_folder_that_vanishes_is_told_and_the_list_stays(home: Path) -> None:
    async with at(FilePicker("选文件", home)) as hand:
        (home / "报送9").rmdir()
        await hand("enter")
        assert hand.problem == "这个文件夹已经不在了"
        assert len(hand.names) == 7
        await hand("f5")
        assert "报送9/" not in hand.names


async def test_a_start_that_is_gone_gives_the_nearest_folder_above(home: Path) -> None:
    async with at(FilePicker("选文件", home / "没有" / "这里")) as hand:
        assert "报送9/" in hand.names
        assert "这个文件夹已经不在了" in hand.problem


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
async def test_a_folder_that_may_not_be_read_is_told(home: Path) -> None:
    (home / "报送9").chmod(0)
    try:
        async with at(FilePicker("选文件", home)) as hand:
            await hand("enter")
            assert hand.problem == "没有权限打开这个文件夹"
    finally:
        (home / "报送9").chmod(0o700)


def test_what_is_no_folder_is_told_why(home: Path) -> None:
    assert read_folder(home / "说明.txt").problem == "这个文件夹已经不在了"
    assert read_folder(home / ("长" * 300)).problem == "路径太长，打不开"
    assert read_folder(Path("\0")).problem == "打不开这个文件夹"


async def test_links_in_a_circle_pipes_and_links_to_nothing_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "圈").symlink_to(tmp_path)
    (tmp_path / "绕").symlink_to(tmp_path / "绕")
    (tmp_path / "空").symlink_to(tmp_path / "没有")
    os.mkfifo(tmp_path / "管")
    async with at(FilePicker("选文件", tmp_path)) as hand:
        assert hand.names == ["圈/"]
        await hand("enter", "enter", "enter")
        assert hand.names == ["圈/"]
        await hand("left", "left", "left")
        assert hand.names == ["圈/"]


async def test_hostile_names_are_shown_plain_and_given_as_they_are(tmp_path: Path) -> None:
    names = ("[@click=app.quit]甲", "\x1b[2J乙", "丙\n丁", "\u202e戊", "己", "\u200b")
    paths = {tmp_path / name for name in names}
    paths.add(tmp_path / os.fsdecode("庚".encode("gb18030")))
    for path in paths:
        path.write_bytes(b"1")
    async with at(FilePicker("选文件", tmp_path, many=True)) as hand:
        assert all(name == name.replace("\x1b", "").replace("\n", "") for name in hand.app.lines())
        assert "[@click=app.quit]甲" in hand.picture
        assert "（名称无法显示）" in hand.picture
        await hand("ctrl+a", "f2")
        assert set(hand.app.answer) == paths  # type: ignore[call-overload]


async def test_a_folder_that_never_answers_hinders_nobody(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released, reading = threading.Event(), threading.Event()

    def hang(folder: Path) -> Listing:
        reading.set()
        released.wait(30)
        return read_nearest(folder)

    monkeypatch.setattr(file_picker_list, "read_nearest", hang)
    app = Asking(FilePicker("选文件", home / "照片"))
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(app, pilot)
        assert reading.wait(10)
        await pilot.pause()
        assert "正在读取" in hand.picture
        await hand("left")
        assert "报送9/" in hand.names
        released.set()
        await hand.still()
        assert "报送9/" in hand.names


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_ten_thousand_files_are_listed_and_narrowed(tmp_path: Path, size: tuple[int, int]) -> None:
    for number in range(10_000):
        (tmp_path / f"培训照片{number}.jpg").touch()
    async with at(FilePicker("选文件", tmp_path), size) as hand:
        assert "10,000 项" in hand.picture
        await hand("end")
        assert "培训照片9999" in hand.picture
        await hand.types("pxzp77")
        assert hand.names[0] == "培训照片77.jpg"
        assert "Esc取消" in hand.picture or size[0] < 80
