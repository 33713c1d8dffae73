// Turns a placed name into SVG text, on a course or as a block; and tells how wide the browser would set it.

import { makeSvg } from '../shared/dom.js';

const context = document.createElement('canvas').getContext('2d');

let nextId = 0;

/**
 * How wide words are in a font family.
 *
 * @param {string} family
 * @returns {(run: Lettering.Run) => number}
 */
export function widthIn(family) {
  return ({ text, size, weight, italic, spacing = 0 }) => {
    if (!context) return 0;
    context.font = `${italic ? 'italic ' : ''}${weight} ${size}px ${family}`;
    return context.measureText(text).width + spacing * [...text].length;
  };
}

/**
 * A placed name as SVG.
 *
 * @param {Lettering.Placed} placed
 * @param {Built.Background} background
 */
export function drawLabel({ id, rows, block, dot, text, color }, background) {
  const group = makeSvg('g', { 'data-label-for': id, fill: color, stroke: background.halo });
  if (dot) group.append(makeSvg('circle', { cx: dot.x, cy: dot.y, r: 2, fill: color, 'stroke-width': 1.5 }));
  if (rows) group.append(...rows.flatMap(drawRow));
  if (block) group.append(...drawBlock(text, block));
  return group;
}

/** @param {Lettering.Row} row */
function drawRow({ line, baseline }) {
  nextId += 1;
  const pathId = `km-course-${nextId}`;
  const onPath = makeSvg('textPath', { href: `#${pathId}`, startOffset: '50%' }, ...line.runs.map(drawRun));
  return [
    makeSvg('path', { id: pathId, d: curve(baseline), fill: 'none', stroke: 'none' }),
    makeSvg('text', { 'text-anchor': 'middle' }, onPath),
  ];
}

/**
 * @param {Lettering.Text} text
 * @param {NonNullable<Lettering.Candidate['block']>} block
 */
function drawBlock({ lines }, { x0, x1, y0, anchor }) {
  const x = { start: x0, middle: (x0 + x1) / 2, end: x1 }[anchor];
  let top = y0;
  return lines.map((line) => {
    const y = top + line.height * 0.8;
    top += line.height;
    return makeSvg('text', { x: x.toFixed(1), y: y.toFixed(1), 'text-anchor': anchor }, ...line.runs.map(drawRun));
  });
}

/** @param {Lettering.Run} run */
function drawRun({ text, size, weight, italic, spacing, light, lang }) {
  return makeSvg('tspan', {
    text,
    lang,
    'font-size': size,
    'font-weight': weight,
    'font-style': italic ? 'italic' : null,
    'letter-spacing': spacing,
    opacity: light ? 0.75 : null,
  });
}

/**
 * An SVG path through points, its corners rounded.
 *
 * @param {L.Point[]} points
 */
function curve(points) {
  /** @param {number} value */
  const f = (value) => value.toFixed(1);
  const bends = points.slice(1, -1).map((p, i) => {
    const next = points[i + 2];
    return `Q${f(p.x)} ${f(p.y)} ${f((p.x + next.x) / 2)} ${f((p.y + next.y) / 2)}`;
  });
  const [first, last] = [points[0], points[points.length - 1]];
  return `M${f(first.x)} ${f(first.y)}${bends.join('')}L${f(last.x)} ${f(last.y)}`;
}
