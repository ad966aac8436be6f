import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { writeChromiumCommand } from '../../../scripts/checks/chromium.ts'
import { startEphemeralStores } from '../../../scripts/stores/ephemeral-stores.ts'
import { launchBrowser, type Look, lookName, visit } from './browser.ts'
import { routePaths } from './routes.ts'
import { seedAthlete, startStack } from './stack.ts'

// Pictures of every page in every look, to be looked at: `pnpm --filter @rc/web shots`, after a build, into apps/web/shots,
// all of them on one sheet: index.html to leaf through, sheet.png at a glance.
// Names narrow it down: `pnpm --filter @rc/web shots today activity`.

const HISTORY_DAYS = 200
const out = join(import.meta.dirname, '../shots')
const taken = new Set<string>()
const only = process.argv.slice(2)
const looks: Look[] = [1440, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((theme) => ({ width, theme, locale: 'ko' as const })),
)

interface Shot {
  name: string
  path: string
  /** The page it is of, where that is not its address. */
  page?: string
  signedIn?: boolean
  /** What is done before the picture is taken; the picture is then the screen, not the whole page. */
  act?: (page: Page) => Promise<void>
}

const pastedPlan = `## 1주차
| 요일 | 훈련 | 거리(km) | 페이스 |
|---|---|---|---|
| 화 | 이지런 | 8 | 6:00/km |
| 목 | 1000m x 5회 인터벌 | | 4:30/km |
| 토 | 신나게 놀기 | | |
| 일 | 롱런 | 30 | |`

const fileOf = (name: string, { width, theme }: Look): string => `${name}-${width}-${theme}.png`

mkdirSync(out, { recursive: true })
const dir = mkdtempSync(join(tmpdir(), 'runningcoach-shots-'))
const stores = await startEphemeralStores()
Object.assign(process.env, {
  RC_TEST_DATABASE_URL: stores.databaseUrl,
  RC_TEST_REDIS_URL: stores.redisUrl,
  RC_TEST_CHROMIUM: await writeChromiumCommand(dir),
})
const [stack, browser] = await Promise.all([startStack(), launchBrowser()])
try {
  await take([{ name: 'welcome', path: '/welcome', signedIn: false }])
  const athlete = await seedAthlete(stack, HISTORY_DAYS)
  const { activities } = await athlete.appliance.get<{
    activities: { id: number; sport: string; name: string | null }[]
  }>('/activities?limit=200')
  const find = (test: (activity: (typeof activities)[number]) => boolean): string =>
    `/activities/${activities.find(test)?.id}`
  const intervals = find(({ sport, name }) => sport === 'run' && /×/.test(name ?? ''))
  const { plan } = await athlete.appliance.send<{ plan: { id: string; weeks: { workouts: { key: string }[] }[] } }>(
    'POST',
    '/plans/generate',
    {
      goal: { kind: 'fitness', raceDate: null, targetS: null, note: null },
      start: new Date(Date.now() + 86_400_000).toLocaleDateString('sv-SE'),
      title: '체력 기르기',
      locale: 'ko',
      availability: { minutes: [null, 60, 90, 60, null, 120, 180] },
    },
  )
  await athlete.appliance.upload(
    '/guidelines/documents?name=note.md',
    new TextEncoder().encode('# 트랙 예절\n1번 레인은 인터벌을 뛰는 사람에게 양보해요.'),
  )
  const { documents } = await athlete.appliance.get<{ documents: { id: string }[] }>('/guidelines/documents')
  const named: Shot[] = [
    { name: 'login', path: '/login', signedIn: false },
    { name: 'join', path: '/join#AAAA-BBBB-CCCC-DDDD', page: '/join', signedIn: false },
    { name: 'today', path: '/', page: '' },
    { name: 'activity', path: intervals, page: '/activities/[id]' },
    { name: 'activity-why', path: intervals, act: (page) => page.getByRole('button', { name: /^훈련 부하/ }).click() },
    { name: 'activity-edit', path: intervals, act: (page) => page.getByRole('button', { name: '고치기' }).click() },
    { name: 'year', path: `/fitness/year/${new Date().getFullYear()}`, page: '/fitness/year/[year]' },
    { name: 'calendar-week', path: `/calendar?week=${new Date().toLocaleDateString('sv-SE')}` },
    { name: 'activities-sorted', path: '/activities?sort=distance' },
    { name: 'plan', path: `/plans/${plan.id}`, page: '/plans/[id]' },
    {
      name: 'plan-workout',
      path: `/plans/${plan.id}/${plan.weeks.flatMap(({ workouts }) => workouts)[0]?.key}`,
      page: '/plans/[id]/[key]',
    },
    {
      name: 'bring',
      path: '/plans/import',
      act: async (page) => {
        await page.getByRole('textbox', { name: '계획 붙여 넣기' }).fill(pastedPlan)
        await page.getByRole('button', { name: '읽어 보기' }).click()
        await page.getByRole('button', { name: '초안으로 담기' }).scrollIntoViewIfNeeded()
        await page.getByRole('heading', { name: /훈련 \d+개를 알아봤어요/ }).scrollIntoViewIfNeeded()
      },
    },
    { name: 'guidelines-found', path: `/guidelines?q=${encodeURIComponent('어제 네 시간밖에 못 잤어요')}` },
    { name: 'guideline-document', path: `/guidelines/${documents[0]?.id}`, page: '/guidelines/[id]' },
    {
      name: 'compare',
      page: '/compare',
      path: `/compare?ids=${activities
        .filter(({ sport }) => sport === 'run')
        .slice(2, 5)
        .map(({ id }) => id)
        .join(',')}`,
    },
    {
      name: 'activities-chosen',
      path: '/activities?minDistanceM=5000',
      act: async (page) => {
        await page.getByRole('button', { name: '고르기' }).click()
        await page.locator('li[data-kind=activity] input').first().check()
      },
    },
    { name: 'multisport', path: find(({ sport }) => sport === 'multisport') },
    { name: 'pool-swim', path: find(({ sport }) => sport === 'pool_swim') },
    {
      name: 'import',
      path: '/import',
      act: (page) =>
        page
          .getByText(/파일 \d+개 보기/)
          .first()
          .click(),
    },
    { name: 'settings', path: '/settings#ftp_w', page: '/settings' },
  ]
  const unnamed = routePaths.filter(
    (page) => page !== '/welcome' && !named.some((shot) => page === (shot.page ?? shot.path)),
  )
  const unknown = unnamed.filter((page) => page.includes('['))
  if (unknown.length > 0) throw new Error(`Of which one is the picture? ${unknown.join(', ')}`)
  const plain = unnamed.map((path): Shot => ({ name: path.slice(1).replaceAll('/', '-'), path }))
  await take([...named, ...plain], athlete)
  await writeSheet()
} finally {
  await browser.close()
  await stack.stop()
  await stores.stop()
  rmSync(dir, { recursive: true, force: true })
}

