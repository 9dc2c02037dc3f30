"""The bytes of evidence: taken whole, kept once, looked at by copies, refused in a sentence."""

import hashlib
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qtrack.domain.problem import RefusedError
from qtrack.store.evidence_files import EvidenceFiles, Harm, StoredFile
from qtrack.store.file_words import MOST_BYTES, given_name

CONTENT = b"%PDF-1.4 " + bytes(range(256)) * 9000
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFiles:
    """Give an empty folder of contents that lets the disk be as full as it is."""
    (tmp_path / "data").mkdir()
    return EvidenceFiles(tmp_path / "data" / "evidence", spare=0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a person's file."""
    path = tmp_path / "签到表.PDF"
    path.write_bytes(CONTENT)
    return path


def kept(files: EvidenceFiles) -> list[Path]:
    """Give everything that lies in the folder."""
    return sorted(path for path in files.folder.rglob("*") if path.is_file()) if files.folder.exists() else []


def test_a_file_is_copied_in_under_its_hash_and_stays_where_it_was(
    files: EvidenceFiles, source: Path
) -> None:
    before = source.stat()
    taken = files.take(source)
    digest = hashlib.sha256(CONTENT).hexdigest()
    assert taken == StoredFile("签到表.PDF", len(CONTENT), digest)
    assert taken.suffix == ".pdf"
    assert kept(files) == [files.folder / digest[:2] / digest]
    assert files.path(taken).read_bytes() == source.read_bytes() == CONTENT
    assert (source.stat().st_mtime_ns, source.stat().st_mode) == (before.st_mtime_ns, before.st_mode)
    assert files.holds(taken)
    assert files.harm(taken) is None


@posix
def test_nobody_but_the_owner_reads_it(files: EvidenceFiles, source: Path) -> None:
    source.chmod(0o777)
    path = files.path(files.take(source))
    modes = {found: stat.S_IMODE(found.stat().st_mode) for found in (files.folder, path.parent, path)}
    assert modes == {files.folder: 0o700, path.parent: 0o700, path: 0o600}


def test_the_same_content_is_kept_once_whatever_it_is_called(files: EvidenceFiles, source: Path) -> None:
    files.take(source)
    (path,) = kept(files)
    stamp = path.stat().st_mtime_ns
    other = files.take(source.rename(source.with_name("照片.jpg")))
    assert kept(files) == [path]
    assert (path.stat().st_mtime_ns, other.name) == (stamp, "照片.jpg")


def test_damaged_bytes_are_found_and_mended_by_taking_the_file_again(
    files: EvidenceFiles, source: Path
) -> None:
    taken = files.take(source)
    path = files.path(taken)
    path.write_bytes(CONTENT[:-1] + b"x")
    assert (files.holds(taken), files.harm(taken)) == (True, Harm.CHANGED)
    path.write_bytes(CONTENT[:-1])
    assert (files.holds(taken), files.harm(taken)) == (False, Harm.CHANGED)
    files.take(source)
    assert files.harm(taken) is None
    path.unlink()
    assert (files.holds(taken), files.harm(taken)) == (False, Harm.MISSING)


@posix
def test_a_link_in_place_of_bytes_is_no_content(files: EvidenceFiles, source: Path) -> None:
    taken = files.take(source)
    files.path(taken).unlink()
    files.path(taken).symlink_to(source)
    assert (files.holds(taken), files.harm(taken)) == (False, Harm.CHANGED)


@pytest.mark.parametrize("digest", ["", "../../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "/" * 64])
def test_a_hash_that_is_none_leads_nowhere(files: EvidenceFiles, tmp_path: Path, digest: str) -> None:
    forged = StoredFile("示例.pdf", 1, digest)
    assert (files.holds(forged), files.harm(forged)) == (False, Harm.MISSING)
    for use in (files.path, files.view, lambda file: files.copy_out(file, tmp_path / "out.pdf")):
        with pytest.raises(RefusedError):
            use(forged)


def nothing(path: Path) -> None:
    """Leave the place empty."""


def empty(path: Path) -> None:
    """Make an empty file."""
    path.touch()


def folder(path: Path) -> None:
    """Make a folder."""
    path.mkdir()


def pipe(path: Path) -> None:
    """Make a pipe nobody writes into."""
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    """Make a socket."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def device(path: Path) -> None:
    """Make a link to a device that never ends."""
    path.symlink_to("/dev/zero")


def circle(path: Path) -> None:
    """Make a link to itself."""
    path.symlink_to(path)


def huge(path: Path) -> None:
    """Make a file a byte too big, without using the disk."""
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)


@posix
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (nothing, "找不到"), (empty, "空文件"), (folder, "文件夹"), (pipe, "不是普通文件"),
        (a_socket, "不是普通文件"), (device, "不是普通文件"), (circle, "快捷方式"), (huge, "超过 200 MB"),
    ],
)  # fmt: skip
def test_what_is_no_file_to_keep_is_refused_and_leaves_nothing(
    files: EvidenceFiles, tmp_path: Path, make: Callable[[Path], None], reason: str
) -> None:
    path = tmp_path / "示例.pdf"
    make(path)
    with pytest.raises(RefusedError, match=reason) as refused:
        files.take(path)
    assert "示例.pdf" in str(refused.value)
    assert kept(files) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_one_may_not_read_is_refused(files: EvidenceFiles, source: Path) -> None:
    source.chmod(0)
    with pytest.raises(RefusedError, match="没有权限"):
        files.take(source)


@pytest.mark.parametrize(
    "name", ["x.exe", "x.lnk", "x.pdf.bat", "x", "pdf", "x.html", "x.desktop", "x.docm", "x.pdf\u202e.js"]
)
def test_a_kind_the_system_might_run_is_refused(files: EvidenceFiles, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(CONTENT)
    with pytest.raises(RefusedError, match="不收作佐证"):
        files.take(path)
    assert kept(files) == []


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path, source: Path) -> None:
    files = EvidenceFiles(tmp_path / "evidence", spare=1 << 60)
    with pytest.raises(RefusedError, match="磁盘空间不足"):
        files.take(source)
    assert kept(files) == []


@posix
def test_a_disk_that_refuses_half_way_leaves_nothing(tmp_path: Path, source: Path) -> None:
    program = """
import resource, signal, sys
from pathlib import Path
from qtrack.domain.problem import RefusedError
from qtrack.store.evidence_files import EvidenceFiles
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
try:
    EvidenceFiles(Path(sys.argv[1]), spare=0).take(Path(sys.argv[2]))
except RefusedError as refused:
    print(refused)
"""
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "evidence"), str(source)],
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "放不下这么大的文件；没有添加" in told.stdout
    assert kept(EvidenceFiles(tmp_path / "evidence")) == []


@posix
def test_a_file_that_changes_while_it_is_read_is_not_kept(
    files: EvidenceFiles, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harm = EvidenceFiles.harm

    def written_meanwhile(self: EvidenceFiles, file: StoredFile) -> Harm | None:
        with source.open("ab") as more:
            more.write(b"more")
        return harm(self, file)

    monkeypatch.setattr(EvidenceFiles, "harm", written_meanwhile)
    with pytest.raises(RefusedError, match="变动"):
        files.take(source)
    assert kept(files) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from qtrack.store import evidence_files
left, write = int(sys.argv[3]), os.write

def dying(handle, part):
    global left
    left -= 1
    if left == 0:
        write(handle, bytes(part)[:100])
        os.kill(os.getpid(), signal.SIGKILL)
    return write(handle, bytes(part)[:200_000])

os.write = dying
evidence_files.EvidenceFiles(Path(sys.argv[1]), spare=0).take(Path(sys.argv[2]))
"""


@posix
@pytest.mark.parametrize("write", [1, 4, 12])
def test_a_program_killed_amid_a_copy_leaves_no_half_content(
    tmp_path: Path, source: Path, write: int
) -> None:
    files = EvidenceFiles(tmp_path / "evidence", spare=0)
    told = subprocess.run(
        [sys.executable, "-c", KILLED, str(files.folder), str(source), str(write)], check=False, timeout=60
    )
    assert told.returncode == -signal.SIGKILL
    (part,) = kept(files)
    assert part.name.startswith(".qtrack-")
    assert files.strays(set()) == ()  # another program may be writing it
    os.utime(part, (0, 0))
    assert files.strays(set()) == (part,)
    taken = files.take(source)
    assert files.harm(taken) is None
    files.drop(files.strays({taken.sha256}))
    assert kept(files) == [files.path(taken)]


def test_only_what_nobody_knows_goes_and_what_is_not_ours_stays(files: EvidenceFiles, source: Path) -> None:
    taken = files.take(source)
    source.write_bytes(b"another")
    other = files.take(source)
    viewed = files.view(taken)
    foreign = files.path(taken).with_name("thumbs.db")
    foreign.write_bytes(b"of another program")
    assert set(files.strays({taken.sha256})) == {files.path(other), viewed}
    files.drop(files.strays({taken.sha256}))
    assert set(kept(files)) == {files.path(taken), foreign}


def test_a_copy_to_look_at_may_be_spoiled_and_is_made_anew(files: EvidenceFiles, source: Path) -> None:
    taken = files.take(source)
    viewed = files.view(taken)
    assert (viewed.parent, viewed.suffix, viewed.read_bytes()) == (files.opened, ".pdf", CONTENT)
    assert files.view(taken) == viewed
    viewed.chmod(0o600)
    viewed.write_bytes(b"spoiled")
    assert files.harm(taken) is None
    assert files.view(taken).read_bytes() == CONTENT
    files.path(taken).write_bytes(b"damaged")
    with pytest.raises(RefusedError, match="内容已改变"):
        files.view(taken)


def test_a_copy_out_never_overwrites_and_is_checked(
    files: EvidenceFiles, source: Path, tmp_path: Path
) -> None:
    taken = files.take(source)
    target = tmp_path / "出.pdf"
    files.copy_out(taken, target)
    assert target.read_bytes() == CONTENT
    with pytest.raises(FileExistsError):
        files.copy_out(taken, target)
    files.path(taken).write_bytes(b"damaged")
    with pytest.raises(RefusedError, match="内容已改变"):
        files.copy_out(taken, tmp_path / "二.pdf")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("签到表.pdf", "签到表.pdf"), ("\x1b[31m红.PDF", "[31m红.PDF"), ("gpj.\u202eexe.jpg", "gpj.exe.jpg"),
        ("长" * 300 + ".jpg", "长" * 196 + ".jpg"), ("\udcff.jpg", "文件.jpg"), ("a\nb.png", "a b.png"),
    ],
)  # fmt: skip
def test_a_name_is_kept_as_plain_text_with_its_ending(name: str, given: str) -> None:
    assert given_name(name) == given
