// The order of a table's rows: a column, with a minus before it for the greatest first. Pure.

/** The order that a click on a column's head asks for: a column of numbers begins with the greatest, the same again turns it. */
export function turnSort(sort, column, isNumber = false) {
  const first = isNumber ? `-${column}` : column;
  if (sort !== first) return first;
  return isNumber ? column : `-${column}`;
}

/**
 * Put rows in order; equals keep theirs.
 *
 * @template T
 * @param {T[]} rows
 * @param {string} sort
 * @param {(column: string) => (row: T) => string|number|null} keyOf What a column sorts by; null comes last in either direction.
 * @returns {T[]}
 */
export function sortRows(rows, sort, keyOf) {
  const way = sort.startsWith('-') ? -1 : 1;
  const key = keyOf(sort.replace(/^-/, ''));
  const known = rows.filter((row) => key(row) !== null);
  return [...known.sort((a, b) => way * compare(key(a), key(b))), ...rows.filter((row) => key(row) === null)];
}

function compare(a, b) {
  if (typeof a === 'number') return a - b;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
