import { describe, expect, test } from 'vitest';
import { decodeNode } from '../../src/core/node.ts';
import { predicate } from '../../src/scheduler/predicate.ts';
import { explanationText } from '../../src/cli/why/explanation-text.ts';
import { explainContext } from '../../src/cli/scheduler-view.ts';
import { openCluster } from '../../src/explain/cluster.ts';
import { explainObject } from '../../src/explain/explain-object.ts';
import type { Explanation } from '../../src/explain/explanation.ts';
import { VERDICT_IDS } from '../../src/explain/explanation.ts';
import { contextOf } from '../support/objects.ts';
import { NOW } from './snapshots/builders.ts';
import { PLACES } from './snapshots/places.ts';
import { PROGRESS } from './snapshots/progress.ts';
import { SETUP } from './snapshots/setup.ts';
import type { ExpectedNode, Snapshot } from './snapshots/snapshot.ts';
import { SPACE } from './snapshots/space.ts';

const SNAPSHOTS = [...SPACE, ...SETUP, ...PLACES, ...PROGRESS];

function openSnapshot({ subject = 'Pod/db-0', state, isComplete = true }: Snapshot) {
  const context = contextOf(state, {}, isComplete ? { complete: 'all' } : {});
  const [kind = '', name = ''] = subject.split('/');
  const object = context.lookup.get(kind, 'shop', name);
  if (object === undefined) throw new Error(`the state has no ${subject}`);
  return { context, object };
}

function explain(snapshot: Snapshot): Explanation {
  const { context, object } = openSnapshot(snapshot);
  return explainObject(object, openCluster(explainContext(context, NOW)));
}

function nodesOf({ nodes }: Explanation): readonly ExpectedNode[] {
  return nodes.map(node => ({
    name: node.name,
    class: node.class,
    ...(node.freeBytes !== undefined && { free: node.freeBytes }),
    ...(node.sizeBytes !== undefined && { size: node.sizeBytes }),
    ...(node.shortBytes !== undefined && { short: node.shortBytes }),
    eligible: node.eligible,
    reasons: node.reasons.map(({ id }) => id),
  }));
}

function fixText({ fixes }: Explanation): string {
  return fixes.map(({ text, path, command }) => [text, path, command].join('\n')).join('\n');
}

describe.each(SNAPSHOTS.map(snapshot => [snapshot.name, snapshot] as const))('%s', (_name, snapshot) => {
  const explanation = explain(snapshot);

  test('the cause, and all others that hold', () => {
    const also = explanation.also.map(({ id }) => id);
    expect([explanation.verdict.id, ...also]).toEqual([snapshot.verdict, ...(snapshot.also ?? [])]);
    expect(explanation.verdict.blocked).toBe('blocked' in snapshot ? snapshot.blocked : true);
  });

  test('what is said of it', () => {
    for (const words of snapshot.says ?? []) expect(explanation.verdict.summary).toContain(words);
    expect(explanation.proof.join('\n')).toContain(snapshot.proves ?? '');
    expect(fixText(explanation)).toContain(snapshot.fixes ?? '');
    expect(explanation.verdict.summary).not.toMatch(/\.$/);
  });
});

const TABLES = SNAPSHOTS.flatMap(snapshot =>
  snapshot.nodes === undefined ? [] : [[snapshot.name, snapshot, snapshot.nodes] as const],
);

test.each(TABLES)('%s: every node, to the byte', (_name, snapshot, nodes) => {
  expect(nodesOf(explain(snapshot))).toEqual(nodes);
});

describe.each(SNAPSHOTS.map(snapshot => [snapshot.name, snapshot] as const))('%s', (_name, snapshot) => {
  const { context, object } = openSnapshot(snapshot);
  const explanation = explain(snapshot);

  test('something speaks against every node that the extender refuses', () => {
    const nodes = context.lookup.list('Node').map(decodeNode);
    const refused = object.kind === 'Pod' ? predicate(object, nodes, context).unresolvable : new Map();
    const fitting = explanation.nodes.filter(({ reasons }) => reasons.length === 0).map(({ name }) => name);
    const others = explanation.nodes.filter(({ reasons }) => reasons.length > 0).map(({ name }) => name);
    expect(fitting.filter(name => refused.has(name) && !others.includes(name))).toEqual([]);
  });

  test('24 lines of 100 characters at most', () => {
    const text = explanationText(explanation, {
      readAt: NOW,
      now: NOW,
      context: 'state snapshot.yaml',
      command: 'kubectl stowage',
      style: (_style, words) => words,
    });
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter(line => line.length > 100 || line !== line.trimEnd())).toEqual([]);
    expect(text).not.toMatch(/undefined|NaN(?!")|\[object/);
  });
});

describe('the set of snapshots', () => {
  test('has forty or more, each with a name of its own', () => {
    expect(SNAPSHOTS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(SNAPSHOTS.map(({ name }) => name)).size).toBe(SNAPSHOTS.length);
  });

  test.each(VERDICT_IDS)('has %s at least twice', id => {
    const having = SNAPSHOTS.filter(({ verdict, also = [] }) => verdict === id || also.includes(id));
    expect(having.length).toBeGreaterThanOrEqual(2);
  });

  test('has ten or more with several causes at once', () => {
    expect(SNAPSHOTS.filter(({ also = [] }) => also.length > 0).length).toBeGreaterThanOrEqual(10);
  });
});
