"""Coordinates on another datum than WGS 84."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_TOKYO = """
    +proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart +ellps=bessel
    +step +proj=helmert +x=-147 +y=506 +z=687
    +step +inv +proj=cart +ellps=WGS84 +step +proj=unitconvert +xy_in=rad +xy_out=deg
"""


def read_on_tokyo(geometry: BaseGeometry) -> BaseGeometry:
    """Read the figures of coordinates on the Tokyo datum instead of WGS 84.

    Parameters
    ----------
    geometry
        Longitudes and latitudes in degrees, on the Bessel ellipsoid of 1841.

    Returns
    -------
    WGS 84, good to about 4 m on land in the Republic of Korea.

    References
    ----------
    EPSG, coordinate operation "Tokyo to WGS 84 (5)": three translations.

    Examples
    --------
    >>> point = read_on_tokyo(shapely.Point(126.11111, 37.7125))
    >>> round(find_distance_m((126.11111, 37.7125), (point.x, point.y)))
    354
    """
    transformer = Transformer.from_pipeline(_TOKYO)

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        lons, lats, _heights = transformer.transform(points[:, 0], points[:, 1], np.zeros(len(points)))
        return np.column_stack([lons, lats])

    return shapely.transform(geometry, move)
