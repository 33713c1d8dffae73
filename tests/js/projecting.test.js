// Courses in px: what Leaflet would draw of them, within less than the eye sees, and with fewer vertices.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { L } from '../../src/koreamap/frontend/map/leaflet.js';
import { Area, Line, projectCourse } from '../../src/koreamap/frontend/map/projecting.js';

const UNSEEN_PX = 0.3 + Math.SQRT1_2 * 2; // what is left out, and both ends of the distance rounded to whole pixels

const mapAt = (zoom, origin = L.point(0, 0), crs = L.CRS.EPSG3857) => ({
  options: { crs },
  getZoom: () => zoom,
  getPixelOrigin: () => origin,
});

/** As Leaflet's `latLngToLayerPoint` places a vertex. */
const placed = (map, latLng) => map.options.crs.latLngToPoint(latLng, map.getZoom())._round()._subtract(map.getPixelOrigin());

/** A coast: a walk of small steps, the same each time. */
function coast(count = 3000) {
  let [lat, lng, seed] = [37.5, 125, 1953];
  const step = () => {
    seed = (seed * 16807) % 2147483647;
    return (seed / 2147483647 - 0.5) / 200;
  };
  return Array.from({ length: count }, () => {
    lat += step();
    lng += step();
    return L.latLng(lat, lng);
  });
}

function distanceTo(point, ring) {
  const distances = ring.slice(1).map((corner, i) => L.LineUtil.pointToSegmentDistance(point, ring[i], corner));
  return Math.min(...distances);
}

test('no vertex lies visibly off the course, at whole zooms and between', () => {
  const course = coast();
  for (const zoom of [4, 6.4, 7, 9.9, 12]) {
    const map = mapAt(zoom, L.point(1234, 567));
    const ring = projectCourse(map, course);
    for (const latLng of course) assert.ok(distanceTo(placed(map, latLng), ring) <= UNSEEN_PX, `at zoom ${zoom}`);
    assert.deepEqual(ring[0], placed(map, course[0]));
    assert.deepEqual(ring.at(-1), placed(map, course.at(-1)));
  }
});

test('far out there are few vertices, close by there are all that can be told apart', () => {
  const course = coast();
  const count = (zoom) => projectCourse(mapAt(zoom), course).length;
  assert.ok(count(5) < course.length / 20);
  assert.ok(count(5) < count(8) && count(8) < count(11));
  assert.ok(count(18) > 0.99 * course.length);
  assert.ok(count(5) < course.length / 20); // also after a closer look
});

test('what has all its vertices from afar has them exactly close by, and from farther away again', () => {
  const course = [L.latLng(37, 125), L.latLng(38.123, 126.456), L.latLng(36.789, 127)];
  for (const zoom of [6, 12.5, 15, 3]) {
    const map = mapAt(zoom, L.point(7, 9));
    const expected = course.map((latLng) => placed(map, latLng));
    assert.deepEqual(projectCourse(map, course), expected);
  }
  const bend = [L.latLng(37, 125), L.latLng(37.00001, 125.00002), L.latLng(37, 125.00004)];
  assert.equal(projectCourse(mapAt(20), bend).length, 3);
  assert.equal(projectCourse(mapAt(5), bend).length, 2); // from farther away it is simpler, though all of it is known
});

test('a course is made once for each zoom', () => {
  let asked = 0;
  const crs = Object.create(L.CRS.EPSG3857, {
    latLngToPoint: {
      value(latLng, zoom) {
        asked += 1;
        return L.CRS.EPSG3857.latLngToPoint(latLng, zoom);
      },
    },
  });
  const course = coast(100);
  for (const [zoom, x] of [
    [8, 0],
    [8, 5],
    [9, 5],
    [8.5, 5],
    [8, 6],
  ]) {
    projectCourse(mapAt(zoom, L.point(x, 0), crs), course);
  }
  assert.equal(asked, 2 * course.length);
});

test('paths of the same vertices share what was projected, as long as the map stands', () => {
  const course = coast(10);
  const ring = projectCourse(mapAt(8), course);
  assert.equal(projectCourse(mapAt(8), [...course]), ring);
  assert.notDeepEqual(projectCourse(mapAt(9), course), ring);
  assert.notDeepEqual(projectCourse(mapAt(8, L.point(5, 5)), course), ring);
  assert.deepEqual(projectCourse(mapAt(8), course), ring);
});

test('an outline and a line that begin with the same vertex are not taken for each other', () => {
  const [a, b, c] = [L.latLng(37, 125), L.latLng(38, 126), L.latLng(37, 127)];
  assert.equal(projectCourse(mapAt(8), [a, b]).length, 2);
  assert.equal(projectCourse(mapAt(8), [a, b, c]).length, 3);
});

test('another projection is another course', () => {
  const [course, plate] = [coast(10), mapAt(8, L.point(0, 0), L.CRS.EPSG4326)];
  assert.notDeepEqual(projectCourse(mapAt(8), course), projectCourse(plate, course));
  assert.deepEqual(projectCourse(plate, course)[0], placed(plate, course[0]));
});

test('nothing has no course', () => {
  assert.deepEqual(projectCourse(mapAt(8), []), []);
});

test('a path of several parts and rings has a ring for each, within its bounds', () => {
  const square = (lat, lng) => [L.latLng(lat, lng), L.latLng(lat + 1, lng), L.latLng(lat + 1, lng + 1), L.latLng(lat, lng + 1)];
  const rings = [];
  const bounds = L.bounds([]);
  const area = new Area([[square(37, 125)], [square(39, 127), square(39.2, 127.2)]]);
  area._map = mapAt(6);
  area._projectLatlngs(area._latlngs, rings, bounds);
  assert.deepEqual(
    rings.map(({ length }) => length),
    [4, 4, 4],
  );
  assert.deepEqual(bounds, L.bounds(rings.flat()));
  const line = new Line([coast(5), coast(6)]);
  line._map = area._map;
  const lines = [];
  line._projectLatlngs(line._latlngs, lines, bounds);
  assert.equal(lines.length, 2);
});
