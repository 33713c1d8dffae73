// What should be named, in what words and hand, and how important it is.

import { paintOf } from '../shared/symbols.js';
import { shapeOf } from './label_shapes.js';
import { basemapLettering, basemapLines, featureWordings, setText } from './label_text.js';
import { latLngsOf } from './paths.js';

const ZOOM_GRACE = 0.25; // a small map's first view is a step further out
const SELECTED_PRIORITY = 300; // above every priority of a layer, and what a document names
const NAMED_PRIORITY = 100; // above every priority of a layer
const PRIORITY_OF_DOUBLE = 3; // of what is named twice as often
const SELECTED_MARGIN_PX = 12;
const ZOOM_OF_CITY = 8; // where a town is looked at
const CAPITAL_ZOOM = 4; // a town that is lettered so far out is a capital: nobody finds his way without it
const CAPITAL_PRIORITY = 97;

/**
 * @typedef {object} Look
 * @property {number} zoom
 * @property {string} theme
 * @property {Built.Background} background
 * @property {(run: Lettering.Run) => number} widthOf
 * @property {string[]} languages Of the names, the greater first.
 * @property {Map<string, number>} [named] Features that the document names to which the map belongs, and how often: what it is looked at for.
 */

/**
 * The names of features: of those whose layer is lettered at this zoom, and of what is selected or named in the map's document at any.
 *
 * @param {Built.Drawn[]} drawn
 * @param {Set<string>} selected
 * @param {Lettering.Frame} frame
 * @param {Look} look
 * @returns {Lettering.Item[]}
 */
export function featureItems(drawn, selected, frame, look) {
  return drawn.flatMap(({ layer, items }) => {
    const { label } = layer.style;
    if (!label) return [];
    const isShown = look.zoom >= label.min_zoom - ZOOM_GRACE && look.zoom <= label.max_zoom;
    const color = paintOf(layer, look.theme, look.background).text;
    return items.flatMap(({ id, feature }) => {
      const isSelected = selected.has(id);
      const times = look.zoom <= label.max_zoom ? (look.named?.get(id) ?? 0) : 0;
      if (!(isShown || isSelected || times)) return [];
      const shape = shapeOf(layer, feature, isSelected ? SELECTED_MARGIN_PX : 0, frame);
      if (!shape) return [];
      const lines = featureWordings(feature.properties, label, isSelected, look.languages);
      const texts = lines.map((wording) => setText(wording, look.widthOf));
      const priority = label.priority + raise(isSelected, times);
      return [{ key: id, id, names: namesOf(feature.properties), color, priority, isSelected, isNamed: times > 0, texts, shape }];
    });
  });
}

/**
 * What goes before others: what is selected, then what the document names, the more often the sooner.
 *
 * @param {boolean} isSelected
 * @param {number} times How often the document names it.
 */
function raise(isSelected, times) {
  if (isSelected) return SELECTED_PRIORITY;
  return times ? NAMED_PRIORITY + PRIORITY_OF_DOUBLE * Math.log2(times) : 0;
}

/**
 * The names of the basemap; a town may do without its Hangul.
 *
 * @param {Built.Feature[]} features
 * @param {Lettering.Frame} frame
 * @param {Look} look
 * @returns {Lettering.Item[]}
 */
export function basemapItems(features, { project }, { zoom, background, languages, widthOf }) {
  return features.flatMap(({ geometry, properties }) => {
    const { feature_id: id, kind, name, min_zoom: least } = properties;
    const lettering = basemapLettering(kind);
    if (zoom < (least ?? lettering.minZoom) || !name) return [];
    const lines = basemapLines(properties, lettering, languages);
    const wordings = kind === 'city' ? [lines, lines.slice(0, 1)] : [lines];
    return [
      {
        key: `base:${id}`,
        names: namesOf(properties),
        color: background[lettering.color] ?? background.label,
        priority: isCapital(properties) ? CAPITAL_PRIORITY : lettering.priority - (least ?? 0) / 10,
        isSelected: false,
        texts: wordings.map((wording) => setText(wording, widthOf)),
        shape: { type: kind === 'water' || kind === 'country' ? kind : 'city', point: project(latLngsOf(geometry)) },
      },
    ];
  });
}

/**
 * What a place is called, in English and in Korean: none of it is written twice.
 *
 * @param {Built.Properties} properties
 */
function namesOf({ name, label, name_ko: hangul }) {
  return [name, label, hangul].filter((one) => typeof one === 'string' && one !== '').map(String);
}

/** @param {Built.Properties} properties */
function isCapital({ kind, min_zoom: least }) {
  return kind === 'city' && (least ?? Infinity) <= CAPITAL_ZOOM;
}

/**
 * Read what the ground is lettered with, none of it a feature: ids, names, and the view in which each is read (latitude, longitude, zoom).
 *
 * @param {{names?: Object, store: {load: (layer: Object) => Promise<Built.Feature[]|null>}}} map
 */
export async function readLabels({ names, store }) {
  const features = names ? await store.load(names) : null;
  return (features ?? []).map(readLabel);
}

/** @param {Built.Feature} feature */
function readLabel({ geometry, properties }) {
  const { feature_id: id, kind, min_zoom: least, name, name_ko: hangul } = properties;
  const { lat, lng } = latLngsOf(geometry);
  const zoom = Math.max(least ?? 0, basemapLettering(kind).minZoom, kind === 'city' ? ZOOM_OF_CITY : 0);
  return { id, names: [{ text: name }, { text: hangul ?? '', lang: 'ko' }].filter(({ text }) => text), at: [lat, lng, zoom] };
}
