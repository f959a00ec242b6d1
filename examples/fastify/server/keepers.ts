import { scryptSync, timingSafeEqual } from 'node:crypto';

/** In a real application: its table of users, and its own hashing. */
const keepers = [
  { id: 'keeper-1', name: 'Vera Fyr', login: 'vera', hash: hashed('vera', 'two long one short') },
  { id: 'keeper-2', name: 'Sixten Skär', login: 'sixten', hash: hashed('sixten', 'one long two short') },
];

/** The application's own sign-in: whatever it is, Rollcall comes after it. */
export function keeperOf(login: string, password: string): { readonly id: string; readonly name: string } | null {
  const found = keepers.find((keeper) => keeper.login === login);
  const isRight = timingSafeEqual(hashed(login, password), found?.hash ?? hashed('nobody', 'nothing'));
  return found !== undefined && isRight ? { id: found.id, name: found.name } : null;
}

function hashed(salt: string, password: string): Buffer {
  return scryptSync(password, salt, 32);
}
