import { type Config, createLogger, startServer } from '@rollcall/server';
import { cast } from './cast.ts';
import { play } from './deeds.ts';
import { dayMs, lifeOf } from './life.ts';
import { type Apps, Stage } from './stage.ts';
import { storyOf } from './story.ts';

const months = 4;

/**
 * Lives through some months: starts the real server with a clock that stands where the story is, and lets everybody send
 * what their browsers would. Nothing is written into the store but by the server. Returns what their authenticator apps have.
 */
export async function live(config: Config, now: number, tell: (done: number) => void): Promise<Apps> {
  const from = now - months * 30 * dayMs;
  const clock = { at: from - dayMs, now: () => clock.at };
  const timer = { now: () => performance.now(), wait: async () => {} };
  const server = await startServer(config, { clock, timer, log: createLogger('fatal'), pagesFolder: null });
  const stage = new Stage(config, server.address);
  await stage.enroll(server.setUpLink?.url ?? '');
  const lives = cast.flatMap((person) => lifeOf(person, from, now));
  const events = [...lives, ...storyOf(cast[0], now)].map((event) => ({ ...event, at: Math.floor(event.at) }));
  events.sort((one, other) => one.at - other.at);
  for (const [index, event] of events.entries()) {
    clock.at = event.at;
    await play(stage, event);
    tell((index + 1) / events.length);
  }
  await server.stop();
  return stage.apps;
}
