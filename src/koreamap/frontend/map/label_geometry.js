// Plane geometry for lettering, in screen pixels: y grows downwards.

import { L } from './leaflet.js';

const CELL_PX = 48;

/** Boxes { x0, y0, x1, y1 } already taken, found again by a coarse grid. */
export class Occupancy {
  constructor() {
    this.cells = new Map();
  }

  add(box) {
    for (const key of cellsOf(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  isFree(box, margin = 2) {
    for (const key of cellsOf(box)) {
      for (const other of this.cells.get(key) ?? []) {
        const isBeside = box.x0 >= other.x1 + margin || box.x1 <= other.x0 - margin;
        if (!isBeside && box.y0 < other.y1 + margin && box.y1 > other.y0 - margin) return false;
      }
    }
    return true;
  }
}

function cellsOf({ x0, y0, x1, y1 }) {
  const keys = [];
  for (let column = Math.floor((x0 - 3) / CELL_PX); column <= Math.floor((x1 + 3) / CELL_PX); column += 1) {
    for (let row = Math.floor((y0 - 3) / CELL_PX); row <= Math.floor((y1 + 3) / CELL_PX); row += 1) keys.push(cellKey(column, row));
  }
  return keys;
}

function cellKey(column, row) {
  return (column + 5000) * 10000 + row + 5000;
}

const INK_PX = 6;

/** Which small squares are crossed by drawn lines, and by whose. */
export class Ink {
  constructor() {
    this.cells = new Map();
  }

  add(id, points) {
    for (const { x, y } of points) {
      const key = cellKey(Math.floor(x / INK_PX), Math.floor(y / INK_PX));
      if (!this.cells.has(key)) this.cells.set(key, new Set());
      this.cells.get(key).add(id);
    }
  }

  /** How many squares under a box carry another feature's line. */
  under(box, ownId) {
    let count = 0;
    for (let column = Math.floor(box.x0 / INK_PX); column <= Math.floor(box.x1 / INK_PX); column += 1) {
      for (let row = Math.floor(box.y0 / INK_PX); row <= Math.floor(box.y1 / INK_PX); row += 1) {
        const ids = this.cells.get(cellKey(column, row));
        if (ids && (ids.size > 1 || !ids.has(ownId))) count += 1;
      }
    }
    return count;
  }
}

/** Cut a line into the stretches that lie within the view. */
export function stretchesInView(points, view) {
  const bounds = L.bounds([view.x0, view.y0], [view.x1, view.y1]);
  const stretches = [];
  let current = null;
  for (let i = 1; i < points.length; i += 1) {
    const piece = L.LineUtil.clipSegment(points[i - 1], points[i], bounds, false, false);
    if (!piece) continue;
    const last = current?.at(-1);
    if (!last || last.distanceTo(piece[0]) > 0.5) {
      current = [piece[0]];
      stretches.push(current);
    }
    current.push(piece[1]);
  }
  return stretches;
}

/** Points every `step` px along a line. */
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

/** Moving average over `radius` neighbours on each side, narrower towards the ends. */
export function smooth(points, radius) {
  return points.map((_point, i) => {
    const reach = Math.min(radius, i, points.length - 1 - i);
    let [x, y] = [0, 0];
    for (let j = i - reach; j <= i + reach; j += 1) {
      x += points[j].x;
      y += points[j].y;
    }
    return L.point(x / (2 * reach + 1), y / (2 * reach + 1));
  });
}

/** Unit normals that point to the left of the course, which is up for a course from left to right. */
export function normals(points) {
  return points.map((_point, i) => {
    const [a, b] = [points[Math.max(0, i - 1)], points[Math.min(points.length - 1, i + 1)]];
    const length = a.distanceTo(b) || 1;
    return L.point((b.y - a.y) / length, -(b.x - a.x) / length);
  });
}

/** An SVG path through points, its corners rounded. */
export function curve(points) {
  const f = (value) => value.toFixed(1);
  let d = `M${f(points[0].x)} ${f(points[0].y)}`;
  for (let i = 1; i < points.length - 1; i += 1) {
    const [p, next] = [points[i], points[i + 1]];
    d += `Q${f(p.x)} ${f(p.y)} ${f((p.x + next.x) / 2)} ${f((p.y + next.y) / 2)}`;
  }
  const last = points.at(-1);
  return `${d}L${f(last.x)} ${f(last.y)}`;
}

export function isInside(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [a, b] = [ring[i], ring[j]];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

function distanceToRing(ring, point) {
  let least = Infinity;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    least = Math.min(least, L.LineUtil.pointToSegmentDistance(point, ring[i], ring[j]));
  }
  return least;
}

/** The point of a ring farthest from its outline, and how far: a grid search, refined three times. */
export function visualCentre(ring) {
  const outline = L.LineUtil.simplify(ring, 2);
  const box = L.bounds(ring);
  let best = { point: box.getCenter(), radius: -1 };
  let span = box.getSize();
  for (let round = 0; round < 4; round += 1) {
    const origin = round ? best.point.subtract(span.divideBy(2)) : box.min;
    for (let i = 0; i <= 8; i += 1) {
      for (let j = 0; j <= 8; j += 1) {
        const point = L.point(origin.x + (span.x * i) / 8, origin.y + (span.y * j) / 8);
        if (!isInside(outline, point.x, point.y)) continue;
        const radius = distanceToRing(outline, point);
        if (radius > best.radius) best = { point, radius };
      }
    }
    span = span.divideBy(3);
  }
  return best;
}
