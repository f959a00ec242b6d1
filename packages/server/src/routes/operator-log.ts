import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { CheckedLog, LogVerificationStep, QueryOf } from '@rollcall/api';
import {
  type CheckedLog as Checked,
  type CheckedChain,
  headIn,
  type KeptHead,
  type LogFilter,
  type LogReader,
  type Operator,
  serverChain,
  textOfHead,
  verifyLog,
  viewLog,
} from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { eventsOf } from '../log-groups.ts';
import { sealAll } from '../log-sealer.ts';
import { accountNamed, keeperOf } from '../operator-keeper.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { exportChain, exportCsv, logView } from '../whole-log.ts';
import { toOrganizationLogLine } from '../wire/organization-log-line.ts';

/** Every log, the server's own too: what it says, where its chain ends, and whether it holds. */
export const operatorLog = (house: House) => {
  const { core } = house;
  return {
    'GET /operator/log': async ({ actor, query }) => {
      const reader = await readerOf(house, actor, query);
      const view = logView(house, reader);
      const found = await viewLog(core, reader, await filterOf(house, query), 'shown', pageRequest(query));
      return mapPage(found, (entry) => toOrganizationLogLine(entry, view));
    },

    'GET /operator/log/export': async ({ actor, query, reply }) => {
      const reader = await readerOf(house, actor, query);
      return exportCsv(house, async () => reader, await filterOf(house, query), 'shown', reply);
    },

    'GET /operator/log/chain': async ({ actor, query, reply }) => {
      const reader = await readerOf(house, actor, query);
      return exportChain(house, async () => reader, 'shown', reply);
    },

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

type Whose = Pick<QueryOf<'GET /operator/log'>, 'of' | 'organization'>;

async function readerOf({ core }: House, operator: Operator, query: Whose): Promise<LogReader> {
  return query.of === 'server' ? { ...operator, organizationId: null } : keeperOf(core, operator, query);
}

type Filter = QueryOf<'GET /operator/log/export'>;

async function filterOf({ core }: House, { member, actor, group, from, to }: Filter): Promise<LogFilter> {
  const [accountId, actorAccountId] = [await accountNamed(core, member), await accountNamed(core, actor)];
  return { accountId, actorAccountId, events: eventsOf(group), from, to };
}

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
