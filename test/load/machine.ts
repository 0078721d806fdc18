import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';

const TICKS_PER_SECOND = 100;

/** Describes the machine and how busy it is now: figures mean little without it. */
export function describeMachine(): string {
  const [one = 0, five = 0] = loadavg();
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `Node ${process.versions.node}, ${cpus().length} × ${model}, load average ${one.toFixed(1)} (1 min) ${five.toFixed(1)} (5 min)`;
}

function canPin(): boolean {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' });
    return cpus().length > 1;
  } catch {
    return false;
  }
}

/** Whether processes can be tied to a processor core here. */
export const IS_PINNING = canPin();

/** The words in front of a command that tie it to a core; none where that is impossible. */
export function onCore(core: number): readonly string[] {
  return IS_PINNING ? ['taskset', '-c', String(core)] : [];
}

/** Ties this process, with all its threads, to a core. */
export function pinMyself(core: number): void {
  if (IS_PINNING)
    execFileSync('taskset', ['-acp', String(core), String(process.pid)], { stdio: 'ignore', cwd: tmpdir() });
}

/** What the kernel knows of the memory of a process, in MB; 0 when it is gone. */
export function memoryOf(pid: number): { readonly resident: number; readonly peak: number } {
  const status = procFile(pid, 'status');
  const megabytes = (field: string) =>
    (Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) * 1024) / 1e6;
  return { resident: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** Processor seconds that a process has used so far, in steps of 10 ms. */
export function processorSecondsOf(pid: number): number {
  const stat = procFile(pid, 'stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
