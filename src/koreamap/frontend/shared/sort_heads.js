// The heads of a table that is sorted by a click on them.

import { make } from './dom.js';

/**
 * @typedef {object} Column
 * @property {string} id
 * @property {string} title
 * @property {string} [hint] How it sorts, where its title does not say so.
 * @property {boolean} [isNumber]
 */

/**
 * @param {Column[]} columns
 * @param {(column: string, isNumber: boolean) => void} sort
 * @returns {HTMLTableCellElement[]}
 */
export function makeHeads(columns, sort) {
  return columns.map(({ id, title, hint = null, isNumber = false }) => {
    const name = make('bdi', { lang: null, dir: null }, title);
    const way = make('span', { class: 'way', 'aria-hidden': 'true' });
    const button = make('button', { type: 'button', title: hint, click: () => sort(id, isNumber) }, name, way);
    return make('th', { scope: 'col', class: isNumber ? 'col-count' : `col-${id}`, 'data-column': id }, button);
  });
}

/** Say which of the heads the rows stand by. */
export function markHeads(heads, sort) {
  for (const head of heads) {
    const { column } = head.dataset;
    head.setAttribute('aria-sort', sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : 'none');
  }
}
