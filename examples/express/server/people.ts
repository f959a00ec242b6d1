import { scryptSync, timingSafeEqual } from 'node:crypto';

/** Somebody whom this application knows. Rollcall knows them by `id`, and never sees a password. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** In a real application: its table of users, and its own hashing. */
const people = [
  { id: 'user-1', name: 'Maja Hällsjö', login: 'maja', hash: hashed('maja', 'a bell under the ice') },
  { id: 'user-2', name: 'Nils Berg', login: 'nils', hash: hashed('nils', 'a goat on the roof') },
];

/** The application's own sign-in: whatever it is, Rollcall comes after it. */
export function signInWith(login: string, password: string): Person | null {
  const found = people.find((person) => person.login === login);
  const isRight = timingSafeEqual(hashed(login, password), found?.hash ?? hashed('nobody', 'nothing'));
  return found !== undefined && isRight ? { id: found.id, name: found.name } : null;
}

export function nameOf(id: string): string {
  return people.find((person) => person.id === id)?.name ?? id;
}

function hashed(salt: string, password: string): Buffer {
  return scryptSync(password, salt, 32);
}
