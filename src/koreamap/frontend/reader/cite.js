// Taking a passage along: with its full citation, or as a link.

import { copyText, isShared, makeCopyButton, makeLinkButton } from '../shared/copying.js';
import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { locate, readPassage } from './passages.js';

/**
 * Word a passage for a footnote: the quote, the citation, where in the document it stands, and the link to it.
 *
 * @param {Object} passage From the corpus.
 * @param {string} link Empty where others could not follow it.
 */
export function citePassage(passage, link) {
  const where = locate(passage).replaceAll(' · ', ', ');
  const citation = `${passage.document.citation.replace(/\.\s*$/, '')}, ${where}.`;
  return `“${readPassage(passage)}”\n\n${citation}${link && `\n${link}`}`;
}

/**
 * Make the buttons that copy a passage with its citation, and the link to it.
 *
 * @param {Object} passage From the corpus.
 * @param {(page: string, search: string) => string} linkOf See `Explorer`; says nothing of a document that no
 *   address leads to, which is cited without.
 */
export function makeCiteButtons(passage, linkOf) {
  const findLink = () =>
    linkOf('explore', `?${new URLSearchParams({ doc: passage.document.id, passage: passage.id })}`.replaceAll('%2F', '/'));
  const cite = (button) => copyText(citePassage(passage, isShared() ? findLink() : ''), button);
  return make(
    'span',
    { class: 'cites' },
    makeCopyButton({ words: gettext('Cite'), title: gettext('Copy this passage with its citation'), look: 'cite', copy: cite }),
    findLink() ? makeLinkButton({ what: gettext('this passage'), look: 'cite', words: gettext('Link'), findLink }) : null,
  );
}
