// What a document names, for the map to show: a box around it, and the layers that draw it.

import { isAtHome, joinBoxes } from '../map/frame.js';

/**
 * Find where the places lie that are named, without those beyond the usual map and those that fill much of it.
 *
 * @param {Object} corpus As `buildCorpus` makes it.
 * @param {number[][]} bounds Of the usual map: south and west, north and east.
 * @returns {{box: number[]|null, layers: string[], features: Map<string, number>}} West, south, east, north, null where no such place is named; the layers of
 *   the places in it; and all features that are named, with how often.
 */
export function findNamed({ mentions, cards }, bounds) {
  const named = [...mentions.values()].flatMap(({ features, layer }) => features.map((id) => ({ id, box: cards.get(id)?.bbox, layer })));
  const near = named.filter(({ box }) => box && isAtHome(box, bounds));
  return {
    box: joinBoxes(near.map(({ box }) => box)),
    layers: [...new Set(near.map(({ layer }) => layer))],
    features: countEach(named.map(({ id }) => id)),
  };
}

/** @param {string[]} ids */
function countEach(ids) {
  const counts = new Map();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
