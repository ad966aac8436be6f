import { cleanText } from '../clean-text.ts'
import { baseTypes, fitEpochS, readNumber, wire, wireRange } from './base-types.ts'
import { isReadable, type Definition, type WireField } from './definition.ts'
import { messages, type FieldSpec, type MessageName } from './profile.ts'

interface PlannedField extends WireField {
  name: string
  shape: 'number' | 'time' | 'list' | 'bytes' | 'string'
  scale: number
  offset: number
  /** What the profile's type can hold: a wider wire type may carry more, which then is no value. */
  min: number
  max: number
}

/** How the data messages of one definition become objects. */
export interface MessagePlan {
  name: MessageName
  fields: PlannedField[]
  /** True when the message has a timestamp, which a compressed header may give in the field's place. */
  isTimed: boolean
}

/** A decoded value before it is known which message it belongs to. */
export type FieldValue = number | string | number[]

const nameOfNum = new Map<number, MessageName>(
  (Object.keys(messages) as MessageName[]).map((name) => [messages[name].num, name]),
)

/** The plan for a definition, or null for a message we do not store. */
export function planMessage(definition: Definition): MessagePlan | null {
  const name = nameOfNum.get(definition.num)
  if (name === undefined) return null
  // A definition may name a field twice: the last valid value holds.
  const fields = Object.entries<FieldSpec>(messages[name].fields).flatMap(
    ([field, [num, type, scale = 1, offset = 0]]) =>
      definition.fields
        .filter((f) => f.num === num && (type === 'string' ? f.type === wire.string : isReadable(f)))
        .map((found) => ({ ...found, name: field, shape: shapeOf(type), scale, offset, ...rangeOf(type) })),
  )
  return { name, fields, isTimed: 'timestamp' in messages[name].fields }
}

function rangeOf(type: FieldSpec[1]): { min: number; max: number } {
  const number = baseTypes.findIndex(({ name }) => name === (type === 'dateTime' ? 'uint32' : type))
  const [min, max] = (number < 0 ? null : wireRange(number)) ?? [-Infinity, Infinity]
  return { min, max }
}

function shapeOf(type: FieldSpec[1]): PlannedField['shape'] {
  if (type === 'string') return 'string'
  if (type === 'dateTime') return 'time'
  if (type === 'byte[]') return 'bytes'
  return type.endsWith('[]') ? 'list' : 'number'
}

/** The message at `from` as an object that holds only what is valid. Its keys come from our table, never from the file. */
export function readMessage(
  plan: MessagePlan,
  view: DataView,
  from: number,
  littleEndian: boolean,
): Record<string, FieldValue> {
  const message: Record<string, FieldValue> = {}
  for (const field of plan.fields) {
    const value = readField(field, view, from + field.at, littleEndian)
    if (value !== undefined) message[field.name] = value
  }
  return message
}

/** No message we store has a longer one. */
const longestList = 64

function readField(field: PlannedField, view: DataView, at: number, littleEndian: boolean): FieldValue | undefined {
  if (field.shape === 'string')
    return readString(new Uint8Array(view.buffer, view.byteOffset + at, field.size)) || undefined
  if (field.shape === 'bytes') {
    const bytes = Array.from(new Uint8Array(view.buffer, view.byteOffset + at, Math.min(field.size, longestList)))
    return bytes.every((byte) => byte === 0xff) ? undefined : bytes
  }
  if (field.shape === 'list') {
    const step = baseTypes[field.type]!.size
    const list: number[] = []
    for (let i = 0; i + step <= field.size && list.length < longestList; i += step) {
      list.push(readNumber(view, at + i, field.type, littleEndian) / field.scale - field.offset)
    }
    return list.every(Number.isNaN) ? undefined : list
  }
  const raw = readNumber(view, at, field.type, littleEndian)
  if (!(raw >= field.min && raw <= field.max)) return undefined
  return field.shape === 'time' ? raw + fitEpochS : raw / field.scale - field.offset
}

const decoder = new TextDecoder()

/** UTF-8 up to the first zero. A device may cut a name inside a character: the cut one is left out, never shown as U+FFFD. */
function readString(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0)
  return cleanText(decoder.decode(zero < 0 ? bytes : bytes.subarray(0, zero)))
}
