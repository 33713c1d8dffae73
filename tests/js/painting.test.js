// How features are painted: what is under the pointer, what stands back, what has no outline.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paintItem } from '../../src/koreamap/frontend/map/painting.js';

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
