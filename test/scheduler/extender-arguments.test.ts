import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/core/json.ts';
import { decodeExtenderArguments } from '../../src/scheduler/extender-arguments.ts';

const POD = { metadata: { name: 'web' } };
const NODE = { metadata: { name: 'n1' }, status: { images: [] } };

describe('a call', () => {
  test.each<[string, JsonValue]>([
    ['as kube-scheduler writes it', { Pod: POD, Nodes: null, NodeNames: ['n1', 'n2'] }],
    ['with the tags of old', { pod: POD, nodes: null, nodenames: ['n1', 'n2'] }],
    ['in camel case', { pod: POD, nodeNames: ['n1', 'n2'] }],
    [
      'with both forms: the names are cheaper',
      { Pod: POD, Nodes: { items: [NODE] }, NodeNames: ['n1', 'n2'] },
    ],
  ])('with names, %s', (_name, body) => {
    expect(decodeExtenderArguments(body)).toEqual({
      pod: POD,
      candidates: { form: 'names', names: ['n1', 'n2'] },
    });
  });

  test.each<[string, JsonValue]>([
    ['as kube-scheduler writes it', { Pod: POD, Nodes: { metadata: {}, items: [NODE] }, NodeNames: null }],
    ['with the tags of old', { pod: POD, nodes: { items: [NODE] } }],
    ['with items in upper case', { Pod: POD, Nodes: { Items: [NODE] } }],
  ])('with whole nodes, %s', (_name, body) => {
    expect(decodeExtenderArguments(body)).toEqual({
      pod: POD,
      candidates: { form: 'objects', objects: [{ ...NODE, apiVersion: 'v1', kind: 'Node' }] },
    });
  });

  test.each<[string, JsonValue]>([
    ['an empty list', { Pod: POD, Nodes: { items: [] } }],
    ['a list that Go left null', { Pod: POD, Nodes: { items: null } }],
  ])('with no nodes at all: %s', (_name, body) => {
    expect(decodeExtenderArguments(body)).toMatchObject({ candidates: { form: 'objects', objects: [] } });
  });
});

describe('no call', () => {
  test.each<[JsonValue, string]>([
    [null, 'Pod must be given'],
    [[], 'Pod must be given'],
    ['Pod', 'Pod must be given'],
    [7, 'Pod must be given'],
    [{}, 'Pod must be given'],
    [{ Pod: null, NodeNames: [] }, 'Pod must be given'],
    [{ Pod: [POD], NodeNames: [] }, 'Pod must be given'],
    [{ Pod: POD }, 'Nodes or NodeNames must be given'],
    [{ Pod: POD, Nodes: null, NodeNames: null }, 'Nodes or NodeNames must be given'],
    [{ Pod: POD, NodeNames: 'n1' }, 'Nodes or NodeNames must be given'],
    [{ Pod: POD, NodeNames: ['n1', 2] }, 'NodeNames must be strings'],
    [{ Pod: POD, Nodes: { items: 'n1' } }, 'Nodes.items must be an array'],
    [{ Pod: POD, Nodes: { items: [NODE, null] } }, 'every one of Nodes.items must have a name'],
    [{ Pod: POD, Nodes: { items: [{ metadata: {} }] } }, 'every one of Nodes.items must have a name'],
  ])('%j', (body, error) => {
    expect(decodeExtenderArguments(body)).toEqual({ error });
  });
});
