import { keyIdOf } from './manifest.ts'
import { refuse } from './refusal.ts'

/** What no backup contains, and without which one is of little use. */
export interface RecoveryKit {
  /** Content of the secret files of these names. */
  master_keys: string
  backup_key: string
  restic_password: string
}
const names = ['master_keys', 'backup_key', 'restic_password'] as const

/** A page to print. `repository`: where restic keeps the copy elsewhere, if anywhere. */
export function formatRecoveryKit(kit: RecoveryKit, repository: string | null, date: string): string {
  const fetchBackups = repository
    ? [
        'Copy the folder `backups` of the appliance into it; or fetch the copy that restic has kept, with the password above:',
        `     restic -r ${repository} restore latest --target /tmp/copy`,
        '     and move the folders below /tmp/copy to ./backups',
      ]
    : ['Copy the folder `backups` of the appliance into it']
  return `RunningCoach recovery kit, ${date}

Whoever has this page and a backup can read everything. Keep it on paper or in a password manager, away from the
appliance and from its backups. Print a new one after the master key has been changed.

[master_keys]
${kit.master_keys.trim()}

[backup_key]
${keyIdOf(kit.backup_key.trim())} ${kit.backup_key.trim()}

[restic_password]
${kit.restic_password.trim()}

[how to get everything back, on any Linux machine]
  1. Put RunningCoach into an empty folder and go there
  2. ${fetchBackups.join('\n')}
  3. Type this page into a file, or copy it: recovery-kit.txt
  4. ./scripts/restore --kit recovery-kit.txt backups/<the newest>
  5. ./scripts/up, and log in as before
`
}

/** The inverse. A page typed from paper may have a slip in it, so keys are compared with their ids. */
export function parseRecoveryKit(text: string): RecoveryKit {
  const sections = new Map<string, string[]>()
  let lines: string[] = []
  for (const line of text.split('\n').map((each) => each.trim())) {
    const heading = /^\[(.+)\]$/.exec(line)?.[1]
    if (heading) sections.set(heading, (lines = []))
    else if (line) lines.push(line)
  }
  const [masterKeys, backupKey, resticPassword] = names.map((name) => {
    const found = sections.get(name)?.join('\n')
    if (!found) throw refuse(`The recovery kit has no [${name}].`)
    return found
  }) as [string, string, string]
  const [id, key = ''] = backupKey.split(/\s+/)
  if (keyIdOf(key) !== id)
    throw refuse('The [backup_key] of the recovery kit is mistyped: it does not match its first word.')
  return { master_keys: `${masterKeys}\n`, backup_key: key, restic_password: resticPassword }
}
