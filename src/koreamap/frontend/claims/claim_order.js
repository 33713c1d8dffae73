// In which order the claims stand: what was tested first, what nothing here can test after it. Pure.

import { VERDICTS } from '../reader/verdict.js';
import { sortRows, turnSort } from '../shared/sorting.js';

export const FIRST_SORT = 'document'; // and within each document by verdict

const UNTESTED = 'not testable';
const COLUMNS = ['claim', 'document', 'verdict', 'figure'];

/** Whether claims can be sorted so. */
export function isOrder(sort) {
  return COLUMNS.includes(sort.replace(/^-/, ''));
}

/** The order after a click on a column's head; empty for the first one. */
export function turnOrder(sort, column) {
  const turned = turnSort(sort || FIRST_SORT, column);
  return turned === FIRST_SORT ? '' : turned;
}

/**
 * Put claims in order.
 *
 * @param {Object[]} claims In the order of the text.
 * @param {string[]} documents Their ids, in order.
 * @param {string} sort A column, with a minus before it for the last first; empty for document and verdict.
 * @returns {{tested: Object[], untested: Object[]}}
 */
export function orderClaims(claims, documents, sort) {
  const places = new Map(claims.map((claim, at) => [claim, at]));
  const keys = {
    claim: (claim) => places.get(claim),
    document: ({ document }) => documents.indexOf(document),
    verdict: ({ verdict }) => VERDICTS.indexOf(verdict),
    figure: ({ figure_text: text }) => (text ? widen(text) : null),
  };
  const keyOf = (column) => keys[column];
  const first = sortRows(sortRows(claims, 'verdict', keyOf), FIRST_SORT, keyOf);
  const all = sortRows(first, sort || FIRST_SORT, keyOf);
  return { tested: all.filter(({ verdict }) => verdict !== UNTESTED), untested: all.filter(({ verdict }) => verdict === UNTESTED) };
}

/** Numbers that begin or stand within words, made to sort by their size. */
function widen(text) {
  return text
    .toLowerCase()
    .replaceAll(/(?<=\d),(?=\d{3})/g, '')
    .replaceAll(/\d+/g, (digits) => digits.padStart(9, '0'));
}
