import { hasCode } from '@rollcall/client';
import { useActedFor } from '@rollcall/client/react';
import { DeviceSkeletons } from '@rollcall/react/components/devices/device-skeletons.tsx';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { useParams } from 'wouter';
import { ActingGone } from '../components/acting/acting-gone.tsx';
import { ActingView } from '../components/acting/acting-view.tsx';

/** On somebody's behalf: what they are signed in with, and the end of it. */
export default function ActingPage() {
  const { id = '' } = useParams();
  const { data, error, dataUpdatedAt, refetch } = useActedFor(id);
  const again = () => void refetch();
  if (hasCode(error, 'not_found')) return <ActingGone name={data?.user.displayName ?? null} />;
  if (data !== undefined) return <ActingView acted={data} error={error} checkedAt={dataUpdatedAt} onRetry={again} />;
  return error === null ? <DeviceSkeletons /> : <LoadProblem error={error} onRetry={again} />;
}
