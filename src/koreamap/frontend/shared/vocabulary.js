// Words that stand in the data and are no prose: said in the page's language, they mean the same. What is not listed stays as it is.

import { gettext, language, N_ } from './messages.js';

export const KINDS = [
  ...[N_('area'), N_('base'), N_('city'), N_('corridor'), N_('event'), N_('group'), N_('island'), N_('line'), N_('port')],
  ...[N_('region'), N_('river'), N_('site'), N_('state'), N_('water'), N_('zone')],
];

export const STATUSES = [
  ...[N_('agreed'), N_('unilateral'), N_('disputed'), N_('derived'), N_('schematic'), N_('published point'), N_('as given')],
];

export const GEOMETRIES = [N_('Point'), N_('LineString'), N_('Polygon')];

/** What is told of a source, by label. */
export const SOURCE_ROWS = [
  ...[N_('For'), N_('In'), N_('Where in it'), N_('Publisher'), N_('Kept by'), N_('Address'), N_('Accessed'), N_('Note'), N_('Terms')],
];

/** Where the ruler of the years stops. */
export const STOPS = [
  ...[N_('38th parallel'), N_('Outbreak of the war'), N_('Memorandum by Rusk'), N_('Armistice'), N_('Northern Limit Line, perhaps')],
  ...[N_('346th MAC meeting'), N_('DPRK line of 1999'), N_('Paper by Lee')],
];

/** The two sides, who speaks for them, and what both have a word on. */
export const SIDES = [
  ...[N_('United Nations Command · Republic of Korea · United States'), N_('DPRK')],
  ...[N_('United Nations Command'), N_('Republic of Korea'), N_('United States'), N_('Combined Forces Command (ROK and US)')],
  ...[N_('The line on land, and its continuation at sea'), N_('A line at sea, west of Korea')],
  N_('The five islands and the waters round them'),
];

/** Say a word of the vocabulary. */
export function say(word) {
  return gettext(word);
}

/** Say words that are joined by commas. */
export function sayAll(words) {
  return words.map(say).join(', ');
}

/** What a card tells in words, in the page's language where it has them: `dates`, `accuracy`, and of a statement its `date`. */
export function told(card, name) {
  return (language() === 'ko' && card[`${name}_ko`]) || card[name] || '';
}
