import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65535)
const flag = z.enum(['0', '1']).transform((v) => v === '1')

/** Every setting the appliance reads, in the order in which `.env.example` shows them. */
export const environmentSchema = z.object({
  RC_PORT: port.default(8080).describe('Port of the page and the API'),
  RC_HOST: z.string().default('0.0.0.0').describe('Address to listen on; 127.0.0.1 keeps it to this machine'),
  RC_DATA_DIR: z.string().default('./volumes').describe('Where everything that must survive lives'),
  RC_BACKUP_DIR: z.string().default('./backups').describe('Where backups are written'),
  RC_SECRETS_DIR: z.string().optional().describe('Generated passwords, one per file; default RC_DATA_DIR/secrets'),
  RC_TIME_ZONE: z.string().default('Asia/Seoul').describe('Time zone of an athlete who has not chosen one'),
  RC_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('How much is logged'),
  DATABASE_URL: z
    .string()
    .default('postgres://127.0.0.1:5433/runningcoach')
    .describe(
      'Your own Postgres 17 with TimescaleDB and pgvector; its user and password are used to set up roles and schema',
    ),
  REDIS_URL: z
    .string()
    .default('redis://127.0.0.1:6380')
    .describe('Your own Valkey or Redis with maxmemory-policy noeviction'),
  RC_TRUSTED_PROXIES: z
    .string()
    .default('')
    .describe('Addresses of reverse proxies whose X-Forwarded-* is believed, comma separated'),
  RC_LAN_ADDRESSES: z
    .string()
    .default('')
    .refine(
      (list) => list.split(',').every((entry) => /^\s*$|^\s*[^\s/]+:\d+\s*$/.test(entry)),
      'host:port, comma separated',
    )
    .describe(
      'Addresses of the home network that a setting may name (mail server, ntfy, webhook, RC_MAP_TILE_URL, a model such as Ollama), as host:port, comma separated; any other has to be public',
    ),
  RC_MAP_TILE_URL: z
    .string()
    .refine(
      (url) => /^https?:\/\//.test(url) && ['{z}', '{x}', '{y}'].every((part) => url.includes(part)),
      'https://…/{z}/{x}/{y}.png',
    )
    .optional()
    .describe(
      'Where the ground of maps is fetched from, https://…/{z}/{x}/{y}.png; empty: routes lie on plain ground, or on the *.pmtiles of RC_DATA_DIR/maps',
    ),
  RC_MAP_ATTRIBUTION: z
    .string()
    .max(200)
    .default('© OpenStreetMap contributors')
    .describe('Whom the maps of RC_MAP_TILE_URL are owed to'),
  RC_TLS_CERT: z
    .string()
    .optional()
    .describe(
      'Certificate (PEM, with its chain) for https without a proxy; a path below RC_DATA_DIR or an absolute one',
    ),
  RC_TLS_KEY: z.string().optional().describe('Private key (PEM) of RC_TLS_CERT'),
  RC_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(16).default(2).describe('Jobs at once in the worker'),
  RC_DECODE_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(16)
    .default(2)
    .describe('Files decoded at once, each in its own thread'),
  RC_IMPORT_FOLDER: flag.default(true).describe('1: watch RC_DATA_DIR/import for new files'),
  RC_GARMIN_PERSONAL_URL: z
    .url()
    .default('https://personal.connectapi.garmin.com')
    .describe('Garmin: the official Personal API'),
  RC_GARMIN_API_URL: z.url().default('https://connectapi.garmin.com').describe('Garmin: where the Connect app asks'),
  RC_GARMIN_SSO_URL: z.url().default('https://sso.garmin.com').describe('Garmin: where the Connect app logs in'),
  RC_GARMIN_DI_URL: z
    .url()
    .default('https://diauth.garmin.com')
    .describe('Garmin: where the Connect app gets its tokens'),
  RC_GARMIN_DI_CLIENTS: z
    .string()
    .default(
      'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2,GARMIN_CONNECT_MOBILE_ANDROID_DI_2024Q4,GARMIN_CONNECT_MOBILE_ANDROID_DI,GARMIN_CONNECT_MOBILE_IOS_DI',
    )
    .describe('Garmin: names under which tokens are asked for, tried in this order'),
  RC_GARMIN_CONSUMER_KEY: z
    .string()
    .default('')
    .describe(
      'Garmin: the OAuth1 consumer pair that tokens of garth need to renew themselves; empty: they end with their bearer',
    ),
  RC_GARMIN_CONSUMER_SECRET: z.string().default('').describe('Garmin: the second half of that pair'),
  RC_GARMIN_PACE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(350)
    .describe('Garmin: shortest time between two calls for one account, in milliseconds'),
  RC_GARMIN_PAUSE_S: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_600)
    .default(60)
    .describe('Garmin: seconds of the first rest after it has failed; each further one is twice as long'),
  RC_GARMIN_PATIENCE_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(300_000)
    .default(30_000)
    .describe('Garmin: how long one call may take, in milliseconds'),
  RC_GARMIN_POLL_MIN: z.coerce
    .number()
    .int()
    .min(5)
    .max(1_440)
    .default(30)
    .describe('Garmin: minutes between two looks for what is new'),
  RC_AI_PATIENCE_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(180_000)
    .describe('AI: how long a whole answer of a model may take, in milliseconds'),
  RC_RESTIC_REPOSITORY: z
    .string()
    .optional()
    .describe('Where restic keeps an encrypted copy of each backup: a folder on another disk, rest:…, s3:…'),
  RC_TOOL_RUNNER: z
    .string()
    .optional()
    .describe(
      'Script that runs pg_dump, postgres and restic where they are not installed; the commands in scripts set it',
    ),
})
export type Environment = z.infer<typeof environmentSchema>

