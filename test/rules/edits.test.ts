import { describe, expect, test } from 'vitest';
import type { Edit, Finding } from '../../src/core/finding.ts';
import { at } from '../../src/core/json.ts';
import type { JsonPath, JsonValue } from '../../src/core/json.ts';
import { formatPointer } from '../../src/core/json-pointer.ts';
import { withoutStep, withStep } from '../../src/core/json-edit.ts';
import { isKubernetesObject, nameOf } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { ObjectRule } from '../../src/core/rule.ts';
import { OBJECT_RULES } from '../../src/hooks/all-rules.ts';
import { runScene, sceneOf } from '../support/rule-harness.ts';
import type { Scene } from '../support/rule-harness.ts';

function set(value: JsonValue | undefined, [step, ...rest]: JsonPath, inner: JsonValue): JsonValue {
  return step === undefined ? inner : withStep(value, step, set(at(value, step), rest, inner));
}

function remove(value: JsonValue, path: JsonPath): JsonValue {
  const parent = path.slice(0, -1);
  const rest = withoutStep(at(value, ...parent), path.at(-1) ?? '');
  if (rest === undefined) throw new Error(`nothing to remove at ${path.join('.')}`);
  return set(value, parent, rest);
}

function applied(object: KubernetesObject, edit: Edit): KubernetesObject {
  const old = at(object, ...edit.path) ?? null;
  const result =
    edit.type === 'remove'
      ? remove(object, edit.path)
      : edit.type === 'move'
        ? set(remove(object, edit.path), edit.to, old)
        : edit.type === 'rename-key'
          ? set(remove(object, edit.path), [...edit.path.slice(0, -1), edit.key], old)
          : set(object, edit.path, edit.value);
  if (!isKubernetesObject(result)) throw new Error('the edit took the identity of the object away');
  return result;
}

interface EditCase {
  readonly name: string;
  readonly rule: ObjectRule;
  readonly scene: Scene;
  readonly finding: Finding;
  readonly edit: Edit;
}

const CASES: readonly EditCase[] = OBJECT_RULES.flatMap(rule =>
  rule.examples.invalid.map(sceneOf).flatMap(scene =>
    runScene(rule, scene).flatMap(finding => {
      const { edit } = finding;
      const name = `${rule.id}: ${edit?.type} ${edit?.path.join('.')}`;
      return edit === undefined ? [] : { name, rule, scene, finding, edit };
    }),
  ),
);

function identity({ path, severity, message }: Finding): string {
  return `${severity} ${formatPointer(path)} ${message}`;
}

describe('the edit of a rule mends what the rule found', () => {
  test.each(CASES.map(one => [one.name, one] as const))('%s', (_name, { rule, scene, finding, edit }) => {
    const checked = scene.checked.map(object =>
      nameOf(object) === finding.object.name && object.kind === finding.object.kind
        ? applied(object, edit)
        : object,
    );
    const left = runScene(rule, { ...scene, checked }).map(identity);
    expect(left).not.toContain(identity(finding));
  });
});
