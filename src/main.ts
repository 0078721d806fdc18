#!/usr/bin/env node
import module from 'node:module';
import process from 'node:process';

const OLDEST_NODE = [22, 19] as const;

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

/** Older versions of Node cannot even load the rest, so it is imported once the version is known. */
if (isTooOld(process.versions.node)) {
  process.stderr.write(
    `error: stowage needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 2;
} else {
  module.enableCompileCache();
  const { runProcess } = await import('./cli/run-process.ts');
  await runProcess();
}
