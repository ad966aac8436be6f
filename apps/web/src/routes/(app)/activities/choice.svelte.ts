/** Which activities of a list are chosen; choosing is a state of the list, so that a press chooses instead of opening. */
export class Choice {
  isOn = $state(false)
  ids = $state.raw<ReadonlySet<number>>(new Set())
  #last: number | null = null

  begin(id?: number): void {
    this.isOn = true
    if (id !== undefined && !this.ids.has(id)) this.toggle(id, [])
  }

  /** With `through`, all between the last one pressed and this one, in the order of the list. */
  toggle(id: number, order: readonly number[], through = false): void {
    this.isOn = true
    const next = new Set(this.ids)
    const [from, to] = [this.#last === null ? -1 : order.indexOf(this.#last), order.indexOf(id)]
    if (through && from >= 0 && to >= 0)
      for (const each of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(each)
    else if (!next.delete(id)) next.add(id)
    this.#last = id
    this.ids = next
  }

  all(ids: readonly number[]): void {
    this.ids = new Set(ids)
  }

  end(): void {
    this.isOn = false
    this.ids = new Set()
    this.#last = null
  }
}
