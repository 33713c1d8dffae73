// How features are painted: what is under the pointer, what stands back, what has no outline.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fadeOf, isCoarse, paintItem, shareAt, withEdge } from '../../src/koreamap/frontend/map/painting.js';

const BACKGROUND = { land: 'land', halo: 'halo', halo_selected: 'selected', halo_edge: 'edge' };
const PAINT = { color: 'ink', width: 2, casing: 5, casingColor: 'casing', inner: 1, dash: null, fillOpacity: 0.2, opacity: 1 };

/** The styles that an item's paths were given. */
function stylesOf(geometryType, { paint = {}, more = 0, shape = null, without = [] } = {}) {
  const styles = {};
  const roles = ['halo', 'casing', 'main', 'inner', 'hit'].filter((role) => !without.includes(role));
  const paths = Object.fromEntries(roles.map((role) => [role, { setStyle: (given) => Object.assign(styles, { [role]: given }) }]));
  const item = { paths, layer: { geometry_type: geometryType, shape } };
  paintItem(item, { ...PAINT, ...paint }, { more, background: BACKGROUND });
  return styles;
}

test('what is under the pointer is drawn a pixel wider', () => {
  for (const type of ['LineString', 'Polygon']) {
    assert.equal(stylesOf(type, { more: 1 }).main.weight - stylesOf(type).main.weight, 1, type);
  }
  assert.equal(stylesOf('Point', { more: 1 }).main.stroke, true);
});

test('an open marker shows its edge and not its inside, others the reverse', () => {
  const of = (isOpen) => stylesOf('Point', { shape: { outline: [], is_open: isOpen } }).main;
  assert.deepEqual([of(true).stroke, of(true).fill], [true, false]);
  assert.deepEqual([of(false).stroke, of(false).fill], [false, true]);
});

test('an area without an outline gets one only under the pointer', () => {
  const of = (more) => stylesOf('Polygon', { paint: { width: 0 }, more }).main.stroke;
  assert.deepEqual([of(0), of(1)], [false, true]);
});

test('a strong fill does not take on the colour of the halo under it', () => {
  const isBacked = (fillOpacity) => stylesOf('Polygon', { paint: { fillOpacity } }).halo.fill;
  assert.deepEqual([isBacked(0.2), isBacked(0.8)], [false, true]);
});

test('a line without casing and second stroke is painted all the same', () => {
  assert.equal(stylesOf('LineString', { without: ['casing', 'inner'] }).main.color, 'ink');
});

const state = (corner, accuracy = null) => ({
  geometry: { type: 'Polygon', coordinates: [[corner, [corner[0] + 9, corner[1]], [corner[0] + 9, corner[1] + 9], corner]] },
  properties: { kind: 'state', accuracy_m: accuracy },
});

test('a state is coarse where the basemap has a finer coast, and its accuracy is not stated', () => {
  assert.equal(isCoarse(state([130, 33])), true);
  assert.equal(isCoarse(state([130, 33], 1000)), false);
  assert.equal(isCoarse(state([5, 45])), false, 'far off the basemap is as coarse');
  const zone = state([130, 33]);
  assert.equal(isCoarse({ ...zone, properties: { ...zone.properties, kind: 'zone' } }), false);
});

test('a coarse outline gives way as one comes nearer', () => {
  const layer = { fades: [{ feature_ids: ['china', 'japan'], from_zoom: 3.5, gone_zoom: 5 }] };
  const share = (zoom, id = 'japan') => shareAt(zoom, fadeOf(layer, id));
  assert.deepEqual(
    [3, 3.5, 5, 9].map((zoom) => share(zoom)),
    [1, 1, 0, 0],
  );
  assert.ok(share(4) > share(4.5) && share(4.5) > 0);
  assert.equal(share(9, 'poland'), 1, 'others stay');
  assert.equal(fadeOf({}, 'japan'), undefined, 'a layer need not have any');
});

/** How light a colour is without its hue, 0 to 1. */
function lightness(colour) {
  const hex = /^#(..)(..)(..)$/.exec(colour);
  const channels = hex ? hex.slice(1).map((part) => Number.parseInt(part, 16)) : colour.match(/\d+/g).map(Number);
  const [r, g, b] = channels.map((value) => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('the edge of what is selected is seen without colours', () => {
  const themes = [
    { water: '#dfe9ef', land: '#f6f3ea', halo_selected: '#ffe680', label: '#3b4248' },
    { water: '#17212b', land: '#222c35', halo_selected: '#b59f3c', label: '#d5dbe0' },
  ];
  for (const theme of themes) {
    const edge = lightness(withEdge(theme).halo_edge);
    for (const ground of [theme.water, theme.land].map(lightness)) {
      const contrast = (Math.max(edge, ground) + 0.05) / (Math.min(edge, ground) + 0.05);
      assert.ok(contrast >= 3, `${contrast}`);
    }
  }
});
