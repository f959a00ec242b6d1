import { type Side, spentHere } from './measuring.ts';

/**
 * How a floor writes a parameter that a join compares with. The plus changes nothing about the value; without it SQLite,
 * as better-sqlite3 compiles it, plans the join anew at each run, and the floor would be twice as high as it need be.
 */
export const parameter = '+?';

/** Live sessions as a list shows them: columns of the credential and of its side row, but for what the policy adds. */
export const listedSessions = `select c.id, c.account_id, c.organization_id, c.device_id, c.lifetime, c.assurance,
    c.issued_at, c.authenticated_at, c.last_used_at, c.first_address, c.last_address, c.hold_id, c.held_until, s.method,
    s.client_type, s.browser_name, s.browser_version, s.system_name, s.system_version, s.model
  from credential c join session s on s.credential_id = c.id`;

/** Reads once for each id. The number of rows tells that both sides read the same. */
export function reading(
  ids: readonly string[],
  rowsExpected: number,
  read: (id: string) => readonly unknown[] | Promise<readonly unknown[]>,
): Side {
  return async () => {
    let rows = 0;
    const spent = await spentHere(ids.length, async () => {
      for (const id of ids) {
        const answer = read(id);
        rows += (answer instanceof Promise ? await answer : answer).length;
      }
    });
    if (rows !== rowsExpected) throw new Error(`${rows} rows were read where ${rowsExpected} are.`);
    return spent;
  };
}
