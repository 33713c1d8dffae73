"""What claims are tested against: records, features, documents and land, by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from shapely import LineString, Point
from shapely.ops import substring

from koreamap.claims._measuring import root_sum
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.errors import ClaimError
from koreamap.geometry import measure_length_m

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

    from koreamap.model import Document, Feature, Place

__all__ = ["Reference"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference:
    """All that a test may look at.

    Parameters
    ----------
    places
        The gazetteer, by id.
    features
        What the layers drew, by id.
    documents
        By id, in reading order.
    land
        Korea's land at 50 m, the mainland first; WGS 84.
    """

    places: Mapping[str, Place]
    features: Mapping[str, Feature]
    documents: Mapping[str, Document]
    land: tuple[Polygon, ...]

    def place(self, place_id: str) -> Place:
        """Return the record of a place.

        Raises
        ------
        koreamap.errors.ClaimError
            When the gazetteer has none.
        """
        if place_id not in self.places:
            raise ClaimError(f"place {place_id}", found="none", expected="one of the gazetteer")
        return self.places[place_id]

    def title(self, place_id: str) -> str:
        """Return what a place is called."""
        return self.place(place_id).title

    def members(self, group_id: str) -> tuple[str, ...]:
        """Return the ids of the places of a group."""
        return self.place(group_id).members

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

    def distance_km(self, feature_id: str, *line_ids: str) -> float:
        """Return how far a point feature lies from the nearest place of some lines or edges, km."""
        coast = read_coast([self.geometry(line_id) for line_id in line_ids])
        return float(find_distances_m(np.array([self.point(feature_id)]), coast)[0]) / 1e3

    def accuracy_m(self, place_id: str) -> float:
        """Return within how many metres 95 % of a course, or a position, lies.

        Raises
        ------
        koreamap.errors.ClaimError
            When its record states none.
        """
        accuracy_m = self.place(place_id).accuracy_m
        if accuracy_m is None:
            raise ClaimError(f"place {place_id}", found="no accuracy_m", expected="one, to state an uncertainty with")
        return float(accuracy_m)

    def reading_accuracy_m(self, place_id: str) -> float:
        """Return the accuracy of a line that is one reading of its figures, for who measures the others too."""
        return float(self.place(place_id).reading_accuracy_m or self.accuracy_m(place_id))

    def mean_error_m(self, place_id: str) -> float:
        """Return by how many metres an outline errs on average; where that was not measured, its accuracy."""
        return float(self.place(place_id).accuracy_mean_m or self.accuracy_m(place_id))

    def accuracy_at_m(self, line_id: str, point: tuple[float, float]) -> float:
        """Return the accuracy of a line's stretch nearest to a point (lon, lat); of the whole where none is stated."""
        stretches = self.place(line_id).stretches
        if not stretches:
            return self.accuracy_m(line_id)
        line = LineString(self.geometry(line_id).coords)
        km = measure_length_m(substring(line, 0, line.project(Point(point)))) / 1e3
        here = next((stretch for stretch in stretches if km <= stretch.to_km), stretches[-1])
        return float(here.accuracy_m)

    def gap_error_m(self, point_id: str, line_id: str) -> float:
        """Return the accuracy of a point and that of a line beside it added in quadrature, metres."""
        return root_sum(self.accuracy_m(point_id), self.accuracy_at_m(line_id, self.point(point_id)))

    def error_m(self, *place_ids: str) -> float:
        """Return the accuracies of places added in quadrature, metres."""
        return root_sum(*(self.accuracy_m(place_id) for place_id in place_ids))
