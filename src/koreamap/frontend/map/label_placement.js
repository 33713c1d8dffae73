// Placement: one name after the other, the most important first, each where it costs least and touches nothing.

import { attemptsAt, dotBox } from './label_candidates.js';
import { areClose } from './label_obstacles.js';

/** @import { Ink, Occupancy } from './label_obstacles.js' */

const MAX_COST = 13; // rather no name than one across several lines
const MAX_COST_OF_NAMED = 26; // what a document names is looked for
const SHORTER_COST = 3; // of each shorter wording
const INK_COST = 1.5;
const INK_COST_ON_COURSE = 0.3; // its halo keeps a name along a line legible
const STAY_GAIN = 3; // what stands still need not be found again
const STAY_PX = 25;
const EDGE_PX = 3;
const GAP_PX = 2;
const TWIN_PX = 60; // a town of the basemap so near its namesake is the same

/**
 * @typedef {object} Surroundings What names are placed among.
 * @property {Lettering.Box} view
 * @property {Occupancy} taken Grows with each name.
 * @property {Ink} ink
 * @property {Map<string, Lettering.Memory[]>} before Where names stood, by key.
 */

/**
 * Place names.
 *
 * @param {Lettering.Item[]} items Their keys differ; their order does not matter.
 * @param {Surroundings} surroundings
 * @returns {Lettering.Placed[]} By falling importance.
 */
export function placeNames(items, surroundings) {
  /** @type {Lettering.Placed[]} */
  const placed = [];
  for (const item of items.toSorted((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1))) {
    if (isNeedless(item, placed, surroundings)) continue;
    const { key, id, names, color } = item;
    const { text, chosen } = choose(item, surroundings);
    for (const candidate of chosen) {
      for (const box of candidate.boxes) surroundings.taken.add(box);
      if (candidate.dot) surroundings.taken.add(dotBox(candidate.dot));
      placed.push({ ...candidate, key, id, names, color, text });
    }
  }
  return placed;
}

/**
 * The basemap does not repeat a name, nor letter a town whose dot has no room.
 *
 * @param {Lettering.Item} item
 * @param {Lettering.Placed[]} placed
 * @param {Surroundings} surroundings
 */
function isNeedless({ names, shape }, placed, { taken }) {
  if (!('point' in shape)) return false;
  const isTown = shape.type === 'city';
  const reach = isTown ? TWIN_PX : Infinity;
  if (placed.some((other) => names.some((name) => other.names.includes(name)) && other.middle.distanceTo(shape.point) < reach)) return true;
  return isTown && !taken.isFree(dotBox(shape.point), 0);
}

/**
 * Write an item where it costs least; a shorter wording costs a little, and a line's course is tried first.
 *
 * @param {Lettering.Item} item
 * @param {Surroundings} surroundings
 * @returns {{text: Lettering.Text, chosen: Lettering.Candidate[]}}
 */
function choose(item, surroundings) {
  for (const attempt of attemptsAt(item.shape)) {
    const ways = item.texts.map((text, i) => {
      const chosen = chooseInGroups(item, attempt(text), surroundings);
      return { text, chosen, cost: i * SHORTER_COST + Math.min(...chosen.map(({ cost }) => cost)) };
    });
    const best = ways.filter(({ chosen }) => chosen.length).sort((a, b) => a.cost - b.cost)[0];
    if (best) return best;
  }
  return { text: item.texts[0], chosen: [] };
}

/**
 * The best of each group that does not touch those chosen already.
 *
 * @param {Lettering.Item} item
 * @param {Lettering.Groups} groups
 * @param {Surroundings} surroundings
 */
function chooseInGroups(item, groups, surroundings) {
  /** @type {Lettering.Candidate[]} */
  const chosen = [];
  for (const group of groups) {
    const best = bestOf(item, group, chosen, surroundings);
    if (best) chosen.push(best);
  }
  return chosen;
}

/**
 * @param {Lettering.Item} item
 * @param {Lettering.Candidate[]} candidates
 * @param {Lettering.Candidate[]} others
 * @param {Surroundings} surroundings
 */
function bestOf(item, candidates, others, surroundings) {
  const besides = others.flatMap(({ boxes }) => boxes);
  /** @param {Lettering.Box} box */
  const isFree = (box) => surroundings.taken.isFree(box, GAP_PX, item.id) && !besides.some((other) => areClose(box, other, GAP_PX));
  return candidates
    .filter(({ boxes }) => isWhole(boxes, surroundings.view))
    .map((candidate) => ({ ...candidate, cost: costOf(item, candidate, surroundings) }))
    .filter(({ cost, rows }) => rows || item.isSelected || cost <= (item.isNamed ? MAX_COST_OF_NAMED : MAX_COST)) // what is selected is named in any case
    .map((candidate) => ({ ...candidate, cost: candidate.cost - gainOf(candidate, surroundings.before.get(item.key)) }))
    .sort((a, b) => a.cost - b.cost)
    .find(({ boxes }) => boxes.every(isFree));
}

/**
 * What a candidate costs where it is: lines under it are dear.
 *
 * @param {Lettering.Item} item
 * @param {Lettering.Candidate} candidate
 * @param {Surroundings} surroundings
 */
function costOf({ id, shape }, { boxes, cost, rows }, { ink }) {
  const isOwnInk = rows || shape.type === 'area' || shape.type === 'symbol';
  const crossed = boxes.reduce((sum, box) => sum + ink.under(box, isOwnInk ? id : undefined), 0);
  return cost + crossed * (rows ? INK_COST_ON_COURSE : INK_COST);
}

/**
 * What a candidate gains by lying where the name stood, or not far along the line.
 *
 * @param {Lettering.Candidate} candidate
 * @param {Lettering.Memory[]} [stood]
 */
function gainOf({ index, rows, middle }, stood = []) {
  if (!rows) return stood.some((last) => last.index === index) ? STAY_GAIN : 0;
  return Math.max(0, ...stood.map((last) => STAY_GAIN * (1 - middle.distanceTo(last.middle) / STAY_PX)));
}

/**
 * Wholly in the view or wholly outside: nothing is cut by its edge.
 *
 * @param {Lettering.Box[]} boxes
 * @param {Lettering.Box} view
 */
function isWhole(boxes, view) {
  const inner = { x0: EDGE_PX, y0: EDGE_PX, x1: view.x1 - EDGE_PX, y1: view.y1 - EDGE_PX };
  /** @type {(box: Lettering.Box) => boolean} */
  const isIn = ({ x0, y0, x1, y1 }) => x0 > inner.x0 && y0 > inner.y0 && x1 < inner.x1 && y1 < inner.y1;
  return boxes.every(isIn) || !boxes.some((box) => areClose(box, view, 0));
}
