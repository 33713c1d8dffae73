// A card's note, folded after a few lines with the doubt over it, so that the passages under it are in view.
//
// Opened and folded by hand, and remembered for the tab; whatever leads into the folded part opens it: the focus, or the
// browser's own search, which scrolls what it finds into view.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { recall, remember } from '../shared/remembered.js';

const LINES = 4; // as in note.css
const NAME = 'koreamap.notes'; // the places whose notes are open

/**
 * Set a note.
 *
 * @param {{id: string, note: string}} card
 * @param {HTMLElement|null} doubt What stands over it, and folds with it.
 * @returns {HTMLElement|null} The text, and the button that folds it where it is longer; the doubt alone where there is no note.
 */
export function makeNote({ id, note }, doubt) {
  if (!note) return doubt;
  const text = make('p', { class: 'card-note' }, make('bdi', {}, note));
  const parts = make('div', { id: `note-${id}` }, doubt, text);
  const button = make('button', { type: 'button', class: 'note-more', 'aria-controls': parts.id });
  const box = make('div', { class: 'note' }, parts, button);
  const fold = (isFolded) => {
    box.classList.toggle('folded', isFolded);
    button.textContent = isFolded ? gettext('… more') : gettext('less');
    button.setAttribute('aria-expanded', String(!isFolded));
    for (const part of parts.children) part.scrollTop = 0;
  };
  const choose = (isFolded) => {
    keep(id, !isFolded);
    fold(isFolded);
  };
  button.addEventListener('click', () => choose(!box.classList.contains('folded')));
  parts.addEventListener('focusin', () => choose(false));
  const reach = (event) => /** @type {Element} */ (event.target).scrollTop > 0 && choose(false);
  parts.addEventListener('scroll', reach, { capture: true, passive: true });
  new ResizeObserver(() => box.classList.toggle('long', isLong(text))).observe(text);
  fold(!readKept().includes(id));
  return box;
}

function isLong(text) {
  return text.scrollHeight > LINES * Number.parseFloat(getComputedStyle(text).lineHeight) + 1;
}

/** Open a place's note, on display or the next time that it is. */
export function openNote(panel, id) {
  keep(id, true);
  const button = panel.querySelector(`.card[data-place="${CSS.escape(id)}"] .note.folded > .note-more`);
  button?.click();
}

function readKept() {
  return (recall(NAME) ?? '').split(' ').filter(Boolean);
}

function keep(id, isOpen) {
  const others = readKept().filter((other) => other !== id);
  remember(NAME, (isOpen ? [...others, id] : others).join(' '));
}
