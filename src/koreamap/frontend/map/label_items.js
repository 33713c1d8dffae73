// What should be named, in what words and hand, and how important it is.

import { paintOf } from '../shared/symbols.js';
import { shapeOf } from './label_shapes.js';
import { basemapLettering, basemapLines, featureWordings, setText } from './label_text.js';
import { latLngsOf } from './paths.js';

const ZOOM_GRACE = 0.25; // a small map's first view is a step further out
const SELECTED_PRIORITY = 100; // above every priority of a layer
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
 */

/**
 * The names of features: of those whose layer is lettered at this zoom, and of what is selected at any.
 *
 * @param {Built.Drawn[]} drawn
 * @param {Set<string>} selected
 * @param {Lettering.Frame} frame
 * @param {Look} look
 * @returns {Lettering.Item[]}
 */
export function featureItems(drawn, selected, frame, { zoom, theme, background, languages, widthOf }) {
  return drawn.flatMap(({ layer, items }) => {
    const { label } = layer.style;
    if (!label) return [];
    const isShown = zoom >= label.min_zoom - ZOOM_GRACE && zoom <= label.max_zoom;
    const color = paintOf(layer, theme, background).text;
    return items.flatMap(({ id, feature }) => {
      const isSelected = selected.has(id);
      const shape = isShown || isSelected ? shapeOf(layer, feature, isSelected ? SELECTED_MARGIN_PX : 0, frame) : null;
      if (!shape) return [];
      const texts = featureWordings(feature.properties, label, isSelected, languages).map((lines) => setText(lines, widthOf));
      const priority = label.priority + (isSelected ? SELECTED_PRIORITY : 0);
      return [{ key: id, id, names: namesOf(feature.properties), color, priority, isSelected, texts, shape }];
    });
  });
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
