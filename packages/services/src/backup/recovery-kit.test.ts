import { expect, test } from 'vitest'
import { formatRecoveryKit, parseRecoveryKit } from './recovery-kit.ts'

const kit = { master_keys: '1a2b3c4d AAAA=\n5e6f7a8b BBBB=\n', backup_key: 'x-y_z', restic_password: 'secret' }

test('a kit survives its page', () => {
  expect(parseRecoveryKit(formatRecoveryKit(kit, null, '2026-11-21'))).toEqual(kit)
  const page = formatRecoveryKit(kit, '/mnt/usb/restic', '2026-11-21')
  expect(page).toContain('restic -r /mnt/usb/restic restore latest')
  expect(parseRecoveryKit(page.replaceAll('\n', '\r\n  '))).toEqual(kit)
})

test('a slip of the hand is noticed', () => {
  const page = formatRecoveryKit(kit, null, '2026-11-21')
  expect(() => parseRecoveryKit(page.replace('x-y_z', 'x-y_Z'))).toThrow('mistyped')
  expect(() => parseRecoveryKit(page.replace('[backup_key]', '[backup key]'))).toThrow('has no [backup_key]')
  expect(() => parseRecoveryKit('')).toThrow('has no [master_keys]')
})
