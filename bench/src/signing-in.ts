import type { Deps, SignInInput, signIn, Visitor } from '@rollcall/core';
import type { Storage } from '@rollcall/storage';
import { chance } from './chance.ts';
import { loginOf } from './population.ts';

/** Somebody with a browser that was not known. */
export const visitor = {
  address: '192.0.2.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  client: {
    type: 'computer',
    browserName: 'Firefox',
    browserVersion: '145',
    systemName: 'Debian',
    systemVersion: '12',
    model: null,
  },
  browserToken: null,
  sessionToken: null,
  stepToken: null,
  trustTokens: [],
} as const satisfies Visitor;

export const inputOf = (account: number): SignInInput => ({
  login: loginOf(account),
  password: '',
  lifetime: 'standard',
});

/** What the verb is given, without hashing the password and without counting tries. */
export function signInDeps(storage: Storage): Parameters<typeof signIn>[0] {
  const { accounts, devices, log, organizations, signInChallenges, transaction } = storage;
  const passwords: Deps['passwords'] = {
    hash: async () => '',
    verify: async () => true,
    isCommon: () => false,
  };
  const throttle: Deps['throttle'] = { attempt: async () => {}, succeeded: async () => {} };
  const confirmation: Deps['confirmation'] = {
    confirmed: () => Promise.reject(new Error('A new browser ends no session.')),
  };
  const post: Deps['post'] = () => Promise.reject(new Error('A new browser ends no session.'));
  const clock = { now: () => Date.now() };
  const canMail = false;
  return {
    accounts,
    devices,
    log,
    organizations,
    signInChallenges,
    transaction,
    passwords,
    throttle,
    confirmation,
    post,
    clock,
    chance,
    canMail,
  };
}
