import type { DriverContext } from '../core/driver.ts';
import type { SchedulerView } from './scheduler-view.ts';

/** All that an explanation may know. */
export interface ExplainContext extends DriverContext {
  readonly now: Date;
  readonly scheduler: SchedulerView;
}
