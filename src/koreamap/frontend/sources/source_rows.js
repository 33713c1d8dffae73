// Which sources there are, and what rests on each of them. Pure.

import { foldText } from '../reader/folding.js';
import { N_ } from '../shared/messages.js';

/**
 * @typedef {object} SourceRow
 * @property {string} id
 * @property {Object} source As Python describes it.
 * @property {string[]} layers Whose geometry rests on it, by id.
 * @property {string[]} places Whose card names it, or a statement on it, by id.
 * @property {string[]} claims Whose finding names it, by id.
 * @property {string} folded All its words, folded.
 */

/**
 * List the sources by their titles.
 *
 * @param {Object} corpus With its cards and findings.
 * @returns {SourceRow[]}
 */
export function listSources({ cards, findings, layers, matters, sources }) {
  const statements = ({ matters: ids = [] }) => ids.flatMap((id) => matters.get(id)?.statements ?? []);
  const told = [...cards.values()].map((card) => ({ id: card.id, sources: [card, ...statements(card)].flatMap((one) => one.sources) }));
  const naming = (records, id) =>
    [...records].filter((record) => record.sources.some((source) => source.id === id)).map((record) => record.id);
  const rows = [...sources].map(([id, source]) => ({
    id,
    source,
    layers: [...layers.values()].filter(({ source_ids: ids }) => ids?.includes(id)).map((layer) => layer.id),
    places: naming(told, id),
    claims: naming(findings.values(), id),
    folded: fold([source.title, source.line, ...source.rows.map(([, words]) => words)].join(' ')),
  }));
  return rows.sort((a, b) => Number(a.folded > b.folded) - 0.5);
}

/**
 * Choose rows.
 *
 * @param {SourceRow[]} rows
 * @param {{words: string, grade: string}} wish Words that must all occur, and what kind of source; empty for any.
 */
export function selectSources(rows, { words, grade }) {
  const wanted = fold(words).split(' ').filter(Boolean);
  return rows.filter((row) => (!grade || row.source.grade === grade) && wanted.every((word) => row.folded.includes(word)));
}

/** The grades that there are, from what those who acted wrote down to none. */
export function listGrades(rows) {
  const order = [
    N_('primary source'),
    N_('official source'),
    N_('scholarly source'),
    N_('press'),
    N_('data set'),
    N_('tertiary source'),
    N_('own work'),
    N_('given by its user'),
    N_('no source'),
  ];
  const found = [...new Set(rows.map(({ source }) => source.grade))];
  return found.sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

function fold(words) {
  return foldText(words).folded.replaceAll('-', ' ');
}
