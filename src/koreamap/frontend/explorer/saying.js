// What happens on the map, in words for who cannot see it: one polite live region, and Escape.

import { find, make } from '../shared/dom.js';
import { isTyping } from '../shared/keys.js';
import { gettext, ngettext } from '../shared/messages.js';
import { nameOf } from '../shared/names.js';

/** An element that says what it is told, without being seen. */
export function makeSaying() {
  return make('p', { class: 'explorer-saying', role: 'status' });
}

/**
 * What became of the selection.
 *
 * @param {string} before The id of what was selected; empty for nothing.
 * @param {string} after The same, now.
 * @param {Map<string, {title: string, mentions?: string[]}>} cards By id.
 * @returns {string} Empty where nothing changed.
 */
export function tellSelection(before, after, cards) {
  if (before === after) return '';
  if (!after) return gettext('Nothing is selected.');
  const card = cards.get(after);
  if (!card) return '';
  const count = card.mentions?.length ?? 0;
  const mentions = count ? ngettext('{count} mention', '{count} mentions', count) : gettext('not mentioned in the documents');
  return gettext('Selected: {place}, {mentions}.', { place: nameOf(card), mentions });
}

/**
 * What the sides drew of a matter, once the map shows it.
 *
 * @param {string} before The matter that was shown; empty for none.
 * @param {string} after The same, now.
 * @param {{matters: Map<string, {features: string[]}>, places: Map<string, {title: string}>}} corpus
 */
export function tellSides(before, after, { matters, places }) {
  if (before === after || !after) return '';
  const drawn = matters.get(after).features.map((id) => nameOf(places.get(id)));
  return gettext('On the map together: {places}.', { places: drawn.join(', ') });
}

/**
 * Call `onEscape` when Escape is pressed on the page and nothing else there answers it.
 *
 * @param {HTMLElement} root
 * @param {() => void} onEscape
 * @param {AbortSignal} end Of the page.
 */
export function watchEscape(root, onEscape, end) {
  const press = (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !root.isConnected) return;
    const [at] = event.composedPath();
    const isOurs = at === document.body || event.composedPath().includes(root);
    if (isOurs && !isTyping(event) && !find(root, '.chooser')) onEscape();
  };
  document.addEventListener('keydown', press, { signal: end });
}
