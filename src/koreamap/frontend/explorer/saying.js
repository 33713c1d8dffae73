// What happens on the map, in words for who cannot see it: one polite live region, and Escape.

import { find, make } from '../shared/dom.js';

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
  if (!after) return 'Nothing is selected.';
  const card = cards.get(after);
  if (!card) return '';
  const count = card.mentions?.length ?? 0;
  const mentions = count ? `${count} ${count === 1 ? 'mention' : 'mentions'}` : 'not mentioned in the documents';
  return `Selected: ${card.title}, ${mentions}.`;
}

/**
 * Call `onEscape` when Escape is pressed on the page and nothing else there answers it.
 *
 * @param {HTMLElement} root
 * @param {() => void} onEscape
 */
export function watchEscape(root, onEscape) {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !root.isConnected) return;
    const [at] = event.composedPath();
    const isOurs = at === document.body || event.composedPath().includes(root);
    const isTyping = at instanceof HTMLInputElement && at.type !== 'checkbox';
    if (isOurs && !isTyping && !find(root, '.chooser')) onEscape();
  });
}
