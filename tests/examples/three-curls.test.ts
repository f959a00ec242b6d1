import { afterAll, beforeAll, expect, it } from 'vitest';
import { shellBlocksOf, Terminal } from '../src/shell.ts';
import { startTestServer, type TestServer } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';

let rollcall: TestServer;
let terminal: Terminal;
beforeAll(async () => {
  rollcall = await startTestServer('sqlite');
  terminal = new Terminal({ TOKEN: (await TestService.make(rollcall, 'Acme')).token });
});
afterAll(async () => {
  await terminal.close();
  await rollcall.stop();
});

it('the three requests of the guide issue a session, find it good, and end it', async () => {
  const blocks = shellBlocksOf('docs/integrate/bring-your-own-sign-in.md');
  const [issue = '', verify = '', end = ''] = blocks.map((block) =>
    block.replaceAll('http://localhost:8080', rollcall.origin),
  );
  const issued = await terminal.paste(issue, ['"externalId":"user-42"', '}']);
  const [, session] = /"token":"(rcs_\w+)"/.exec(issued) ?? [];
  const [, id] = /"session":\{"id":"([^"]+)"/.exec(issued) ?? [];
  await terminal.paste(`SESSION=${session} ID=${id}\n${verify}`, ['"active":true', '"externalId":"user-42"']);
  await terminal.paste(end, ['"outcome":"ended"']);
  expect(await terminal.paste(verify, ['"active"'])).toContain('{"active":false}');
});
