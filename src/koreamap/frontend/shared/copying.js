// Copying words; where the browser lets nobody copy, a link stands in a field, selected.

import { make } from './dom.js';
import { gettext } from './messages.js';

const SAID_MS = 1600;

/**
 * @param {string} text
 * @param {HTMLElement} near Where a field may stand for a moment; it has the focus after.
 * @returns {Promise<boolean>} Whether it was copied.
 */
export async function copyText(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, near); // no clipboard outside a secure context, or it was refused
  }
}

function copyBySelection(text, near) {
  const field = make('textarea', { class: 'offscreen', readonly: '', 'aria-hidden': 'true' });
  field.value = text;
  near.after(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  near.focus();
  return copied;
}

/**
 * Copy a link, or show it in a field.
 *
 * @param {string} link
 * @param {HTMLElement} button Behind which the field stands.
 * @returns {Promise<boolean>} Whether it was copied.
 */
export async function copyLink(link, button) {
  const copied = await copyText(link, button);
  if (!copied) showField(link, button);
  return copied;
}

/** The field goes when it is left, or by Escape, which leads back to the button. */
function showField(link, button) {
  const next = /** @type {HTMLElement|null} */ (button.nextElementSibling);
  if (next?.matches('.link-field')) next.remove();
  const close = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    button.focus();
  };
  const words = { 'aria-label': gettext('The link, to be copied from here'), readonly: '', type: 'text' };
  const field = make('input', { class: 'link-field', ...words, blur: () => field.remove(), click: stay, keydown: close });
  field.value = link;
  button.after(field);
  field.focus();
  field.select();
}

function stay(event) {
  event.stopPropagation();
}

/**
 * Make a button that tries something, and says for a moment whether it succeeded.
 *
 * @param {{words: string, title: string, look: string, says: [string, string], act: (button: HTMLElement) => Promise<boolean>}} what `says`: that
 *   it did, that it did not.
 */
export function makeTryButton({ words, title, look, says: [done, failed], act }) {
  const click = async (event) => {
    event.stopPropagation();
    button.textContent = (await act(button)) ? done : failed;
    setTimeout(() => {
      button.textContent = words;
    }, SAID_MS);
  };
  const button = make('button', { type: 'button', class: look, title, 'aria-live': 'polite', click }, words);
  return button;
}

/**
 * Make a button that copies something.
 *
 * @param {{words: string, title: string, look: string, copy: (button: HTMLElement) => Promise<boolean>}} what
 */
export function makeCopyButton({ copy, ...what }) {
  return makeTryButton({ ...what, says: [gettext('Copied'), gettext('Not copied')], act: copy });
}

/**
 * Make the button that copies a link.
 *
 * @param {{what: string, look: string, words?: string, findLink: () => string}} given `what` the link leads to.
 */
export function makeLinkButton({ what, look, words = gettext('Copy link'), findLink }) {
  const title = isShared()
    ? gettext('Copy the link to {what}', { what })
    : gettext('Copy the link to {what}, which opens this file where it lies', { what });
  return makeCopyButton({ words, title, look, copy: (button) => copyLink(findLink(), button) });
}

/** Whether a link to this page can be opened by others: the address of a file is of use on this computer only. */
export function isShared() {
  return window.location.protocol.startsWith('http');
}
