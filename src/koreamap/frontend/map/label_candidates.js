// Where a name could stand: candidates with the boxes they take and a cost, for symbols, areas and lines.

import { alongLine } from './label_course.js';
import { areaOf, boxAround, isInside, outlineOf, resample, stretchesIn, visualCentre } from './label_geometry.js';
import { L } from './leaflet.js';

const STEP_PX = 6; // between sampled points of a line
const LEAST_BESIDE = 0.55; // of a name's width: a shorter line is not worth so many letters
const LARGE_AREA_PX = 260; // beside it, a name would no longer be seen to belong
const LEAST_RIBBON_PX = 5; // a narrower ribbon is a line, and seen as one
const RIBBON = 0.025; // of the area of a part in view
const CITY_DOT_PX = 4;

/** @typedef {[number, number, number]} Step dx, dy: -1, 0 or 1 from the symbol; and what it costs. The first is the best. */

/** @type {Step[]} */
const AROUND = [
  [1, 0, 0],
  [1, -1, 1],
  [1, 1, 1.5],
  [-1, 0, 2],
  [-1, -1, 2.5],
  [-1, 1, 3],
  [0, -1, 3.5],
  [0, 1, 3.5],
];

/** @type {[number, number][]} */
const SHIFTS = [
  [0, 0],
  [0, -34],
  [0, 34],
  [-50, 0],
  [50, 0],
  [-50, -50],
  [50, 50],
  [0, -80],
  [0, 80],
];
const COUNTRY_SHIFTS = SHIFTS.slice(0, 5);

const ANCHORS = /** @type {const} */ (['end', 'middle', 'start']);

/**
 * Ways to find candidates for a shape, to be tried one after the other.
 *
 * @param {Lettering.Shape} shape
 * @returns {Lettering.Attempt[]}
 */
export function attemptsAt(shape) {
  switch (shape.type) {
    case 'symbol':
      return [(text) => [aroundBox(text, shape.box)]];
    case 'line':
      return lineAttempts(shape);
    case 'area':
      return areaAttempts(shape);
    case 'city':
      return [(text) => [aroundBox(text, dotBox(shape.point)).map((candidate) => ({ ...candidate, dot: shape.point }))]];
    default:
      return [(text) => [onSpot(text, shape.point, shape.type === 'water' ? SHIFTS : COUNTRY_SHIFTS)]];
  }
}

/**
 * The box of a basemap town's dot.
 *
 * @param {L.Point} point
 */
export function dotBox(point) {
  return boxAround(point, CITY_DOT_PX);
}

/**
 * @param {Extract<Lettering.Shape, {type: 'line'}>} shape
 * @returns {Lettering.Attempt[]}
 */
function lineAttempts({ stretches, clearance, along }) {
  /** @type {Lettering.Attempt} */
  const beside = (text) => (stretches.length === 1 ? [besideLine(text, stretches[0])] : []);
  /** @type {Lettering.Attempt} */
  const onCourse = (text) => stretches.flatMap((stretch) => alongLine(text, stretch, { clearance }));
  return along ? [onCourse, beside] : [beside];
}

/**
 * @param {Extract<Lettering.Shape, {type: 'area'}>} shape
 * @returns {Lettering.Attempt[]}
 */
function areaAttempts({ ring, margin, along, view }) {
  const area = areaOf(ring);
  const centre = visualCentre(ring);
  const isLong = centre.radius ** 2 < RIBBON * area; // however ragged: the largest disc inside is small against the area
  if (isLong && (2 * area) / outlineOf(ring) < LEAST_RIBBON_PX) return [];
  /** @type {Lettering.Attempt} */
  const inside = (text) => [inArea(text, ring, centre, margin)];
  return along || isLong ? [(text) => [alongEdge(text, ring, view)], inside] : [inside];
}

/**
 * Eight candidates around a box.
 *
 * @param {Lettering.Text} text
 * @param {Lettering.Box} box
 */
