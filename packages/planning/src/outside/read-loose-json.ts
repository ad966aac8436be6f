import { dateAt, emptyRow, weekdayAt, weekIn, type OutsideRow } from './row.ts'

type Raw = Record<string, unknown>
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)

const most = { depth: 12, rows: 1000 }
const names = {
  date: /^(?:date|day_?date|날짜|일자)$/i,
  weekday: /^(?:day|weekday|day_?of_?week|요일)$/i,
  week: /^(?:week|week_?(?:number|no|index)?|주차|주)$/i,
  km: /^(?:km|distance_?km|거리_?\(?km\)?)$/i,
  min: /^(?:min|mins|minutes|duration_?min(?:utes)?|시간_?\(?분\)?)$/i,
  bare: /^(?:distance|duration|거리|시간)$/i,
}

/** Sessions of JSON of any shape: objects that say a day, or values under the names of weekdays, each with the week above them. */
export function readLooseJson(value: unknown): OutsideRow[] {
  const rows: OutsideRow[] = []
  walk(value, '', { week: null, weekday: null, date: null }, 0, rows)
  return rows
}

type Place = Pick<OutsideRow, 'week' | 'weekday' | 'date'>

function walk(value: unknown, path: string, place: Place, depth: number, rows: OutsideRow[]): void {
  if (depth > most.depth || rows.length >= most.rows) return
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries()) walk(each, `${path}.${i}`, place, depth + 1, rows)
    return
  }
  if (typeof value === 'string' && (place.weekday !== null || place.date !== null) && value.trim() !== '') {
    rows.push({ ...emptyRow, ...place, at: path.slice(1), text: value })
    return
  }
  if (!isObject(value)) return
  const here = { ...place, ...placeOf(value) }
  const lists = Object.entries(value).filter(([, each]) => typeof each === 'object' && each !== null)
  const isSession =
    (here.date !== null || here.weekday !== null) && textOf(value) !== '' && !lists.some(([key]) => isDay(key))
  if (isSession && !lists.some(([, each]) => holdsSessions(each))) {
    rows.push({ ...emptyRow, ...here, at: path.slice(1), text: textOf(value), ...sizesOf(value) })
    return
  }
  for (const [key, each] of Object.entries(value)) {
    const day = weekdayAt(key)
    const date = dateAt(key)
    const isPlace = Object.values(names).some((pattern) => pattern.test(key))
    if (typeof each !== 'object' && day === null && date === null) continue
    if (isPlace && typeof each !== 'object') continue
    const inner = {
      ...here,
      week: weekIn(key) ?? here.week,
      weekday: day?.weekday ?? here.weekday,
      date: date?.date ?? here.date,
    }
    walk(each, `${path}.${key}`, inner, depth + 1, rows)
  }
}

const isDay = (key: string): boolean => weekdayAt(key)?.length === key.length

/** A list of things that say their own day. */
const holdsSessions = (value: unknown): boolean =>
  Array.isArray(value) && value.some((each) => isObject(each) && (placeOf(each).date ?? placeOf(each).weekday) != null)

function placeOf(value: Raw): Partial<Place> {
  const place: Partial<Place> = {}
  for (const [key, each] of Object.entries(value)) {
    if (typeof each !== 'string' && typeof each !== 'number') continue
    const said = String(each).trim()
    if (names.date.test(key)) place.date = dateAt(said)?.date ?? null
    else if (names.week.test(key)) place.week = weekIn(said) ?? (/^\d{1,2}$/.test(said) ? Number(said) : null)
    else if (names.weekday.test(key)) {
      const date = dateAt(said)
      if (date) place.date = date.date
      else place.weekday = weekdayAt(said)?.weekday ?? null
    }
  }
  return place
}

/** All words of a session and of what it holds, but for those that say when. */
function textOf(value: Raw): string {
  const words: string[] = []
  const collect = (each: unknown, depth: number): void => {
    if (typeof each === 'string') words.push(each)
    else if (depth < 4 && typeof each === 'object' && each !== null)
      for (const inner of Object.values(each)) collect(inner, depth + 1)
  }
  for (const [key, each] of Object.entries(value))
    if (!Object.values(names).some((pattern) => pattern.test(key))) collect(each, 0)
    else if (names.bare.test(key) && typeof each === 'string' && /[a-z가-힣]/i.test(each)) words.push(each)
  return words.join(' ').trim().slice(0, 2000)
}

function sizesOf(value: Raw): Pick<OutsideRow, 'km' | 'min' | 'bare'> {
  const numberOf = (pattern: RegExp): number | null => {
    const each = Object.entries(value).find(([key]) => pattern.test(key))?.[1]
    const number = typeof each === 'string' ? Number.parseFloat(each) : each
    return typeof number === 'number' && Number.isFinite(number) ? number : null
  }
  const bare = Object.entries(value).find(([key, each]) => names.bare.test(key) && /^\d+(?:\.\d+)?$/.test(String(each)))
  return { km: numberOf(names.km), min: numberOf(names.min), bare: bare ? String(bare[1]) : null }
}
