/** Chromium's way of asking whether the page shall become an app. */
interface InstallPrompt extends Event {
  prompt: () => Promise<unknown>
}

let prompt = $state.raw<InstallPrompt | null>(null)
const isInstalled = matchMedia('(display-mode: standalone)').matches

/** Only on an encrypted line does a browser keep a page, and only there does it stay with whoever it belongs to. */
const isPossible = location.protocol === 'https:' && 'serviceWorker' in navigator

export type InstallState = 'plain_line' | 'installed' | 'offered' | 'possible'

export const installing = {
  get state(): InstallState {
    if (!isPossible) return 'plain_line'
    if (isInstalled) return 'installed'
    return prompt ? 'offered' : 'possible'
  },
  async install(): Promise<void> {
    await prompt?.prompt()
    prompt = null
  },
}

/** From now on the page opens without the server too. */
export function keepForLater(): void {
  if (!isPossible) return
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    prompt = event as InstallPrompt
  })
  void navigator.serviceWorker.register('/service-worker.js').catch(() => {
    // A certificate that the browser does not trust: the page works as it does without.
  })
}
