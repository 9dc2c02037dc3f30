"""Reads broken copies of files in one process, as the program's own child would, and tells how each fared.

`python mutants.py SEED FIRST NUMBER FILE…`: a line before each copy, a line with the answer after it.
With the seed “cut” copies are not broken by chance but end early, at every 64th byte.
Whoever started it sees from the last line which copy ended it, if one did.
"""

import io
import json
import random
import resource
import sys
import zipfile
from pathlib import Path

from qtrack.exchange.book import Limits
from qtrack.exchange.child import read

LIMITS = Limits(file_bytes=1_000_000, memory_bytes=300_000_000, cells=200_000)


CUT, STEP = "cut", 64


def copy_of(originals: list[bytes], seed: str, at: int) -> bytes:
    """Give the copy of a number, of one original after the other."""
    content = originals[at % len(originals)]
    return content[: at // len(originals) * STEP] if seed == CUT else broken(content, f"{seed}-{at}")


def broken(content: bytes, seed: str) -> bytes:
    """Give a broken copy; of archives mostly one that is sound, with a broken member."""
    chance = random.Random(seed)  # noqa: S311 - faults that can be made again, no secrets
    if not content.startswith(b"PK") or chance.random() < 0.2:
        return _with_faults(content, chance)
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(held, "w") as copy:
        hit = chance.choice([name for name in archive.namelist() if name.endswith((".xml", ".rels"))])
        for name in archive.namelist():
            member = archive.read(name)
            copy.writestr(name, _with_faults(member, chance) if name == hit else member)
    return held.getvalue()


def _with_faults(content: bytes, chance: random.Random) -> bytes:
    """Give one to eight faults: bytes changed, cut out, doubled or put in, or the end missing."""
    copy = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(copy) + 1), chance.choice((1, 1, 2, 4, 30, 600))
        match chance.randrange(6):
            case 0 | 1:
                copy[at : at + 1] = bytes([chance.choice((0, 0xFF, 0x22, 0x3C, chance.randrange(256)))])
            case 2:
                del copy[at : at + length]
            case 3:
                copy[at:at] = copy[at : at + length]
            case 4:
                copy[at:at] = chance.randbytes(length)
            case 5 if chance.random() < 0.2:
                del copy[at:]
    return bytes(copy)


def main() -> None:
    """Read the copies asked for."""
    seed, first, number, *paths = sys.argv[1:]
    originals = [Path(path).read_bytes() for path in paths]
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory_bytes,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for at in range(int(first), int(number)):
        _tell(at)
        answer = io.BytesIO()
        read(LIMITS, io.BytesIO(copy_of(originals, seed, at)), answer)
        _tell(json.loads(answer.getvalue().splitlines()[-1]))


def _tell(content: object) -> None:
    sys.stdout.write(json.dumps(content) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
