import type { PolicyBody, PolicyChange } from '@rollcall/client';

export const unitsInMinutes = { minutes: 1, hours: 60, days: 24 * 60 } as const;
export type Unit = keyof typeof unitsInMinutes;
export const units = Object.keys(unitsInMinutes) as Unit[];

/** Minutes as people say them: in the largest unit that holds them without a rest. */
export function inUnit(minutes: number): { readonly number: number; readonly unit: Unit } {
  const unit = units.toReversed().find((one) => minutes >= unitsInMinutes[one] && minutes % unitsInMinutes[one] === 0);
  return { number: minutes / unitsInMinutes[unit ?? 'minutes'], unit: unit ?? 'minutes' };
}

/** What stands in the form. A field that is not shown keeps its value. */
export function policyIn(form: FormData, before: PolicyBody): PolicyBody {
  const text = (name: string): string | null => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : null;
  };
  const minutes = (name: keyof PolicyBody & `${string}Minutes`) => {
    const number = text(name);
    const unit = (text(`${name}.unit`) ?? 'minutes') as Unit;
    return number === null ? before[name] : Math.round(Number(number) * unitsInMinutes[unit]);
  };
  const count = (name: keyof PolicyBody & `${string}Days`) => {
    const number = text(name);
    return number === null ? before[name] : Number(number);
  };
  const word = <Name extends 'keepSignedIn' | 'atSessionLimit' | 'secondFactor'>(name: Name) =>
    (text(name) ?? before[name]) as PolicyBody[Name];
  const ranges = (kind: keyof PolicyBody['addressRanges']) => {
    const lines = text(`addressRanges.${kind}`);
    return lines === null ? before.addressRanges[kind] : lines.split(/[\s,]+/).filter((range) => range !== '');
  };
  const limit = text('sessionLimit');
  return {
    idleLimitMinutes: minutes('idleLimitMinutes'),
    absoluteLimitMinutes: minutes('absoluteLimitMinutes'),
    rememberedIdleLimitMinutes: minutes('rememberedIdleLimitMinutes'),
    rememberedAbsoluteLimitMinutes: minutes('rememberedAbsoluteLimitMinutes'),
    keepSignedIn: word('keepSignedIn'),
    sessionLimit: limit === null ? before.sessionLimit : limit === '' ? null : Number(limit),
    atSessionLimit: word('atSessionLimit'),
    secondFactor: word('secondFactor'),
    trustDays: count('trustDays'),
    addressRanges: { session: ranges('session'), service_credential: ranges('service_credential') },
    historyDays: count('historyDays'),
    addressDays: count('addressDays'),
  };
}

/** Only what differs: what somebody else changed meanwhile is not written over by leaving it alone. */
export function changeBetween(before: PolicyBody, after: PolicyBody): PolicyChange {
  const names = Object.keys(after) as (keyof PolicyBody)[];
  const differing = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(differing.map((name) => [name, after[name]]));
}
