// Turns a placed label into SVG text: on a course, or as a block.

import { svgEl } from './dom.js';

let nextId = 0;

/** A placed label as SVG. */
export function drawLabel({ id, rows, block, dot, text, color }, background) {
  const group = svgEl('g', { 'data-label-for': id, fill: color, stroke: background.halo });
  if (dot) group.append(svgEl('circle', { cx: dot.x, cy: dot.y, r: 2, fill: color, 'stroke-width': 1.5 }));
  if (rows) group.append(...rows.flatMap(drawRow));
  else group.append(...drawBlock(text, block));
  return group;
}

function drawRow({ line, d }) {
  nextId += 1;
  const pathId = `km-course-${nextId}`;
  const onPath = svgEl('textPath', { href: `#${pathId}`, startOffset: '50%' }, ...line.runs.map(drawRun));
  return [svgEl('path', { id: pathId, d, fill: 'none', stroke: 'none' }), svgEl('text', { 'text-anchor': 'middle' }, onPath)];
}

function drawBlock({ lines }, { x0, x1, y0, anchor }) {
  const x = { start: x0, middle: (x0 + x1) / 2, end: x1 }[anchor];
  let top = y0;
  return lines.map((line) => {
    const y = top + line.height * 0.8;
    top += line.height;
    return svgEl('text', { x: x.toFixed(1), y: y.toFixed(1), 'text-anchor': anchor }, ...line.runs.map(drawRun));
  });
}

function drawRun({ text, size, weight, italic, spacing, light, lang }) {
  return svgEl('tspan', {
    text,
    lang,
    'font-size': size,
    'font-weight': weight,
    'font-style': italic ? 'italic' : null,
    'letter-spacing': spacing,
    opacity: light ? 0.75 : null,
  });
}
