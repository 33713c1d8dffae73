// Plane geometry for lettering, in screen pixels: y grows downwards.

import { L } from './leaflet.js';

const OFF_MIDDLE = 0.05; // what a pixel away from the middle of an area is worth, in px of distance from its outline

/**
 * A square box around a point, a pixel wider than `size` on each side.
 *
 * @param {{x: number, y: number}} point
 * @param {number} size
 * @returns {Lettering.Box}
 */
export function boxAround({ x, y }, size) {
  const half = size / 2 + 1;
  return { x0: x - half, y0: y - half, x1: x + half, y1: y + half };
}

/**
 * Cut a line into the stretches that lie within a box.
 *
 * @param {L.Point[]} points
 * @param {Lettering.Box} box
 * @returns {L.Point[][]}
 */
export function stretchesIn(points, { x0, y0, x1, y1 }) {
  const bounds = L.bounds([x0, y0], [x1, y1]);
  /** @type {L.Point[][]} */
  const stretches = [];
  for (let i = 1; i < points.length; i += 1) {
    const piece = L.LineUtil.clipSegment(points[i - 1], points[i], bounds, false, false);
    if (!piece) continue;
    const last = stretches.at(-1)?.at(-1);
    if (last && last.distanceTo(piece[0]) <= 0.5) stretches.at(-1)?.push(piece[1]);
    else stretches.push([piece[0], piece[1]]);
  }
  return stretches;
}

/**
 * Points every `step` px along a line.
 *
 * @param {L.Point[]} points
 * @param {number} step
 */
export function resample(points, step) {
  const even = [points[0]];
  let left = step;
  for (let i = 1; i < points.length; i += 1) {
    const [from, to] = [points[i - 1], points[i]];
    const length = from.distanceTo(to);
    let at = left;
    for (; at <= length; at += step) {
      const share = at / length;
      even.push(L.point(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share));
    }
    left = at - length;
  }
  return even;
}

/**
 * Moving average over `radius` neighbours on each side, narrower towards the ends.
 *
 * @param {L.Point[]} points
 * @param {number} radius
 */
export function smooth(points, radius) {
  return points.map((_point, i) => {
    const reach = Math.min(radius, i, points.length - 1 - i);
    const part = points.slice(i - reach, i + reach + 1);
    const [x, y] = [part.reduce((sum, point) => sum + point.x, 0), part.reduce((sum, point) => sum + point.y, 0)];
    return L.point(x / part.length, y / part.length);
  });
}

/**
 * Unit normals that point to the left of the course, which is up for a course from left to right.
 *
 * @param {L.Point[]} points
 */
export function normals(points) {
  return points.map((_point, i) => {
    const [a, b] = [points[Math.max(0, i - 1)], points[Math.min(points.length - 1, i + 1)]];
    const length = a.distanceTo(b) || 1;
    return L.point((b.y - a.y) / length, -(b.x - a.x) / length);
  });
}

/**
 * How far each point lies along a line.
 *
 * @param {L.Point[]} points
 */
export function lengthsAlong(points) {
  let sum = 0;
  return points.map((point, i) => {
    if (i) sum += point.distanceTo(points[i - 1]);
    return sum;
  });
}

/**
 * Run both ends of a line straight on for `reach` px.
 *
 * @param {L.Point[]} points
 * @param {number} reach
 * @param {number} step
 */
export function extend(points, reach, step) {
  /** @type {(end: L.Point, inner: L.Point) => L.Point[]} */
  const run = (end, inner) => {
    const length = end.distanceTo(inner) || 1;
    return Array.from({ length: Math.ceil(reach / step) }, (_none, i) => {
      const share = ((i + 1) * step) / length;
      return L.point(end.x + (end.x - inner.x) * share, end.y + (end.y - inner.y) * share);
    });
  };
  const inwards = Math.min(3, points.length - 1);
  const [first, last] = [points[0], points[points.length - 1]];
  return [...run(first, points[inwards]).reverse(), ...points, ...run(last, points[points.length - 1 - inwards])];
}

/**
 * @param {L.Point[]} ring
 * @param {number} x
 * @param {number} y
 */
export function isInside(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [a, b] = [ring[i], ring[j]];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** @param {L.Point[]} points */
export function areaOf(points) {
  const twice = points.reduce((sum, { x, y }, i) => {
    const next = points[(i + 1) % points.length];
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** @param {L.Point[]} points */
export function outlineOf(points) {
  return points.reduce((sum, point, i) => sum + point.distanceTo(points[(i + 1) % points.length]), 0);
}

/**
 * @param {L.Point[]} ring
 * @param {L.Point} point
 */
function distanceToRing(ring, point) {
  return ring.reduce(
    (least, from, i) => Math.min(least, L.LineUtil.pointToSegmentDistance(point, from, ring[(i + 1) % ring.length])),
    Infinity,
  );
}

/**
 * The point of a ring farthest from its outline, and how far: a grid search, refined three times. Of points that are about
 * as far, as all along a bar, it takes the one nearest to the middle.
 *
 * @param {L.Point[]} ring
 */
export function visualCentre(ring) {
  const outline = L.LineUtil.simplify(ring, 2);
  const box = L.bounds(ring);
  const middle = box.getCenter();
  let best = { point: middle, radius: -1, score: -Infinity };
  let span = box.getSize();
  for (let round = 0; round < 4; round += 1) {
    for (const point of gridAround(best.point, span)) {
      if (!isInside(outline, point.x, point.y)) continue;
      const radius = distanceToRing(outline, point);
      const score = radius - OFF_MIDDLE * point.distanceTo(middle);
      if (score > best.score) best = { point, radius, score };
    }
    span = span.divideBy(3);
  }
  return best;
}

/**
 * Nine by nine points over `span` around a centre.
 *
 * @param {L.Point} centre
 * @param {L.Point} span
 */
function gridAround(centre, span) {
  const origin = centre.subtract(span.divideBy(2));
  return Array.from({ length: 81 }, (_none, i) => L.point(origin.x + (span.x * (i % 9)) / 8, origin.y + (span.y * Math.floor(i / 9)) / 8));
}
