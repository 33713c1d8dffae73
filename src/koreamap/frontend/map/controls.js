// The map's own controls: zoom, home, full screen, scale, pointer coordinates, attribution, notices.

import { writeLatitude, writeLongitude } from '../shared/degrees.js';
import { make, makeSvg } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';

const ICONS = {
  in: 'M8 3v10M3 8h10',
  out: 'M3 8h10',
  home: 'M2.5 8 8 3l5.5 5M4.5 7v6h7V7',
  full: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
};
const SCALE_PX = 110; // greatest length of the bars
const NAUTICAL_MILE_M = 1852;
const NOTICE_MS = 9000;

/** Make a button of the map's column. */
export function makeButton(d, label, onClick) {
  const icon = makeSvg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, makeSvg('path', { d }));
  return make('button', { type: 'button', class: 'km-button', title: label, 'aria-label': label, click: onClick }, icon);
}

/** Zoom in, zoom out, home, full screen: a column at the upper left. */
export function addButtons(root, map, { onHome, onZoom }) {
  const zoom = (way) => () => {
    onZoom();
    map[way]();
  };
  const bar = make(
    'div',
    { class: 'km-bar', role: 'group', 'aria-label': gettext('Map view') },
    makeButton(ICONS.in, gettext('Zoom in'), zoom('zoomIn')),
    makeButton(ICONS.out, gettext('Zoom out'), zoom('zoomOut')),
    makeButton(ICONS.home, gettext('Back to the first view'), onHome),
  );
  if (document.fullscreenEnabled && root.requestFullscreen)
    bar.append(makeButton(ICONS.full, gettext('Full screen'), () => toggleFullscreen(root)));
  root.append(bar);
  return bar;
}

function toggleFullscreen(root) {
  const isFull = root.getRootNode().fullscreenElement === root;
  (isFull ? document.exitFullscreen() : root.requestFullscreen()).catch((error) => console.warn(error));
}

/** Kilometres above, nautical miles below one line. */
export function addScale(root, map) {
  const parts = { km: make('span'), nm: make('span') };
  const bars = { km: make('div', { class: 'km-scale-bar' }, parts.km), nm: make('div', { class: 'km-scale-bar km-scale-nm' }, parts.nm) };
  const box = make('div', { class: 'km-scale', role: 'group', 'aria-label': gettext('Scale') }, bars.km, bars.nm);
  root.append(box);
  const update = () => {
    const { x, y } = map.getSize();
    const at = (offset) => map.containerPointToLatLng([x / 2 + offset, y / 2]);
    const metres = map.distance(at(-SCALE_PX / 2), at(SCALE_PX / 2));
    for (const [unit, perUnit] of Object.entries({ km: 1000, nm: NAUTICAL_MILE_M })) {
      const length = roundDown(metres / perUnit);
      bars[unit].style.width = `${((length * perUnit) / metres) * SCALE_PX}px`;
      parts[unit].textContent = `${length} ${unit}`;
    }
  };
  map.on('moveend', update);
  return box;
}

function roundDown(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([5, 2, 1].find((step) => step * power <= value) ?? 1) * power;
}

/** Pointer coordinates over the attribution line, lower right. */
export function addFoot(root, map, attribution) {
  const pointer = make('div', { class: 'km-pointer', 'aria-hidden': 'true' });
  const credit = make('div', { class: 'km-credit', text: attribution });
  const foot = make('div', { class: 'km-foot' }, pointer, credit);
  root.append(foot);
  const canvas = map.getContainer();
  canvas.addEventListener('mousemove', (event) => {
    pointer.textContent = toText(map.mouseEventToLatLng(event));
  });
  canvas.addEventListener('mouseleave', () => {
    pointer.textContent = '';
  });
  return { foot, credit };
}

function toText({ lat, lng }) {
  const write = (value) => Math.abs(value).toFixed(3);
  return `${writeLatitude(lat, write(lat))}  ${writeLongitude(lng, write(lng))}`;
}

/** Discreet lines that leave by themselves. */
export function makeNotices(root) {
  const box = make('div', { class: 'km-notice', role: 'status' });
  root.append(box);
  let lines = [];
  let timer = 0;
  const clear = () => {
    box.classList.remove('km-on');
    lines = [];
  };
  return (text) => {
    lines.push(text);
    box.replaceChildren(...lines.slice(-3).map((line) => make('div', { text: line })));
    box.classList.add('km-on');
    clearTimeout(timer);
    timer = setTimeout(clear, NOTICE_MS);
  };
}

/** The name beside the pointer. */
export function makeTooltip(root) {
  const tip = make('div', { class: 'km-tip', 'aria-hidden': 'true' });
  root.append(tip);
  return (name, point) => {
    tip.classList.toggle('km-on', Boolean(name));
    if (!name) return;
    tip.textContent = name;
    const isRight = point.x > root.clientWidth - tip.offsetWidth - 24;
    const left = isRight ? point.x - tip.offsetWidth - 12 : point.x + 14;
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(4, point.y - 30))}px)`;
  };
}
