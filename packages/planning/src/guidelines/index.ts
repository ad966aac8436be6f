export { embedText, vectorText } from './embed-text.ts'
export { libraryRows } from './library-rows.ts'
export { guidelineLibrary } from './library.ts'
