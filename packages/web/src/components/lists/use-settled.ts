import { useEffect, useState } from 'react';

/** A value with the moment from which it stood; 0 for the one from the beginning. */
interface Settled<Value> {
  readonly value: Value;
  readonly at: number;
}

const afterMs = 250;

/** A value once it has not changed for a while: whoever types is not asked for at every letter. */
export function useSettled<Value>(value: Value): Settled<Value> {
  const [settled, setSettled] = useState<Settled<Value>>({ value, at: 0 });
  useEffect(() => {
    if (settled.value === value) return;
    const timer = setTimeout(() => setSettled({ value, at: Date.now() }), afterMs);
    return () => clearTimeout(timer);
  }, [value, settled]);
  return settled;
}
