// The small sample of a layer's look that stands beside a title: a stroke, a marker or a filled square.

import { makeSvg } from './dom.js';
import { inkOf } from './marks.js';

/**
 * Draw a layer's sample in its colour of the present theme.
 *
 * @param {Object} layer A spec from `layers.json`; `style` and `geometry_type` may be missing.
 * @returns {SVGElement} 22 x 12 px, decorative.
 */
export function drawSymbol(layer) {
  const svg = makeSvg('svg', { class: 'symbol', viewBox: '0 0 22 12', 'aria-hidden': 'true' });
  svg.style.setProperty('--ink', inkOf(layer?.id));
  const draw = { LineString: drawLine, Polygon: drawArea, Point: drawMarker }[layer?.geometry_type] ?? drawMarker;
  svg.append(...draw(layer?.style ?? {}));
  return svg;
}

function drawLine({ width_px: width = 2, dash_px: dash = [], double = false }) {
  const stroke = { x1: 0, x2: 22, stroke: 'var(--ink)', 'stroke-dasharray': dash.join(' ') || null };
  const heights = double ? [4.5, 7.5] : [6];
  return heights.map((y) => makeSvg('line', { ...stroke, y1: y, y2: y, 'stroke-width': double ? 1 : width }));
}

function drawArea({ dash_px: dash = [], fill_opacity: opacity = 0.25, stroke_opacity: outline = 1 }) {
  const box = { x: 3, y: 1, width: 16, height: 10, fill: 'var(--ink)', 'fill-opacity': Math.max(opacity, 0.35) };
  const edge = { stroke: 'var(--ink)', 'stroke-opacity': outline, 'stroke-dasharray': dash.join(' ') || null };
  return [makeSvg('rect', { ...box, ...edge })];
}

function drawMarker({ marker = 'circle' }) {
  const ink = { fill: 'var(--ink)', stroke: 'var(--ink)', 'stroke-width': 1.5 };
  if (marker === 'circle') return [makeSvg('circle', { ...ink, cx: 11, cy: 6, r: 3.5 })];
  if (marker === 'diamond') return [makeSvg('path', { ...ink, d: 'M11 1.5 15.5 6 11 10.5 6.5 6Z' })];
  const fill = marker === 'open-square' ? 'none' : 'var(--ink)';
  return [makeSvg('rect', { ...ink, fill, x: 7.5, y: 2.5, width: 7, height: 7 })];
}
