"""How the letters of a PDF page are set: whether they are bold."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2

__all__ = ["Fonts"]

_BOLD_WEIGHT = 600
"""From here on PDFium's weight of a font, of 100 to 900, is that of a bold one."""
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi|[-,]bd\b|gothicb\b", re.IGNORECASE)
_LONGEST_NAME = 128
_ASKED = 5
"""So many letters of a line are asked; asking all would take as long as reading them."""


class Fonts:
    """The fonts of a page.

    Parameters
    ----------
    text
        The page's text.
    """

    def __init__(self, text: pypdfium2.PdfTextPage) -> None:
        self._text = text
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._flags = ctypes.c_int()

    def are_bold(self, letters: Sequence[int]) -> bool:
        """Tell whether letters, given as PDFium counts them, are bold: the first, the last and some between."""
        step = max(1, (len(letters) - 1) // (_ASKED - 1))
        return all(self._is_bold(index) for index in [*letters[::step], *letters[-1:]])

    def _is_bold(self, index: int) -> bool:
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - whoever reads another format need not load it

        length = pdfium.FPDFText_GetFontInfo(self._text, index, self._name, _LONGEST_NAME, self._flags)
        if 1 < length <= _LONGEST_NAME and _BOLD_NAME.search(self._name.value):
            return True
        return bool(pdfium.FPDFText_GetFontWeight(self._text, index) >= _BOLD_WEIGHT)
