import { badBodies } from './bad-bodies.ts';
import type { Fault } from './fault.ts';
import { blockedLoop, memoryAtLoad, smallHeap } from './hard-times.ts';
import { idleGaps } from './idle-gaps.ts';
import { bothRestarted, killedReplica } from './replicas.ts';
import { rollingRestart } from './rolling-restart.ts';
import { strangers } from './strangers.ts';

/** The faults that are tried, in this order. */
export const FAULTS: readonly Fault[] = [
  rollingRestart,
  idleGaps,
  killedReplica,
  bothRestarted,
  badBodies,
  strangers,
  blockedLoop,
  smallHeap,
  memoryAtLoad,
];

const NEEDS_API_SERVER = 'needs the service on an API server; this run serves a state of manifests';

/** What belongs to this list and is not tried yet, and why. */
export const NOT_RUN: readonly { readonly id: string; readonly title: string; readonly reason: string }[] = [
  { id: '5, 6', title: 'API server down, warm and at start', reason: NEEDS_API_SERVER },
  { id: '7, 8', title: 'watch reset, 500, 403 and 410', reason: NEEDS_API_SERVER },
  { id: '9', title: 'relist storm', reason: NEEDS_API_SERVER },
  { id: '10, 11, 17', title: 'CA Secret deleted, corrupt, foreign', reason: NEEDS_API_SERVER },
  { id: '12', title: 'three replicas race at install', reason: NEEDS_API_SERVER },
  { id: '13', title: 'caBundle cleared or replaced', reason: NEEDS_API_SERVER },
  { id: '14, 15', title: 'expired certificates, clock jumps', reason: NEEDS_API_SERVER },
  { id: '16', title: 'mismatched pair in files mode', reason: NEEDS_API_SERVER },
  { id: 'G5', title: '100 CA rotations at 300/s, 3 replicas', reason: NEEDS_API_SERVER },
  { id: 'G7', title: 'API server killed and restarted', reason: NEEDS_API_SERVER },
  {
    id: 'G8',
    title: 'soak of two hours',
    reason: 'takes two hours: npm run bench:webhook -- --soak 7200',
  },
  {
    id: '30',
    title: 'a hook that throws',
    reason: 'cannot be provoked from outside; test/server/faults.test.ts has it',
  },
];
