/** Raised whenever the same bytes are read or normalised into other rows than before. */
export const readerVersion = 1