export function aroundBox(text, box) {
  const { width, height } = text;
  const middle = L.point((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
  return AROUND.map(([dx, dy, cost], index) => {
    const side = dx && dy ? 0.72 : 1; // corners may come nearer
    const half = L.point(((box.x1 - box.x0) / 2) * side + 3, ((box.y1 - box.y0) / 2) * side + (dx ? 0 : 2));
    const x = middle.x + dx * half.x + ((dx - 1) / 2) * width;
    const y = middle.y + dy * half.y + ((dy - 1) / 2) * height;
    return blockAt(text, x, y, { anchor: ANCHORS[dx + 1], cost, index });
  });
}

/**
 * On a spot, or a little off it.
 *
 * @param {Lettering.Text} text
 * @param {L.Point} point
 * @param {[number, number][]} shifts
 */
export function onSpot(text, point, shifts) {
  return shifts.map(([dx, dy], index) =>
    blockAt(text, point.x - text.width / 2 + dx, point.y - text.height / 2 + dy, { anchor: 'middle', cost: index * 2, index }),
  );
}

/**
 * In the middle of an area, or higher or lower in it, where it fits; else around a small one, and across a large one.
 *
 * @param {Lettering.Text} text
 * @param {L.Point[]} ring
 * @param {{point: L.Point, radius: number}} centre Its visual one.
 * @param {number} margin
 */
export function inArea(text, ring, { point, radius }, margin) {
  const shares = [0, -0.4, 0.4, -0.65, 0.65];
  const candidates = onSpot(
    text,
    point,
    shares.map((share) => [0, share * radius]),
  );
  const inside = candidates.filter(({ boxes: [box] }) => holds(ring, box));
  if (inside.length) return inside;
  const bounds = L.bounds(ring);
  const [from, to] = [bounds.getTopLeft(), bounds.getBottomRight()];
  if (Math.max(to.x - from.x, to.y - from.y) > LARGE_AREA_PX) return candidates.slice(0, 1);
  const reach = margin / 2;
  return aroundBox(text, { x0: from.x - reach, y0: from.y - reach, x1: to.x + reach, y1: to.y + reach });
}

/**
 * @param {L.Point[]} ring
 * @param {Lettering.Box} box
 */
function holds(ring, { x0, y0, x1, y1 }) {
  return [y0, (y0 + y1) / 2, y1].every((y) => isInside(ring, x0, y) && isInside(ring, x1, y));
}

/**
 * @param {Lettering.Text} text
 * @param {number} x0
 * @param {number} y0
 * @param {{anchor: 'start'|'middle'|'end', cost: number, index: number}} terms
 * @returns {Lettering.Candidate}
 */
function blockAt(text, x0, y0, { anchor, cost, index }) {
  const box = { x0, y0, x1: x0 + text.width, y1: y0 + text.height };
  return { boxes: [box], cost, index, block: { ...box, anchor }, middle: L.point((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) };
}

/**
 * Beside a line that is too short or too crooked to be lettered along its course.
 *
 * @param {Lettering.Text} text
 * @param {L.Point[]} stretch
 */
export function besideLine(text, stretch) {
  const points = resample(stretch, STEP_PX);
  if (points.length < 3 || points.length * STEP_PX < text.width * LEAST_BESIDE) return [];
  return [0.5, 0.3, 0.7, 0.12, 0.88].flatMap((share, i) => {
    const around = aroundBox(text, boxAround(points[Math.floor(points.length * share)], 10));
    return around.map((candidate, index) => ({ ...candidate, cost: candidate.cost + 4 + i, index: index + 8 * i }));
  });
}

/**
 * Outside along the edge of an area, in one line.
 *
 * @param {Lettering.Text} text
 * @param {L.Point[]} ring
 * @param {Lettering.Box} view
 */
function alongEdge(text, ring, view) {
  const first = { ...text, width: text.lines[0].width, lines: text.lines.slice(0, 1) };
  const sides = stretchesIn([...ring, ring[0]], view);
  return sides.flatMap((stretch) => alongLine(first, stretch, { clearance: 3, outward: outwardOf(ring) }).flat());
}

/**
 * For lettering along an area's edge: whether `up` leads out of it.
 *
 * @param {L.Point[]} ring
 * @returns {(at: L.Point, up: L.Point) => boolean}
 */
function outwardOf(ring) {
  return ({ x, y }, up) => !isInside(ring, x + up.x * 6, y + up.y * 6);
}
