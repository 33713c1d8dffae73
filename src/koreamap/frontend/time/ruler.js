// The ruler of the years under the map: a slider with stops, off until it is touched, and what it says when it is on.

import { make } from '../shared/dom.js';
import { gettext, N_ } from '../shared/messages.js';
import { listRests, placeOf, readDate, writeDate } from './calendar.js';

const NEAR_PX = 9; // within which a pointer means a stop
const LETTERED = [1945, 1973, 2007]; // years that are written, beside the last
const LETTERED_WHERE_WIDE = [1953, 1999];
const OFF = N_('All dates');

/**
 * @typedef {object} Set What the ruler is to be set to.
 * @property {string} date Empty for off.
 * @property {boolean} isMoving Whether the hand is still on it.
 * @property {boolean} isStep Whether it is one of many small steps, which together are one choice.
 */

export class Ruler {
  /**
   * @param {{years: number[], stops: {date: string, title: string}[]}} time
   * @param {(set: Partial<Set> & {others?: string}) => void} onSet
   */
  constructor(time, onSet) {
    this.time = time;
    this.onSet = onSet;
    this.rests = listRests(time);
    this.now = make('button', { type: 'button', class: 'km-time-now', 'aria-live': 'off', click: () => this.#touchWord() }, gettext(OFF));
    this.knob = make('span', { class: 'km-time-knob' });
    this.track = this.#makeTrack();
    this.strip = make(
      'div',
      { class: 'km-time-strip' },
      this.now,
      this.#makeStep('‹', gettext('Earlier stop'), -1),
      this.track,
      this.#makeStep('›', gettext('Later stop'), 1),
    );
    this.title = make('span', { class: 'km-time-title' });
    this.words = make('span', { class: 'km-time-words' });
    this.box = make('input', { type: 'checkbox', change: () => onSet({ others: this.box.checked ? 'dimmed' : '' }) });
    const off = make('button', { type: 'button', class: 'km-time-off', click: () => this.#turnOff() }, gettext(OFF));
    this.about = make(
      'div',
      { class: 'km-time-about', hidden: true },
      make('p', { role: 'status' }, this.title, this.words),
      make('div', { class: 'km-time-choices' }, make('label', {}, this.box, gettext('Dim instead of hide')), off),
    );
    this.element = make('div', { class: 'km-time', role: 'group', 'aria-label': gettext('Date of the map') }, this.about, this.strip);
    this.days = null;
    this.#place();
  }

  /**
   * Show a date, or none.
   *
   * @param {import('./calendar.js').Days|null} days
   * @param {{words: string, isDimmed: boolean}} says What the date does to the map.
   */
  show(days, { words, isDimmed }) {
    this.days = days;
    this.box.checked = isDimmed;
    this.about.hidden = !days;
    this.element.classList.toggle('km-on', Boolean(days));
    const title = days && this.#titleOf(days);
    this.title.textContent = days ? [writeDate(days.date), title].filter(Boolean).join(' · ') : '';
    this.words.textContent = words;
    this.now.textContent = days ? writeDate(days.date) : gettext(OFF);
    this.#place();
  }

  #titleOf({ date }) {
    const rest = this.rests.find(({ days }) => days.date === date);
    return rest?.title ? gettext(rest.title) : '';
  }

  #makeTrack() {
    const ticks = this.rests.filter(({ isStop }) => isStop).map(({ place }) => this.#put(make('span', { class: 'km-time-stop' }), place));
    const written = [...LETTERED, ...LETTERED_WHERE_WIDE, this.time.years[1]];
    const years = written.map((year) => {
      const more = LETTERED_WHERE_WIDE.includes(year) ? ' km-time-more' : '';
      return this.#put(make('span', { class: `km-time-year${more}` }, String(year)), year);
    });
    const track = make(
      'div',
      { class: 'km-time-track', role: 'slider', tabindex: '0', 'aria-label': gettext('Date of the map'), 'aria-orientation': 'horizontal' },
      make('span', { class: 'km-time-line' }),
      ...ticks,
      ...years,
      this.knob,
    );
    track.addEventListener('keydown', (event) => this.#press(event));
    track.addEventListener('pointerdown', (event) => this.#grasp(event));
    track.addEventListener('pointermove', (event) => this.held === event.pointerId && this.#slide(event, true));
    track.addEventListener('pointerup', (event) => this.held === event.pointerId && this.#release(event));
    track.addEventListener('pointercancel', (event) => this.held === event.pointerId && this.#release(event));
    return track;
  }

  #makeStep(sign, label, way) {
    const click = () => this.#set(this.#neighbour(way, { isStop: true }));
    return make('button', { type: 'button', class: 'km-time-step', title: label, 'aria-label': label, click }, sign);
  }

  #put(element, place) {
    const [from, to] = this.time.years;
    element.style.left = `${(100 * (place - from)) / (to - from)}%`;
    return element;
  }

  #place() {
    const [from, to] = this.time.years;
    const { days } = this;
    const title = days && this.#titleOf(days);
    const place = days ? placeOf(days) : from;
    this.#put(this.knob, place);
    const says = {
      'aria-valuemin': from,
      'aria-valuemax': to,
      'aria-valuenow': Math.round(place * 100) / 100,
      'aria-valuetext': days ? [writeDate(days.date), title].filter(Boolean).join(', ') : gettext(OFF),
    };
    for (const [name, value] of Object.entries(says)) this.track.setAttribute(name, String(value));
  }

  // the hand

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const go = {
      ArrowLeft: () => this.#neighbour(-1),
      ArrowDown: () => this.#neighbour(-1),
      ArrowRight: () => this.#neighbour(1),
      ArrowUp: () => this.#neighbour(1),
      PageDown: () => this.#neighbour(-1, { isStop: true }),
      PageUp: () => this.#neighbour(1, { isStop: true }),
      Home: () => this.rests[0],
      End: () => this.rests.at(-1),
    }[event.key];
    if (!go && !(event.key === 'Escape' && this.days)) return;
    event.preventDefault();
    event.stopPropagation();
    if (go) this.#set(go(), { isStep: true });
    else this.#turnOff();
  }

  /** The next place of rest in a direction; where the ruler is off, the first or the last. */
  #neighbour(way, { isStop = false } = {}) {
    const rests = this.rests.filter((rest) => !isStop || rest.isStop);
    if (!this.days) return way > 0 ? rests[0] : rests.at(-1);
    const { date } = this.days;
    const at = this.rests.findIndex(({ days }) => days.date === date);
    const isBeyond = (rest) => {
      const before = at >= 0 ? this.rests.indexOf(rest) - at : rest.place - placeOf(this.days);
      return before * way > 0;
    };
    const beyond = rests.filter(isBeyond);
    return (way > 0 ? beyond[0] : beyond.at(-1)) ?? rests.at(way > 0 ? -1 : 0);
  }

  #grasp(event) {
    if (event.button) return;
    event.preventDefault(); // else a swipe selects text
    this.track.focus({ preventScroll: true });
    this.track.setPointerCapture(event.pointerId);
    this.held = event.pointerId;
    this.#slide(event, true);
  }

  #slide(event, isMoving) {
    const { left, width } = this.track.querySelector('.km-time-line').getBoundingClientRect();
    const [from, to] = this.time.years;
    const at = from + ((to - from) * (event.clientX - left)) / width;
    const near = (NEAR_PX * (to - from)) / width;
    const distance = ({ place, isStop }) => Math.abs(place - at) - (isStop ? near : 0);
    const rest = this.rests.reduce((best, other) => (distance(other) < distance(best) ? other : best));
    if (!isMoving || rest.days.date !== this.days?.date) this.#set(rest, { isMoving });
  }

  #release(event) {
    this.held = null;
    this.#slide(event, false);
  }

  #touchWord() {
    if (this.days) this.track.focus();
    else this.#set(this.rests[0]);
  }

  #turnOff() {
    this.track.focus();
    this.onSet({ date: '', isMoving: false, isStep: false });
  }

  #set(rest, { isMoving = false, isStep = false } = {}) {
    this.onSet({ date: rest.days.date, isMoving, isStep });
  }

  /** Read a date as this ruler takes it. */
  read(text) {
    return readDate(text, this.time.years);
  }
}
