const MOST = 20
const LONGEST = 40

/** Tags as people write them, parted by commas; with or without #. */
export const readTags = (text: string): string[] =>
  [
    ...new Set(
      text
        .split(',')
        .map((part) =>
          part
            .trim()
            .replace(/^#+\s*/, '')
            .slice(0, LONGEST)
            .trim(),
        )
        .filter((part) => part !== ''),
    ),
  ].slice(0, MOST)
