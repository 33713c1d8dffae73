// Names along a line's course: English above and Hangul below it, where it runs straight enough to be read.

import { extend, lengthsAlong, normals, resample, smooth } from './label_geometry.js';
import { L } from './leaflet.js';

const STEP_PX = 6; // between sampled points of a line
const REPEAT_PX = 700; // a line is named again after so much of it
const MAX_TURN = 1.6; // radians over the whole name
const MAX_SPREAD = 0.6; // radians of an arch under three letters or so, which spreads them
const MAX_SQUEEZE = 0.36; // the same of a bowl, which squeezes them
const BEND_SAMPLES = 4;
const LEAST_SHARE = 0.84; // of a name that the line must carry; the rest runs straight on
const MAX_GAP_PX = 16;

/** @typedef {(at: L.Point, up: L.Point) => boolean} Outward */
/** @typedef {{points: L.Point[], up: L.Point[], turn: number, above: number, below: number}} Course Left to right. */

/**
 * Along a visible stretch of a line: groups of candidates, of each of which one is taken.
 *
 * @param {Lettering.Text} text
 * @param {L.Point[]} stretch
 * @param {{clearance: number, outward?: Outward}} terms
 * @returns {Lettering.Groups}
 */
export function alongLine(text, stretch, { clearance, outward }) {
  const raw = resample(stretch, STEP_PX);
  const { size } = text.lines[0];
  const course = smooth(smooth(raw, Math.round((size * 1.6) / STEP_PX)), Math.round((size * 2.4) / STEP_PX));
  const along = lengthsAlong(course);
  const length = along[along.length - 1];
  const count = Math.max(1, Math.floor(length / REPEAT_PX));
  /** @type {Lettering.Groups} */
  const groups = Array.from({ length: count }, () => []);
  for (let from = 0, to = 0; from < raw.length; from += 2) {
    while (to < raw.length && along[to] - along[from] < text.width * LEAST_SHARE) to += 1;
    if (to >= raw.length) break;
    const centre = ((along[from] + along[to]) / 2 / length) * count;
    const at = Math.min(count - 1, Math.floor(centre));
    const part = readCourse(raw.slice(from, to + 1), course.slice(from, to + 1));
    if (part) groups[at].push(...sidesOf(text, part, { clearance, outward, centring: Math.abs(centre - at - 0.5) }));
  }
  return groups;
}

/**
 * Read a part of a line from left to right; null where it turns too much for lettering.
 *
 * @param {L.Point[]} raw As it is drawn.
 * @param {L.Point[]} course Smoothed.
 * @returns {Course|null}
 */
function readCourse(raw, course) {
  if (course[course.length - 1].x < course[0].x) {
    course.reverse();
    raw.reverse();
  }
  const up = normals(course);
  const turns = up.map((normal, i) => (i ? Math.asin(Math.max(-1, Math.min(1, up[i - 1].x * normal.y - up[i - 1].y * normal.x))) : 0));
  const turn = turns.reduce((sum, angle) => sum + Math.abs(angle), 0);
  const bends = turns.map((_angle, i) => turns.slice(i, i + BEND_SAMPLES).reduce((sum, angle) => sum + angle, 0));
  if (turn > MAX_TURN || Math.max(...bends) > MAX_SPREAD || Math.min(...bends) < -MAX_SQUEEZE) return null;
  const offsets = course.map((p, i) => (raw[i].x - p.x) * up[i].x + (raw[i].y - p.y) * up[i].y);
  return { points: course, up, turn, above: Math.max(0, ...offsets), below: Math.max(0, ...offsets.map((value) => -value)) };
}

/**
 * English above and Hangul below the line, or English alone on either side.
 *
 * @param {Lettering.Text} text
 * @param {Course} course
 * @param {{clearance: number, outward?: Outward, centring: number}} terms
 * @returns {Lettering.Candidate[]}
 */
function sidesOf({ lines: [english, hangul] }, course, { clearance, outward, centring }) {
  const { turn, above, below, points, up } = course;
  const [gapAbove, gapBelow] = [clearance + above, clearance + below];
  if (gapAbove > MAX_GAP_PX && gapBelow > MAX_GAP_PX) return [];
  const at = points.length >> 1;
  const cost = turn * 6 + centring * 6 + (above + below) * 0.35;
  /** @type {(rows: Lettering.Row[], extra?: number) => Lettering.Candidate[]} */
  const candidate = (rows, extra = 0) => {
    if (!rows.every(({ fits }) => fits)) return [];
    return [{ rows, boxes: rows.flatMap(({ boxes }) => boxes), cost: cost + extra, middle: points[at] }];
  };
  const over = () => setRow(english, course, gapAbove + english.size * 0.12);
  /** @type {(line: Lettering.Line) => Lettering.Row} */
  const under = (line) => setRow(line, course, -(gapBelow + line.size * 0.82));
  if (hangul) return candidate([over(), under(hangul)]);
  if (!outward) return [...candidate([over()]), ...candidate([under(english)], 2)];
  return outward(points[at], up[at]) ? candidate([over()]) : candidate([under(english)], 2);
}

/**
 * Set a line of lettering on a baseline `rise` px above the course, or below it where negative.
 *
 * @param {Lettering.Line} line
 * @param {Course} course
 * @param {number} rise
 * @returns {Lettering.Row}
 */
function setRow(line, { points, up }, rise) {
  const carried = points.map((p, i) => L.point(p.x + up[i].x * rise, p.y + up[i].y * rise));
  const overhang = Math.max(0, (line.width - (lengthsAlong(carried).at(-1) ?? 0)) / 2);
  const baseline = extend(carried, overhang + 2 * STEP_PX, STEP_PX);
  return { line, baseline, boxes: letterBoxes(line, baseline), fits: overhang <= line.width * (1 - LEAST_SHARE) * 0.7 };
}

/**
 * The boxes that the letters take which are centred on a baseline.
 *
 * @param {Lettering.Line} line
 * @param {L.Point[]} baseline
 */
function letterBoxes({ width, size }, baseline) {
  const ups = normals(baseline);
  const along = lengthsAlong(baseline);
  const margin = (along[along.length - 1] - width) / 2;
  const half = size * 0.55;
  const lift = size * 0.32; // from the baseline to the middle of the letters
  return baseline.flatMap((point, i) => {
    if (along[i] < margin - STEP_PX || along[i] > margin + width + STEP_PX) return [];
    const [x, y] = [point.x + ups[i].x * lift, point.y + ups[i].y * lift];
    return [{ x0: x - half, y0: y - half, x1: x + half, y1: y + half }];
  });
}
