import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { CheckedLog, LogVerificationStep } from '@rollcall/api';
import {
  type CheckedLog as Checked,
  type CheckedChain,
  headIn,
  type KeptHead,
  serverChain,
  textOfHead,
  verifyLog,
} from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { sealAll } from '../log-sealer.ts';

/** The chains of the log: where they end, and whether they hold. */
export const operatorLog = (house: House) => {
  const { core } = house;
  return {
    'GET /operator/log/heads': async () => {
      await sealAll(core);
      const heads = await core.chains.heads();
      return {
        heads: await Promise.all(
          heads.map(async (head) => ({
            head: textOfHead(head),
            organizationName: await nameOf(house, head.chainId),
            sealedAt: head.sealedAt,
          })),
        ),
      };
    },

    'POST /operator/log/verification': async ({ body }) => {
      await sealAll(core);
      const kept = (body.heads ?? []).map(headIn).filter((head) => head !== null);
      return Readable.from(stepsOf(house, kept), { objectMode: false });
    },
  } satisfies Partial<Handlers>;
};

/** A line for each part of the way, so that whoever waits sees that it goes on. */
async function* stepsOf(house: House, kept: readonly KeptHead[]): AsyncGenerator<string> {
  const line = (step: LogVerificationStep) => `${JSON.stringify(step)}\n`;
  const verification = verifyLog(house.core, kept);
  let step = await verification.next();
  while (step.done !== true) {
    yield line({ progress: step.value });
    // Reading a file never waits, so that without this everything else would.
    await setImmediate();
    step = await verification.next();
  }
  yield line({ done: await toCheckedLog(house, step.value) });
}

async function toCheckedLog(house: House, { chains, unsealed }: Checked): Promise<CheckedLog> {
  return { chains: await Promise.all(chains.map((chain) => toCheckedChain(house, chain))), unsealed };
}

async function toCheckedChain(house: House, { chainId, mark, broken }: CheckedChain): Promise<CheckedLog['chains'][0]> {
  return {
    chain: chainId === serverChain ? 'server' : chainId,
    organizationName: await nameOf(house, chainId),
    lines: mark.sequence,
    broken: broken === null ? null : { ...broken },
  };
}

async function nameOf({ core }: House, chainId: string): Promise<string | null> {
  return chainId === serverChain ? null : ((await core.organizations.find(chainId))?.name ?? null);
}
