const width = 30;

/** How far something is. */
export interface Progress {
  at(done: number, total: number): void;
  /** Takes the bar away. */
  end(): void;
}

/** A bar on standard error; where that is no terminal, nothing, or a line for every tenth of the way. */
export function createProgress(what: string, elsewhere: 'nothing' | 'lines' = 'nothing'): Progress {
  const { stderr } = process;
  if (stderr.isTTY) {
    const show = atSteps(1, (percent) => stderr.write(`\r${bar(what, percent)}`));
    return { at: show, end: () => void stderr.write('\r\u001b[K') };
  }
  if (elsewhere === 'nothing') return { at: () => {}, end: () => {} };
  return { at: atSteps(10, (percent) => stderr.write(`${what}: ${percent} %\n`)), end: () => {} };
}

/** Speaks only where it has come to another step. */
function atSteps(stepPercent: number, show: (percent: number) => void): Progress['at'] {
  let shown = -1;
  return (done, total) => {
    const percent = total === 0 ? 100 : stepPercent * Math.floor((100 * done) / total / stepPercent);
    if (percent === shown) return;
    shown = percent;
    show(percent);
  };
}

export function bar(what: string, percent: number): string {
  const full = Math.round((width * percent) / 100);
  return `${what} [${'#'.repeat(full)}${'.'.repeat(width - full)}] ${percent} %`;
}
