import type { Me } from '@rc/contract'
import type { FailureCode } from '#lib/api.ts'

declare global {
  namespace App {
    interface PageData {
      me?: Me
    }
    interface Error {
      code?: FailureCode
    }
  }
}
