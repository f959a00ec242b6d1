import { type Route, type RouteKey, routes } from '@rollcall/api';
import { Validator } from '@seriousme/openapi-schema-validator';
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

  it.each(Object.keys(routes) as RouteKey[])(
    '%s stands in it with its permission and codes, or is the operator’s',
    (key) => {
      const route: Route = routes[key];
      const [method = '', path = ''] = key.split(' ');
      const operation = document.paths[path.replaceAll(/:([a-z]+)/g, '{$1}')]?.[method.toLowerCase()];
      if (route.permission === 'operator') return expect(operation).toBeUndefined();
      expect(operation).toMatchObject({ operationId: route.name, 'x-permission': route.permission });
      const { responses } = operation as { responses: Record<string, { 'x-problem-codes'?: string[] }> };
      const listed = Object.values(responses).flatMap((response) => response['x-problem-codes'] ?? []);
      expect(listed.toSorted()).toEqual(problemCodesOf(method, route).toSorted());
    },
  );
});
