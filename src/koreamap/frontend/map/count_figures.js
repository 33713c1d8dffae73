// Which circles of a crowd have their figure in them, and where.

const HEIGHT_PX = 14; // of a figure, with the air around it
const DIGIT_PX = 7;
const AIR_PX = 4;
const ASIDE = 0.45; // of a radius: how far from the middle a figure may stand
const SPOTS = [0, 1, -1].flatMap((dy) => [0, 1, -1].map((dx) => [dx * ASIDE, dy * ASIDE])); // the middle first

/** @typedef {{ x: number, y: number, radius: number, figure: string }} Circle Its middle and radius, px of the map, and what it would say. */
/** @typedef {{ west: number, north: number, east: number, south: number }} Box px */

/**
 * Choose where the figures of circles stand: each wholly in its circle, where no other figure is and no edge of a smaller circle runs
 * through it. One that has no such spot is left out.
 *
 * @param {Circle[]} circles The largest first.
 * @returns {([number, number]|null)[]} For each, how far right of its middle and below it, px; null where it is left out.
 */
export function placeFigures(circles) {
  /** @type {Box[]} */
  const taken = [];
  return circles.map((circle, index) => {
    const smaller = circles.slice(index + 1);
    for (const [right, below] of SPOTS) {
      const box = boxAt(circle, right * circle.radius, below * circle.radius);
      if (!holds(circle, box) || taken.some((other) => meet(box, other)) || smaller.some((other) => crosses(other, box))) continue;
      taken.push(box);
      return [right * circle.radius, below * circle.radius];
    }
    return null;
  });
}

/** @returns {Box} */
function boxAt({ x, y, figure }, right, below) {
  const half = (DIGIT_PX * figure.length + AIR_PX) / 2;
  return { west: x + right - half, north: y + below - HEIGHT_PX / 2, east: x + right + half, south: y + below + HEIGHT_PX / 2 };
}

/** How far the farthest corner of a box is. */
function farthest({ x, y }, { west, north, east, south }) {
  return Math.hypot(Math.max(x - west, east - x), Math.max(y - north, south - y));
}

function holds(circle, box) {
  return farthest(circle, box) <= circle.radius;
}

function meet(box, other) {
  return box.west < other.east && other.west < box.east && box.north < other.south && other.north < box.south;
}

/** Whether the edge of a circle runs through a box, or the circle lies in it. */
function crosses(circle, box) {
  const { x, y, radius } = circle;
  const nearest = Math.hypot(x - Math.min(Math.max(x, box.west), box.east), y - Math.min(Math.max(y, box.north), box.south));
  return nearest < radius && farthest(circle, box) > radius;
}
