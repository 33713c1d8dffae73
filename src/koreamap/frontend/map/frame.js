// Where what is named lies: a box around it, without what is beyond the usual map and what fills much of it.

const WIDE = 1 / 4; // of the usual map: a state or a sea that is named says not where a text is at home
const LEAST_DEG = 1; // a town alone is shown with the land around it

/** @typedef {[number, number, number, number]} Box West, south, east, north, degrees. */

/**
 * Tell whether a box says where a text is at home.
 *
 * @param {Box} box
 * @param {number[][]} bounds Of the usual map: south and west, north and east.
 */
export function isAtHome(box, [[south, west], [north, east]]) {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const most = (north - south) * (east - west) * WIDE;
  return x >= west && x <= east && y >= south && y <= north && (box[2] - box[0]) * (box[3] - box[1]) <= most;
}

/**
 * The box around boxes; null for none.
 *
 * @param {(Box|null|undefined)[]} boxes
 * @returns {Box|null}
 */
export function joinBoxes(boxes) {
  const known = boxes.filter(Boolean);
  if (!known.length) return null;
  const side = (at) => Math[at < 2 ? 'min' : 'max'](...known.map((box) => box[at]));
  return [side(0), side(1), side(2), side(3)];
}

/**
 * The box around those boxes that say where a text is at home, no smaller than makes a map; null for none.
 *
 * @param {Box[]} boxes
 * @param {number[][]} bounds Of the usual map.
 * @returns {Box|null}
 */
export function findFrame(boxes, bounds) {
  const box = joinBoxes(boxes.filter((each) => isAtHome(each, bounds)));
  if (!box) return null;
  const [west, south, east, north] = box;
  const [right, up] = [(LEAST_DEG - (east - west)) / 2, (LEAST_DEG - (north - south)) / 2].map((lack) => Math.max(0, lack));
  return [west - right, south - up, east + right, north + up];
}
