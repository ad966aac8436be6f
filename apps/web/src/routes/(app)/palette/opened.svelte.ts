export type Sheet = 'palette' | 'keys'

let sheet = $state<Sheet | null>(null)

/** What lies over the page by a key or a press: the palette or the list of keys. */
export const opened = {
  get sheet(): Sheet | null {
    return sheet
  },
  show(next: Sheet | null): void {
    sheet = next
  },
}
