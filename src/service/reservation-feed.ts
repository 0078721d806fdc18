import type { Cluster } from '../kube/cluster.ts';
import type { ObjectChange } from '../scheduler/reservations/cluster-events.ts';
import type { Reservations } from '../scheduler/reservations/reservations.ts';

/** Carries the changes of a cluster to the reservations, which are made only after it is being read. */
export class ReservationFeed {
  #reservations: Reservations | undefined;

  /** To be told of every change of the cluster. */
  readonly note = (change: ObjectChange): void => this.#reservations?.note(change);

  /** Rebuilds the reservations once the cluster has been read, and tells them of every change from then on. */
  async follow(reservations: Reservations | undefined, cluster: Cluster): Promise<void> {
    await cluster.whenRead();
    reservations?.rebuild();
    this.#reservations = reservations;
  }
}
