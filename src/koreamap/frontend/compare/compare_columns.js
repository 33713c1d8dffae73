// One place, layer or kind: what each document says of it, in columns that scroll by themselves where there is width.

import { makeQuote } from '../reader/quote.js';
import { drawTicks, findTicks } from '../reader/ticks.js';
import { make, reveal } from '../shared/dom.js';
import { gettext, ngettext } from '../shared/messages.js';

/** @returns {string} `1 mention`, `12 mentions`. */
export function tellMentions(count) {
  return ngettext('{count} mention', '{count} mentions', count);
}

/**
 * Set a column for each document.
 *
 * @param {Object} corpus
 * @param {Object[]} mentions What is compared.
 * @param {{openPassage: (id: string) => void, setDate: (date: string) => void, linkOf: (page: string, search: string) => string}} ways
 * @returns {HTMLElement[]}
 */
export function makeColumns(corpus, mentions, ways) {
  return [...corpus.documents.values()].map((document) =>
    makeColumn(
      corpus,
      document,
      mentions.filter((mention) => mention.document === document.id),
      ways,
    ),
  );
}

function makeColumn(corpus, document, mentions, ways) {
  const own = new Set(mentions.map(({ key }) => key));
  const named = new Set(mentions.map(({ passage }) => passage));
  const passages = document.passages.filter(({ id }) => named.has(id)).map(({ id }) => corpus.passages.get(id));
  const ticks = findTicks(corpus, document);
  const count = tellMentions(mentions.length);
  const label = gettext('Where the {count} stand along the text of {title}, among {all}', {
    count,
    title: document.short_title,
    all: ticks.length,
  });
  const picture = drawTicks(ticks, { label, isMeant: ({ key }) => own.has(key) });
  const within = ngettext('{count} passage', '{count} passages', passages.length);
  const column = make(
    'section',
    { class: 'column panel', tabindex: '-1', 'data-document': document.id, 'aria-label': document.short_title },
    make(
      'header',
      { class: 'column-head' },
      make(
        'h2',
        {},
        make('bdi', {}, document.short_title),
        make('span', {}, passages.length ? gettext('{mentions} in {passages}', { mentions: count, passages: within }) : ''),
      ),
      picture,
    ),
    passages.map((passage) => makeQuote(corpus, passage, own, ways)),
    passages.length ? null : make('p', { class: 'unnamed' }, gettext('This document does not mention it.')),
  );
  picture.addEventListener('click', (event) => goTo(column, nearest(ticks, own, event, picture)));
  return column;
}

/** The passage of the tick that is meant and lies nearest to a click. */
function nearest(ticks, own, { clientX }, picture) {
  const { left, width } = picture.getBoundingClientRect();
  const at = (clientX - left) / width;
  const meant = ticks.filter(({ mention }) => own.has(mention.key));
  return meant.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0]?.mention.passage;
}

function goTo(column, passage) {
  const quote = column.querySelector(`[data-passage="${CSS.escape(passage ?? '')}"]`);
  const isScrolling = column.scrollHeight > column.clientHeight + 1;
  if (quote) reveal(isScrolling ? column : column.closest('.compare'), quote, { top: column.firstElementChild.offsetHeight, force: true });
}
