// Every layer as the Sources page tells of it: method, accuracy, status, what the build expects, terms, file.

import { make } from '../shared/dom.js';
import { addressOf } from '../shared/fetch.js';
import { makeFileLink } from '../shared/layer_file.js';
import { gettext, N_ } from '../shared/messages.js';
import { makeNames, makeTerm, nameOf } from '../shared/names.js';
import { drawSymbol } from '../shared/symbols.js';
import { gatherFacts, tellExpectations } from './layer_facts.js';

const GROUPS = [
  ['main', N_('Main layers')],
  ['context', N_('Around them')],
  ['evidence', N_('Evidence of claims')],
  ['basemap', N_('Under them')],
];

/**
 * Set the layers, by group.
 *
 * @param {Object} corpus
 * @param {(id: string) => HTMLElement} linkSource Makes the link to a source.
 * @returns {HTMLElement[]} A heading and a list for each group.
 */
export function makeLayerEntries(corpus, linkSource) {
  const groups = GROUPS.map(([id, title]) => ({
    title,
    layers: [...corpus.layers.values()].filter(({ group }) => group === id).sort((a, b) => b.order - a.order),
  }));
  return groups
    .filter(({ layers }) => layers.length)
    .flatMap(({ title, layers }) => [make('h3', {}, gettext(title)), ...layers.map((layer) => makeEntry(corpus, layer, linkSource))]);
}

function makeEntry(corpus, layer, linkSource) {
  const titleOf = (id) => nameOf(corpus.places.get(id) ?? { title: id });
  const { methods, accuracies, statuses } = gatherFacts(layer, corpus);
  const path = corpus.files.get(layer.id);
  const rows = [
    [gettext('Method'), methods.map((fact) => tellFact(fact, titleOf))],
    [gettext('Accuracy'), accuracies.map((fact) => tellFact(fact, titleOf))],
    [gettext('Status'), statuses.map((fact) => tellFact(fact, titleOf))],
    [gettext('The build expects'), tellExpectations(layer.expectations, titleOf)],
    [gettext('Sources'), (layer.source_ids ?? []).filter((id) => corpus.sources.has(id)).map(linkSource)],
    [gettext('File'), path ? [makeFileLink(layer, addressOf(path), 'chip', 'GeoJSON')] : []],
  ];
  const [first, second] = makeNames(layer, { class: 'layer-title' });
  const count = layer.count ? `${layer.count} ` : '';
  return make(
    'details',
    { class: 'layer-entry', 'data-layer': layer.id },
    make('summary', {}, drawSymbol(layer), first, ' ', second),
    make('p', {}, make('bdi', {}, layer.summary), ' ', make('span', { class: 'layer-kind' }, `${count}${gettext(layer.geometry_type)}`)),
    make(
      'dl',
      { class: 'terms' },
      rows
        .filter(([, values]) => values.length)
        .flatMap(([label, values]) => [make('dt', {}, label), ...values.map((value) => make('dd', {}, value))]),
    ),
  );
}

function tellFact({ words, places }, titleOf) {
  if (!places.length) return makeTerm(words);
  return [makeTerm(words), make('small', {}, ` ${places.map(titleOf).join(', ')}`)];
}
