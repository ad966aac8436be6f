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
export { masterKeyId, open, rewrap, seal, type Place } from './seal.ts'
