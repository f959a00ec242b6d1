import type { Confirmation, LogEvent, LogStore, Transaction } from '@rollcall/core';
import type { Metrics } from './metrics.ts';

/** The confirmation, telling how long each took. */
export function watchedConfirmation(confirmation: Confirmation, metrics: Metrics): Confirmation {
  return {
    async confirmed(epoch) {
      const receipt = await confirmation.confirmed(epoch);
      metrics.confirmed(receipt);
      return receipt;
    },
  };
}

/** The log, telling what is appended to it. */
export function watchedLog(log: LogStore, noted: (event: LogEvent) => void): LogStore {
  return {
    ...log,
    async append(entry) {
      await log.append(entry);
      noted(entry.event);
    },
  };
}

/** The transaction, telling what was written into the log once that stands. */
export function watchedTransaction(transaction: Transaction, metrics: Metrics): Transaction {
  const watched =
    (run: Transaction['together']): Transaction['together'] =>
    async (work) => {
      let events: LogEvent[] = [];
      const result = await run((stores) => {
        events = [];
        const log = watchedLog(stores.log, (event) => events.push(event));
        return work(Object.create(stores, { log: { value: log } }));
      });
      for (const event of events) metrics.noted(event);
      return result;
    };
  return Object.assign(watched(transaction), { together: watched(transaction.together) });
}
