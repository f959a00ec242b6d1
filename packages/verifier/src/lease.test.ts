import { expect, test } from 'vitest';
import { Lease } from './lease.ts';
import { Machine } from './simulation/machine.ts';

const length = 2_000;
const hour = 3_600_000;

function leased(): { machine: Machine; lease: Lease } {
  const machine = new Machine();
  const lease = new Lease(machine, machine, length);
  lease.renew(lease.mark());
  return { machine, lease };
}

test('A lease that was never renewed does not hold.', () => {
  const machine = new Machine();
  expect(new Lease(machine, machine, length).holds(machine.now())).toBe(false);
});

test('A lease holds for its length and not a millisecond longer.', async () => {
  const { machine, lease } = leased();
  await machine.pass(length - 1);
  expect(lease.holds(machine.now())).toBe(true);
  await machine.pass(1);
  expect(lease.holds(machine.now())).toBe(false);
});

test('A lease runs from the sending of the request, not from the arrival of the reply.', async () => {
  const { machine, lease } = leased();
  const sentAt = lease.mark();
  await machine.pass(1_500);
  lease.renew(sentAt);
  await machine.pass(499);
  expect(lease.holds(machine.now())).toBe(true);
  await machine.pass(1);
  expect(lease.holds(machine.now())).toBe(false);
});

test('A reply that took longer than a lease gives none.', async () => {
  const { machine, lease } = leased();
  const sentAt = lease.mark();
  await machine.pass(length);
  lease.renew(sentAt);
  expect(lease.holds(machine.now())).toBe(false);
});

test.each([-hour, hour])('A wall clock that jumps by %i ms prolongs no lease.', async (jump) => {
  const { machine, lease } = leased();
  machine.setWallClock(jump);
  await machine.pass(length);
  expect(lease.holds(machine.now())).toBe(false);
});

test.each([-hour, hour])(
  'A wall clock that jumps by %i ms while the reply is on its way prolongs no lease.',
  async (jump) => {
    const { machine, lease } = leased();
    const sentAt = lease.mark();
    machine.setWallClock(jump);
    lease.renew(sentAt);
    await machine.pass(length);
    expect(lease.holds(machine.now())).toBe(false);
  },
);

test('A wall clock that jumps there and back prolongs no lease.', async () => {
  const { machine, lease } = leased();
  machine.setWallClock(hour);
  lease.renew(lease.mark());
  machine.setWallClock(-hour);
  await machine.pass(length);
  expect(lease.holds(machine.now())).toBe(false);
});

test('A lease does not outlive a suspended machine, though its monotonic clock stood still.', () => {
  const { machine, lease } = leased();
  machine.suspend(length);
  expect(lease.holds(machine.now())).toBe(false);
});

test('A reply that was on its way while the machine was suspended gives no lease, even with the wall clock set back.', () => {
  const { machine, lease } = leased();
  const sentAt = lease.mark();
  machine.suspend(hour);
  machine.setWallClock(-hour);
  lease.renew(sentAt);
  expect(lease.holds(machine.now())).toBe(false);
});

test('A lease does not outlive a stopped process.', () => {
  const { machine, lease } = leased();
  machine.stall(length);
  expect(lease.holds(machine.now())).toBe(false);
});
