"""The ground that claims are tested on: records, features, documents and land, by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from koreamap.errors import ClaimError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

    from koreamap.model import Document, Feature, Place

__all__ = ["Ground"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """All that a test may look at.

    Parameters
    ----------
    places : mapping
        The gazetteer, by id.
    features : mapping
        What the layers drew, by id.
    documents : mapping
        The documents, by id, in reading order.
    land : tuple of shapely.Polygon
        Korea's land at 50 m, the mainland first; WGS 84.
    """

    places: Mapping[str, Place]
    features: Mapping[str, Feature]
    documents: Mapping[str, Document]
    land: tuple[Polygon, ...]

    def geometry(self, feature_id: str) -> BaseGeometry:
        """Return the geometry of a feature.

        Raises
        ------
        koreamap.errors.ClaimError
            When no layer draws it.
        """
        if feature_id not in self.features:
            raise ClaimError(f"feature {feature_id}", found="none", expected="one that a layer draws")
        return self.features[feature_id].geometry

    def point(self, feature_id: str) -> tuple[float, float]:
        """Return the (lon, lat) of a point feature, degrees."""
        west, south, _east, _north = self.geometry(feature_id).bounds
        return west, south

    def accuracy_m(self, place_id: str) -> float:
        """Return within how many metres the true course or position of a place lies.

        Raises
        ------
        koreamap.errors.ClaimError
            When its record states none.
        """
        place = self.places[place_id]
        if place.accuracy_m is None:
            raise ClaimError(f"place {place_id}", found="no accuracy_m", expected="one, to state an uncertainty with")
        return float(place.accuracy_m)
