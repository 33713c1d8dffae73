// A curve: a result under every threshold, drawn small, with the threshold that the verdict rests on.

import { make, makeSvg } from '../shared/dom.js';

const [WIDTH, HEIGHT] = [340, 210];
const FRAME = { left: 46, right: 328, top: 30, bottom: 166 };
const TICKS = 4; // about so many on an axis
const CHARACTER_PX = 6.2; // of a label's letters, on average
const HALF_PX = 4.5; // of the mark, which is a diamond

/**
 * @param {Object} curve Of a finding: `points`, `chosen` with `chosen_y`, labels and units, and its `description` in words.
 * @returns {HTMLElement}
 */
export function makeCurve(curve) {
  const svg = makeSvg('svg', {
    class: 'curve',
    lang: 'en',
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: 'img',
    'aria-label': curve.description,
  });
  const axes = measureAxes(curve);
  svg.append(...drawAxes(curve, axes), drawLine(curve, axes), ...markChosen(curve, axes));
  const title = make('h3', { class: 'eyebrow' }, make('bdi', {}, curve.title));
  return make('figure', { class: 'part curve-figure' }, make('figcaption', {}, title), svg);
}

/** The steps of an axis that ends at a round number: 1, 2 or 5 times a power of ten apart. */
export function findTicks(most) {
  const rough = most / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}

function measureAxes({ points, y_unit: unit }) {
  const first = Math.min(0, points[0][0]);
  const last = points.at(-1)[0];
  const most = unit === '%' ? 100 : Math.max(1, ...points.map(([, y]) => y)) * 1.08;
  return {
    x: (value) => FRAME.left + ((value - first) / (last - first)) * (FRAME.right - FRAME.left),
    y: (value) => FRAME.bottom - (value / most) * (FRAME.bottom - FRAME.top),
    xTicks: findTicks(last),
    yTicks: findTicks(most),
  };
}

function drawAxes(curve, { x, y, xTicks, yTicks }) {
  const { left, right, top, bottom } = FRAME;
  const text = (attributes, words) => makeSvg('text', attributes, words);
  const middle = (top + bottom) / 2;
  return [
    ...yTicks.map((tick) => makeSvg('path', { class: 'grid', d: `M${left} ${y(tick)}H${right}` })),
    ...yTicks.map((tick) => text({ x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, write(tick))),
    ...xTicks.map((tick) => makeSvg('path', { class: 'axis', d: `M${x(tick)} ${bottom}v4` })),
    ...xTicks.map((tick) => text({ x: x(tick), y: bottom + 17, 'text-anchor': 'middle' }, write(tick))),
    makeSvg('path', { class: 'axis', d: `M${left} ${bottom}H${right}` }),
    text({ class: 'name', x: (left + right) / 2, y: HEIGHT - 9, 'text-anchor': 'middle' }, name(curve.x_label, curve.x_unit)),
    text({ class: 'name', transform: `translate(12 ${middle}) rotate(-90)`, 'text-anchor': 'middle' }, name(curve.y_label, curve.y_unit)),
  ];
}

function drawLine({ points }, { x, y }) {
  const d = points.map(([a, b], at) => `${at ? 'L' : 'M'}${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join('');
  return makeSvg('path', { class: 'line', d });
}

// The words stand above the frame, as near over the mark as they fit.
function markChosen({ chosen, chosen_y: result, chosen_label: label, x_unit: xUnit, y_unit: yUnit }, { x, y }) {
  const words = `${label}: ${quantity(chosen, xUnit)}, ${quantity(result, yUnit)}`;
  const half = (words.length * CHARACTER_PX) / 2;
  const at = Math.max(half + 4, Math.min(WIDTH - half - 4, x(chosen)));
  const [over, beside] = [y(result).toFixed(1), x(chosen).toFixed(1)];
  return [
    makeSvg('path', { class: 'chosen', d: `M${beside} ${FRAME.top - 8}V${FRAME.bottom}` }),
    makeSvg('path', {
      class: 'mark',
      d: `M${beside} ${over}m0-${HALF_PX}l${HALF_PX} ${HALF_PX}-${HALF_PX} ${HALF_PX}-${HALF_PX}-${HALF_PX}Z`,
    }),
    makeSvg('text', { class: 'chosen-words', x: at, y: 14, 'text-anchor': 'middle' }, words),
  ];
}

function name(label, unit) {
  return unit ? `${label}, ${unit}` : label;
}

function quantity(value, unit) {
  return `${write(Number(value.toPrecision(3)))}${unit ? `\u00a0${unit}` : ''}`;
}

function write(value) {
  return String(value).replace('-', '\u2212');
}
