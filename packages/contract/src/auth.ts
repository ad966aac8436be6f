import { isTimeZone } from '@rc/domain'
import { z } from 'zod'
import { json, noContent, route } from './route.ts'

export const locales = ['ko', 'en'] as const
export const timeZone = z.string().max(64).refine(isTimeZone, 'unknown time zone').meta({ example: 'Asia/Seoul' })
export const login = z.string().trim().toLowerCase().min(2).max(64)
export const passwordLength = 10
export const password = z.string().min(passwordLength).max(256)

export const Me = z
  .object({
    id: z.int(),
    login: z.string(),
    /** Who set the appliance up may invite others; nobody sees more for it. */
    role: z.enum(['owner', 'member']),
    displayName: z.string(),
    locale: z.enum(locales),
    timeZone: z.string(),
    /** False until the athlete has seen the questions of the first set-up, answered or skipped. */
    profileCompleted: z.boolean(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

const oneTimeCode = z.string().trim().min(1).max(64)

/** A new person, with the one-time code that lets them in. A password that is guessed early is refused as `weak_password`. */
const Joining = z.object({
  code: oneTimeCode,
  login,
  password,
  displayName: z.string().trim().min(1).max(80),
  locale: z.enum(locales).default('ko'),
  timeZone: timeZone.default('Asia/Seoul'),
})

export const getAuthState = route({
  method: 'get',
  path: '/auth/state',
  access: 'public',
  summary: 'Whether the appliance has an account yet',
  responses: { 200: json(z.object({ setUp: z.boolean(), signedIn: z.boolean() })) },
})

export const setUp = route({
  method: 'post',
  path: '/auth/setup',
  access: 'public',
  summary: 'Create the first account with the one-time code that was printed at start',
  request: {
    body: json(Joining),
  },
  responses: { 201: json(Me) },
})

export const checkInvitation = route({
  method: 'post',
  path: '/auth/check-invitation',
  access: 'public',
  summary: 'Whether the code of an invitation would still let somebody in; it is not used up',
  request: { body: json(z.object({ code: oneTimeCode })) },
  responses: { 200: json(z.object({ state: z.enum(['open', 'accepted', 'expired', 'unknown']) })) },
})

export const acceptInvitation = route({
  method: 'post',
  path: '/auth/accept-invitation',
  access: 'public',
  summary: "Create an account of one's own with the code of an invitation",
  request: { body: json(Joining) },
  responses: { 201: json(Me) },
})

export const logIn = route({
  method: 'post',
  path: '/auth/login',
  access: 'public',
  summary: 'Sign in. Where two steps are on, 401 with the reason `code_required` or `code_wrong` asks for `code`',
  request: {
    body: json(
      z.object({
        login: z.string().trim().max(64),
        password: z.string().max(256),
        /** Of the authenticator, or a recovery code. */
        code: z.string().trim().max(64).optional(),
      }),
    ),
  },
  responses: { 200: json(Me) },
})

export const logOut = route({
  method: 'post',
  path: '/auth/logout',
  scope: 'session',
  responses: { 204: noContent },
})

export const getMe = route({ method: 'get', path: '/me', responses: { 200: json(Me) } })

export const updateMe = route({
  method: 'patch',
  path: '/me',
  request: {
    body: json(
      z.object({
        displayName: z.string().trim().min(1).max(80).optional(),
        locale: z.enum(locales).optional(),
        timeZone: timeZone.optional(),
      }),
    ),
  },
  responses: { 200: json(Me) },
})
