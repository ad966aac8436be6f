/** What can go wrong, by where it shows; see garmin.md section 5. `value` is explained where one is needed. */
export const faultKinds = {
  /** Any endpoint of `on`. */
  wire: [
    'status', // value: the status, with Garmin's JSON around it
    'rate_limited', // value: 'seconds' (default), 'date' or 'none', the form of Retry-After
    'cloudflare_403',
    'cloudflare_200',
    'cloudflare_1015',
    'html_200',
    'hang',
    'reset',
    'cut_body',
    'broken_gzip',
    'slow', // value: milliseconds
    'bearers_end', // all tokens of the account run out at that moment, in the middle of whatever is going on
  ],
  login: [
    'wrong_password',
    'locked',
    'update_phone',
    'child_account',
    'captcha',
    'status_427',
    'status_429_in_200',
    'code_not_sent',
    'mfa_session_expired',
  ],
  token: [
    'preauthorized_401',
    'exchange_403',
    'invalid_client', // value: how many client ids of the list are refused
    'token_not_active', // fresh tokens are refused; value: 'widget' or 'mobile' to refuse only those
    'invalid_grant',
    'reply_lost', // the token is rotated, the answer never arrives
    'key_526',
  ],
  data: [
    'no_data_204',
    'no_data_null',
    'no_data_list',
    'no_data_nulls',
    'no_data_404',
    'privacy_protected',
    'not_offered', // 404 without a body, as outside the Personal API's list
    'range_too_long', // value: days that are still answered
    'limit_clamp', // value: rows a page holds at most
    'inner_failure', // a 200 of the mobile gateway that hides a failure
    'field_missing', // value: the field
    'field_renamed',
    'field_string',
    'field_list',
    'field_null',
    'field_new',
    'other_device', // maps keyed by devices nobody has
    'elapsed_ms',
    'unknown_type',
    'no_local_start',
    'summary_fallback', // the resting value of v2 summaries is the lowest of the day
  ],
  file: [
    'zip_cut',
    'zip_empty',
    'zip_two',
    'zip_wrong_name',
    'zip_tcx',
    'zip_gpx',
    'zip_bomb',
    'fit_crc',
    'file_404',
    'file_403',
  ],
  write: ['consent_missing', 'reply_lost_after_write', 'push_refused', 'processing_fails'],
} as const

type Kinds = typeof faultKinds
export type FaultGroup = keyof Kinds
export type FaultKind<Group extends FaultGroup = FaultGroup> = Kinds[Group][number]

export interface Fault {
  kind: FaultKind
  /** Which part of Garmin a wire fault strikes; the data endpoints unless said otherwise. */
  on?: 'sso' | 'token' | 'api'
  /** Strikes only paths (with their query) that contain this. */
  path?: string
  /** Requests it lets pass first. */
  after?: number
  /** Requests it strikes; all when not given. */
  times?: number
  value?: string | number
}

/** The request a fault may strike. */
export interface FaultTarget {
  on: NonNullable<Fault['on']>
  /** Path and query. */
  url: string
  isAnonymous?: boolean
}

/** The faults switched on for one account. */
export interface FaultBook {
  add(fault: Fault): void
  clear(): void
  /**
   * The first fault of the group that strikes this request; counted as struck. A page that nobody has signed yet is
   * struck by those alone that name its path.
   */
  strike<Group extends FaultGroup>(
    group: Group,
    target: FaultTarget,
    among?: readonly FaultKind<Group>[],
  ): (Fault & { kind: FaultKind<Group> }) | null
}

export function createFaultBook(): FaultBook {
  let faults: { fault: Fault; passed: number; struck: number }[] = []
  return {
    add: (fault) => {
      if (!Object.values(faultKinds).flat().includes(fault.kind)) throw new Error(`No fault ${fault.kind}`)
      faults.push({ fault, passed: 0, struck: 0 })
    },
    clear: () => {
      faults = []
    },
    strike: <Group extends FaultGroup>(group: Group, target: FaultTarget, among?: readonly FaultKind<Group>[]) => {
      const kinds = (among ?? faultKinds[group]) as readonly string[]
      for (const entry of faults) {
        const { kind, on, path, after = 0, times = Infinity } = entry.fault
        if (!kinds.includes(kind) || (group === 'wire' && (on ?? 'api') !== target.on)) continue
        if (path === undefined ? target.isAnonymous : !target.url.includes(path)) continue
        if (entry.struck >= times || entry.passed++ < after) continue
        entry.struck++
        return entry.fault as Fault & { kind: FaultKind<Group> }
      }
      return null
    },
  }
}
