export {
  createMasterKey,
  formatKeyring,
  formatSealingKey,
  parseKeyring,
  parseSealingKey,
  type Keyring,
  type MasterKey,
  type SealingKey,
} from './keyring.ts'
export type { Place } from './place.ts'
export { createSecretKey, openWithSecret, sealWithSecret } from './seal-with-secret.ts'
export { masterKeyId, open, rewrap, seal } from './seal.ts'
