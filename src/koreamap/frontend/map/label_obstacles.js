// What lettering keeps off: boxes that are taken, which no name may touch, and drawn lines, which it should not cross.

const CELL_PX = 48;
const INK_PX = 6;

/** Boxes already taken, found again by a coarse grid. */
export class Occupancy {
  /** @type {Map<number, Lettering.Taken[]>} */
  #cells = new Map();

  /** @param {Lettering.Taken} box */
  add(box) {
    for (const key of cellsOf(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  /**
   * Whether nothing lies within `margin` px of a box; its own symbol may be closer, but not under it.
   *
   * @param {Lettering.Box} box
   * @param {number} margin
   * @param {string} [ownId]
   */
  isFree(box, margin, ownId) {
    /** @param {Lettering.Taken} other */
    const isInTheWay = (other) => areClose(box, other, ownId !== undefined && other.ownerId === ownId ? 0 : margin);
    return cellsOf(box).every((key) => !this.#cells.get(key)?.some(isInTheWay));
  }
}

/**
 * Whether two boxes overlap or lie less than `margin` px apart.
 *
 * @param {Lettering.Box} box
 * @param {Lettering.Box} other
 * @param {number} margin
 */
export function areClose(box, other, margin) {
  const isBeside = box.x0 >= other.x1 + margin || box.x1 <= other.x0 - margin;
  return !isBeside && box.y0 < other.y1 + margin && box.y1 > other.y0 - margin;
}

/** @param {Lettering.Box} box */
function cellsOf({ x0, y0, x1, y1 }) {
  const keys = [];
  for (let column = Math.floor((x0 - 3) / CELL_PX); column <= Math.floor((x1 + 3) / CELL_PX); column += 1) {
    for (let row = Math.floor((y0 - 3) / CELL_PX); row <= Math.floor((y1 + 3) / CELL_PX); row += 1) keys.push(cellKey(column, row));
  }
  return keys;
}

/**
 * @param {number} column
 * @param {number} row
 */
function cellKey(column, row) {
  return (column + 5000) * 10000 + row + 5000;
}

/** Which small squares are crossed by drawn lines, and by whose. */
export class Ink {
  /** @type {Map<number, Set<string>>} */
  #cells = new Map();

  /**
   * @param {string} id Whose line it is.
   * @param {L.Point[]} points Closer to each other than a square is wide.
   */
  add(id, points) {
    for (const { x, y } of points) {
      const key = cellKey(Math.floor(x / INK_PX), Math.floor(y / INK_PX));
      const ids = this.#cells.get(key);
      if (ids) ids.add(id);
      else this.#cells.set(key, new Set([id]));
    }
  }

  /**
   * How many squares under a box carry another feature's line.
   *
   * @param {Lettering.Box} box
   * @param {string|undefined} ownId Whose line does not count.
   */
  under(box, ownId) {
    let count = 0;
    for (let column = Math.floor(box.x0 / INK_PX); column <= Math.floor(box.x1 / INK_PX); column += 1) {
      for (let row = Math.floor(box.y0 / INK_PX); row <= Math.floor(box.y1 / INK_PX); row += 1) {
        const ids = this.#cells.get(cellKey(column, row));
        if (ids && (ids.size > 1 || ownId === undefined || !ids.has(ownId))) count += 1;
      }
    }
    return count;
  }
}
