import { describe, expect, test } from 'vitest';
import { isAllowedToken, tokensIn } from '../../../src/rules/shared/secret-templates.ts';

describe('tokensIn finds what os.Expand of Go would replace', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['a plain name', 'volume-secret', []],
    ['a variable in braces', '${pvc.name}-key', ['${pvc.name}']],
    ['several variables', '${pvc.namespace}-${pvc.name}', ['${pvc.namespace}', '${pvc.name}']],
    ['a bare variable', 'chap-$user.x', ['$user']],
    ['a special variable of the shell', 'a$1', ['$1']],
    ['a dollar that begins nothing', 'a$-b$ c', ['$-', '$']],
    ['braces that never close', '${pvc.name', ['$']],
    ['empty braces', '${}', ['${}']],
  ])('%s', (_reason, value, tokens) => {
    expect(tokensIn(value)).toEqual(tokens);
  });
});

describe('isAllowedToken', () => {
  test.each([
    ['${pv.name}', true, true],
    ['${pvc.namespace}', true, true],
    ['${pvc.name}', true, false],
    ["${pvc.annotations['example.com/key']}", true, false],
    ['${pvc.annotations["example.com/key"]}', false, false],
    ["${pvc.annotations['']}", false, false],
    ['$pvc', false, false],
    ['${constructor}', false, false],
  ])('%s in a name: %s, in a namespace: %s', (token, inName, inNamespace) => {
    expect([isAllowedToken(token, 'name'), isAllowedToken(token, 'namespace')]).toEqual([
      inName,
      inNamespace,
    ]);
  });
});
