export const yearChoices = [1, 2, 5, 10] as const
const usual = 1

export const yearsOf = (search: URLSearchParams): number =>
  yearChoices.find((years) => String(years) === search.get('years')) ?? usual

export const addressOf = (years: number): string => (years === usual ? '?' : `?years=${years}`)
