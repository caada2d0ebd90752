/** The JSON schema of files of targets, and the table of their fields in the docs. `npm run docs` writes them. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { MOST_TARGETS, type Shape, TARGET_FIELDS } from '../src/inputs/target-fields.ts'
import { toCell } from './readme-tables.ts'

const SCHEMA_PATH = 'schemas/websockets.json'
const FIELDS_PAGE = 'docs/checks.md'

const TABLE = /<!-- fields of targets -->[\s\S]*?<!-- end -->/

export function renderSchema(): string {
  return `${JSON.stringify(makeSchema(TARGET_FIELDS), undefined, 2)}\n`
}

export function fillFields(page: string, fields = TARGET_FIELDS): string {
  const rows = fields.map(({ name, description, isDefault }) => {
    return `| \`${name}\` | ${isDefault ? 'yes' : ''} | ${toCell(description)} |`
  })
  const table = ['| field | in `defaults` | meaning |', '|---|---|---|', ...rows].join('\n')
  return page.replace(TABLE, () => `<!-- fields of targets -->\n${table}\n<!-- end -->`)
}

function makeSchema(fields: typeof TARGET_FIELDS) {
  const properties = (isDefault: boolean) =>
    Object.fromEntries(
      fields
        .filter(field => !isDefault || field.isDefault)
        .map(({ name, shape, description }) => [name, { description, ...toSchema(shape) }]),
    )
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Targets of the check action of beanstalk-websockets',
    type: 'object',
    additionalProperties: false,
    required: ['targets'],
    properties: {
      $schema: { description: 'Of this file, for editors.' },
      defaults: {
        description: 'What holds for all targets that do not say it themselves.',
        type: 'object',
        additionalProperties: false,
        properties: properties(true),
      },
      targets: {
        description: 'The WebSockets to open, each with a url or an environment.',
        type: 'array',
        minItems: 1,
        maxItems: MOST_TARGETS,
        items: { $ref: '#/definitions/target' },
      },
    },
    // An environment needs its application, which may be among the defaults.
    anyOf: [
      { required: ['defaults'], properties: { defaults: { required: ['application'] } } },
      { properties: { targets: { items: { dependencies: { environment: ['application'] } } } } },
    ],
    definitions: {
      target: {
        type: 'object',
        additionalProperties: false,
        anyOf: [{ required: ['url'] }, { required: ['environment'] }],
        dependencies: { application: ['environment'], region: ['environment'] },
        properties: properties(false),
      },
    },
  }
}

function toSchema(shape: Shape): object {
  switch (shape.kind) {
    case 'text':
      return textOf(shape.pattern)
    case 'choice':
      return { enum: shape.choices }
    case 'count':
      return { type: 'integer', minimum: shape.min, maximum: shape.max }
    case 'time':
      return { anyOf: [{ type: 'integer', minimum: 0, maximum: shape.max }, textOf(shape.pattern)] }
    case 'message':
      return { anyOf: [textOf(shape.pattern), { type: 'object' }, { type: 'array' }] }
    case 'texts':
      return {
        anyOf: [textOf(shape.pattern), { type: 'array', items: textOf(shape.pattern), maxItems: shape.most }],
      }
    case 'headers':
      return {
        type: 'object',
        maxProperties: shape.most,
        propertyNames: { pattern: shape.namePattern.source },
        additionalProperties: { anyOf: [textOf(shape.pattern), { type: ['number', 'boolean'] }] },
      }
  }
}

function textOf(pattern: RegExp) {
  return { type: 'string', pattern: pattern.source }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL('../', import.meta.url)
  await writeFile(new URL(SCHEMA_PATH, root), renderSchema())
  const page = new URL(FIELDS_PAGE, root)
  await writeFile(page, fillFields(await readFile(page, 'utf8')))
}
