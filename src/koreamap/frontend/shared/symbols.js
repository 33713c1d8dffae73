// Marker outlines, and the samples of a layer's look in the layers panel and beside a title: from the very style that the map uses.

import { makeSvg } from './dom.js';
import { inkOf, mix } from './theme.js';

/** @type {Built.MarkerShape} */
export const CIRCLE = { outline: [], is_open: false };

/**
 * The shape of a layer's points; of no layer, a circle.
 *
 * @param {Built.Layer|undefined} layer
 */
export function shapeOf(layer) {
  return layer?.shape ?? CIRCLE;
}

/**
 * A layer as one of its features looks: with the style and the shape that the feature's status has.
 *
 * @template {Built.Layer} T
 * @param {T} layer
 * @param {{ status?: string }} properties
 * @returns {T}
 */
export function lookOf(layer, { status }) {
  const held = status?.split('; ') ?? [];
  const variant = layer.variants?.find((one) => held.includes(one.status));
  return variant ? { ...layer, style: variant.style, shape: variant.shape } : layer;
}

/**
 * Whether all edges are level or upright: such a shape is sharp on whole pixels only.
 *
 * @param {Built.MarkerShape} shape
 */
export function isCrisp({ outline }) {
  const before = [...outline.slice(-1), ...outline];
  return outline.length > 0 && outline.every(([x, y], i) => x === before[i][0] || y === before[i][1]);
}

/**
 * SVG path of a marker centred on (x, y), or as near as whole pixels allow where it needs them.
 *
 * @param {Built.MarkerShape} shape
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
export function markerPath(shape, x, y, size) {
  if (!isCrisp(shape)) return outlinePath(shape, x, y, size);
  const left = size * Math.min(...shape.outline.map((corner) => corner[0]));
  const top = size * Math.min(...shape.outline.map((corner) => corner[1]));
  return outlinePath(shape, Math.round(x + left) - left, Math.round(y + top) - top, size);
}

/**
 * The same wherever its edges come to lie.
 *
 * @param {Built.MarkerShape} shape
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function outlinePath({ outline }, x, y, size) {
  const half = size / 2;
  if (!outline.length) return `M${x - half} ${y}a${half} ${half} 0 1 0 ${size} 0a${half} ${half} 0 1 0 ${-size} 0Z`;
  return `M${outline.map(([right, down]) => `${x + right * size} ${y + down * size}`).join('L')}Z`;
}

const THIN_PX = 1.2; // each of two parallel strokes

/**
 * Colours and strokes of a layer on a background: what map and legend both draw.
 *
 * @param {Built.Layer} layer
 * @param {string} theme
 * @param {Built.Background} background
 */
export function paintOf(layer, theme, background) {
  const { style } = layer;
  const color = theme === 'dark' ? style.color_dark : style.color;
  const double = style.double ? Math.max(style.width_px, 3) + 1.5 : 0;
  return {
    color,
    text: mix(color, background.label, 0.35),
    width: double || style.width_px,
    inner: double ? double - 2 * THIN_PX : 0,
    dash: style.dash_px.length ? style.dash_px.join(' ') : null,
    casing: style.casing_px ? (double || style.width_px) + 2 * style.casing_px : 0,
    casingColor: background.casing,
    fillOpacity: style.fill_opacity,
    opacity: style.stroke_opacity,
  };
}

const WIDTH = 30;
const HEIGHT = 16;

/** @typedef {ReturnType<typeof paintOf>} Paint */

/**
 * A layer's sample in the panel.
 *
 * @param {Built.Layer} layer
 * @param {string} theme
 * @param {Built.Background} background
 */
export function swatch(layer, theme, background) {
  const paint = paintOf(layer, theme, background);
  const svg = makeSvg('svg', {
    class: 'km-swatch',
    width: WIDTH,
    height: HEIGHT,
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    'aria-hidden': 'true',
  });
  const draw = { Point: pointSwatch, LineString: lineSwatch, Polygon: polygonSwatch }[layer.geometry_type];
  svg.append(...draw(layer, paint, background));
  return svg;
}

/**
 * @param {Built.Layer} layer
 * @param {Paint} paint
 */
