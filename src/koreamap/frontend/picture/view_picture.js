// A picture of what a map shows: its own drawing taken over as one SVG, with scale, credit and the state of the data beneath.

import { makeSvg } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';

const ATTRIBUTES = [
  'd',
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-dasharray',
];
const ABOVE = ['halo', 'areas', 'lines', 'points']; // panes over the basemap, from below
const AT_THE_DATE = { dimmed: 0.28, perhaps: 0.58 }; // as in time.css
const PAD_PX = 12;
const LINE_PX = 14;
const SMALL = { 'font-size': 10.5 };
const HALO = { 'paint-order': 'stroke', 'stroke-width': 3.2, 'stroke-linejoin': 'round' };

/**
 * Draw what a map shows.
 *
 * @param {import('../map/map_view.js').MapView} view
 * @param {string[]} notes What else is to be said beneath, beside credit and state.
 * @returns {SVGSVGElement} With a size in px, and everything that it needs in itself.
 */
export function drawPicture(view, notes = []) {
  const { x: width, y: height } = view.map.getSize();
  const font = getComputedStyle(view.root).fontFamily;
  const said = [view.foot.credit.textContent, view.description.state, ...notes].filter(Boolean);
  const lines = said.flatMap((text) => wrap(text, width - 2 * PAD_PX, `10.5px ${font}`));
  const whole = height + lines.length * LINE_PX + PAD_PX;
  const picture = makeSvg('svg', { width, height: whole, viewBox: `0 0 ${width} ${whole}`, 'font-family': font });
  const { label, panel, water } = view.colours;
  const rows = lines.map((text, at) => makeSvg('text', { x: PAD_PX, y: height + LINE_PX * (at + 1), text }));
  picture.append(
    makeSvg('title', { text: gettext('Map of Korea’s armistice, by koreamap') }),
    makeSvg('rect', { width, height: whole, fill: panel }),
    makeSvg('rect', { width, height, fill: water }),
    drawMap(view, width, height),
    drawScale(view, height),
    makeSvg('g', { fill: label, ...SMALL }, rows),
  );
  return picture;
}

/** The map itself, cut at its edges. */
function drawMap(view, width, height) {
  const { x, y } = view.map.containerPointToLayerPoint([0, 0]);
  const map = makeSvg('svg', { width, height, viewBox: `${x} ${y} ${width} ${height}`, overflow: 'hidden' });
  map.append(
    takePane(view, 'under'),
    makeSvg('g', { 'data-pane': 'basemap' }, view.basemap.shapes().map(drawShape)),
    ...ABOVE.map((name) => takePane(view, name)),
    takeNames(view, x, y),
  );
  return map;
}

/** A pane's paths, without those that only answer the pointer. */
function takePane(view, name) {
  const paths = [...view.map.getPane(`km-${name}`).querySelectorAll('path:not(.km-hit)')].filter(isSeen);
  const isHalo = name === 'halo' || name === 'under';
  const taken = paths.flatMap((path) => (isHalo ? [edgeOf(path, view.colours.halo_edge), takePath(path)] : [takePath(path)]));
  return makeSvg('g', { 'data-pane': name }, taken);
}

function isSeen(path) {
  return path.dataset.time !== 'hidden' && !['', 'M0 0'].includes(path.getAttribute('d') ?? '');
}

function takePath(path) {
  const taken = Object.fromEntries(ATTRIBUTES.map((name) => [name, path.getAttribute(name)]));
  return makeSvg('path', { ...taken, opacity: AT_THE_DATE[path.dataset.time] ?? null });
}

/** The dark edge of a halo, which the page draws by a filter. */
function edgeOf(path, color) {
  const edge = takePath(path);
  edge.setAttribute('stroke', color);
  edge.setAttribute('stroke-width', String(Number(path.getAttribute('stroke-width')) + 2));
  return edge;
}

/** A shape of the basemap, which the page draws on a canvas. */
function drawShape({ rings, isClosed, options }) {
  const d = rings.map((ring) => `M${ring.map(({ x, y }) => `${x} ${y}`).join('L')}${isClosed ? 'Z' : ''}`).join('');
  return makeSvg('path', {
    d,
    fill: options.fill ? options.fillColor : 'none',
    'fill-rule': 'evenodd',
    stroke: options.color,
    'stroke-width': options.weight,
    'stroke-dasharray': options.dashArray,
    'stroke-linejoin': 'round',
  });
}

/** The names as they stand; what the style sheet says of them stands with them. */
function takeNames({ labels }, x, y) {
  const names = [...labels.svg.children].map((name) => name.cloneNode(true));
  return makeSvg('g', { 'data-pane': 'names', transform: `translate(${x} ${y})`, 'xml:space': 'preserve', ...HALO }, names);
}

/** The two bars of the scale, one over the other. */
function drawScale({ scale, colours }, height) {
  const [km, nm] = [...scale.children].map((bar) => ({ length: /** @type {HTMLElement} */ (bar).offsetWidth, text: bar.textContent }));
  const [left, y] = [PAD_PX, height - 22];
  const ink = colours.label;
  const bar = (length, way) =>
    makeSvg('path', { d: `M${left} ${y}v${way * 12}M${left} ${y}h${length}v${way * 12}`, fill: 'none', stroke: ink });
  const words = (text, at) => makeSvg('text', { x: left + 5, y: at, text, fill: ink, stroke: colours.water, ...HALO });
  return makeSvg('g', SMALL, bar(km.length, -1), bar(nm.length, 1), words(km.text, y - 3), words(nm.text, y + 11));
}

/** Break words into lines that are no wider than so many px. */
function wrap(text, width, font) {
  const context = document.createElement('canvas').getContext('2d');
  context.font = font;
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
