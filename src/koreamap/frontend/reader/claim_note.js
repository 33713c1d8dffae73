// What a finding says, in a note beside its sign: while the pointer or the focus is on it, or after a tap.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { nameVerdict } from './verdict.js';

const GAP_PX = 4; // between the note and the panel's edge

/** The one note of a document; it hangs in the passage whose sign it explains. */
export class ClaimNote {
  /** @param {(value: string) => void} openClaim Opens a claim's finding. */
  constructor(openClaim) {
    this.openClaim = openClaim;
    this.sign = null; // the sign that it explains, while it is shown
    this.element = make('div', { class: 'claim-note', role: 'note', pointerleave: () => this.leave() });
    this.putAway = (event) => event.composedPath().some((node) => node === this.element || node === this.sign) || this.hide();
  }

  /** Explain a claim's sign. */
  show(sign, claim) {
    if (this.sign === sign) return;
    this.hide();
    this.sign = sign;
    this.element.dataset.verdict = claim.verdict;
    this.element.replaceChildren(
      make('strong', {}, nameVerdict(claim)),
      make('p', {}, make('bdi', {}, claim.summary)),
      make('button', { type: 'button', class: 'chip', tabindex: '-1', click: () => this.openClaim(claim.id) }, gettext('Open the finding')),
    );
    const block = sign.closest('[data-passage]');
    block.append(this.element);
    this.place(block, sign.getBoundingClientRect());
    document.addEventListener('pointerdown', this.putAway);
  }

  // Under the sign, or over it where more room is there; what has no room is scrolled to.
  place(block, sign) {
    const { style } = this.element;
    const { top: start, bottom: end } = block.closest('.panel').getBoundingClientRect();
    style.maxHeight = '';
    const [above, below] = [sign.top - start, end - sign.bottom];
    const isOver = this.element.offsetHeight > below && above > below;
    style.maxHeight = `${(isOver ? above : below) - GAP_PX}px`;
    const top = isOver ? sign.top - this.element.offsetHeight : sign.bottom;
    style.top = `${top - block.getBoundingClientRect().top}px`;
  }

  /** Put it away. */
  hide() {
    this.sign = null;
    this.element.remove();
    document.removeEventListener('pointerdown', this.putAway);
  }

  /** Put it away when the pointer or the focus left, unless it went into the note or the focus is still on the sign. */
  leave(to = null) {
    const isHeld = to && this.element.contains(to);
    const root = /** @type {Document|ShadowRoot|undefined} */ (this.sign?.getRootNode());
    if (!isHeld && root?.activeElement !== this.sign) this.hide();
  }
}
