// The names of circles: each is lettered as a town is whose symbol is as large as its circle, before the ground under it.

const PRIORITY = 100; // above the basemap's names: a map of counts is looked at for them
const PRIORITY_OF_DOUBLE = 3; // of what is counted twice as often

/**
 * Describe a circle as what lettering knows: a point of a layer with a symbol.
 *
 * @param {{ id: string, name: string, name_ko: string, mentions: number, lon: number, lat: number }} point
 * @param {number} radius px
 * @param {Built.Layer[]} layers Of the map; its towns lend their hand.
 * @returns {Built.Drawn}
 */
export function makeMark({ id, name, name_ko: hangul, mentions, lon, lat }, radius, layers) {
  const towns = layers.find((layer) => layer.id === 'towns');
  const priority = PRIORITY + PRIORITY_OF_DOUBLE * Math.log2(Math.max(mentions, 1));
  const label = { ...towns.style.label, min_zoom: 0, max_zoom: Number.POSITIVE_INFINITY, priority };
  /** @type {Built.Feature} */
  const feature = {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: { feature_id: id, name, name_ko: hangul },
  };
  return { layer: { ...towns, style: { ...towns.style, size_px: 2 * radius, label } }, items: [{ id, feature }] };
}
