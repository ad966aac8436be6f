/**
 * Keeps what was found out about an object on the object itself, where no copy, comparison or JSON takes it along. A plan is
 * looked at many times while it is made; entries of a WeakMap cost each collection of garbage more than they save.
 */
export function keepOn(object: object, key: symbol, value: unknown): void {
  if (Object.isExtensible(object)) Object.defineProperty(object, key, { value, writable: true, configurable: true })
}
