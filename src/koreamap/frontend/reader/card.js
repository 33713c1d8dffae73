// The card of a place: what it is, since when, how exactly known, by whose word.

import { makeLinkButton } from '../shared/copying.js';
import { make } from '../shared/dom.js';
import { addressOf } from '../shared/fetch.js';
import { makeFileLink } from '../shared/layer_file.js';
import { gettext, language, N_, ngettext } from '../shared/messages.js';
import { makeName, makeNames, nameOf } from '../shared/names.js';
import { makeSourceList } from '../shared/sources.js';
import { drawSymbol, lookOf } from '../shared/symbols.js';
import { inkOf } from '../shared/theme.js';
import { say, sayAll, told } from '../shared/vocabulary.js';
import { makeNote } from './note_fold.js';
import { makeSides } from './sides.js';
import { citePlace, makeCitationButtons, makeFeatureButton, makeTakeFold } from './take_along.js';

const NAME_SYSTEMS = {
  english: N_('English'),
  hangul: N_('Hangul'),
  hanja: N_('Hanja'),
  'revised-romanization': N_('Revised Romanization'),
  'mccune-reischauer': N_('McCune–Reischauer'),
  acronym: N_('acronym'),
  document: N_('as a document spells it'),
  demonym: N_('its people'),
  local: N_('local'),
};

/**
 * Set a card.
 *
 * @param {Object} corpus For the layer's look and the members' titles.
 * @param {Object} card As Python sends it.
 * @param {{openPlace: (id: string) => void, showSides: (matter: string) => void, linkOf: (page: string, search: string) => string}} ways `openPlace` is called with the id of a member, a hub or a line
 *   that a side drew.
 * @returns {HTMLElement} An article.
 */
export function makeCard(corpus, card, ways) {
  const layer = corpus.layerOf(card.id) ?? card.layer;
  const look = layer && lookOf(layer, { status: card.status?.join('; ') });
  const article = make(
    'article',
    { class: 'card', 'data-place': card.id },
    make('h2', { class: 'card-title' }, makeNames(card)),
    make('p', { class: 'card-line' }, drawSymbol(look), joined([say(card.kind), sayAll(card.status ?? [])], ' · ')),
    ...[factsOf(card)].filter(Boolean).map((facts) => make('p', { class: 'card-line facts' }, facts)),
    makeNote(card, doubtOf(card)),
    makeRelated(corpus, card, ways.openPlace),
    make(
      'div',
      { class: 'card-folds' },
      makeSides(corpus, card, ways),
      makeStretches(card),
      makeNameList(card),
      makeSources(card),
      ...makeShare(corpus, card, { layer, linkOf: ways.linkOf }),
    ),
  );
  article.style.setProperty('--ink', inkOf(layer?.id));
  return article;
}

/** What can be taken along: the place's features, its citation, the file of its layer, and the link to it. */
function makeShare(corpus, card, { layer, linkOf }) {
  const { id, sources } = card;
  const findLink = () => linkOf('explore', `?${new URLSearchParams({ feature: id })}`);
  const path = corpus.files.get(layer?.id);
  const choose = (citations) => [citePlace(citations, card), ...sources.map((source) => citations.sources[source.id])];
  return [
    makeTakeFold(
      [gettext('This place'), [makeFeatureButton(corpus, card)]],
      [gettext('Its citation'), makeCitationButtons(corpus.citations, { name: `place-${id}`, title: nameOf(card), choose, findLink })],
      [gettext('The whole layer'), path ? [makeFileLink(layer, addressOf(path), 'chip', 'GeoJSON')] : []],
    ),
    make('div', { class: 'share' }, makeLinkButton({ what: gettext('this place'), look: 'chip', findLink })),
  ];
}

function joined(parts, glue) {
  return parts.flat().filter(Boolean).join(glue);
}

function doubtOf({ accuracy_note: doubt }) {
  return doubt ? make('p', { class: 'card-line facts doubt' }, make('bdi', {}, doubt)) : null;
}

function factsOf(card) {
  const [whole, land] = [measure(card.length_km, 'km'), measure(card.length_land_km, 'km')];
  const lengths = [whole && gettext('{length} long', { length: whole }), land && gettext('{length} of it over land', { length: land })];
  const area = measure(card.area_km2, 'km²');
  return joined([told(card, 'dates'), joined(lengths, ', '), area, told(card, 'accuracy')], ' · ');
}

function measure(value, unit) {
  if (typeof value !== 'number') return '';
  const digits = value < 10 ? 2 : value < 1000 ? 1 : 0;
  return `${value.toLocaleString(language(), { maximumFractionDigits: digits })}\u00a0${unit}`;
}

function makeRelated(corpus, card, openPlace) {
  const hub = card.hub ? [{ id: card.hub, title: card.hub }] : [];
  const chips = [...(card.members ?? []), ...hub].map((place) => makeChip(corpus, place, openPlace));
  if (!chips.length) return null;
  const label = card.members?.length ? gettext('Consists of') : gettext('Belongs to');
  return make('div', { class: 'related' }, make('span', { class: 'eyebrow' }, label), make('div', { class: 'chips' }, chips));
}

/**
 * Make a chip that opens a place.
 *
 * @param {Object} corpus For its layer's look and its mentions.
 * @param {Object} place `id` and `title`.
 * @param {(value: string) => void} openPlace Called with the id.
 * @param {Object} options `plain`: without the layer's symbol.
 */
export function makeChip(corpus, { id, title }, openPlace, { plain = false } = {}) {
  const place = corpus.places.get(id) ?? { title };
  const count = corpus.mentionsOf(id).length;
  const symbol = plain ? null : drawSymbol(corpus.layerOf(id));
  const says = `${nameOf(place)}, ${ngettext('{count} mention', '{count} mentions', count)}`;
  return make(
    'button',
    { type: 'button', class: 'chip', 'data-place': id, title: says, click: () => openPlace(id) },
    symbol,
    makeName(place),
    count ? make('span', { class: 'count' }, String(count)) : null,
  );
}

function makeFold(title, ...children) {
  return make('details', { class: 'fold' }, make('summary', {}, title), ...children);
}

function makeStretches(card) {
  if (!card.stretches?.length) return null;
  const rows = card.stretches.map((words) => make('li', {}, make('bdi', {}, words)));
  return makeFold(gettext('Accuracy by stretch'), make('ul', { class: 'stretches' }, rows));
}

function makeNameList(card) {
  if (!card.names?.length) return null;
  const rows = card.names.map(({ text, lang, system, used_by: side }) => [
    make('dt', { lang }, make('bdi', { lang }, text)),
    make('dd', {}, nameSystem(system), side ? [' · ', gettext('used by'), ' ', make('bdi', {}, side)] : null),
  ]);
  return makeFold(gettext('Names'), make('dl', { class: 'names' }, rows.flat()));
}

function nameSystem(system) {
  return system ? gettext(NAME_SYSTEMS[system] ?? system) : '';
}

function makeSources(card) {
  if (!card.sources?.length && !card.method) return null;
  return makeFold(
    gettext('Sources and method'),
    card.method ? make('p', { class: 'method' }, make('bdi', {}, card.method)) : null,
    makeSourceList(card.sources ?? []),
  );
}
