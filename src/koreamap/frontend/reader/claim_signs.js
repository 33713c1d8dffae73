// The claims in a document: a sign in the margin, beside the line where the sentence begins, leads to the finding.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { drawVerdict, nameVerdict } from './verdict.js';

const STEP_PX = 20; // a sign's height with its gap

/**
 * Make the element of a claim's words; the first piece of a claim bears its sign.
 *
 * @param {Object} claim From the corpus.
 * @param {Object} ways `isFirst` (whether no piece of it was made before) and `note`, which says what was found.
 * @returns {HTMLElement} Holds the sign; the text goes in.
 */
export function makeClaim(claim, { isFirst, note }) {
  const words = make('span', { class: 'claim', 'data-claim': claim.id });
  if (isFirst) words.append(makeSign(claim, note));
  return words;
}

// Without a hover, the first tap shows the note and the next one opens the finding.
function makeSign(claim, note) {
  let isTapped = false;
  const show = (event) => {
    light(claim, event.currentTarget, true);
    note.show(event.currentTarget, claim);
  };
  const leave = (event) => {
    light(claim, event.currentTarget, false);
    note.leave(event.relatedTarget);
  };
  return make(
    'button',
    {
      type: 'button',
      class: 'claim-sign',
      'aria-label': [gettext('Claim tested.'), `${nameVerdict(claim)}:`, `${claim.title}.`, claim.summary].join(' '),
      'data-claim-sign': claim.id,
      pointerdown: (event) => {
        isTapped = event.pointerType === 'touch' && note.sign !== event.currentTarget;
      },
      click: (event) => {
        event.stopPropagation();
        if (isTapped) show(event);
        else note.openClaim(claim.id);
        isTapped = false;
      },
      keydown: (event) => {
        if (event.key !== 'Escape' || !note.sign) return;
        event.stopPropagation();
        note.hide();
      },
      pointerenter: (event) => event.pointerType === 'touch' || show(event),
      pointerleave: leave,
      focus: show,
      blur: leave,
    },
    drawVerdict(claim.verdict),
  );
}

function light(claim, sign, on) {
  const pieces = sign.closest('[data-passage]').querySelectorAll(`[data-claim="${CSS.escape(claim.id)}"]`);
  for (const piece of pieces) piece.classList.toggle('lit', on);
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
