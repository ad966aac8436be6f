export type ThemeChoice = 'system' | 'light' | 'dark'

const dark = matchMedia('(prefers-color-scheme: dark)')
const stored = (): ThemeChoice => {
  const value = document.documentElement.dataset['theme']
  return value === 'light' || value === 'dark' ? value : 'system'
}

let choice = $state<ThemeChoice>(stored())
let systemIsDark = $state(dark.matches)
dark.addEventListener('change', () => (systemIsDark = dark.matches))

/** `shown` is what canvases draw in; everything else follows the stylesheet by itself. */
export const theme = {
  get choice(): ThemeChoice {
    return choice
  },
  get shown(): 'light' | 'dark' {
    return choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice
  },
  choose(next: ThemeChoice): void {
    choice = next
    if (next === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = next
    // static/start.js reads it before the first paint.
    localStorage.setItem('rc-theme', next)
  },
}
