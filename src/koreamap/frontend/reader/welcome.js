// What the feature tab says while nothing is selected.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { makeName } from '../shared/names.js';
import { drawSymbol } from '../shared/symbols.js';
import { makeChip } from './card.js';

/**
 * Set the welcome.
 *
 * @param {Object} corpus Layers, places and documents.
 * @param {Object} ways `openPlace(placeId)`, `openDocument(documentId)`, and the `tour`.
 * @returns {HTMLElement} An article.
 */
export function makeWelcome(corpus, { openPlace, openDocument, tour }) {
  const core = [...corpus.layers.values()].filter((layer) => layer.group === 'main').sort((a, b) => b.order - a.order);
  return make(
    'article',
    { class: 'welcome' },
    make('h2', { class: 'card-title' }, gettext('Where is that, and who says so?')),
    make(
      'p',
      {},
      gettext('Click a line, a zone, an island or a base on the map, and here stand the sentences that name it.'),
      ' ',
      gettext('Or open a document: every place it names is marked, and a click shows where that is.'),
    ),
    ...tour.elementBeside(null),
    make('h3', { class: 'eyebrow' }, gettext('On the map')),
    make(
      'dl',
      { class: 'core' },
      core.flatMap((layer) => makeLayerRow(corpus, layer, openPlace)),
    ),
    make('h3', { class: 'eyebrow' }, gettext('To read')),
    make(
      'ul',
      { class: 'works' },
      [...corpus.documents.values()].map((record) => makeWork(record, openDocument)),
    ),
  );
}

function makeLayerRow(corpus, layer, openPlace) {
  const places = [...corpus.places.values()].filter((place) => place.layer === layer.id || isGroupOf(corpus, place, layer));
  if (!places.length) return [];
  const groups = (place) => (place.members?.length ? 0 : 1);
  const count = (place) => corpus.mentionsOf(place.id).length;
  places.sort((a, b) => groups(a) - groups(b) || count(b) - count(a));
  const chips = make(
    'div',
    { class: 'chips' },
    places.map((place) => makeChip(corpus, place, openPlace, { plain: true })),
  );
  return [
    make('dt', {}, drawSymbol(layer)),
    make('dd', {}, places.length > 1 ? make('p', { class: 'core-title' }, makeName(layer)) : null, chips),
  ];
}

function isGroupOf(corpus, place, layer) {
  return !place.layer && place.members?.length && place.members.every((id) => corpus.places.get(id)?.layer === layer.id);
}

function makeWork(record, openDocument) {
  return make(
    'li',
    {},
    make(
      'button',
      { type: 'button', class: 'work', 'data-document': record.id, click: () => openDocument(record.id) },
      make('bdi', {}, record.short_title),
    ),
    make('bdi', { class: 'citation' }, record.citation),
  );
}
