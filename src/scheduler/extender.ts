import type { DriverContext } from '../core/driver.ts';
import type { ExtenderArguments } from './extender-arguments.ts';
import { DEFAULT_EXTENDER_CONFIG } from './extender-config.ts';
import type { ExtenderConfig } from './extender-config.ts';
import { predicate } from './predicate.ts';
import type { Verdict } from './predicate.ts';
import { prioritize } from './prioritize.ts';
import type { NodeScore } from './prioritize.ts';
import type { Reservations } from './reservations/reservations.ts';
import { ReservingFilter } from './reservations/reserving-filter.ts';
import { sceneOf } from './scene.ts';

/** Answers kube-scheduler's calls. */
export interface Extender {
  /** Where a pod may run; a promise when it has to wait a moment for what others will take. */
  readonly predicate: (call: ExtenderArguments) => Verdict | Promise<Verdict>;
  readonly prioritize: (call: ExtenderArguments) => readonly NodeScore[] | null;
  /** Why nothing can be decided yet; `undefined` when it can. */
  readonly cannotDecide?: () => string | undefined;
}

/** Answers at once and without side effects. */
export interface StatelessExtender extends Extender {
  readonly predicate: (call: ExtenderArguments) => Verdict;
}

function createStatelessExtender(context: DriverContext, config: ExtenderConfig): StatelessExtender {
  return {
    predicate({ pod, candidates }) {
      const scene = sceneOf(candidates, context);
      return predicate(pod, scene.nodes, scene.context);
    },
    prioritize({ pod, candidates }) {
      const scene = sceneOf(candidates, context);
      return prioritize(pod, scene.nodes, scene.context, config);
    },
  };
}

function createReservingExtender(
  context: DriverContext,
  config: ExtenderConfig,
  reservations: Reservations,
): Extender {
  const filter = new ReservingFilter(reservations, context, config);
  return {
    cannotDecide: () => reservations.cannotDecide(),
    predicate: call => filter.filter(call),
    prioritize(call) {
      const scene = sceneOf(call.candidates, context);
      const { freeSpace } = filter.spaceFor(call, scene);
      return prioritize(call.pod, scene.nodes, scene.context, config, freeSpace);
    },
  };
}

/** Makes the extender that decides on a state, by what nodes report alone. */
export function createExtender(context: DriverContext, config?: ExtenderConfig): StatelessExtender;
/** Makes the extender that promises pods what it told them, and gives nobody else what it promised. */
export function createExtender(
  context: DriverContext,
  config: ExtenderConfig | undefined,
  reservations: Reservations | undefined,
): Extender;
export function createExtender(
  context: DriverContext,
  config: ExtenderConfig = DEFAULT_EXTENDER_CONFIG,
  reservations?: Reservations,
): Extender {
  return reservations === undefined
    ? createStatelessExtender(context, config)
    : createReservingExtender(context, config, reservations);
}