function pointSwatch(layer, paint) {
  const shape = shapeOf(layer);
  const open = shape.is_open;
  const mark = makeSvg('path', {
    d: markerPath(shape, WIDTH / 2, HEIGHT / 2, Math.min(layer.style.size_px, 11)),
    fill: open ? 'none' : paint.color,
    stroke: open ? paint.color : 'none',
    'stroke-width': open ? Math.max(1.5, paint.width) : 0,
  });
  return [mark];
}

/**
 * @param {Built.Layer} _layer
 * @param {Paint} paint
 * @param {Built.Background} background
 */
function lineSwatch(_layer, paint, background) {
  const course = `M1 ${HEIGHT / 2}H${WIDTH - 1}`;
  /** @type {(color: string, width: number, more?: object) => SVGElement} */
  const stroke = (color, width, more) => makeSvg('path', { d: course, fill: 'none', stroke: color, 'stroke-width': width, ...more });
  const parts = [stroke(paint.color, paint.width, { 'stroke-dasharray': paint.dash, 'stroke-opacity': paint.opacity })];
  if (paint.casing) parts.unshift(stroke(paint.casingColor, paint.casing));
  if (paint.inner) parts.push(stroke(background.panel, paint.inner));
  return parts;
}

/**
 * @param {Built.Layer} _layer
 * @param {Paint} paint
 */
function polygonSwatch(_layer, paint) {
  const box = { x: 3.5, y: 2.5, width: WIDTH - 7, height: HEIGHT - 5 };
  return [
    makeSvg('rect', {
      ...box,
      fill: paint.color,
      'fill-opacity': paint.fillOpacity,
      stroke: paint.opacity && paint.width ? paint.color : 'none',
      'stroke-width': paint.width,
      'stroke-opacity': paint.opacity,
      'stroke-dasharray': paint.dash,
    }),
  ];
}

/**
 * Draw a layer's sample in its colour of the present theme, to stand beside a title: a stroke, a marker or a filled square.
 *
 * @param {Built.Layer|undefined} layer A spec from `layers.json`; `style` and `geometry_type` may be missing.
 * @returns {SVGElement} 22 x 12 px, decorative.
 */
export function drawSymbol(layer) {
  const svg = makeSvg('svg', { class: 'symbol', viewBox: '0 0 22 12', 'aria-hidden': 'true' });
  svg.style.setProperty('--ink', inkOf(layer?.id));
  const draw = { LineString: drawLine, Polygon: drawArea, Point: drawMarker }[layer?.geometry_type ?? 'Point'];
  svg.append(...draw(layer?.style ?? /** @type {any} */ ({}), shapeOf(layer)));
  return svg;
}

/** @param {Built.Style} style */
function drawLine({ width_px: width = 2, dash_px: dash = [], double = false, stroke_opacity: opacity = 1 }) {
  const stroke = { x1: 0, x2: 22, stroke: 'var(--ink)', 'stroke-opacity': opacity, 'stroke-dasharray': dash.join(' ') || null };
  const heights = double ? [4.5, 7.5] : [6];
  return heights.map((y) => makeSvg('line', { ...stroke, y1: y, y2: y, 'stroke-width': double ? 1 : width }));
}

/** @param {Built.Style} style */
function drawArea({ dash_px: dash = [], fill_opacity: opacity = 0.25, stroke_opacity: outline = 1 }) {
  const box = { x: 3, y: 1, width: 16, height: 10, fill: 'var(--ink)', 'fill-opacity': Math.max(opacity, 0.35) };
  const edge = { stroke: 'var(--ink)', 'stroke-opacity': outline, 'stroke-dasharray': dash.join(' ') || null };
  return [makeSvg('rect', { ...box, ...edge })];
}

/**
 * @param {Built.Style} _style
 * @param {Built.MarkerShape} shape
 */
function drawMarker(_style, shape) {
  const width = Math.max(1, ...shape.outline.flat().map((reach) => 2 * reach));
  const size = Math.min(9, Math.ceil(7 * width)) / width; // 7 px, or what ends on half a pixel within the sample
  const ink = { stroke: 'var(--ink)', 'stroke-width': 1.5, fill: shape.is_open ? 'none' : 'var(--ink)' };
  return [makeSvg('path', { ...ink, d: outlinePath(shape, 11, 6, size) })];
}
