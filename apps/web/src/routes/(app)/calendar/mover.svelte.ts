import { addDays, type LocalDate } from '@rc/domain'
import { formatLongDay } from '#lib/format/date.ts'
import { m } from '#lib/paraglide/messages.js'
import { canMove, type PlannedEntry } from './planned.ts'

/** So far a pointer travels before it is a drag, in px, and so long a finger rests, in ms. */
const TRAVEL_PX = 6
const REST_MS = 400
const arrows: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Moves a planned session to another day, by mouse, finger or keyboard; what is said goes to a live region. */
export class Mover {
  held = $state.raw<PlannedEntry | null>(null)
  /** The day it would be dropped on. */
  over = $state<LocalDate | null>(null)
  said = $state('')
  /** A drag has just ended on this card: the click that follows is none. */
  wasDragged = false
  readonly #today: () => LocalDate
  readonly #drop: (entry: PlannedEntry, date: LocalDate) => void

  constructor(today: () => LocalDate, drop: (entry: PlannedEntry, date: LocalDate) => void) {
    this.#today = today
    this.#drop = drop
  }

  /** Whether the day it hangs over would take it; null: it hangs nowhere. */
  get fits(): boolean | null {
    return this.held && this.over ? canMove(this.held, this.over, this.#today()) : null
  }

  press(event: PointerEvent, entry: PlannedEntry): void {
    this.wasDragged = false
    if (event.button !== 0 || this.held) return
    const from = { x: event.clientX, y: event.clientY }
    const isFinger = event.pointerType !== 'mouse'
    const begin = () => {
      if (!canMove(entry, entry.workout.date, this.#today())) return
      this.held = entry
      this.over = entry.workout.date
    }
    const rest = isFinger ? setTimeout(begin, REST_MS) : undefined
    const move = (next: PointerEvent) => {
      const travelled = Math.hypot(next.clientX - from.x, next.clientY - from.y) > TRAVEL_PX
      if (!this.held && travelled && isFinger) return end()
      if (!this.held && travelled) begin()
      if (!this.held) return
      const day = document.elementFromPoint(next.clientX, next.clientY)?.closest<HTMLElement>('[data-date]')
      this.over = day?.dataset['date'] ?? null
    }
    /** While something is held the page does not scroll. */
    const still = (touch: TouchEvent) => this.held && touch.preventDefault()
    const up = () => {
      const { held, over } = this
      end()
      if (!held) return
      this.wasDragged = true
      if (over) this.#put(held, over)
    }
    const end = () => {
      clearTimeout(rest)
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', up)
      removeEventListener('pointercancel', end)
      document.removeEventListener('touchmove', still)
      this.held = null
      this.over = null
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', up)
    addEventListener('pointercancel', end)
    document.addEventListener('touchmove', still, { passive: false })
  }

  key(event: KeyboardEvent, entry: PlannedEntry): void {
    const isHeld = this.held === entry
    if (event.key === ' ' && !isHeld) {
      event.preventDefault()
      if (!canMove(entry, entry.workout.date, this.#today())) {
        this.said = m.calendar_cannot()
        return
      }
      this.held = entry
      this.over = entry.workout.date
      this.said = m.calendar_picked({ title: entry.workout.title })
    } else if (isHeld && event.key in arrows) {
      event.preventDefault()
      this.over = addDays(this.over ?? entry.workout.date, arrows[event.key]!)
      this.said = `${m.calendar_over({ date: formatLongDay(this.over) })}${this.fits ? '' : ` ${m.calendar_cannot()}`}`
    } else if (isHeld && (event.key === ' ' || event.key === 'Enter')) {
      event.preventDefault()
      const { over } = this
      this.held = null
      this.over = null
      if (over) this.#put(entry, over)
    } else if (isHeld && event.key === 'Escape') {
      this.leave(entry)
    }
  }

  leave(entry: PlannedEntry): void {
    if (this.held !== entry) return
    this.held = null
    this.over = null
    this.said = m.calendar_given_up()
  }

  #put(entry: PlannedEntry, date: LocalDate): void {
    if (date === entry.workout.date) return
    if (!canMove(entry, date, this.#today())) {
      this.said = m.calendar_cannot()
      return
    }
    this.said = m.calendar_dropped({ title: entry.workout.title, date: formatLongDay(date) })
    this.#drop(entry, date)
  }
}
