import { dateAt, emptyRow, weekdayAt, weekIn, type OutsideRow } from './row.ts'

/** More than any plan has; what is longer than a line of one is cut. */
const most = { lines: 20_000, line: 2000, rows: 1000 }

/** Sessions of a text: Markdown tables, tables with commas or tabs, and lines of prose under weeks and days. */
export function readRows(text: string): OutsideRow[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/, most.lines).map((line) => line.slice(0, most.line).trim())
  const rows: OutsideRow[] = []
  let at = 0
  const heading: Heading = { week: null, date: null }
  while (at < lines.length && rows.length < most.rows) {
    const table = tableAt(lines, at)
    if (table !== null) {
      rows.push(...rowsOfTable(table, heading))
      at += table.length
      continue
    }
    const { row, next } = prose(lines, at, heading)
    if (row !== null) rows.push(row)
    at = next
  }
  return rows.slice(0, most.rows)
}

/** What stands above: the week, and the day on which it begins where that is said. */
interface Heading {
  week: number | null
  date: string | null
}

interface Table {
  head: string[]
  rows: { line: number; cells: string[] }[]
  /** Lines it takes. */
  length: number
}

const cellsOf = (line: string): string[] | null => {
  if (line.includes('|') && line.split('|').length >= 3)
    return line.replace(/^\|/, '').replace(/\|$/, '').split('|').map(plainCell)
  for (const separator of ['\t', ';', ','])
    if (line.split(separator).length >= 3) return splitQuoted(line, separator).map(plainCell)
  return null
}
const plainCell = (cell: string): string => cell.replaceAll(/\*\*|__|`|<br\s*\/?>/gi, ' ').trim()

function splitQuoted(line: string, separator: string): string[] {
  const cells = ['']
  let isQuoted = false
  for (const char of line) {
    if (char === '"') isQuoted = !isQuoted
    else if (char === separator && !isQuoted) cells.push('')
    else cells[cells.length - 1] += char
  }
  return cells
}

/** A table begins with a line whose cells name what stands below them. */
function tableAt(lines: readonly string[], at: number): Table | null {
  const head = cellsOf(lines[at]!)
  if (head === null || head.filter((cell) => columnOf(cell) !== null).length < 2) return null
  const rows: Table['rows'] = []
  let next = at + 1
  for (; next < lines.length; next++) {
    const line = lines[next]!
    if (/^[|\s:-]*-{2,}[|\s:-]*$/.test(line)) continue
    const row = cellsOf(line)
    if (row === null) break
    rows.push({ line: next + 1, cells: row })
  }
  return rows.length === 0 ? null : { head, rows, length: next - at }
}

type Column = 'week' | 'date' | 'weekday' | 'km' | 'min' | 'bareKm' | 'bareMin' | 'text' | `day${number}`

const columns: readonly (readonly [RegExp, Column])[] = [
  [/^(?:주차|주|week|wk)\.?$/i, 'week'],
  [/^(?:날짜|일자|date)$/i, 'date'],
  [/^(?:요일|day|weekday|dow)$/i, 'weekday'],
  [/^(?:거리|distance|dist\.?|총\s*거리)?\s*[([]?\s*(?:km|킬로|kilomet\w*)\s*[)\]]?$/i, 'km'],
  [/^(?:시간|duration|time|총\s*시간)?\s*[([]?\s*(?:분|min(?:utes)?)\s*[)\]]?$/i, 'min'],
  [/^(?:거리|distance|dist\.?|총\s*거리)$/i, 'bareKm'],
  [/^(?:시간|duration|time|총\s*시간)$/i, 'bareMin'],
  [
    /^(?:훈련|내용|운동|세션|종류|유형|설명|세부|상세|페이스|강도|메모|비고|목적|훈련\s*(?:내용|종류|유형)|workout|session|training|type|title|name|description|details?|pace|intensity|notes?|activity|purpose|run)$/i,
    'text',
  ],
]

function columnOf(cell: string): Column | null {
  const day = weekdayAt(cell)
  if (day !== null && day.length >= cell.length) return `day${day.weekday}`
  return columns.find(([pattern]) => pattern.test(cell))?.[1] ?? null
}

function rowsOfTable({ head, rows }: Table, heading: Heading): OutsideRow[] {
  const kinds = head.map(columnOf)
  const isByWeek = kinds.filter((kind) => kind?.startsWith('day')).length >= 3
  let { week } = heading
  return rows.flatMap(({ line: number, cells: line }) => {
    const at = `line ${number}`
    const cell = (wanted: Column): string => line[kinds.indexOf(wanted)]?.trim() ?? ''
    const first = line[0] ?? ''
    week =
      weekIn(first) ??
      (kinds[0] === 'week' ? (numberIn(first) ?? week) : (numberIn(cell('week')) ?? weekIn(cell('week')) ?? week))
    const weekDate = dateWithin(first) ?? (week === heading.week ? heading.date : null)
    if (isByWeek)
      return line.flatMap((text, j): OutsideRow[] => {
        const kind = kinds[j]
        if (!kind?.startsWith('day') || /^[-–—\s]*$/.test(text)) return []
        return [{ ...emptyRow, at, week, weekDate, weekday: Number(kind.slice(3)), text }]
      })
    const day = weekdayAt(cell('weekday')) ?? weekdayAt(afterDate(cell('date')))
    const date = dateAt(cell('date'))?.date ?? dateAt(cell('weekday'))?.date ?? null
    const text = line
      .filter((_, j) => kinds[j] === 'text' || kinds[j] === null)
      .join(' ')
      .trim()
    const [distance, time] = [cell('bareKm'), cell('bareMin')]
    const bare = [distance, time].find((each) => /^\d+(?:\.\d+)?$/.test(each)) ?? null
    const spoken = [distance, time].filter((each) => each !== '' && each !== bare).join(' ')
    if (text === '' && spoken === '') return []
    return [
      {
        ...emptyRow,
        at,
        date,
        week,
        weekDate,
        weekday: day?.weekday ?? null,
        text: `${text} ${spoken}`.trim(),
        km: numberIn(cell('km')),
        min: numberIn(cell('min')),
        bare,
      },
    ]
  })
}

const numberIn = (cell: string): number | null => {
  const found = /\d+(?:\.\d+)?/.exec(cell)?.[0]
  return found === undefined ? null : Number(found)
}

/** What follows a date: `12/1(화)`. */
const afterDate = (text: string): string => {
  const date = dateAt(text)
  return date === null ? text : text.slice(date.length).replace(/^[\s(,[]+/, '')
}

/** Marks of headings, lists and emphasis. */
const unmarked = (line: string): string =>
  line
    .replace(/^(?:#{1,6}\s+|>\s*|[-*+•‣▪●○◦]\s+|\d{1,2}[.)]\s+)+/, '')
    .replaceAll(/\*\*|__|`/g, '')
    .trim()

