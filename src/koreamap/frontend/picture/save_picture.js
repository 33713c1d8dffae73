// Saving a picture: as SVG, or set as pixels by the browser itself.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { save } from '../shared/saving.js';

/**
 * @param {SVGSVGElement} picture
 * @param {string} name Of the file, without its ending.
 */
export function saveSvg(picture, name) {
  save(write(picture), { name: `${name}.svg`, type: 'image/svg+xml' });
}

/**
 * @param {SVGSVGElement} picture
 * @param {string} name Of the file, without its ending.
 * @param {number} scale How many pixels a px becomes.
 */
export async function savePng(picture, name, scale) {
  save(await setPixels(picture, scale), { name: `${name}.png`, type: 'image/png' });
}

/** @returns {Promise<Blob>} PNG. */
async function setPixels(picture, scale) {
  const { width, height } = picture.viewBox.baseVal;
  const large = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  const canvas = make('canvas', { width: width * scale, height: height * scale });
  large.setAttribute('width', String(canvas.width));
  large.setAttribute('height', String(canvas.height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(write(large))}`; // a page in one file may show no other kind
  await image.decode();
  canvas.getContext('2d').drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(gettext('The picture is too large for this browser.')))), 'image/png');
  });
}

function write(picture) {
  return new XMLSerializer().serializeToString(picture);
}
