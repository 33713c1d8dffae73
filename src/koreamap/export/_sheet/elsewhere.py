"""Say whether a label that stands might stand elsewhere, so that another finds room."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from koreamap.export._sheet.course import CourseSearch
    from koreamap.export._sheet.labels import PlacedLabel
    from koreamap.export._sheet.placement import PointSearch
    from koreamap.export._sheet.room import Room

    Listed = tuple[NDArray[np.intp], ...]

__all__ = ["Elsewhere"]


class Elsewhere:
    """Where else labels may stand; asked again, it looks only at what was written since.

    Parameters
    ----------
    room
        Before any of them was written.
    """

    def __init__(self, room: Room) -> None:
        self.room = room
        self._known: dict[CourseSearch | PointSearch, tuple[tuple[PlacedLabel, ...], Listed]] = {}

    def has_room(
        self, searches: Iterable[CourseSearch | PointSearch], others: tuple[PlacedLabel, ...], new: PlacedLabel
    ) -> bool:
        """Tell whether a label finds room beside others and a new one.

        Parameters
        ----------
        searches
            Of its wordings.
        others, new
            What else is written.
        """
        only = self.room.only([new.taken])
        return any(any(map(len, search.leave_free(self._list_free(search, others), only))) for search in searches)

    def _list_free(self, search: CourseSearch | PointSearch, others: tuple[PlacedLabel, ...]) -> Listed:
        before, listed = self._known.get(search, ((), ()))
        if not before or len(before) > len(others) or any(map(operator.is_not, before, others)):
            listed = search.list_free(self.room.without([other.taken for other in others]))
        elif added := others[len(before) :]:
            listed = search.leave_free(listed, self.room.only([other.taken for other in added]))
        self._known[search] = others, listed
        return listed
