import type { DriverContext } from '../../core/driver.ts';
import type { Node } from '../../core/node.ts';
import type { ExtenderArguments } from '../extender-arguments.ts';
import type { ExtenderConfig } from '../extender-config.ts';
import { reportedSpace } from '../free-space.ts';
import { podNeeds } from '../pod-needs.ts';
import type { DriverNeeds } from '../pod-needs.ts';
import { filterNodes, podChecks } from '../predicate.ts';
import type { Verdict } from '../predicate.ts';
import { sceneOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { offerOne } from './offer.ts';
import { glimpseOf } from './pod-glimpse.ts';
import { promisedSpace } from './promised-space.ts';
import type { Counting, PromisedSpace } from './promised-space.ts';
import type { ReservationMode, Reservations } from './reservations.ts';
import { isOpen } from './reservation.ts';
import type { PodGlimpse, Take } from './reservation.ts';
import { takesOf } from './takes.ts';
import { TIMES } from './times.ts';
import { WaitBudget } from './wait-budget.ts';

/** What one look at a call came to. */
interface Attempt {
  readonly verdict: Verdict;
  /** Nothing fits, and would if others did not hold space on more nodes than they will take it of. */
  readonly isHeldUp: boolean;
}

/** What a pod needs, and of what. */
interface Question {
  readonly pod: PodGlimpse;
  readonly scene: Scene;
  readonly needs: readonly DriverNeeds[];
  readonly takes: readonly Take[];
}

/** Units by the key of the take, then by node, as they are allotted while nodes are filtered. */
type Units = Map<string, Map<string, string>>;

function unitsFor(takes: readonly Take[], needs: readonly DriverNeeds[]): Units {
  const isOfUnits = ({ pool }: Take) =>
    needs.some(({ driver }) => driver.id === pool.driver && driver.units?.pool === pool.pool);
  return new Map(takes.filter(isOfUnits).map(({ key }) => [key, new Map<string, string>()]));
}

/** Filters nodes for pods, and promises each what it was told. */
export class ReservingFilter {
  readonly #reservations: Reservations;
  readonly #context: DriverContext;
  readonly #config: ExtenderConfig;
  readonly #budget: WaitBudget;

  constructor(reservations: Reservations, context: DriverContext, config: ExtenderConfig) {
    this.#reservations = reservations;
    this.#context = context;
    this.#config = config;
    this.#budget = new WaitBudget(reservations.clock.now());
  }

  /** Filters the nodes of a call: at once, or after a moment when space that others do not need may become free. */
  filter(call: ExtenderArguments): Verdict | Promise<Verdict> {
    const mode = this.#mode();
    const first = this.#attempt(call, mode);
    if (!first.isHeldUp) return first.verdict;
    if (mode === 'wait') return this.#wait(call);
    this.#reservations.metrics.heldUp();
    return first.verdict;
  }

  /** The space that is left for a pod, to score nodes by. */
  spaceFor(call: ExtenderArguments, scene: Scene): PromisedSpace {
    const needs = podNeeds(call.pod, scene.context);
    const takes = takesOf(call.pod, needs, scene.context);
    return this.#space({ pod: glimpseOf(call.pod), scene, needs, takes }, 'all');
  }

  /** One node each is all that can be told right after a start, and when enough time was spent waiting. */
  #mode(): ReservationMode {
    const { mode, isCold, clock } = this.#reservations;
    if (isCold) return 'single';
    return mode === 'wait' && !this.#budget.allows(clock.now()) ? 'single' : mode;
  }

  /** Everything may have changed after each wait, so every look begins from scratch. */
  async #wait(call: ExtenderArguments): Promise<Verdict> {
    const { clock, metrics } = this.#reservations;
    const start = clock.now();
    let last: Attempt;
    let waited = 0;
    do {
      await this.#reservations.changed(TIMES.wait - waited);
      last = this.#attempt(call, 'wait');
      waited = clock.now() - start;
    } while (last.isHeldUp && waited < TIMES.wait);
    this.#budget.spend(waited);
    metrics.waited(waited);
    if (last.isHeldUp) metrics.heldUp();
    return last.verdict;
  }

  /** Looks and promises in one go: nobody else may look in between. */
  #attempt(call: ExtenderArguments, mode: ReservationMode): Attempt {
    const reservations = this.#reservations;
    reservations.passTime();
    const scene = sceneOf(call.candidates, this.#context);
    const needs = podNeeds(call.pod, scene.context);
    const takes = takesOf(call.pod, needs, scene.context);
    const question = { pod: glimpseOf(call.pod), scene, needs, takes };
    const units = unitsFor(takes, needs);
    const space = this.#space(question, 'all', units);
    const all = filterNodes(scene.nodes, podChecks(needs, scene.context, space.freeSpace, space.misfitCheck));
    const verdict = mode === 'single' ? this.#offer(all, question, space) : all;
    reservations.apply({
      type: 'pod-filtered',
      at: reservations.clock.now(),
      pod: question.pod,
      takes,
      nodes: new Set(verdict.passed),
      units,
      isOffer: verdict !== all,
    });
    return { verdict, isHeldUp: all.passed.length === 0 && this.#wouldFit(question) };
  }

  #offer(verdict: Verdict, { pod, scene, needs, takes }: Question, { freeSpace }: PromisedSpace): Verdict {
    if (takes.length === 0) return verdict;
    const offers = this.#reservations.state.offers.get(pod.uid) ?? [];
    return offerOne(verdict, scene.nodes, { needs, config: this.#config, freeSpace, offers });
  }

  #space({ pod, scene, takes }: Question, counting: Counting, units?: Units): PromisedSpace {
    const { state, holdings } = this.#reservations;
    return promisedSpace({
      reported: reportedSpace(scene.context),
      state,
      holdings,
      podUid: pod.uid,
      takes,
      counting,
      onAllotted(nodeName, driver, allotted) {
        for (const { key, claim, pool } of takes) {
          const unit = pool.driver === driver ? allotted.get(claim.name) : undefined;
          if (unit !== undefined) units?.get(key)?.set(nodeName, unit);
        }
      },
    });
  }

  /** Says whether any node would do if nothing counted but what is decided. */
  #wouldFit(question: Question): boolean {
    const { scene, needs } = question;
    if (![...this.#reservations.state.reservations.values()].some(isOpen)) return false;
    const { freeSpace, misfitCheck } = this.#space(question, 'decided');
    const checks = podChecks(needs, scene.context, freeSpace, misfitCheck);
    return scene.nodes.some((node: Node) => checks.every(check => check(node) === undefined));
  }
}
