// Where a label could stand: candidates with the boxes they take and a cost, for points, areas and lines.

import { curve, isInside, normals, resample, smooth, visualCentre } from './label_geometry.js';
import { L } from './leaflet.js';

const STEP_PX = 6; // between sampled points of a line
const REPEAT_PX = 700; // a line is named again after so much of it
const MAX_TURN = 1.6; // radians over the whole label
const MAX_SPREAD = 0.6; // radians of an arch under three letters or so, which spreads them
const MAX_SQUEEZE = 0.36; // the same of a bowl, which squeezes them
const BEND_SAMPLES = 4;
const LEAST_SHARE = 0.84; // of a label that the line must carry; the rest runs straight on
const MAX_GAP_PX = 16;
const LEAST_BESIDE = 0.55; // of a label's width: a shorter line is not worth so many letters

const LARGE_AREA_PX = 260; // beside it, a label would no longer be seen to belong

// dx, dy: -1, 0 or 1 from the anchor; the first is the best place
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

/** Eight places around a box. */
export function aroundBox(text, box) {
  const { width, height } = text;
  const middle = L.point((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
  return AROUND.map(([dx, dy, cost], index) => {
    const side = dx && dy ? 0.72 : 1; // corners may come nearer
    const half = L.point(((box.x1 - box.x0) / 2) * side + 3, ((box.y1 - box.y0) / 2) * side + (dx ? 0 : 2));
    const x0 = dx > 0 ? middle.x + half.x : dx < 0 ? middle.x - half.x - width : middle.x - width / 2;
    const y0 = dy > 0 ? middle.y + half.y : dy < 0 ? middle.y - half.y - height : middle.y - height / 2;
    return blockAt(text, x0, y0, { anchor: ['end', 'middle', 'start'][dx + 1], cost, index });
  });
}

/** On a spot, or a little off it. */
export function onSpot(text, point, shifts = [[0, 0]]) {
  return shifts.map(([dx, dy], index) =>
    blockAt(text, point.x - text.width / 2 + dx, point.y - text.height / 2 + dy, { anchor: 'middle', cost: index * 2, index }),
  );
}

/** In the middle of an area, or higher or lower in it, where it fits; else around it. */
export function inArea(text, ring, margin = 0) {
  const { point, radius } = visualCentre(ring);
  const places = onSpot(
    text,
    point,
    [0, -0.4, 0.4, -0.65, 0.65].map((share) => [0, share * radius]),
  );
  const inside = places.filter(({ boxes: [box] }) => holds(ring, box));
  if (inside.length) return inside;
  const { min, max } = L.bounds(ring);
  if (Math.max(max.x - min.x, max.y - min.y) > LARGE_AREA_PX) return places.slice(0, 1);
  const reach = margin / 2;
  return aroundBox(text, { x0: min.x - reach, y0: min.y - reach, x1: max.x + reach, y1: max.y + reach });
}

function holds(ring, { x0, y0, x1, y1 }) {
  const middle = (y0 + y1) / 2;
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
    [x0, middle],
    [x1, middle],
  ].every(([x, y]) => isInside(ring, x, y));
}

function blockAt(text, x0, y0, { anchor, cost, index }) {
  const box = { x0, y0, x1: x0 + text.width, y1: y0 + text.height };
  return { boxes: [box], cost, index, block: { ...box, anchor }, middle: L.point((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) };
}

/** Along a visible stretch of a line: groups of candidates, one label to be taken from each group. */
export function alongLine(text, stretch, { clearance, outward = null }) {
  const raw = resample(stretch, STEP_PX);
  const size = text.lines[0].size;
  const course = smooth(smooth(raw, Math.round((size * 1.6) / STEP_PX)), Math.round((size * 2.4) / STEP_PX));
  const along = lengthsAlong(course);
  const groups = Math.max(1, Math.floor(along.at(-1) / REPEAT_PX));
  const perGroup = along.at(-1) / groups;
  const candidates = Array.from({ length: groups }, () => []);
  for (let from = 0, to = 0; from < raw.length; from += 2) {
    while (to < raw.length && along[to] - along[from] < text.width * LEAST_SHARE) to += 1;
    if (to >= raw.length) break;
    const centre = (along[from] + along[to]) / 2;
    const group = Math.min(groups - 1, Math.floor(centre / perGroup));
    const centring = Math.abs(centre / perGroup - group - 0.5);
    const window = windowOf(raw.slice(from, to + 1), course.slice(from, to + 1));
    if (window) candidates[group].push(...sidesOf(text, window, { clearance, outward, centring }));
  }
  return candidates;
}

/** Beside a line that is too short or too crooked to be lettered along its course. */
export function besideLine(text, stretch) {
  const points = resample(stretch, STEP_PX);
  if (points.length < 3 || points.length * STEP_PX < text.width * LEAST_BESIDE) return [];
  return [0.5, 0.3, 0.7, 0.12, 0.88].flatMap((share, i) => {
    const { x, y } = points[Math.floor(points.length * share)];
    const places = aroundBox(text, { x0: x - 6, y0: y - 6, x1: x + 6, y1: y + 6 });
    return places.map((place) => ({ ...place, cost: place.cost + 4 + i, index: place.index + 8 * i }));
  });
}

function lengthsAlong(points) {
  let sum = 0;
  return points.map((point, i) => {
    if (i) sum += point.distanceTo(points[i - 1]);
    return sum;
  });
}

function windowOf(rawPart, coursePart) {
  const isReversed = coursePart.at(-1).x < coursePart[0].x;
  const points = isReversed ? coursePart.reverse() : coursePart;
  const truth = isReversed ? rawPart.reverse() : rawPart;
  const up = normals(points);
  const turns = up.map((normal, i) => (i ? Math.asin(Math.max(-1, Math.min(1, up[i - 1].x * normal.y - up[i - 1].y * normal.x))) : 0));
  const turn = turns.reduce((sum, angle) => sum + Math.abs(angle), 0);
  const bends = turns.map((_angle, i) => turns.slice(i, i + BEND_SAMPLES).reduce((sum, angle) => sum + angle, 0));
  if (turn > MAX_TURN || Math.max(...bends) > MAX_SPREAD || Math.min(...bends) < -MAX_SQUEEZE) return null;
  const offsets = points.map((p, i) => (truth[i].x - p.x) * up[i].x + (truth[i].y - p.y) * up[i].y);
  return { points, up, turn, above: Math.max(0, ...offsets), below: Math.max(0, ...offsets.map((value) => -value)) };
}

/** English above and Hangul below the line, or English alone on either side. */
function sidesOf(text, window, { clearance, outward, centring }) {
  const [english, hangul] = text.lines;
  const { turn, above, below, points } = window;
  const cost = turn * 6 + centring * 6 + (above + below) * 0.35;
  const gapAbove = clearance + above;
  const gapBelow = clearance + below;
  if (gapAbove > MAX_GAP_PX && gapBelow > MAX_GAP_PX) return [];
  const rowAbove = (line) => row(line, window, gapAbove + line.size * 0.12);
  const rowBelow = (line) => row(line, window, -(gapBelow + line.size * 0.82));
  const middle = points[points.length >> 1];
  const make = (rows, extra) => {
    const boxes = rows.flatMap((part) => part.boxes);
    return { rows, boxes, cost: cost + extra, middle, fits: rows.every((part) => part.fits) };
  };
  const fitting = (candidates) => candidates.filter(({ fits }) => fits);
  if (hangul) return fitting([make([rowAbove(english), rowBelow(hangul)], 0)]);
  const sides = [make([rowAbove(english)], 0), make([rowBelow(english)], 2)];
  if (!outward) return fitting(sides);
  return fitting(outward(middle, window.up[points.length >> 1]) ? [sides[0]] : [sides[1]]);
}

/** A line of lettering on a baseline `rise` px above the course (below where negative). */
function row(line, { points, up }, rise) {
  const carried = points.map((p, i) => L.point(p.x + up[i].x * rise, p.y + up[i].y * rise));
  const overhang = Math.max(0, (line.width - lengthsAlong(carried).at(-1)) / 2);
  const baseline = extend(carried, overhang + 2 * STEP_PX);
  const ups = normals(baseline);
  const along = lengthsAlong(baseline);
  const margin = (along.at(-1) - line.width) / 2;
  const half = line.size * 0.55;
  const lift = line.size * 0.32; // from the baseline to the middle of the letters
  const boxes = [];
  baseline.forEach((point, i) => {
    if (along[i] < margin - STEP_PX || along[i] > margin + line.width + STEP_PX) return;
    const [x, y] = [point.x + ups[i].x * lift, point.y + ups[i].y * lift];
    boxes.push({ x0: x - half, y0: y - half, x1: x + half, y1: y + half });
  });
  return { line, d: curve(baseline), boxes, fits: overhang <= line.width * (1 - LEAST_SHARE) * 0.7 };
}

/** Run both ends straight on for `reach` px. */
function extend(points, reach) {
  const run = (end, inner) => {
    const length = end.distanceTo(inner) || 1;
    return Array.from({ length: Math.ceil(reach / STEP_PX) }, (_none, i) => {
      const share = ((i + 1) * STEP_PX) / length;
      return L.point(end.x + (end.x - inner.x) * share, end.y + (end.y - inner.y) * share);
    });
  };
  const at = Math.min(3, points.length - 1);
  return [...run(points[0], points[at]).reverse(), ...points, ...run(points.at(-1), points.at(-1 - at))];
}
