import { addDays, type LocalDate } from '@rc/domain'
import { formatLongDay } from '#lib/format/date.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'
import { canCopy, canMove, type PlannedEntry } from './planned.ts'

/** So far a pointer travels before it is a drag, in px, and so long a finger rests, in ms. */
const TRAVEL_PX = 6
const REST_MS = 400
const arrows: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** So near the edge of the screen a held session makes the page scroll, and so far with every frame. */
const EDGE_PX = 96
const SCROLL_PX = 9

/** Moves or copies a planned session to another day, by mouse, finger or keyboard; what is said goes to a live region. */
export class Mover {
  held = $state.raw<PlannedEntry | null>(null)
  /** A copy of it is held; the original stays. */
  copies = $state(false)
  /** The day it would be dropped on. */
  over = $state<LocalDate | null>(null)
  said = $state('')
  /** A drag has just ended on this card: the click that follows is none. */
  wasDragged = false
  readonly #today: () => LocalDate
  readonly #drop: (entry: PlannedEntry, date: LocalDate, isCopy: boolean) => void

  constructor(today: () => LocalDate, drop: (entry: PlannedEntry, date: LocalDate, isCopy: boolean) => void) {
    this.#today = today
    this.#drop = drop
  }

  /** Whether the day it hangs over would take it; null: it hangs nowhere. */
  get fits(): boolean | null {
    return this.held && this.over ? this.#takes(this.held, this.over) : null
  }

  #takes(entry: PlannedEntry, date: LocalDate): boolean {
    return (this.copies ? canCopy : canMove)(entry, date, this.#today())
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
      if (isFinger) {
        this.said = withParticles(m.calendar_held({ title: entry.workout.title }))
        requestAnimationFrame(scroll)
      }
    }
    const rest = isFinger ? setTimeout(begin, REST_MS) : undefined
    let last = from
    const look = () => {
      const day = document.elementFromPoint(last.x, last.y)?.closest<HTMLElement>('[data-date]')
      this.over = day?.dataset['date'] ?? null
    }
    /** What is held near an edge brings the days beyond it. */
    const scroll = () => {
      if (!this.held) return
      const by = last.y < EDGE_PX ? -SCROLL_PX : last.y > innerHeight - EDGE_PX ? SCROLL_PX : 0
      if (by !== 0) {
        scrollBy(0, by)
        look()
      }
      requestAnimationFrame(scroll)
    }
    const move = (next: PointerEvent) => {
      const travelled = Math.hypot(next.clientX - from.x, next.clientY - from.y) > TRAVEL_PX
      if (!this.held && travelled && isFinger) return end()
      if (!this.held && travelled) begin()
      if (!this.held) return
      last = { x: next.clientX, y: next.clientY }
      this.copies = next.altKey
      look()
    }
    const up = ({ altKey: isCopy }: PointerEvent) => {
      const { held, over } = this
      end()
      if (!held) return
      this.wasDragged = true
      this.copies = isCopy
      if (over) this.#put(held, over)
    }
    const end = () => {
      clearTimeout(rest)
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', up)
      removeEventListener('pointercancel', end)
      this.#letGo()
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', up)
    addEventListener('pointercancel', end)
  }

  /** While something is held the page does not scroll under it, and no menu of the browser opens. */
  readonly still = (card: HTMLElement): (() => void) => {
    const stay = (event: Event) => this.held && event.preventDefault()
    // There from the beginning: a browser asks before a finger has moved whether it may scroll by itself.
    card.addEventListener('touchmove', stay, { passive: false })
    card.addEventListener('contextmenu', stay)
    return () => {
      card.removeEventListener('touchmove', stay)
      card.removeEventListener('contextmenu', stay)
    }
  }

  key(event: KeyboardEvent, entry: PlannedEntry): void {
    const isHeld = this.held === entry
    const picks = !event.ctrlKey && !event.metaKey && !event.altKey
    if (picks && (event.key === ' ' || event.key === 'c') && !isHeld) {
      event.preventDefault()
      this.copies = event.key === 'c'
      if (!this.copies && !canMove(entry, entry.workout.date, this.#today())) {
        this.said = m.calendar_cannot()
        return
      }
      this.held = entry
      this.over = entry.workout.date
      this.said = withParticles(
        (this.copies ? m.calendar_picked_copy : m.calendar_picked)({ title: entry.workout.title }),
      )
    } else if (isHeld && event.key in arrows) {
      event.preventDefault()
      this.over = addDays(this.over ?? entry.workout.date, arrows[event.key]!)
      this.said = `${m.calendar_over({ date: formatLongDay(this.over) })}${this.fits ? '' : ` ${m.calendar_cannot()}`}`
    } else if (isHeld && (event.key === ' ' || event.key === 'Enter')) {
      event.preventDefault()
      const { over, copies } = this
      this.#letGo()
      this.copies = copies
      if (over) this.#put(entry, over)
    } else if (isHeld && event.key === 'Escape') {
      this.leave(entry)
    }
  }

  leave(entry: PlannedEntry): void {
    if (this.held !== entry) return
    this.#letGo()
    this.said = m.calendar_given_up()
  }

  #letGo(): void {
    this.held = null
    this.over = null
    this.copies = false
  }

  #put(entry: PlannedEntry, date: LocalDate): void {
    const { copies } = this
    if (date !== entry.workout.date && this.#takes(entry, date)) {
      const say = copies ? m.calendar_copied : m.calendar_dropped
      this.said = withParticles(say({ title: entry.workout.title, date: formatLongDay(date) }))
      this.#drop(entry, date, copies)
    } else if (date !== entry.workout.date) this.said = m.calendar_cannot()
    this.copies = false
  }
}
