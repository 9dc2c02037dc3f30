"""Uids of many rows made at once are as those made one by one: versioned, different and in order."""

from uuid import UUID

from qtrack.domain.identity import new_uid, new_uids


def test_uids_made_for_one_piece_of_work_are_different_and_in_order() -> None:
    begun, make = new_uid(), new_uids()
    made = [make() for _ in range(1000)]
    assert sorted(set(made)) == made
    assert begun < made[0]
    assert {(UUID(uid).version, len(uid)) for uid in made} == {(7, 36)}


def test_two_pieces_of_work_share_no_uid() -> None:
    one, other = new_uids(), new_uids()
    assert not {one() for _ in range(100)} & {other() for _ in range(100)}
