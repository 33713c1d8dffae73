// Copying a passage with its full citation.

import { make } from '../shared/dom.js';
import { locate, readPassage } from './passages.js';

/** Word a passage for a footnote: the quote, the citation, and where in the document it stands. */
export function citePassage(passage) {
  const where = locate(passage).replaceAll(' · ', ', ');
  return `“${readPassage(passage)}”\n\n${passage.document.citation.replace(/\.\s*$/, '')}, ${where}.`;
}

/** Make the button that copies a passage with its citation. */
export function makeCiteButton(passage) {
  const click = async (event) => {
    event.stopPropagation();
    const button = event.currentTarget;
    const copied = await copy(citePassage(passage), button);
    button.textContent = copied ? 'Copied' : 'Not copied';
    setTimeout(() => {
      button.textContent = 'Cite';
    }, 1600);
  };
  const title = 'Copy this passage with its citation';
  return make('button', { type: 'button', class: 'cite', title, 'aria-live': 'polite', click }, 'Cite');
}

async function copy(text, near) {
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
