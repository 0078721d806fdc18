import type { StateFlags } from '../inputs.ts';
import { UsageError } from '../usage-error.ts';

/** The files that stand for the cluster; wrong usage without any. */
export function requireState({ state }: Pick<StateFlags, 'state'>): readonly string[] {
  if (state !== undefined) return state;
  throw new UsageError(
    '--state is missing',
    'Name the files that stand for the cluster: the output of kubectl get -o yaml, or a folder of such files.',
  );
}
