// A passage as it is quoted beside a card or another document: where it stands, its words with their marks, and the links' notes.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { makeDateButton } from '../time/date_button.js';
import { makeCiteButtons } from './cite.js';
import { languageOf } from './language.js';
import { makeLinkNotes, makeMark } from './marks.js';
import { locate, setPassage } from './passages.js';

/**
 * Set a passage.
 *
 * @param {Object} corpus For its mentions.
 * @param {Object} passage From the corpus.
 * @param {Set<string>} own The mentions that it is quoted for, by their keys: these are loud.
 * @param {{openPassage: (id: string) => void, setDate: (date: string) => void, linkOf: (page: string, search: string) => string}} ways
 */
export function makeQuote(corpus, passage, own, { openPassage, setDate, linkOf }) {
  const mentions = corpus.mentionsIn(passage.id);
  const text = setPassage(passage, mentions, {
    makeMark: (mention) => makeMark(corpus, mention, own.has(mention.key) ? 'strong' : 'quiet'),
    onNote: openPassage,
  });
  const open = () => openPassage(passage.id);
  const where = `${passage.document.short_title} · ${locate(passage)}`;
  return make(
    'article',
    { class: 'quote', 'data-passage': passage.id, 'data-document': passage.document.id },
    make(
      'header',
      {},
      make('button', { type: 'button', class: 'where', title: gettext('Read on in the document'), click: open }, where),
      makeDateButton(passage, setDate),
      makeCiteButtons(passage, linkOf),
    ),
    make('p', { class: 'passage', lang: languageOf(passage.document) }, text),
    makeLinkNotes(mentions.filter(({ key }) => own.has(key))),
  );
}
