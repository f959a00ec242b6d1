const width = 30;

/** How far something is. */
export interface Progress {
  at(done: number, total: number): void;
  /** Takes the bar away. */
  end(): void;
}

/** A bar on standard error; where that is no terminal, nothing. */
export function createProgress(what: string): Progress {
  const { stderr } = process;
  if (!stderr.isTTY) return { at: () => {}, end: () => {} };
  let shown = -1;
  return {
    at(done, total) {
      const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
      if (percent === shown) return;
      shown = percent;
      stderr.write(`\r${bar(what, percent)}`);
    },
    end: () => void stderr.write('\r\u001b[K'),
  };
}

export function bar(what: string, percent: number): string {
  const full = Math.round((width * percent) / 100);
  return `${what} [${'#'.repeat(full)}${'.'.repeat(width - full)}] ${percent} %`;
}
