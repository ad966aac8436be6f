import type { FileContents, Outcome } from '@rc/domain'
import { readCsv } from './csv/read-csv.ts'
import { readFit } from './fit/read-fit.ts'
import { readGpx } from './gpx/read-gpx.ts'
import { inflateGzip } from './inflate-gzip.ts'
import { limits } from './limits.ts'
import { reasonForUnknown, sniffFormat } from './sniff-format.ts'
import { readTcx } from './tcx/read-tcx.ts'

/**
 * Everything one file says: FIT, TCX, GPX, swim CSV, each also gzipped. Never throws for what is in the bytes; `missing` names why it
 * cannot be read: `empty`, `too_large`, `not_fit`, `html_page`, `json`, `apple_double`, `unknown_xml`, `unknown_format`,
 * `nothing_readable`, `too_many_sessions`, `unknown_csv`, `xml_malformed`, `xml_entity`, `xml_too_deep`, `gzip_damaged`, `archive` …
 * The name is only used to say "not a FIT file" where one was promised.
 */
export function readFile(bytes: Uint8Array, name: string): Outcome<FileContents> {
  if (bytes.length === 0) return { ok: false, missing: ['empty'] }
  if (bytes.length > limits.fileBytes) return { ok: false, missing: ['too_large'] }
  switch (sniffFormat(bytes)) {
    case 'fit':
      return readFit(bytes)
    case 'tcx':
      return readTcx(bytes)
    case 'gpx':
      return readGpx(bytes)
    case 'csv':
      return readCsv(bytes)
    case 'gzip': {
      const inflated = inflateGzip(bytes)
      if (!inflated.ok) return inflated
      return sniffFormat(inflated.value) === 'gzip'
        ? { ok: false, missing: ['gzip_nested'] }
        : readFile(inflated.value, name)
    }
    case 'zip':
      return { ok: false, missing: ['archive'] }
    case 'unknown':
      return {
        ok: false,
        missing: /\.fit(\.gz)?$/i.test(name) ? ['not_fit', reasonForUnknown(bytes)] : [reasonForUnknown(bytes)],
      }
  }
}