async function take(shots: Shot[], account?: { login: string; password: string }): Promise<void> {
  for (const { name, path, signedIn = true, act } of shots.filter(
    (shot) => only.length === 0 || only.includes(shot.name),
  ))
    for (const look of looks) {
      const { page, close } = await visit(browser, stack.baseUrl, look, signedIn && account ? account : undefined)
      await page.goto(path)
      await page.locator('h1').first().waitFor()
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(800)
      await act?.(page)
      await page.waitForTimeout(400)
      if (!act) {
        // Taller, so that what is fixed to the screen stands where it belongs.
        for (let seen = 0, height = 844; height > seen;) {
          seen = height
          await page.setViewportSize({ width: look.width, height })
          await page.waitForTimeout(600)
          height = await page.evaluate(() => document.documentElement.scrollHeight)
        }
      }
      await page.screenshot({ path: join(out, fileOf(name, look)) })
      taken.add(name)
      await close()
    }
}

/** Every picture small, a page beside the other, each leading to the whole. */
async function writeSheet(): Promise<void> {
  const figures = [...taken].map(
    (name) =>
      `<figure><figcaption>${name}</figcaption>${looks
        .map((look) => `<a href="${fileOf(name, look)}"><img src="${fileOf(name, look)}" alt="${lookName(look)}"></a>`)
        .join('')}</figure>`,
  )
  writeFileSync(
    join(out, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>RunningCoach</title><style>
      body { display: grid; grid-template-columns: repeat(2, 1fr); gap: 20px 32px; margin: 20px; font: 13px sans-serif; background: #ddd }
      figure { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 }
      figcaption { flex: 100%; font-weight: 600 }
      a { width: 250px; height: 260px; overflow: hidden }
      a:nth-of-type(n + 3) { width: 120px }
      img { width: 100% }
    </style>${figures.join('')}`,
  )
  const page = await browser.newPage({ viewport: { width: 1640, height: 900 } })
  await page.goto(pathToFileURL(join(out, 'index.html')).href)
  await page.screenshot({ path: join(out, 'sheet.png'), fullPage: true })
  await page.close()
}
