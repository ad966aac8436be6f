import type { Snippet } from 'svelte'
import type { Subject } from './subject.ts'

export interface Question {
  name: string
  about: Subject
  /** What else there is to say of it, below: other methods. */
  more: Snippet | undefined
  /** The figure or mark it hangs from. */
  button: HTMLElement
}

let question = $state.raw<Question | null>(null)

/** The figure somebody wants to understand: one panel answers for the whole page. */
export const asked = {
  get now() {
    return question
  },
  ask(next: Question | null): void {
    question = next
  },
}
