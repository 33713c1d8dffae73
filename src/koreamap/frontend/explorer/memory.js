// What this tab remembers of Explore: its address and the extent of its map, for a link back and for what Export starts from.

import { findStorage } from '../shared/remembered.js';

export const KEY = 'koreamap.explore';
const EXTENT = 'bbox';

/**
 * @param {import('../shared/remembered.js').Kept} storage
 * @returns {{read: () => string|null, write: (value: string, other: number[]) => void}}
 */
export function makeMemory(storage = findStorage('sessionStorage')) {
  return {
    read() {
      const text = storage.getItem(KEY);
      if (text === null) return null;
      const given = new URLSearchParams(text);
      given.delete(EXTENT);
      return `?${given}`;
    },
    write(search, extent) {
      const given = new URLSearchParams(search);
      if (extent) given.set(EXTENT, extent.map((value) => value.toFixed(4)).join());
      storage.setItem(KEY, given.toString());
    },
  };
}
