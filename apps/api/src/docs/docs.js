// Renders openapi.json. Everything goes into the page as text, never as markup.

/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

const nameOf = (ref) => ref.split('/').at(-1)

/** A schema in the words of TypeScript, which are shorter. */
function describe(schema, indent = '') {
  if (!schema || Object.keys(schema).length === 0) return 'any'
  if (schema.$ref) return nameOf(schema.$ref)
  const nullable = Array.isArray(schema.type) && schema.type.includes('null') ? ' | null' : ''
  const type = Array.isArray(schema.type) ? schema.type.find((t) => t !== 'null') : schema.type
  const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (parts) return parts.map((part) => describe(part, indent)).join(schema.allOf ? ' & ' : ' | ')
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ') + nullable
  if (schema.format === 'binary') return 'bytes'
  if (type === 'array') {
    if (schema.prefixItems) return `[${schema.prefixItems.map((item) => describe(item, indent)).join(', ')}]${nullable}`
    const item = describe(schema.items, indent)
    return `${item.includes(' | ') ? `(${item})` : item}[]${nullable}`
  }
  if (type !== 'object') return type + nullable + limitsOf(schema)
  const inner = `${indent}  `
  const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const optional = schema.required?.includes(name) ? '' : '?'
    return `${inner}${name}${optional}: ${describe(property, inner)}${property.description ? `  // ${property.description}` : ''}`
  })
  if (schema.additionalProperties) lines.push(`${inner}[key]: ${describe(schema.additionalProperties, inner)}`)
  return (lines.length > 0 ? `{\n${lines.join('\n')}\n${indent}}` : '{}') + nullable
}

function limitsOf({ format, minimum, exclusiveMinimum, maximum, minLength, maxLength, default: standard }) {
  const words = [
    format,
    minimum !== undefined && `≥ ${minimum}`,
    exclusiveMinimum !== undefined && `> ${exclusiveMinimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `≤ ${maximum}`,
    minLength !== undefined && `at least ${minLength} signs`,
    maxLength !== undefined && `at most ${maxLength} signs`,
    standard !== undefined && `default ${standard}`,
  ].filter(Boolean)
  return words.length > 0 ? ` (${words.join(', ')})` : ''
}

const block = (title, text) => [element('div', { class: 'quiet' }, title), element('pre', {}, text)]

function renderOperation(path, method, operation) {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: where, required, schema }) =>
      `${name}${required ? '' : '?'}: ${describe(schema)}  // ${where}${schema.description ? `; ${schema.description}` : ''}`,
  )
  const bodies = Object.entries(operation.requestBody?.content ?? {})
  const answers = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
  const body = element('div', {})
  if (parameters.length > 0) body.append(...block('Parameters', parameters.join('\n')))
  for (const [type, { schema }] of bodies) body.append(...block(`Body, ${type}`, describe(schema)))
  for (const [status, { description, content = {} }] of answers) {
    const kinds = Object.entries(content)
    if (kinds.length === 0) body.append(...block(`Answer ${status}`, description))
    for (const [type, { schema }] of kinds) body.append(...block(`Answer ${status}, ${type}`, describe(schema)))
  }
  return element(
    'details',
    { 'data-words': `${method} ${path} ${operation.operationId} ${operation.summary ?? ''}`.toLowerCase() },
    element(
      'summary',
      {},
      element('code', { class: 'method' }, method.toUpperCase()),
      element('code', {}, path),
      element('span', { class: 'quiet' }, operation.summary ?? ''),
      element('span', { class: 'quiet' }, operation.security.length === 0 ? '· public' : ''),
    ),
    body,
  )
}

const api = await (await fetch('/api/v1/openapi.json')).json()
const operations = document.querySelector('#operations')
document.querySelector('#description').textContent = api.info.description
const all = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)
for (const [tag, group] of Map.groupBy(all, ({ operation }) => operation.tags[0])) {
  operations.append(element('h2', {}, tag))
  operations.append(...group.map(({ path, method, operation }) => renderOperation(path, method, operation)))
}
for (const [name, schema] of Object.entries(api.components.schemas)) {
  const details = element('details', {}, element('summary', {}, element('code', {}, name)))
  details.append(element('div', {}, element('pre', {}, describe(schema))))
  document.querySelector('#schemas').append(details)
}
document.querySelector('#find').addEventListener('input', ({ target }) => {
  for (const details of operations.querySelectorAll('details')) {
    details.hidden = !details.dataset.words.includes(target.value.toLowerCase())
  }
})
