import type { PolicyBody } from '@rollcall/client';
import { describe, expect, it } from 'vitest';
import { changeBetween, inUnit, policyIn } from './policy-form.ts';

const before: PolicyBody = {
  idleLimitMinutes: 720,
  absoluteLimitMinutes: 1440,
  rememberedIdleLimitMinutes: 20160,
  rememberedAbsoluteLimitMinutes: 43200,
  keepSignedIn: 'allowed',
  sessionLimit: 5,
  atSessionLimit: 'end_oldest',
  secondFactor: 'off',
  trustDays: 30,
  addressRanges: { session: ['192.0.2.0/24'], service_credential: [] },
  historyDays: 90,
  addressDays: 90,
};

function formOf(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

describe('a duration', () => {
  it.each([
    [15, 15, 'minutes'],
    [90, 90, 'minutes'],
    [60, 1, 'hours'],
    [720, 12, 'hours'],
    [1440, 1, 'days'],
    [43200, 30, 'days'],
  ])('of %i minutes is %i %s', (minutes, number, unit) => {
    expect(inUnit(minutes)).toEqual({ number, unit });
  });
});

describe('the form of a policy', () => {
  it('leaves alone what it does not show', () => {
    expect(policyIn(formOf({}), before)).toEqual(before);
    expect(changeBetween(before, policyIn(formOf({}), before))).toEqual({});
  });

  it('reads durations, networks in lines, and an empty limit as none', () => {
    const typed = formOf({
      idleLimitMinutes: '2',
      'idleLimitMinutes.unit': 'hours',
      sessionLimit: ' ',
      'addressRanges.session': '10.0.0.0/8\n 2001:db8::/32,\n',
      secondFactor: 'always',
    });
    expect(changeBetween(before, policyIn(typed, before))).toEqual({
      idleLimitMinutes: 120,
      sessionLimit: null,
      addressRanges: { session: ['10.0.0.0/8', '2001:db8::/32'], service_credential: [] },
      secondFactor: 'always',
    });
  });
});
