// What a map letters, in which languages, and what its names must not cover.

import { N_ } from '../shared/messages.js';
import { findStorage } from '../shared/remembered.js';
import { boxesOf } from './viewport.js';

const KEY = 'koreamap.labels';

/** In which languages names may be written; the first, in both, is usual. */
export const LABELS = { 'en-ko': N_('English and Korean'), en: N_('English'), ko: N_('Korean') };
export const BOTH = 'en-ko';

/** What this browser was set to last. */
export function recallLabels() {
  const kept = findStorage('localStorage').getItem(KEY) ?? '';
  return Object.hasOwn(LABELS, kept) ? kept : BOTH;
}

export function rememberLabels(labels) {
  findStorage('localStorage').setItem(KEY, labels);
}

/**
 * What is to be lettered; nothing before the first view, nor in the midst of a move, whose end letters anew.
 *
 * @param {import('./map_view.js').MapView} view
 */
export function findLettered(view) {
  if (!view.begun || view.isZooming) return null;
  const { colours, features, labelled, marks, named, names, store, theme, thematic, time } = view;
  const [drawn, selected] = [[...features.drawn.values(), ...marks], new Set(thematic.selected)];
  return {
    drawn: time?.letter(drawn, selected) ?? drawn,
    selected,
    named,
    basemap: (names && store.featuresOf(names)) ?? [],
    theme,
    background: colours,
    labels: labelled,
  };
}

/**
 * What lies over a map.
 *
 * @param {import('./map_view.js').MapView} view
 * @param {boolean} isOnPaper Where the controls are not.
 */
export function findCovers({ bar, foot, panel, root, scale, time }, isOnPaper) {
  const controls = isOnPaper ? [] : [bar, panel.face, time?.ruler.element];
  return boxesOf(root, [...controls, scale, foot.credit, time?.ruler.about].filter(Boolean));
}
