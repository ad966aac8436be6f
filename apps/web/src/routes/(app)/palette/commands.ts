import { goto } from '$app/navigation'
import { logOut, runSync, updateMe } from '@rc/contract'
import { call } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { getLocale, setLocale } from '#lib/paraglide/runtime.js'
import { today } from '#lib/session.ts'
import { theme } from '#lib/theme.svelte.ts'
import type { IconName } from '#lib/ui/icons.ts'
import { places } from '../places.ts'
import { placeKeys } from './keys.svelte.ts'
import { opened } from './opened.svelte.ts'

export interface Command {
  id: string
  name: string
  icon: IconName
  /** What it is called otherwise, in both languages; found, not shown. */
  also?: string
  /** Beside the name: a key, a date, a distance. */
  note?: string
  run: () => Promise<unknown>
}

/** Every page of the menu. */
export const pageCommands = (): Command[] =>
  places().map(({ href, name, say, icon }) => {
    const key = Object.keys(placeKeys).find((each) => placeKeys[each] === href)
    return {
      id: `page ${href}`,
      name,
      icon,
      also: `${say ?? ''} ${href}`,
      ...(key ? { note: `g ${key}` } : {}),
      run: () => goto(href),
    }
  })

/** What can be done from anywhere. */
export function actionCommands(): Command[] {
  const dark = theme.shown === 'dark'
  const other = getLocale() === 'ko' ? 'en' : 'ko'
  return [
    {
      id: 'journal',
      name: m.palette_journal(),
      icon: 'note',
      also: '기록하기 컨디션 느낌 일지 통증 체중 journal log feeling',
      run: () => goto('/#journal'),
    },
    {
      id: 'sync',
      name: m.palette_sync(),
      icon: 'redo',
      also: '가민 가져오기 garmin sync now',
      run: async () => {
        await call(runSync, { params: { vendor: 'garmin' } })
        await goto('/sync')
      },
    },
    {
      id: 'upload',
      name: m.palette_upload(),
      icon: 'import',
      also: '올리기 fit gpx tcx zip upload import',
      run: () => goto('/import'),
    },
    {
      id: 'plan',
      name: m.palette_plan(),
      icon: 'plan',
      also: '훈련 목표 대회 plan goal race',
      run: () => goto('/plans/new'),
    },
    {
      id: 'year',
      name: m.palette_year(),
      icon: 'trend',
      also: '연말 결산 돌아보기 올해 작년 year in review',
      run: () => goto(`/fitness/year/${today().slice(0, 4)}`),
    },
    {
      id: 'theme',
      name: dark ? m.palette_light() : m.palette_dark(),
      icon: 'moon',
      also: '어두운 밝은 화면 테마 다크 모드 dark light theme',
      run: async () => theme.choose(dark ? 'light' : 'dark'),
    },
    {
      id: 'language',
      name: other === 'ko' ? '한국어로 보기' : 'Switch to English',
      icon: 'change',
      also: '언어 영어 한국어 language english korean',
      run: async () => {
        await call(updateMe, { json: { locale: other } })
        await setLocale(other)
      },
    },
    {
      id: 'keys',
      name: m.keys_title(),
      icon: 'why',
      also: '키보드 도움말 shortcuts keyboard help',
      note: '?',
      run: async () => opened.show('keys'),
    },
    {
      id: 'leave',
      name: m.log_out(),
      icon: 'back',
      also: '나가기 로그아웃 log out sign out',
      run: async () => {
        await call(logOut)
        await goto('/login')
      },
    },
  ]
}
