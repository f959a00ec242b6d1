import { ChainNotice } from './chain-notice.tsx';
import { LogSearch } from './log-search.tsx';
import { SaveButtons } from './save-buttons.tsx';

/** What happened in the organization, whether that still stands as it was written, and a copy to take along. */
export function LogView() {
  return (
    <div className="space-y-6">
      <ChainNotice />
      <LogSearch about={null} below={(filter) => <SaveButtons filter={filter} />} />
    </div>
  );
}
