"""Names for a form, which must stay open with all that was typed even when the file cannot be read."""

from __future__ import annotations

from qtrack.domain.fields import Field, Names
from qtrack.domain.value import UnreadableError
from qtrack.store.errors import StoreError


class FormNames:
    """Names out of the file; a file that cannot be read is a reason beside the field."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def name(self, field: Field, key: str) -> str:
        """Give the words for a key; the key itself while the file cannot be read."""
        try:
            return self._names.name(field, key)
        except StoreError:
            return key

    def key(self, field: Field, text: str) -> str:
        """Give the key for what a person wrote; UnreadableError says why there is none."""
        try:
            return self._names.key(field, text)
        except StoreError as error:
            raise UnreadableError(str(error)) from error
