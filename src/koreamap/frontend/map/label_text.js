// What a name says, in which hand, and how large it is.

/** @typedef {{size: number, weight: number, priority: number, color: string, minZoom: number, italic?: boolean, spacing?: number, upper?: boolean}} Lettering */

const LONG_NAME = 18; // letters; a country's name beyond them takes two lines

/** @type {Record<string, Lettering>} */
const BASEMAP = {
  city: { size: 11.5, weight: 400, priority: 30, color: 'label', minZoom: 5 },
  water: { size: 13, weight: 400, priority: 28, color: 'label_water', italic: true, spacing: 1.6, minZoom: 5 },
  country: { size: 11.5, weight: 500, priority: 26, color: 'label_country', upper: true, spacing: 2.2, minZoom: 3 },
};

/**
 * How a basemap label of a kind is lettered.
 *
 * @param {string} [kind]
 */
export function basemapLettering(kind) {
  return BASEMAP[kind ?? 'city'] ?? BASEMAP.city;
}

/**
 * Lines of a basemap label: Hangul under English.
 *
 * @param {Built.Properties} properties
 * @param {Lettering} lettering
 * @returns {Lettering.Run[][]}
 */
export function basemapLines({ name, name_ko: hangul }, { size, weight, italic, spacing, upper }) {
  const written = upper ? wrap(name.toUpperCase()) : [name];
  /** @type {Lettering.Run[][]} */
  const lines = written.map((text) => [{ text, size, weight, italic, spacing }]);
  return hangul ? [...lines, [{ text: hangul, size: size * 0.86, weight: 400, lang: 'ko' }]] : lines;
}

/**
 * Break a long name at the space nearest its middle.
 *
 * @param {string} name
 */
function wrap(name) {
  const spaces = [...name.matchAll(/ /g)].map(({ index }) => index);
  if (name.length <= LONG_NAME || !spaces.length) return [name];
  const at = spaces.reduce((best, index) => (Math.abs(index - name.length / 2) < Math.abs(best - name.length / 2) ? index : best));
  return [name.slice(0, at), name.slice(at + 1)];
}

/**
 * What a map calls a feature, in English, with the year of an event.
 *
 * @param {Built.Properties} properties
 */
export function titleOf({ name, label, date_label: date }) {
  const words = label || name || '';
  return date && !words.includes(date) ? `${date} ${words}` : words;
}

/**
 * Wordings of a feature's name, the fullest first: Hangul under English, English alone, the date alone.
 *
 * @param {Built.Properties} properties
 * @param {Built.Label} style
 * @param {boolean} isSelected
 * @returns {Lettering.Run[][][]}
 */
export function featureWordings(properties, { size_px: size, italic, suffix }, isSelected) {
  const { name_ko: hangul, date_label: date } = properties;
  const weight = isSelected ? 700 : 600;
  /** @type {Lettering.Run[]} */
  const english = [{ text: titleOf(properties), size, weight, italic }];
  if (suffix) english.push({ text: ` ${suffix}`, size: size * 0.92, weight: 400, italic: true, light: true });
  const wordings = [[english]];
  if (hangul) wordings.unshift([english, [{ text: hangul, size: size * 0.9, weight: 500, lang: 'ko' }]]);
  if (date) wordings.push([[{ text: date, size, weight }]]);
  return wordings;
}

/**
 * Set lines: each with its own width and height.
 *
 * @param {Lettering.Run[][]} lines
 * @param {(run: Lettering.Run) => number} widthOf
 * @returns {Lettering.Text}
 */
export function setText(lines, widthOf) {
  const set = lines.map((runs) => {
    const size = Math.max(...runs.map((run) => run.size));
    return { runs, size, height: size * 1.14, width: runs.reduce((sum, run) => sum + widthOf(run), 0) };
  });
  return {
    lines: set,
    width: Math.max(...set.map((line) => line.width)),
    height: set.reduce((sum, line) => sum + line.height, 0),
  };
}
