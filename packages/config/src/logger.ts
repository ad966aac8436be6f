import { pino, type Logger } from 'pino'

export type { Logger }

/** One JSON line per event on stdout. Secrets and whole requests never belong into it; known names are cut out. */
export const createLogger = (service: string, level: string): Logger =>
  pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['password', 'token', 'cookie', 'authorization', '*.password', '*.token', '*.cookie', '*.authorization'],
      censor: '[cut]',
    },
  })
