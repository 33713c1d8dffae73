// What a pointer means where features lie together, in px.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { L } from '../../src/koreamap/frontend/map/leaflet.js';
import { FINGER, findWithin, isSpot, MOUSE } from '../../src/koreamap/frontend/map/reach.js';

const item = (id, type, hit, style = {}) => ({
  id,
  layer: { geometry_type: type, style: { size_px: 10, width_px: 2, ...style } },
  paths: { hit: { _map: {}, ...hit } },
});
const point = (id, x, y) => item(id, 'Point', { _point: L.point(x, y) });

/** Where the nearest segment of rings is; what Leaflet's paths answer. */
function closest(rings, isClosed) {
  return (spot) => {
    const ways = rings.flatMap((ring) =>
      ring.flatMap((corner, i) => {
        const next = ring[i + 1] ?? (isClosed ? ring[0] : null);
        return next ? [L.LineUtil.closestPointOnSegment(spot, corner, next)] : [];
      }),
    );
    const best = ways.reduce((a, b) => (a.distanceTo(spot) < b.distanceTo(spot) ? a : b));
    return Object.assign(best, { distance: best.distanceTo(spot) });
  };
}

function line(id, ...corners) {
  const ring = corners.map((corner) => L.point(corner));
  return item(id, 'LineString', { _parts: [ring], _rawPxBounds: L.bounds(ring), closestLayerPoint: closest([ring], false) });
}

function box(id, x0, y0, x1, y1) {
  const ring = [L.point(x0, y0), L.point(x1, y0), L.point(x1, y1), L.point(x0, y1)];
  const contains = ({ x, y }) => x > x0 && x < x1 && y > y0 && y < y1;
  const hit = { _parts: [ring], _rawPxBounds: L.bounds(ring), closestLayerPoint: closest([ring], true), _containsPoint: contains };
  return item(id, 'Polygon', hit);
}

const at = (items, x, y, hand = MOUSE) => findWithin(items, L.point(x, y), hand).map(({ id }) => id);

test('what is clearly aimed at is meant alone', () => {
  const items = [point('base', 100, 100), line('line', [0, 112], [400, 112])];
  assert.deepEqual(at(items, 100, 98), ['base']);
  assert.deepEqual(at(items, 200, 110), ['line']);
  assert.deepEqual(at(items, 200, 300), []);
});

test('features at one spot are all meant, marks before lines', () => {
  const items = [line('line', [0, 100], [400, 100]), point('event', 100, 100), point('site', 100, 100), point('far', 160, 100)];
  assert.deepEqual(at(items, 101, 101), ['event', 'site', 'line']);
});

test('a finger reaches further, and means more', () => {
  const items = [point('base', 100, 100), point('port', 118, 100)];
  assert.deepEqual(at(items, 100, 120), []);
  assert.deepEqual(at(items, 100, 120, FINGER), ['base', 'port']);
});

test('a zone as narrow as a line is meant with the line in it, a wide one beside it alone', () => {
  assert.deepEqual(at([line('mdl', [0, 100], [400, 100]), box('dmz', 0, 98, 400, 102)], 200, 101).sort(), ['dmz', 'mdl']);
  assert.deepEqual(at([line('mdl', [0, 100], [400, 100]), box('dmz', 0, 84, 400, 116)], 200, 110), ['dmz']);
});

test('a wide area is meant only where nothing else is, and with all that lie there, the smaller first', () => {
  const items = [box('state', 0, 0, 900, 900), box('region', 100, 100, 700, 700), point('city', 300, 300)];
  assert.deepEqual(at(items, 302, 302), ['city']);
  assert.deepEqual(at(items, 400, 400), ['region', 'state']);
  assert.deepEqual(at(items, 50, 50), ['state']);
});

test('an island wins over the line that passes it, and is found a little beside its shore', () => {
  const items = [line('line', [0, 110], [400, 110]), box('island', 90, 80, 120, 100)];
  assert.deepEqual(at(items, 100, 90), ['island']);
  assert.deepEqual(at(items, 84, 90), ['island']);
});

test('what is not on the map is not meant', () => {
  const gone = point('gone', 100, 100);
  gone.paths.hit._map = null;
  assert.deepEqual(at([gone], 100, 100), []);
});

test('a mark and a small island lie at one spot, a line and a zone do not', () => {
  const all = [point('mark', 0, 0), box('island', 0, 0, 20, 20), line('line', [0, 0], [9, 9]), box('zone', 0, 0, 300, 20)];
  assert.deepEqual(all.map(isSpot), [true, true, false, false]);
});
