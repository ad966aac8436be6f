import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compareWithGoldenCheetah, readOracle, type Comparison } from '../oracle/compare-with-goldencheetah.ts'
import { explain } from '../run-main.ts'

/** `./scripts/verify goldencheetah FILE DIR`: FILE is an oracle.json, DIR the folder of the files it names (or its parent). */
export async function run([file, dir]: string[]): Promise<void> {
  if (file === undefined || dir === undefined)
    throw explain('Two names are needed.', 'Name them: ./scripts/verify goldencheetah oracle.json DIR')
  const folder = existsSync(join(dir, 'corpus')) ? join(dir, 'corpus') : dir
  const all: Comparison[] = []
  for (const rows of compareWithGoldenCheetah(readOracle(file), folder)) {
    all.push(...rows)
    for (const row of rows) if (row.verdict !== 'agrees') console.log(lineOf(row))
  }
  printTable(all)
  if (all.length === 0 || all.some(({ verdict }) => verdict === 'differs')) process.exitCode = 1
}

function lineOf({ file, metric, ours, theirs, verdict }: Comparison): string {
  const off = ours === null ? '' : ` (${((100 * (ours - theirs)) / Math.abs(theirs)).toFixed(1)} %)`
  return `${file}: ${metric} ${ours === null ? 'nothing' : ours.toPrecision(6)} beside ${theirs}${off}: ${verdict}`
}

/** How often each kind of number agreed, or by which convention it is explained. */
function printTable(all: readonly Comparison[]): void {
  const kindOf = (metric: string) =>
    metric
      .replace(/^\d+[sm]_/, '')
      .replace(/^best_.*/, 'best time')
      .replace(/H\d$/, 'H')
  console.log()
  for (const [kind, rows] of Map.groupBy(all, ({ metric }) => kindOf(metric))) {
    const verdicts = [...Map.groupBy(rows, ({ verdict }) => verdict)].map(
      ([verdict, own]) => `${own.length} ${verdict}`,
    )
    console.log(`${kind.padEnd(20)} ${String(rows.length).padStart(5)}: ${verdicts.join(', ')}`)
  }
  const count = (is: (row: Comparison) => boolean) => all.filter(is).length
  const [agree, differ] = [count((row) => row.verdict === 'agrees'), count((row) => row.verdict === 'differs')]
  console.log(
    `${agree} agree within 1 %, ${all.length - agree - differ} explained by a named convention, ${differ} differ`,
  )
}
