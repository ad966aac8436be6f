export { embedText, vectorText } from './embed-text.ts'
export { libraryRows } from './library-rows.ts'
export { guidelineLibrary } from './library.ts'
export { plainText, splitText } from './split-text.ts'