type SecretName = 'backup_key' | 'restic_password' | 'totp_key' | 'master_keys' | 'sealing_key'
export type DatabaseRole = 'rc_owner' | 'rc_app' | 'rc_ingest' | 'rc_backup'

export interface Config extends Environment {
  dataDir: string
  secretsDir: string
  rawDir: string
  importDir: string
  backupDir: string
  /** Files of the certificate and its key; null means plain http. */
  tls: { certFile: string; keyFile: string } | null
  /** Connection string of one of our roles, its password taken from the secrets. */
  databaseUrl(role: DatabaseRole): string
  /** Content of one file of the secrets. */
  secret(name: SecretName): string
  /** Connection string for setting up roles and extensions: `DATABASE_URL` itself, or `postgres` with its secret. */
  adminDatabaseUrl(): string
  redisUrl(): string
}

/** Reads and checks the environment. Throws one error that lists every wrong setting. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`These settings are wrong:\n${lines.join('\n')}`)
  }
  const settings = parsed.data
  const { RC_TLS_CERT: cert, RC_TLS_KEY: key } = settings
  if ((cert === undefined) !== (key === undefined)) throw new Error('RC_TLS_CERT and RC_TLS_KEY go together')
  const dataDir = resolve(settings.RC_DATA_DIR)
  const secretsDir = resolve(settings.RC_SECRETS_DIR ?? join(dataDir, 'secrets'))
  const withLogin = (url: string, user: string, password: string) => {
    const result = new URL(url)
    result.username = user
    result.password = password
    return result.href
  }
  return {
    ...settings,
    dataDir,
    secretsDir,
    rawDir: join(dataDir, 'raw'),
    importDir: join(dataDir, 'import'),
    backupDir: resolve(settings.RC_BACKUP_DIR),
    tls: cert && key ? { certFile: resolve(dataDir, cert), keyFile: resolve(dataDir, key) } : null,
    secret: (name) => readSecret(secretsDir, name),
    databaseUrl: (role) => withLogin(settings.DATABASE_URL, role, readSecret(secretsDir, `${role}_password`)),
    adminDatabaseUrl: () =>
      new URL(settings.DATABASE_URL).username
        ? settings.DATABASE_URL
        : withLogin(settings.DATABASE_URL, 'postgres', readSecret(secretsDir, 'postgres_password')),
    redisUrl: () => {
      const url = new URL(settings.REDIS_URL)
      if (!url.password) url.password = readSecret(secretsDir, 'valkey_password', '')
      return url.href
    },
  }
}

function readSecret(dir: string, name: string, fallback?: string): string {
  try {
    return readFileSync(join(dir, name), 'utf8').trim()
  } catch (cause) {
    if (fallback !== undefined) return fallback
    throw new Error(`The secret ${name} is missing in ${dir}; ./scripts/up makes it`, { cause })
  }
}
