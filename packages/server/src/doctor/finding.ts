/** One thing that was looked at: what it means, and for a warning or a fault what to do. */
export interface Finding {
  readonly area: string;
  readonly level: 'ok' | 'warning' | 'fault';
  readonly message: string;
}

/** What is found in one area. */
export function findingsOf(area: string) {
  const found = (level: Finding['level']) => (message: string) => ({ area, level, message });
  return { ok: found('ok'), warning: found('warning'), fault: found('fault') };
}
