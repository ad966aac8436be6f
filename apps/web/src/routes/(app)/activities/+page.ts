import { listActivities } from '@rc/contract'
import { type Sport, sports } from '@rc/domain'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

const isSport = (text: string | null): text is Sport => (sports as readonly (string | null)[]).includes(text)

/** The filters are the address, so that a list can be kept and sent. */
export const load: PageLoad = async ({ url, depends }) => {
  depends('rc:activities')
  const asked = (name: string): string | undefined => url.searchParams.get(name) || undefined
  const sport = asked('sport') ?? null
  const filter = {
    q: asked('q'),
    sport: isSport(sport) ? sport : undefined,
    from: asked('from'),
    to: asked('to'),
    undated: asked('undated') === '1' ? ('1' as const) : undefined,
  }
  const query = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as {
    [K in keyof typeof filter]?: Exclude<(typeof filter)[K], undefined>
  }
  return { query, first: await begin(call(listActivities, { query })) }
}
