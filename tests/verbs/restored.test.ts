import { currentStep, finishSecondStep, settleReturned } from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../src/authenticator-app.ts';
import { atSecondStep, newGuarded } from '../src/factors.ts';
import { inEachWorld } from '../src/world.ts';

inEachWorld((world) => {
  const comeBack = () =>
    world().deps.transaction((stores) => settleReturned(stores, world().deps, { kind: 'operator' }));

  describe('a store that comes back from a copy', () => {
    it('takes no recovery code any more, as nobody knows which were used since, and the app’s are good', async () => {
      const { login, accountId, session, secret, codes } = await newGuarded(world());
      await comeBack();
      expect((await world().storage.credentials.find(session.id))?.ending?.reason).toBe('revoked_by_operator');
      const onPaper = finishSecondStep(world().deps, await atSecondStep(world(), login), { recoveryCode: codes[0] });
      await expect(onPaper).rejects.toMatchObject({ code: 'wrong_code' });
      const factors = await world().storage.factors.listOf(accountId);
      expect(factors).toContainEqual(expect.objectContaining({ kind: 'recovery_codes', codesLeft: 0 }));
      const browser = await atSecondStep(world(), login);
      await finishSecondStep(world().deps, browser, { code: codeOf(secret, world().clock.now()) });
    });

    it('goes on with no sign-in that waited in it', async () => {
      const { login, secret } = await newGuarded(world());
      const browser = await atSecondStep(world(), login);
      await comeBack();
      expect(await currentStep(world().deps, browser)).toBeNull();
      const finishing = finishSecondStep(world().deps, browser, { code: codeOf(secret, world().clock.now()) });
      await expect(finishing).rejects.toMatchObject({ code: 'step_not_open' });
    });
  });
});
