// The claims in a document: a sign in the margin, beside the line where the sentence begins, leads to the finding.

import { make } from '../shared/dom.js';
import { drawVerdict, nameVerdict } from './verdict.js';

const STEP_PX = 20; // a sign's height with its gap

/**
 * Make the element of a claim's words; the first piece of a claim bears its sign.
 *
 * @param {Object} claim From the corpus.
 * @param {Object} ways `isFirst` (whether no piece of it was made before) and `openClaim(id)`.
 * @returns {HTMLElement} Holds the sign; the text goes in.
 */
export function makeClaim(claim, { isFirst, openClaim }) {
  const words = make('span', { class: 'claim', 'data-claim': claim.id });
  if (isFirst) words.append(makeSign(claim, openClaim));
  return words;
}

function makeSign(claim, openClaim) {
  const name = `${nameVerdict(claim)}: ${claim.title}`;
  const click = (event) => {
    event.stopPropagation();
    openClaim(claim.id);
  };
  const light = (on) => (event) => {
    const pieces = event.currentTarget.closest('[data-passage]').querySelectorAll(`[data-claim="${CSS.escape(claim.id)}"]`);
    for (const piece of pieces) piece.classList.toggle('lit', on);
  };
  return make(
    'button',
    {
      type: 'button',
      class: 'claim-sign',
      title: name,
      'aria-label': `Claim tested. ${name}`,
      'data-claim-sign': claim.id,
      click,
      pointerenter: light(true),
      pointerleave: light(false),
      focus: light(true),
      blur: light(false),
    },
    drawVerdict(claim.verdict),
  );
}

/** Move signs that would lie on each other down the margin; call it again when lines break anew. */
export function spreadSigns(panel) {
  for (const block of panel.querySelectorAll('[data-passage]')) {
    const signs = [...block.querySelectorAll('.claim-sign')];
    for (const sign of signs) sign.style.removeProperty('--drop');
    if (signs.length < 2) continue;
    const tops = signs.map((sign) => sign.offsetTop);
    let free = -Infinity;
    signs.forEach((sign, index) => {
      const top = Math.max(tops[index], free);
      if (top > tops[index]) sign.style.setProperty('--drop', `${top - tops[index]}px`);
      free = top + STEP_PX;
    });
  }
}
