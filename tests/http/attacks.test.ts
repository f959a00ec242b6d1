import { afterAll, beforeAll, describe } from 'vitest';
import { engines, startTestServer } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';
import { applicationOrigin, attackFromApplications } from './attacks/applications.ts';
import { attackWithCredentials } from './attacks/credentials.ts';
import { attackWithIds } from './attacks/ids.ts';
import { attackWithInput } from './attacks/input.ts';
import { attackFromOtherSites } from './attacks/other-sites.ts';
import { attackWithParsing } from './attacks/parsing.ts';
import type { Scene } from './attacks/scene.ts';
import { attackWithServices } from './attacks/services.ts';

/** What can be tried over HTTP, on every route of the route table. */
describe.each(engines)('attacks on %s', (engine) => {
  const scene = {} as { -readonly [Part in keyof Scene]: Scene[Part] };

  beforeAll(async () => {
    scene.server = await startTestServer(engine, { ROLLCALL_APP_ORIGINS: applicationOrigin });
    scene.anna = (await scene.server.setUp('anna')).browser;
    await scene.server.newPerson('bertil');
    scene.acme = await TestService.make(scene.server, 'Acme');
  });
  afterAll(() => scene.server.stop());

  attackWithCredentials(scene);
  attackWithIds(scene);
  attackWithInput(scene);
  attackFromOtherSites(scene);
  attackFromApplications(scene);
  attackWithParsing(scene);
  attackWithServices(scene);
});
