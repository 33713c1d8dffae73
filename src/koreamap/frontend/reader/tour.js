// The tour: four steps that say what can be done, each with a ring around the part that it talks of; nothing lies over the page.
//
// It is there at the first visit, until it is closed or ended, and again when the Help page is asked for it. The rings are drawn
// by tour.css, from the step that the element names.

import { make } from '../shared/dom.js';
import { gettext, N_ } from '../shared/messages.js';
import { findStorage } from '../shared/remembered.js';

const SEEN = 'koreamap-tour'; // in this browser
const DONE = 'done';
const AGAIN = 'koreamap-tour-again'; // an event of the window

const STEPS = [
  [
    N_('Choose a line'),
    N_('Click a line, a zone or an island on the map, or a name here. It gets a yellow halo; Escape takes the choice back.'),
  ],
  [
    N_('Read the sentences'),
    N_('Here stand the sentences that name it, and who says so. A click on another name in them leads to that place on the map.'),
  ],
  [
    N_('Set the date'),
    N_('Choose a date under the map: what did not stand then is not drawn, and what is dated roughly has a question mark.'),
  ],
  [
    N_('Take it along'),
    N_('The buttons on the map copy a link to what you see, and save it as a picture. Each card has Download and Copy link.'),
  ],
];
const EXPORT = N_('The Export page makes maps to print, data and web pages.');

/** Ask for the tour again, wherever it stands. */
export function askForTour() {
  findStorage('localStorage').setItem(SEEN, '');
  window.dispatchEvent(new CustomEvent(AGAIN));
}

export class Tour {
  /**
   * @param {() => void} onAgain Called when it is to be shown again.
   * @param {AbortSignal} end Of the page that it stands on.
   */
  constructor(onAgain, end) {
    this.isOpen = findStorage('localStorage').getItem(SEEN) !== DONE;
    this.isUnderWay = false; // once the reader has followed it, it stays beside a card too
    this.step = 0;
    this.count = make('p', { class: 'eyebrow' });
    this.title = make('h3', { id: 'tour-title' });
    this.words = make('p', { class: 'tour-words' });
    this.back = this.#makeButton(gettext('Back'), () => this.#go(-1));
    this.next = this.#makeButton('', () => this.#go(1));
    this.end = this.#makeButton(gettext('Close'), () => this.#close());
    const told = make('div', { 'aria-live': 'polite' }, this.count, this.title, this.words);
    this.element = make(
      'section',
      { class: 'tour', 'aria-labelledby': 'tour-title', keydown: (event) => this.#press(event) },
      told,
      make('div', { class: 'chips' }, this.back, this.next, this.end),
    );
    const again = () => {
      Object.assign(this, { isOpen: true, isUnderWay: true, step: 0 });
      this.#show();
      onAgain();
    };
    window.addEventListener(AGAIN, again, { signal: end });
    this.#show();
  }

  /** The element, where it is wanted: beside a card only once the tour is under way. */
  elementBeside(card) {
    return this.isOpen && (this.isUnderWay || !card) ? [this.element] : [];
  }

  #makeButton(words, click) {
    return make('button', { type: 'button', class: 'chip', click }, words);
  }

  #go(way) {
    if (this.step + way < 0) return;
    if (this.step + way === STEPS.length) return this.#close();
    this.isUnderWay = true;
    this.step += way;
    this.#show();
  }

  #show() {
    const [title, words] = STEPS[this.step];
    const isLast = this.step === STEPS.length - 1;
    const more = isLast && !globalThis.koreamapEmbedded ? [' ', gettext(EXPORT)] : [];
    const count = { step: this.step + 1, all: STEPS.length };
    this.element.style.minHeight = '';
    this.element.dataset.step = String(count.step);
    this.count.textContent = gettext('Tour: step {step} of {all}', count);
    this.title.textContent = gettext(title);
    this.words.replaceChildren(gettext(words), ...more);
    this.back.setAttribute('aria-disabled', String(!this.step)); // kept, so that the focus is
    this.next.textContent = isLast ? gettext('Done') : gettext('Next');
    for (const button of [this.back, this.next, this.end]) button.hidden = false;
    this.title.hidden = false;
    this.end.hidden = isLast;
  }

  /** What stood under it stays where it is until the panel is set anew. */
  #close() {
    findStorage('localStorage').setItem(SEEN, DONE);
    this.isOpen = false;
    this.element.style.minHeight = `${this.element.getBoundingClientRect().height}px`;
    this.element.dataset.step = '';
    this.count.textContent = gettext('Tour');
    this.words.textContent = gettext('The tour is closed. Help shows it again.');
    for (const part of [this.title, this.back, this.next, this.end]) part.hidden = true;
    this.element.tabIndex = -1;
    this.element.focus({ preventScroll: true });
  }

  #press(event) {
    if (event.key !== 'Escape' || !this.isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  }
}
