// The language of a document's text, as a browser is told of it, and as a reader is.

import { language } from '../shared/messages.js';

const USUAL = 'en'; // where nobody said

/** The value of `lang` for a document's words; what is no language's tag is as if nobody had said one. */
export function languageOf({ language: tag = '' }) {
  return readTag(tag) || USUAL;
}

/** The language of a document in the words of the page; empty where nobody said. */
export function nameLanguage({ language: tag = '' }) {
  const known = readTag(tag);
  return known && (new Intl.DisplayNames([language()], { type: 'language' }).of(known) ?? '');
}

function readTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag || [])[0] ?? '';
  } catch {
    return '';
  }
}
