import { examples, type Route, type RouteKey, routes } from '@rollcall/api';
import { Validator } from '@seriousme/openapi-schema-validator';
import type Type from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { openApiOf, problemCodesOf } from './openapi.ts';

const document = openApiOf({ publicOrigin: 'https://rollcall.example', version: '0.0.0' });

describe('the description of the interface', () => {
  it('is OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  const operationOf = (key: string) => {
    const [method = '', path = ''] = key.split(' ');
    return document.paths[path.replaceAll(/:([a-z]+)/gi, '{$1}')]?.[method.toLowerCase()];
  };
  const keys = Object.keys(routes) as RouteKey[];
  const isForOperator = (key: RouteKey) => routes[key].permission === 'operator';

  it.each(keys.filter((key) => !isForOperator(key)))('%s stands in it with its permission and codes', (key) => {
    const route: Route = routes[key];
    const operation = operationOf(key) as { responses: Record<string, { 'x-problem-codes'?: string[] }> };
    expect(operation).toMatchObject({ operationId: route.name, 'x-permission': route.permission });
    const listed = Object.values(operation.responses).flatMap((response) => response['x-problem-codes'] ?? []);
    const [method = ''] = key.split(' ');
    expect(listed.toSorted()).toEqual(problemCodesOf(method, route).toSorted());
  });

  it.each(keys.filter(isForOperator))('%s is the operator’s and does not stand in it', (key) => {
    expect(operationOf(key)).toBeUndefined();
  });

  const ofOrganization = keys.filter((key) => key.includes(' /v1/organization'));
  it.each(ofOrganization)('%s shows what it takes and answers, as its schemas have it', (key) => {
    const { body, answer }: Route = routes[key];
    const example: { body?: unknown; answer?: unknown } = examples[key] ?? {};
    const parts = [
      { schema: body ?? null, shown: example.body },
      { schema: answer.schema, shown: example.answer },
    ];
    expect(parts.flatMap(faultsOf)).toEqual([]);
    const told = JSON.stringify(operationOf(key));
    const shown = parts.flatMap((part) => (part.shown === undefined ? [] : [JSON.stringify(part.shown)]));
    expect(shown.filter((text) => !told.includes(text))).toEqual([]);
  });
});

function faultsOf({ schema, shown }: { schema: Type.TSchema | null; shown: unknown }): unknown[] {
  if (schema === null) return shown === undefined ? [] : ['There is nothing to be shown.'];
  return [...Value.Errors(schema, shown)];
}
