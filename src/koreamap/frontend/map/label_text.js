// What a name says, in which hand, and how large it is.

import { gettext, language, N_ } from '../shared/messages.js';

/** @typedef {{size: number, weight: number, priority: number, color: string, minZoom: number, italic?: boolean, spacing?: number, upper?: boolean}} Lettering */

const LANGUAGES = ['en', 'ko'];
N_('schematic'); // what layers add to their names
N_('uncertain');
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
 * The languages of the names on a map, the greater first.
 *
 * @param {string} [labels] `en`, `ko`, or both: then the page's language comes first.
 */
export function listLanguages(labels = '') {
  if (LANGUAGES.includes(labels)) return [labels];
  return language() === 'ko' ? [...LANGUAGES].reverse() : LANGUAGES;
}

/**
 * Lines of a basemap label: in two languages, the second smaller and under the first.
 *
 * @param {Built.Properties} properties
 * @param {Lettering} lettering
 * @param {string[]} [languages]
 * @returns {Lettering.Run[][]}
 */
export function basemapLines({ name, name_ko: hangul }, { size, weight, italic, spacing, upper }, languages = LANGUAGES) {
  const [first, second] = listNamed({ en: name, ko: hangul }, languages);
  /** @param {string} text */
  const english = (text) => ({ text, size, weight, italic, spacing });
  /** @type {Lettering.Run[][]} */
  const lines = (upper && first.lang === 'en' ? wrap(first.text.toUpperCase()) : [first.text]).map((text) =>
    first.lang === 'en' ? [english(text)] : [{ text, size, weight, lang: 'ko' }],
  );
  return second
    ? [...lines, [{ text: second.text, size: size * 0.86, weight: 400, ...(second.lang === 'ko' ? { lang: 'ko' } : {}) }]]
    : lines;
}

/**
 * The names that there are in the languages that are asked for; English where there is none.
 *
 * @param {{en?: string, ko?: string|null}} names
 * @param {string[]} languages
 * @returns {{text: string, lang: string}[]}
 */
function listNamed({ en = '', ko }, languages) {
  const texts = /** @type {Record<string, string>} */ ({ en, ko: ko ?? '' });
  const found = languages.filter((lang) => texts[lang]);
  return (found.length ? found : ['en']).map((lang) => ({ text: texts[lang], lang }));
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
 * Let the name stand in the page's language, where there is one.
 *
 * @param {Built.Properties} properties
 * @returns {Built.Properties}
 */
export function inLanguage(properties) {
  const { name_ko: hangul } = properties;
  return language() === 'ko' && hangul ? { ...properties, label: hangul } : properties;
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
 * Wordings of a feature's name, the fullest first: in two languages, in the first alone, the date alone.
 *
 * @param {Built.Properties} properties
 * @param {Built.Label} style
 * @param {boolean} isSelected
 * @param {string[]} [languages]
 * @returns {Lettering.Run[][][]}
 */
export function featureWordings(properties, { size_px: size, italic, suffix }, isSelected, languages = LANGUAGES) {
  const { name_ko: hangul, date_label: date } = properties;
  const weight = isSelected ? 700 : 600;
  const english = titleOf(properties);
  const doubt = languages[0] === 'ko' ? doubtOf(english) : ''; // under English it need not be said again
  const korean = hangul && `${titleOf({ ...properties, label: hangul })}${doubt}`;
  const [first, second] = listNamed({ en: english, ko: korean }, languages);
  /** @type {Lettering.Run[]} */
  const name = [{ text: first.text, size, weight, ...(first.lang === 'ko' ? { lang: 'ko' } : { italic }) }];
  if (suffix) name.push({ text: ` ${gettext(suffix)}`, size: size * 0.92, weight: 400, italic: true, light: true });
  const wordings = [[name]];
  if (second)
    wordings.unshift([name, [{ text: second.text, size: size * 0.9, weight: 500, ...(second.lang === 'ko' ? { lang: 'ko' } : {}) }]]);
  if (date) wordings.push([[{ text: date, size, weight }]]);
  return wordings;
}

/**
 * What a name says of its own doubt, in the page's language: that it is schematic, or perhaps was not there.
 *
 * @param {string} english
 */
function doubtOf(english) {
  const [, word, mark = ''] = /(?: \((schematic|uncertain)\))?( \?)?$/.exec(english) ?? [];
  return `${word ? ` (${gettext(word)})` : ''}${mark}`;
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
