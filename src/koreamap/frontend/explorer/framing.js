// What a document names, for the map to show: a box around it, and the layers that draw it.

const WIDE = 1 / 4; // of the usual map: a state or a sea that is named says not where a text is at home

/**
 * Find where the places lie that are named, without those beyond the usual map and those that fill much of it.
 *
 * @param {Object} corpus As `buildCorpus` makes it.
 * @param {number[][]} bounds Of the usual map: south and west, north and east.
 * @returns {{box: number[]|null, layers: string[], features: Map<string, number>}} West, south, east, north, null where no such place is named; the layers of
 *   the places in it; and all features that are named, with how often.
 */
export function findNamed({ mentions, cards }, [[south, west], [north, east]]) {
  const named = [...mentions.values()].flatMap(({ features, layer }) => features.map((id) => ({ id, box: cards.get(id)?.bbox, layer })));
  const most = (north - south) * (east - west) * WIDE;
  const near = named.filter(({ box }) => {
    if (!box) return false;
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    return x >= west && x <= east && y >= south && y <= north && (box[2] - box[0]) * (box[3] - box[1]) <= most;
  });
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

/** The box around boxes, west, south, east, north; null for none. */
export function joinBoxes(boxes) {
  const known = boxes.filter(Boolean);
  if (!known.length) return null;
  return [0, 1, 2, 3].map((side) => Math[side < 2 ? 'min' : 'max'](...known.map((box) => box[side])));
}
