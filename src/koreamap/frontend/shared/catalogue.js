// The catalogue of the page's language, where pages are served. Apart from the words themselves, which a page without a server has too.

import { readJson } from './fetch.js';
import { language, useMessages } from './messages.js';

/**
 * Read the catalogue of the page's language, once.
 *
 * @param {Record<string, string>} paths Where files are served: `messages-ko` and so on; English needs none.
 */
export async function readMessages(paths) {
  const path = paths[`messages-${language()}`];
  try {
    useMessages(path ? await readJson(path) : {});
  } catch (error) {
    useMessages({}); // in English, better than not at all
    console.error(error);
  }
}
