// What a map is handed on by: the link to what it shows, and a picture of it.

import { savePng, saveSvg } from '../picture/save_picture.js';
import { drawPicture } from '../picture/view_picture.js';
import { openChooser } from '../shared/chooser.js';
import { copyLink, isShared } from '../shared/copying.js';
import { gettext } from '../shared/messages.js';
import { makeButton } from './controls.js';

const LINK =
  'M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.5-2.5a2.6 2.6 0 0 0-3.7-3.7L8 4.3M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.2 9.1a2.6 2.6 0 0 0 3.7 3.7L8 11.7';
const PICTURE = 'M2.5 4h11v8.5h-11zM3 11l3.2-3.4 2.6 2.6 1.8-1.8 2.6 2.6M10.6 6.3h.1';
const NAME = 'koreamap-view';

/**
 * Add the buttons to a map's own.
 *
 * @param {import('./map_view.js').MapView} map
 * @param {{findLink: (() => string)|null}} ways Null where no address leads to what it shows.
 */
export function addShare(map, { findLink }) {
  const copy = async (event) => {
    const copied = await copyLink(findLink(), event.currentTarget);
    if (copied)
      map.notify(
        isShared() ? gettext('The link to this view is copied.') : gettext('The link is copied; it opens this file where it lies.'),
      );
  };
  map.bar.append(
    ...(findLink ? [makeButton(LINK, gettext('Copy the link to this view'), copy)] : []),
    makeButton(PICTURE, gettext('Picture of this view'), (event) => askForPicture(map, event.currentTarget)),
  );
}

function askForPicture(map, button) {
  const fail = (error) => map.notify(error.message);
  const choices = [
    { id: 'svg', label: 'SVG', choose: () => saveSvg(draw(map), NAME) },
    { id: 'png', label: 'PNG', choose: () => savePng(draw(map), NAME, 1).catch(fail) },
    { id: 'png-2', label: gettext('PNG, twice as fine'), choose: () => savePng(draw(map), `${NAME}-2x`, 2).catch(fail) },
  ];
  const title = gettext('Picture of this view');
  openChooser(map.root, button.getBoundingClientRect(), { name: title, title, choices, onEscape: () => button.focus() });
}

function draw(map) {
  const date = map.time?.days ? gettext('The map as of {date}.', { date: map.time.ruler.now.textContent }) : '';
  const hasTiles = [...map.tiles.made.values()].some((tiles) => map.map.hasLayer(tiles));
  return drawPicture(map, [date, hasTiles ? gettext('Online tiles are not in the picture.') : '']);
}
