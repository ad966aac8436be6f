/**
 * Gives every sample a finite time, in place, and returns how many had one of their own. Samples without are set between their
 * neighbours, evenly; before the first and after the last known time they take that time; with none at all they count up from
 * `startS`.
 */
export function fillTimes(timeS: Float64Array, startS: number): number {
  let known = 0
  let last = -1
  for (let i = 0; i < timeS.length; i++) {
    if (Number.isNaN(timeS[i])) continue
    known++
    fillBetween(timeS, last, i)
    last = i
  }
  if (last < 0) for (let i = 0; i < timeS.length; i++) timeS[i] = startS + i
  else for (let i = last + 1; i < timeS.length; i++) timeS[i] = timeS[last]!
  return known
}

function fillBetween(timeS: Float64Array, from: number, to: number): void {
  const end = timeS[to]!
  const step = from < 0 ? 0 : (end - timeS[from]!) / (to - from)
  for (let i = to - 1; i > from; i--) timeS[i] = end - step * (to - i)
}
