import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { madeExportSource, readExport } from '#lib/testing/export-source';
import { writeCroissant } from './croissant.ts';
import { rowColumns } from './row-record.ts';

const text = { type: 'string', minLength: 1 };
const url = { type: 'string', pattern: '^https?://' };
const one = (items: object) => ({ anyOf: [items, { type: 'array', minItems: 1, items }] });
const reference = {
  type: 'object',
  required: ['@id'],
  properties: { '@id': text },
  additionalProperties: false,
};
const dataType = { type: 'string', pattern: '^(sc|cr|wd):[A-Za-z0-9]+$' };
const agent = {
  type: 'object',
  required: ['@type', 'name'],
  properties: { '@type': { enum: ['sc:Organization', 'sc:Person'] }, name: text, url },
};

/** A DataSource of section "Fields": one file or field, what is taken out of it, how that is changed. */
const dataSource = {
  type: 'object',
  properties: {
    fileObject: reference,
    fileSet: reference,
    field: reference,
    extract: {
      type: 'object',
      properties: {
        column: text,
        jsonPath: text,
        fileProperty: { enum: ['fullpath', 'filename', 'content', 'lines', 'lineNumbers'] },
      },
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
    },
    transform: one({
      type: 'object',
      properties: { regex: text, separator: text, jsonPath: text, format: text },
      minProperties: 1,
      additionalProperties: false,
    }),
    format: text,
  },
  oneOf: [{ required: ['fileObject'] }, { required: ['fileSet'] }, { required: ['field'] }],
  additionalProperties: false,
};

const field = {
  type: 'object',
  required: ['@type', '@id', 'name', 'dataType'],
  properties: {
    '@type': { const: 'cr:Field' },
    '@id': text,
    name: text,
    description: text,
    dataType: one(dataType),
    source: dataSource,
    references: dataSource,
  },
  additionalProperties: false,
};

/** What the specification of Croissant 1.0 requires, and the properties that it knows. */
const croissant = {
  type: 'object',
  required: [
    '@context',
    '@type',
    'conformsTo',
    'name',
    'description',
    'license',
    'url',
    'creator',
    'datePublished',
    'distribution',
  ],
  properties: {
    '@context': {
      type: 'object',
      required: ['@vocab', 'sc', 'cr', 'dct', 'conformsTo', 'recordSet', 'field', 'data', 'dataType'],
      properties: {
        '@vocab': { const: 'https://schema.org/' },
        cr: { const: 'http://mlcommons.org/croissant/' },
        dct: { const: 'http://purl.org/dc/terms/' },
        conformsTo: { const: 'dct:conformsTo' },
      },
    },
    '@type': { const: 'sc:Dataset' },
    conformsTo: { const: 'http://mlcommons.org/croissant/1.0' },
    name: text,
    alternateName: text,
    description: text,
    license: one(url),
    url,
    creator: one(agent),
    datePublished: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}' },
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
    citeAs: text,
    isLiveDataset: { type: 'boolean' },
    distribution: {
      type: 'array',
      items: {
        oneOf: [
          {
            type: 'object',
            required: ['@type', '@id', 'name', 'contentUrl', 'contentSize', 'encodingFormat', 'sha256'],
            properties: {
              '@type': { const: 'cr:FileObject' },
              '@id': text,
              name: text,
              description: text,
              contentUrl: url,
              contentSize: { type: 'string', pattern: '^\\d+ B$' },
              encodingFormat: { type: 'string', pattern: '^[a-z]+/[a-z0-9.+-]+$' },
              sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
            },
            additionalProperties: false,
          },
          {
            type: 'object',
            required: ['@type', '@id', 'name', 'containedIn', 'encodingFormat', 'includes'],
            properties: {
              '@type': { const: 'cr:FileSet' },
              '@id': text,
              name: text,
              description: text,
              containedIn: one(reference),
              encodingFormat: one(text),
              includes: one(text),
            },
            additionalProperties: false,
          },
        ],
      },
    },
    recordSet: {
      type: 'array',
      items: {
        type: 'object',
        required: ['@type', '@id', 'name', 'field'],
        properties: {
          '@type': { const: 'cr:RecordSet' },
          '@id': text,
          name: text,
          description: text,
          dataType: one(dataType),
          key: one(reference),
          field: { type: 'array', minItems: 1, items: field },
          data: { type: 'array', minItems: 1, items: { type: 'object' } },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
};

const made = (name: string, contentType: string, format: string) => ({
  name,
  contentType,
  bytes: 1234,
  sha256: 'ef'.repeat(32),
  url: `https://nest.example.org/api/v1/datasets/animals/versions/2/exports/${format}/${name}`,
});

async function read() {
  const files = await readExport(
    writeCroissant(madeExportSource({ train: 3, val: 1, test: 2 }), {
      archive: made('animals-v2-imagefolder.tar', 'application/x-tar', 'imagefolder'),
      table: made('animals-v2.csv', 'text/csv; charset=utf-8', 'csv'),
    }),
  );
  return JSON.parse(String(files.get('croissant.json')));
}

test('is what the specification of 1.0 asks for', async () => {
  const validate = new Ajv({ allErrors: true, strictRequired: false }).compile(croissant);
  validate(await read());
  expect(validate.errors).toBeNull();
});

test('every reference leads to something, every property has a word in the context', async () => {
  const document = await read();
  const ids = new Set<string>();
  const references: string[] = [];
  const words = new Set<string>();
  const walk = (value: unknown, key: string) => {
    if (Array.isArray(value)) for (const item of value) walk(item, key);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || key === '@context') return;
    const keys = Object.keys(value);
    const id = (value as { '@id'?: string })['@id'];
    if (id !== undefined) {
      if (keys.length === 1) references.push(id);
      else if (ids.has(id)) throw new Error(`${id} comes twice`);
      else ids.add(id);
    }
    for (const name of keys) {
      words.add(name);
      // Records are plain JSON.
      if (name !== 'data') walk((value as Record<string, unknown>)[name], name);
    }
  };
  walk(document, '');
  for (const reference of references) expect(ids).toContain(reference);
  const schemaOrg = [
    'name',
    'alternateName',
    'description',
    'license',
    'url',
    'creator',
    'datePublished',
    'version',
  ]
    .concat(['distribution', 'contentUrl', 'contentSize', 'encodingFormat', 'sha256', 'containedIn'])
    .concat(['@context', '@type', '@id']);
  for (const word of words) expect([...Object.keys(document['@context']), ...schemaOrg]).toContain(word);
});

test('columns are those of the table, classes those of the version', async () => {
  const { recordSet } = await read();
  const images = recordSet.find((each: { name: string }) => each.name === 'images');
  const columns = images.field.flatMap(
    (each: { source?: { extract: { column?: string } } }) => each.source?.extract.column ?? [],
  );
  expect(columns.length).toBeGreaterThan(8);
  for (const column of columns) expect(rowColumns).toContain(column);
  const classes = recordSet.find((each: { name: string }) => each.name === 'classes');
  expect(classes.data.map((each: Record<string, string>) => each['classes/synset'])).toEqual([
    'n02084071',
    'n02121620',
    'n02374451',
  ]);
  const [regex] = images.field.flatMap(
    (each: { source?: { transform?: { regex: string } } }) => each.source?.transform?.regex ?? [],
  );
  expect(new RegExp(regex).exec(`${'0a'.repeat(32)}.jpg`)?.[1]).toBe('0a'.repeat(32));
});
