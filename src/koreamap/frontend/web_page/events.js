// What an event of the map or the reader makes of the view: the same answers as the app's view_state gives.

/**
 * Make the answers.
 *
 * @param {Object} known `cards` by place id, `mentions` by key, `documents` by id, and the `layers` that can be switched.
 * @returns {Object} Event name -> function of the view and the event's payload, returning the next view.
 */
export function buildEvents({ cards, mentions, documents, layers }) {
  const next = (view, changes) => ({ ...view, message: null, fly: false, nonce: view.nonce + 1, ...changes });
  const select = (view, id, fly) =>
    Object.hasOwn(cards, id)
      ? next(view, { feature: id, tab: 'feature', passage: null, mention: null, fly })
      : next(view, { message: 'This place is not on this map.' });
  const isIn = (view, tab) => tab === 'feature' || documents.get(tab).passages.some(({ id }) => id === view.passage);
  return {
    feature_click: (view, { id }) => select(view, id, false),
    place_click: (view, { place }) => select(view, place, true),
    mention_click(view, { mention }) {
      const { place, passage } = mentions.get(mention);
      return next(view, { feature: place, mention, passage, fly: true });
    },
    step(view, { mention }) {
      const { document, passage } = mentions.get(mention);
      return next(view, { tab: view.tab === 'feature' ? 'feature' : document, mention, passage, fly: true });
    },
    tab(view, { tab, passage }) {
      if (passage) return next(view, { tab, passage, mention: null });
      return next(view, isIn(view, tab) ? { tab } : { tab, passage: null, mention: null });
    },
    shown: (view, ids) => ({ ...view, shown: layers.map(({ id }) => id).filter((id) => ids.includes(id)), message: null, fly: false }),
  };
}
