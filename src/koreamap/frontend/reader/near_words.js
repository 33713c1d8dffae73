// How far apart two words are: wrong, missing, surplus and swapped letters (optimal string alignment distance).

/**
 * Count the letters to be mended between what was typed and a word.
 *
 * @param {string} typed
 * @param {string} word
 * @returns {{whole: number, start: number}} Between the two, and between what was typed and the best beginning of the word.
 */
export function countMistakes(typed, word) {
  let [before, above] = [[], Array.from({ length: word.length + 1 }, (_none, column) => column)];
  for (let row = 1; row <= typed.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= word.length; column += 1) {
      const isSame = typed[row - 1] === word[column - 1];
      const isSwapped = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      const swap = isSwapped ? before[column - 2] + 1 : Number.POSITIVE_INFINITY;
      here.push(Math.min(above[column - 1] + (isSame ? 0 : 1), above[column] + 1, here[column - 1] + 1, swap));
    }
    [before, above] = [above, here];
  }
  return { whole: above[word.length], start: Math.min(...above) };
}
