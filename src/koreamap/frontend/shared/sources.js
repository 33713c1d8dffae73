// A list of sources, as a place's card and a finding show it: a line each, the rest folded.

import { make } from './dom.js';
import { gettext } from './messages.js';

/**
 * Set a list of sources.
 *
 * @param {{title: string, line: string, rows: [string, string][]}[]} sources As Python describes them.
 * @returns {HTMLElement} A list.
 */
export function makeSourceList(sources) {
  return make('ul', { class: 'sources' }, sources.map(makeSource));
}

function makeSource({ title, line, rows }) {
  const heads = [make('bdi', { class: 'source-title' }, title), make('bdi', { class: 'source-line' }, line)];
  if (!rows.length) return make('li', {}, ...heads);
  const known = rows.flatMap(([label, words]) => [
    make('dt', { 'data-row': label }, gettext(label)),
    make('dd', { 'data-row': label }, make('bdi', {}, words)),
  ]);
  return make('li', {}, make('details', { class: 'source' }, make('summary', {}, ...heads), make('dl', { class: 'source-rows' }, known)));
}
