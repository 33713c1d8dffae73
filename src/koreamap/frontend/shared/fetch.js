// Where data come from: the app that serves them or, in a page that stands alone, the page itself.

const SERVED_FROM = import.meta.url.split('/_stcore/')[0];

/** Whether everything lies in the page, styles included: then nothing may be asked of a server. */
export function isStandalone() {
  return Boolean(globalThis.koreamapEmbedded);
}

/** Read JSON; `path` follows the app's root, so that it holds under any base path. */
export async function readJson(path) {
  if (isStandalone()) return readEmbedded(path);
  const answer = await fetch(`${SERVED_FROM}/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

function readEmbedded(path) {
  if (!(path in globalThis.koreamapEmbedded)) throw new Error(`${path}: not in this page`);
  return globalThis.koreamapEmbedded[path];
}
