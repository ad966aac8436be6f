import type { ApiError } from './api.ts'
import { attempt, type Loaded } from './loading.ts'

/** What a button or a form sets going: whether it is under way, whether the last try went well, or how it failed. */
export class Attempt {
  busy = $state(false)
  done = $state(false)
  error = $state.raw<ApiError | null>(null)

  async run<T>(work: Promise<T>): Promise<Loaded<T>> {
    this.busy = true
    const result = await attempt(work)
    this.busy = false
    this.done = result.ok
    this.error = result.ok ? null : result.error
    return result
  }
}
