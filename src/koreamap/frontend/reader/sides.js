// What each side said of a matter: two columns of equal room where there is width, else one list; by date in both.

import { findAll, make } from '../shared/dom.js';
import { gettext, ngettext } from '../shared/messages.js';
import { makeName, makeTerm } from '../shared/names.js';
import { makeSourceList } from '../shared/sources.js';
import { told } from '../shared/vocabulary.js';

/**
 * Set the matters that a card tells of.
 *
 * @param {Object} corpus For the matters.
 * @param {{matters?: string[]}} card
 * @param {{openPlace: (id: string) => void, showSides: (matter: string) => void}} ways
 * @returns {HTMLElement|null} A fold; null where there is none to tell of.
 */
export function makeSides(corpus, { matters }, ways) {
  const known = (matters ?? []).map((id) => corpus.matters.get(id)).filter(Boolean);
  if (!known.length) return null;
  return make(
    'details',
    { class: 'fold sides' },
    make('summary', {}, gettext('Both sides')),
    known.map((matter) => makeMatter(matter, ways)),
  );
}

/** Say which matter's lines are on the map, and open the fold that tells of it. */
export function markSides(panel, shown) {
  for (const button of findAll(panel, '.sides-show')) {
    const isShown = button.dataset.matter === shown;
    button.setAttribute('aria-pressed', String(isShown));
    if (isShown) button.closest('details')?.setAttribute('open', '');
  }
}

function makeMatter({ id, title, sides, statements, features }, { openPlace, showSides }) {
  const button = make(
    'button',
    { type: 'button', class: 'chip sides-show', 'data-matter': id, 'aria-pressed': 'false', click: () => showSides(id) },
    gettext('Show both on the map'),
  );
  const heads = sides.map((side, number) => make('h3', { class: 'side-title', 'data-side': String(number) }, makeTerm(side)));
  return make(
    'div',
    { class: 'matter' },
    make('div', { class: 'matter-head' }, make('p', {}, makeTerm(title)), features.length ? button : null),
    make(
      'div',
      { class: 'statements' },
      heads,
      statements.map((statement) => makeStatement(statement, openPlace)),
    ),
  );
}

function makeStatement(statement, openPlace) {
  const { side, party, said, sources, draws } = statement;
  const drawn = draws.map((place) =>
    make('button', { type: 'button', class: 'side-draws', 'data-place': place.id, click: () => openPlace(place.id) }, makeName(place)),
  );
  const count = ngettext('{count} source', '{count} sources', sources.length);
  return make(
    'article',
    { class: 'statement', 'data-side': String(side) },
    make('p', { class: 'statement-head' }, make('strong', {}, told(statement, 'date')), ' · ', makeTerm(party)),
    make('p', { class: 'said' }, make('bdi', {}, said)),
    drawn.length
      ? make(
          'p',
          { class: 'side-drawn' },
          gettext('On the map: '),
          drawn.flatMap((chip, at) => (at ? [', ', chip] : [chip])),
        )
      : null,
    sources.length ? make('details', { class: 'statement-sources' }, make('summary', {}, count), makeSourceList(sources)) : null,
  );
}
