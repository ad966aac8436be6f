import { goto } from '$app/navigation'
import { opened } from './opened.svelte.ts'

const STORED = 'rc-keys'
/** How long after `g` the letter of a place counts. */
const PATIENCE_MS = 1500

let on = $state(localStorage.getItem(STORED) !== 'off')
let leader = 0

/** Keys of one letter, which not everybody wants: a speech program types letters too. */
export const singleKeys = {
  get on(): boolean {
    return on
  },
  turn(next: boolean): void {
    on = next
    localStorage.setItem(STORED, next ? 'on' : 'off')
  },
}

/** After `g`: where to. */
export const placeKeys: Record<string, string> = {
  t: '/',
  a: '/activities',
  c: '/calendar',
  p: '/plans',
  m: '/map',
  f: '/fitness',
  r: '/recovery',
  w: '/swim',
  y: '/sync',
  s: '/settings',
}

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.role === 'application')

/** What a key does on every page unless somebody writes, or does not want it; ⌘K and Ctrl+K are the layout's. */
export function pressKey(event: KeyboardEvent): void {
  if (
    !on ||
    event.defaultPrevented ||
    event.isComposing ||
    event.metaKey ||
    event.ctrlKey ||
    event.altKey ||
    isTyping(event) ||
    document.querySelector('dialog[open]')
  )
    return
  if (act(event)) event.preventDefault()
}

/** Whether the key was one of ours. */
function act({ key, timeStamp }: KeyboardEvent): boolean {
  const place = timeStamp - leader < PATIENCE_MS ? placeKeys[key] : undefined
  leader = key === 'g' ? timeStamp : 0
  if (place) {
    void goto(place)
    return true
  }
  if (key === '?') opened.show('keys')
  else if (key === '/') return focusOn(document.querySelector('main input[type=search]'))
  else return key === 'g'
  return true
}

function focusOn(element: HTMLElement | null | undefined): boolean {
  element?.focus()
  return element instanceof HTMLElement
}
