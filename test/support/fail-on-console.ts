import { afterEach, beforeEach, expect, vi } from 'vitest';

/** A test that prints is a test whose output nobody asserts: it fails. */
const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;

beforeEach(() => {
  for (const method of METHODS) vi.spyOn(console, method);
});

afterEach(() => {
  for (const method of METHODS) {
    expect(console[method], `console.${method} was called`).not.toHaveBeenCalled();
  }
  vi.restoreAllMocks();
});
