"""The program says which version it is."""

from qtrack import __version__


def test_version_is_three_numbers() -> None:
    assert len(__version__.split(".")) == 3
