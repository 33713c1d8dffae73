// Keys that are pressed anywhere on a page. Those of a single letter can be turned off (WCAG 2.1.4): speech input may utter them.

import { findStorage } from './remembered.js';

const LETTERS = 'koreamap-letters';
const OFF = 'off';

/** Whether keys of a single letter do anything. */
export function areLettersOn() {
  return findStorage('localStorage').getItem(LETTERS) !== OFF;
}

/** Turn them on or off, for this browser. */
export function turnLetters(isOn) {
  findStorage('localStorage').setItem(LETTERS, isOn ? '' : OFF);
}

/**
 * Whether a key press belongs to a field that takes text or a choice of words.
 *
 * @param {KeyboardEvent} event
 */
export function isTyping(event) {
  const at = /** @type {any} */ (event.composedPath()[0]);
  if (at.tagName === 'INPUT') return !['checkbox', 'radio', 'button'].includes(at.type);
  return Boolean(at.isContentEditable) || ['TEXTAREA', 'SELECT'].includes(at.tagName);
}

/**
 * Whether a key is pressed for itself, outside any field, on the page that `root` shows.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} root
 */
export function isShortcut(event, root) {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
  return isPlain && root.isConnected && !isTyping(event) && areLettersOn();
}
