// The card of a place: what it is, since when, how exactly known, by whose word.

import { make } from '../shared/dom.js';
import { makeFileLink } from '../shared/layer_file.js';
import { makeSourceList } from '../shared/sources.js';
import { drawSymbol, lookOf } from '../shared/symbols.js';
import { inkOf } from '../shared/theme.js';
import { makeNote } from './note_fold.js';

const NAME_SYSTEMS = {
  english: 'English',
  hangul: 'Hangul',
  hanja: 'Hanja',
  'revised-romanization': 'Revised Romanization',
  'mccune-reischauer': 'McCune–Reischauer',
  acronym: 'acronym',
  document: 'as a document spells it',
  demonym: 'its people',
};

/**
 * Set a card.
 *
 * @param {Object} corpus For the layer's look and the members' titles.
 * @param {Object} card As Python sends it.
 * @param {(value: string) => void} openPlace Called with a member's or hub's id.
 * @returns {HTMLElement} An article.
 */
export function makeCard(corpus, card, openPlace) {
  const layer = corpus.layerOf(card.id) ?? card.layer;
  const look = layer && lookOf(layer, { status: card.status?.join('; ') });
  const article = make(
    'article',
    { class: 'card', 'data-place': card.id },
    make(
      'h2',
      { class: 'card-title' },
      make('bdi', {}, card.title),
      card.hangul ? make('bdi', { class: 'hangul', lang: 'ko' }, card.hangul) : null,
    ),
    make('p', { class: 'card-line' }, drawSymbol(look), joined([card.kind, joined([card.status], ', ')], ' · ')),
    ...[factsOf(card)].filter(Boolean).map((facts) => make('p', { class: 'card-line facts' }, facts)),
    makeNote(card, doubtOf(card)),
    makeRelated(corpus, card, openPlace),
    make('div', { class: 'card-folds' }, makeStretches(card), makeNames(card), makeSources(card), makeFile(corpus, layer)),
  );
  article.style.setProperty('--ink', inkOf(layer?.id));
  return article;
}

function makeFile(corpus, layer) {
  const path = corpus.files.get(layer?.id);
  return path ? make('div', {}, make('span', { class: 'eyebrow' }, 'Layer'), makeFileLink(layer, path)) : null;
}

function joined(parts, glue) {
  return parts.flat().filter(Boolean).join(glue);
}

function doubtOf({ accuracy_note: doubt }) {
  return doubt ? make('p', { class: 'card-line facts doubt' }, make('bdi', {}, doubt)) : null;
}

function factsOf(card) {
  const length = joined([measure(card.length_km, 'km long'), measure(card.length_land_km, 'km of it over land')], ', ');
  const area = measure(card.area_km2, 'km²');
  return joined([card.dates, length, area, card.accuracy], ' · ');
}

function measure(value, unit) {
  if (typeof value !== 'number') return '';
  const digits = value < 10 ? 2 : value < 1000 ? 1 : 0;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })}\u00a0${unit}`;
}

function makeRelated(corpus, card, openPlace) {
  const hub = card.hub ? [{ id: card.hub, title: corpus.places.get(card.hub)?.title ?? card.hub }] : [];
  const chips = [...(card.members ?? []), ...hub].map((place) => makeChip(corpus, place, openPlace));
  if (!chips.length) return null;
  const label = card.members?.length ? 'Consists of' : 'Belongs to';
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
  const count = corpus.mentionsOf(id).length;
  const symbol = plain ? null : drawSymbol(corpus.layerOf(id));
  const says = `${title}, ${count === 1 ? '1 mention' : `${count} mentions`}`;
  return make(
    'button',
    { type: 'button', class: 'chip', 'data-place': id, title: says, click: () => openPlace(id) },
    symbol,
    make('bdi', {}, title),
    count ? make('span', { class: 'count' }, String(count)) : null,
  );
}

function makeFold(title, ...children) {
  return make('details', { class: 'fold' }, make('summary', {}, title), ...children);
}

function makeStretches(card) {
  if (!card.stretches?.length) return null;
  const rows = card.stretches.map((words) => make('li', {}, make('bdi', {}, words)));
  return makeFold('Accuracy by stretch', make('ul', { class: 'stretches' }, rows));
}

function makeNames(card) {
  if (!card.names?.length) return null;
  const rows = card.names.map(({ text, lang, system, used_by: side }) => [
    make('dt', { lang }, make('bdi', {}, text)),
    make('dd', {}, NAME_SYSTEMS[system] ?? system ?? '', side ? [' · used by ', make('bdi', {}, side)] : null),
  ]);
  return makeFold('Names', make('dl', { class: 'names' }, rows.flat()));
}

function makeSources(card) {
  if (!card.sources?.length && !card.method) return null;
  return makeFold(
    'Sources and method',
    card.method ? make('p', { class: 'method' }, make('bdi', {}, card.method)) : null,
    makeSourceList(card.sources ?? []),
  );
}
