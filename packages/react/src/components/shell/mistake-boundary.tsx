import { Component, type ReactNode } from 'react';
import { Mistake } from './mistake.tsx';

interface MistakeBoundaryProps {
  readonly children: ReactNode;
}

/** Where a page breaks, the rest stays, and the person reads what to do. */
export class MistakeBoundary extends Component<MistakeBoundaryProps, { readonly isBroken: boolean }> {
  override readonly state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <Mistake /> : this.props.children;
  }
}
