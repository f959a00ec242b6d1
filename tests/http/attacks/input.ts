import { describe, expect, it } from 'vitest';
import { send } from '../../src/http.ts';
import { bodyOf, endingRows, operatorRows, pathOf, publicRows, type TableRow } from '../../src/route-table.ts';
import { expectProblem, headersFor, type Scene } from './scene.ts';

/** What somebody adds who hopes that it is taken over without being asked for. */
const extraFields = ['accountId', 'organizationId', 'trusted', 'scopes', 'permissions', 'expiresAt', 'role2', 'id'];
const wrongValues: readonly unknown[] = [
  0,
  -1,
  1e308,
  true,
  [],
  ['a'],
  {},
  { $ne: null },
  [[['a']]],
  ''.padEnd(5_000, 'x'),
];
const notJson = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  'text/json',
  'application/x-ndjson',
  'application/json, text/plain',
  'application/problem+json',
  ' ',
];

export function attackWithInput(scene: Scene): void {
  const asItsOwn = (row: TableRow, body: unknown, headers: Record<string, string> = {}, path = pathOf(row)) =>
    send(row.route.permission === 'operator' ? scene.server.config.operatorSocketPath : scene.server.origin, {
      method: row.method,
      path,
      body,
      headers: { 'sec-fetch-site': 'same-origin', ...headersFor(scene, row), ...headers },
    });
  const rows = [...publicRows, ...operatorRows];
  const withBody = rows.filter(({ route }) => route.body !== undefined);
  const withoutBody = rows.filter(({ method, route }) => route.body === undefined && method !== 'GET');
  const named = (some: readonly TableRow[]) => some.map((row) => [row.key, row] as const);

  describe.each(named(withBody))('%s', (_, row) => {
    it.each(extraFields)('refuses the unknown field %s', async (field) => {
      const answered = await asItsOwn(row, { ...bodyOf(row), [field]: 'x' });
      expectProblem(answered, 'invalid_request');
      expect(answered.json()).toMatchObject({ errors: [{ pointer: `/${field}` }] });
    });

    it('refuses a prototype', async () => {
      const inside = JSON.stringify(bodyOf(row)).slice(1);
      expectProblem(await asItsOwn(row, `{"__proto__":{"role":"owner"},${inside}`, json), 'invalid_request');
      const built = `{"constructor":{"prototype":{"role":"owner"}},${inside}`;
      expectProblem(await asItsOwn(row, built, json), 'invalid_request');
    });

    it.each(Object.keys(row.route.body?.properties ?? {}))(
      'refuses wrong types for %s, and changes nothing',
      async (field) => {
        for (const value of wrongValues) {
          if (isRight(row, field, value)) continue;
          expectProblem(await asItsOwn(row, { ...bodyOf(row), [field]: value }), 'invalid_request');
        }
      },
    );

    it.each(['null', '[]', '1', '"a"', '{', '{"a":}', "{'a':1}", '\u0000', '{"a":1}}', '', 'NaN'])(
      'refuses the body %j',
      async (body) => {
        expectProblem(await asItsOwn(row, body, json), 'invalid_request');
      },
    );

    it('refuses a body of any other content type', async () => {
      for (const type of notJson) {
        expectProblem(
          await asItsOwn(row, JSON.stringify(bodyOf(row)), { 'content-type': type }),
          'unsupported_media_type',
        );
      }
      expectProblem(await asItsOwn(row, JSON.stringify(bodyOf(row))), 'unsupported_media_type');
    });

    it('refuses 10 MB, and a depth of 10,000', async () => {
      const answered = await asItsOwn(row, `{"a":"${'x'.repeat(10_000_000)}"}`, json).catch(() => null);
      if (answered !== null) expectProblem(answered, 'body_too_large');
      const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
      expectProblem(await asItsOwn(row, deep, json), 'invalid_request');
      expectProblem(await asItsOwn(row, '['.repeat(10_000) + ']'.repeat(10_000), json), 'invalid_request');
    });
  });

  it.each(named(withoutBody))('%s refuses a body', async (_, row) => {
    expectProblem(await asItsOwn(row, { accountId: 'x' }), 'invalid_request');
    expectProblem(await asItsOwn(row, 'a=b', { 'content-type': 'text/plain' }), 'unsupported_media_type');
  });

  describe.each(named([...endingRows, ...operatorRows]))('%s', (_, row) => {
    it('refuses unknown query fields', async () => {
      const path = pathOf(row);
      for (const field of extraFields) {
        const queried = `${path}${path.includes('?') ? '&' : '?'}${field}=x`;
        expectProblem(await asItsOwn(row, bodyOf(row), {}, queried), 'invalid_request');
      }
    });

    it('is never brought down by its parameters', async () => {
      for (const hostile of hostileTexts) {
        for (const path of hostilePaths(row, hostile)) {
          const answered = await asItsOwn(row, bodyOf(row), {}, path);
          expect([400, 404], `${path}: ${answered.text}`).toContain(answered.status);
          expectProblem(answered, 'invalid_request', 'not_found');
        }
      }
    });
  });
}

const json = { 'content-type': 'application/json' };

const hostileTexts = [
  '%27%20or%201%3D1%20--',
  '%25',
  '%2525',
  '%00',
  '%F0%28%8C%28',
  '..%2F..%2Fetc%2Fpasswd',
  '%0d%0aset-cookie:a=b',
  '$%7Bjndi:x%7D',
  '%E2%80%AE',
  '-1',
  'x'.repeat(3_000),
  '%',
  '%zz',
];

/** Whatever stands in these is a text like any other. */
const freeTexts = ['search'];

/** The text in each place where the route takes one. */
function hostilePaths(row: TableRow, hostile: string): string[] {
  const inPath = [...row.pattern.matchAll(/:([a-z]+)/gi)].map(([part]) => row.pattern.replace(part, hostile));
  const inQuery = Object.keys(row.route.query?.properties ?? {})
    .filter((name) => !freeTexts.includes(name))
    .map((name) => `${pathOf(row).split('?')[0]}?${name}=${hostile}`);
  return [...inPath, ...inQuery];
}

function isRight({ route }: TableRow, field: string, value: unknown): boolean {
  return fits(route.body?.properties[field] as FieldSchema, value);
}

interface FieldSchema {
  readonly type?: string;
  readonly minItems?: number;
  readonly items?: TextSchema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly FieldSchema[];
}

/** By the type alone: whether it is good enough is a rule of core. */
function fits({ type, minItems = 0, items, required = [], anyOf }: FieldSchema, value: unknown): boolean {
  if (anyOf !== undefined) return anyOf.some((schema) => fits(schema, value));
  if (Array.isArray(value)) {
    return type === 'array' && value.length >= minItems && value.every((item) => isRightText(items, item));
  }
  if (type === 'object') return required.length === 0 && JSON.stringify(value) === '{}';
  return type === 'boolean' ? typeof value === 'boolean' : type === 'integer' && Number.isInteger(value);
}

interface TextSchema {
  readonly minLength?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

function isRightText({ minLength = 0, pattern, enum: words }: TextSchema = {}, item: unknown): boolean {
  return typeof item === 'string' && item.length >= minLength && pattern === undefined && words === undefined;
}
