import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** However this process ends, it does not leave that one behind. */
export function endWithUs(child: ChildProcess): void {
  children.add(child);
  child.once('exit', () => children.delete(child));
}

/**
 * The processor time that a process and its live descendants have spent so far, in microseconds: a store that forks for
 * each connection, a proxy with workers.
 */
export function cpuOfFamily(pid: number): number {
  return familyOf(pid).reduce((sum, member) => sum + cpuOfProcess(member), 0);
}

/** All the processor time that its threads have spent so far, in microseconds, as Linux counts it (/proc/PID/task). */
export function cpuOfProcess(pid: number): number {
  const threads = `/proc/${pid}/task`;
  const nanoseconds = readdirSync(threads).map((thread) => {
    return Number(readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ')[0]);
  });
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1_000;
}

function familyOf(pid: number): number[] {
  const parents = new Map(allProcesses().map((one) => [one, parentOf(one)]));
  const family = [pid];
  for (const member of family) {
    for (const [one, parent] of parents) if (parent === member) family.push(one);
  }
  return family;
}

const allProcesses = (): number[] => readdirSync('/proc').map(Number).filter(Number.isInteger);

/** The fourth field of /proc/PID/stat, counted from behind the name, which may hold anything; 0 of one that has ended. */
function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
