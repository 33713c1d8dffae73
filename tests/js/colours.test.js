// Colours, themes and marker shapes: what map, legend and reader draw with.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CIRCLE, isCrisp, lookOf, markerPath, paintOf } from '../../src/koreamap/frontend/shared/symbols.js';
import { inkOf, mix, paintLayers, parseColour, readTheme } from '../../src/koreamap/frontend/shared/theme.js';

test('colours are read as browsers and style sheets write them', () => {
  const red = [255, 0, 0];
  for (const text of ['#f00', '#FF0000', 'rgb(255, 0, 0)', 'rgb(255 0 0)', 'rgba(255, 0, 0, 0.5)', 'rgb(255 0 0 / 50%)']) {
    assert.deepEqual(parseColour(text), red, text);
  }
});

test('what is no colour is none', () => {
  for (const text of ['', 'red', '#ff', '#12345', 'rgb(1, 2)', 'url(x)']) assert.equal(parseColour(text), null, text);
});

test('colours are mixed by share', () => {
  assert.deepEqual(
    [0, 0.5, 1].map((share) => mix('#000000', '#ffffff', share)),
    ['rgb(0 0 0)', 'rgb(128 128 128)', 'rgb(255 255 255)'],
  );
  assert.equal(mix('#0a0b0c', 'nonsense', 0.5), 'rgb(10 11 12)', 'with what is no colour, nothing changes');
});

/** An element that wears a background, as Streamlit writes it. */
function wearing(background, prefersDark = false) {
  globalThis.ShadowRoot ??= class {};
  globalThis.getComputedStyle = () => ({ getPropertyValue: () => background });
  globalThis.matchMedia('(prefers-color-scheme: dark)').matches = prefersDark;
  return { getRootNode: () => ({}) };
}

test('a theme is dark where its background is', () => {
  const themeOn = (background) => readTheme(wearing(background));
  assert.deepEqual(['#ffffff', ' #0e1117 ', 'rgb(240, 240, 240)', 'rgb(38, 39, 48)'].map(themeOn), ['light', 'dark', 'light', 'dark']);
});

test('without a background the system’s choice holds', () => {
  assert.deepEqual(
    [false, true].map((prefersDark) => readTheme(wearing('', prefersDark))),
    ['light', 'dark'],
  );
});

test('each layer’s colour in the theme becomes a variable, and nothing that is no colour does', () => {
  const variables = new Map();
  const element = { dataset: {}, style: { setProperty: (name, value) => variables.set(name, value) } };
  const style = { color: '#111111', color_dark: '#eeeeee' };
  paintLayers(element, 'dark', [{ id: 'nll', style }, { id: 'bad', style: { color_dark: 'url(x)' } }, { id: 'none' }]);
  assert.deepEqual([element.dataset.theme, ...variables], ['dark', ['--layer-nll', '#eeeeee']]);
});

test('a layer’s ink is its variable; what is no id gets the plain one', () => {
  assert.equal(inkOf('nll'), 'var(--layer-nll, var(--ink-none))');
  for (const id of [undefined, '', 'a b', 'x);color:red']) assert.equal(inkOf(id), 'var(--ink-none)');
});

const shape = (...outline) => ({ outline, is_open: false });

test('markers stand around their point', () => {
  const diamond = shape([0, -0.6], [0.6, 0], [0, 0.6], [-0.6, 0]);
  assert.equal(markerPath(diamond, 10, 20, 10), 'M10 14L16 20L10 26L4 20Z');
  assert.equal(markerPath(CIRCLE, 10, 20, 8), 'M6 20a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z');
});

test('a marker is drawn by its corners, of whatever shape it is', () => {
  const triangle = shape([0, -0.5], [0.5, 0.25], [-0.5, 0.25]);
  assert.equal(markerPath(triangle, 10.5, 20, 8), 'M10.5 16L14.5 22L6.5 22Z');
});

test('squares sit on whole pixels, as does all that has only level and upright edges', () => {
  const square = shape([-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]);
  assert.equal(markerPath(square, 10.3, 20.7, 9), 'M6 16L15 16L15 25L6 25Z');
  const corner = shape([-0.5, -0.5], [0, -0.5], [0, 0], [0.5, 0], [0.5, 0.5], [-0.5, 0.5]);
  const slant = shape([-0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]);
  assert.deepEqual([square, corner, slant, CIRCLE].map(isCrisp), [true, true, false, false]);
});

const STYLE = { color: '#000000', color_dark: '#ffffff', width_px: 2, casing_px: 1.5, dash_px: [], double: false };
const paint = (style, theme = 'light') => paintOf({ style: { ...STYLE, ...style } }, theme, { label: '#000000', casing: '#123456' });

test('a layer is painted in its colour of the theme', () => {
  assert.deepEqual([paint({}).color, paint({}, 'dark').color], ['#000000', '#ffffff']);
});

test('a casing stands out on both sides of the line', () => {
  assert.deepEqual([paint({}).casing, paint({ casing_px: 0 }).casing, paint({}).casingColor], [2 + 3, 0, '#123456']);
});

test('a double line is wide enough for two strokes and the gap between', () => {
  const { width, inner, casing } = paint({ double: true });
  assert.ok(width > 2 && inner > 0 && inner < width && casing === width + 3);
  assert.equal(paint({}).inner, 0);
});

test('dashes are written as SVG wants them, and none for a solid line', () => {
  assert.deepEqual([paint({ dash_px: [4, 2] }).dash, paint({}).dash], ['4 2', null]);
});

test('a feature looks as its status has it, where its layer says how, and else as the layer', () => {
  const variant = { status: 'schematic', style: { width_px: 1 }, shape: { outline: [], is_open: true } };
  const layer = { id: 'nll', style: { width_px: 3 }, shape: null, variants: [variant] };
  assert.deepEqual(lookOf(layer, { status: 'unilateral; schematic' }), { ...layer, style: variant.style, shape: variant.shape });
  for (const status of ['unilateral; disputed', 'not schematic', '', undefined]) assert.equal(lookOf(layer, { status }), layer, status);
  assert.equal(lookOf({ id: 'mdl', style: {} }, { status: 'schematic' }).id, 'mdl');
});
