/** Content-Disposition of a download (RFC 6266): the name as it is in UTF-8, and a plain one for those that cannot read it. */
export function nameAttachment(name: string): string {
  const base = (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, '') || 'activity'
  const plain = base.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(base.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
