import type { Command } from 'commander';
import { type Receive, receiveOver, type Send, sendOver } from './send.ts';
import { callAttendant } from './server-process.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** What a command works with. */
export interface Desk {
  readonly send: Send;
  readonly receive: Receive;
  readonly terminal: Terminal;
}

/** Runs a command's work over the local socket and lets go of it afterwards. */
export async function atDesk<Result>(command: Command, work: (desk: Desk) => Promise<Result>): Promise<Result> {
  const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
  const attendant = await callAttendant();
  try {
    const { socketPath } = attendant;
    return await work({ send: sendOver(socketPath), receive: receiveOver(socketPath), terminal: createTerminal(json) });
  } finally {
    await attendant.close();
  }
}
