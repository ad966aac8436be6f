const longest = 200

/** A name from a file as it may be stored and shown: no control characters, no halves of characters, not endless. */
export const cleanText = (text: string): string =>
  text
    .slice(0, longest)
    .toWellFormed()
    .replaceAll('\uFFFD', '')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