/** One line of prose with the lines that belong to it, or a heading, or nothing. */
function prose(lines: readonly string[], at: number, heading: Heading): { row: OutsideRow | null; next: number } {
  const line = unmarked(lines[at]!)
  const place = placeOf(line)
  const week = weekIn(line)
  if (place === null) {
    if (week !== null) Object.assign(heading, { week, date: dateWithin(line) })
    return { row: null, next: at + 1 }
  }
  const { date, weekday, rest } = place
  // Lines below say more, until another day, another week or a table begins.
  let next = at + 1
  const below: string[] = []
  for (; next < lines.length; next++) {
    const plain = unmarked(lines[next]!)
    if (lines[next] === '' && below.length === 0 && rest !== '') break
    if (lines[next] === '' && /^$/.test(lines[next + 1] ?? '')) break
    if (placeOf(plain) !== null || weekIn(plain) !== null || tableAt(lines, next) !== null) break
    if (/^#{1,6}\s/.test(lines[next]!) || /^-{3,}$/.test(lines[next]!)) break
    below.push(lines[next]!)
  }
  const isSteps = stepLines(below)
  const text = [rest, ...(isSteps ? [] : below.map(unmarked))].filter(Boolean).join(' ')
  if (text === '' && !isSteps) return { row: null, next }
  return {
    row: {
      ...emptyRow,
      at: `line ${at + 1}`,
      date,
      week: week ?? heading.week,
      weekDate: heading.date,
      weekday,
      text,
      steps: isSteps ? below.join('\n') : null,
    },
    next,
  }
}

/** A line that begins with a day: `월: …`, `Tue – …`, `12월 1일 (화) …`, `Day 3: …` is none. */
function placeOf(line: string): { date: string | null; weekday: number | null; rest: string } | null {
  const separated = (text: string) => text.replace(/^[\s:：.,)\]·\-–—|]+/, '')
  const week = /^(?:\d{1,2}\s*주\s*차?|week\s*\d{1,2}|w\d{1,2})[\s:,.\-–—]+/i.exec(line)
  const text = week ? line.slice(week[0].length) : line
  const dated = dateAt(text)
  if (dated !== null) {
    const after = text.slice(dated.length).replace(/^[\s(,[]+/, '')
    const day = weekdayAt(after)
    // From one day to another is a week, not a day.
    if (/^\s*[~–—-]\s*\d/.test(text.slice(dated.length))) return null
    return { date: dated.date, weekday: day?.weekday ?? null, rest: separated(day ? after.slice(day.length) : after) }
  }
  const day = weekdayAt(text)
  if (day === null) return null
  const after = text.slice(day.length)
  if (!/^\s*(?:$|[:：.,)\]·\-–—|(]|\s)/.test(after)) return null
  const inBrackets = /^\s*\(([^)]*)\)/.exec(after)
  const date = inBrackets ? dateAt(inBrackets[1]!.trim()) : null
  return {
    date: date?.date ?? null,
    weekday: day.weekday,
    rest: separated(inBrackets && date ? after.slice(inBrackets[0].length) : after),
  }
}

/** The first day named in a heading such as `1주차 (12/1~12/7)`. */
function dateWithin(line: string): string | null {
  for (const { index } of line.matchAll(
    /(?<![\d])(?=\d{1,4}\s*[-./월년]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/gi,
  )) {
    const found = dateAt(line.slice(index))
    if (found) return found.date
  }
  return null
}

/** Lines in the syntax of intervals.icu: steps with a target or rounds, and nothing else that begins with a dash. */
const stepLines = (lines: readonly string[]): boolean =>
  lines.some((line) =>
    /^-\s*(?:lap press|(?:\d+h)?\d*m?\d*s?|\d+(?:\.\d+)?(?:km|mtr)).*(?:\bpace\b|\bZ\d\s+HR\b|bpm|rpm|\d%|\d+w\b)/i.test(
      line,
    ),
  ) && lines.filter((line) => line.startsWith('-')).every((line) => /^-\s*(?:lap press|\d)/i.test(line))
