import { describe, expect, test } from 'vitest';
import { review } from '../../src/hooks/review.ts';
import { nameOf } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { Lookup } from '../../src/core/lookup.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { KindCache } from '../../src/kube/kind-cache.ts';
import { pod, resourceOf } from '../support/list-watch.ts';
import { claim, creation, node, podWith, storageClass } from '../support/objects.ts';
import { parseYaml } from '../support/rule-harness.ts';

function cacheOf(kind: string, store = new ObjectStore()) {
  const changes: string[] = [];
  const { trim } = resourceOf(kind);
  const cache = new KindCache({
    kind,
    trim,
    store,
    onChange: ({ type, object }) => void changes.push(`${type} ${nameOf(object)}`),
  });
  return { cache, store, changes };
}

describe('a new list', () => {
  function listedTwice() {
    const all = cacheOf('Pod');
    all.cache.beginList();
    for (const name of ['a', 'b', 'c']) all.cache.put(pod(name), 'v1');
    all.cache.endList();
    all.changes.length = 0;
    all.cache.beginList();
    return all;
  }

  test('of the same objects changes nothing', () => {
    const { cache, changes } = listedTwice();
    for (const name of ['c', 'a', 'b']) cache.put(pod(name), 'v1');
    cache.endList();
    expect(changes).toEqual([]);
    expect(cache.size).toBe(3);
  });

  test('removes what is not in it, only when it is whole', () => {
    const { cache, changes, store } = listedTwice();
    cache.put(pod('b', { nodeName: 'n1' }), 'v1');
    expect(store.get('Pod', 'shop', 'a')).toBeDefined();
    cache.endList();
    expect(changes).toEqual(['put b', 'removed a', 'removed c']);
    expect(cache.size).toBe(1);
  });

  test('after one that broke off still knows what it has to confirm', () => {
    const { cache, store } = listedTwice();
    cache.put(pod('d'), 'v1');
    cache.beginList();
    cache.put(pod('a'), 'v1');
    cache.endList();
    expect(store.list('Pod').map(nameOf)).toEqual(['a']);
  });

  test('leaves alone what was put in from elsewhere while it came', () => {
    const { cache, store } = listedTwice();
    cache.put(pod('read-meanwhile'), 'v1');
    cache.endList();
    expect(store.list('Pod').map(nameOf)).toEqual(['read-meanwhile']);
  });
});

test('an object that is not there cannot be removed', () => {
  const { cache, changes } = cacheOf('Pod');
  cache.remove(pod('a'));
  expect(changes).toEqual([]);
  expect(cache.size).toBe(0);
});

describe('a decision', () => {
  /** Counts every object that a lookup hands out. */
  function counting(store: Lookup): Lookup & { readonly handedOut: () => number } {
    let count = 0;
    function counted<Found extends KubernetesObject | readonly KubernetesObject[] | undefined>(
      found: Found,
    ): Found {
      if (found !== undefined) count += Array.isArray(found) ? found.length : 1;
      return found;
    }
    return {
      get: (kind, namespace, name) => counted(store.get(kind, namespace, name)),
      list: (kind, namespace) => counted(store.list(kind, namespace)),
      indexed: (index, key) => counted(store.indexed(index, key)),
      isComplete: kind => store.isComplete(kind),
      handedOut: () => count,
    };
  }

  /** Counts how often a member of a stored claim or pod is read, too. */
  function decide(claims: number) {
    const store = new ObjectStore({ complete: 'all' });
    const caches = new Map(
      ['PersistentVolumeClaim', 'Pod', 'StorageClass', 'Node'].map(kind => [
        kind,
        cacheOf(kind, store).cache,
      ]),
    );
    const put = (object: KubernetesObject) => caches.get(object.kind)?.put(object, object.apiVersion);
    put(storageClass('tlv', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }));
    put(node('n1'));
    for (let index = 0; index < claims; index += 1) {
      put(claim(`data-${index}`));
      put(podWith([`data-${index}`], { metadata: { name: `web-${index}`, namespace: 'shop' } }));
    }
    const lookup = counting(store);
    const context = { lookup, settings: DEFAULT_SETTINGS, parseYaml };
    const answer = review('/pod/mutate', creation(podWith(['data-5'])), context);
    lookup.indexed('Pod/claim', 'shop/data-5');
    return { operations: answer.patch?.length, handedOut: lookup.handedOut() };
  }

  test('looks at as many objects among 100,000 claims as among 10', { timeout: 60_000 }, () => {
    const few = decide(10);
    expect(few.operations).toBeGreaterThan(0);
    expect(few.handedOut).toBeLessThan(40);
    expect(decide(100_000)).toEqual(few);
  });
});
