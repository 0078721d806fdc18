import { Option } from 'commander';
import type { Command } from 'commander';
import type { Environment } from './environment.ts';
import { addConfigOptions, collect } from './options.ts';

type SetExitCode = (code: number) => void;

function addStateOptions(command: Command): Command {
  return command
    .option('-n, --namespace <name>', 'namespace of the object, and of those that name none', 'default')
    .option('--state <path>', 'manifests that stand for the cluster; may be repeated', collect);
}

function addWhy(program: Command, environment: Environment, exit: SetExitCode): void {
  const command = program
    .command('why')
    .description('explain why a pod is Pending, or whether the pods of a file would be')
    .argument('[object...]', 'pod/NAME, pvc/NAME, sts/NAME, deploy/NAME, …')
    .option('-A, --all-namespaces', 'list everything that waits')
    .option('-f, --filename <path>', 'predict for a manifest instead; may be repeated', collect)
    .option('--stdin-filename <name>', 'the name that stdin gets in the output', 'stdin')
    .addOption(new Option('-o, --output <format>', 'how').choices(['text', 'json', 'yaml']).default('text'));
  addConfigOptions(addStateOptions(command), 'decisions').action(async (words, options) => {
    const { whyCommand } = await import('./commands/why.ts');
    exit(await whyCommand(environment, words, { ...options, color: program.opts()['color'] }));
  });
}

function addCapacity(program: Command, environment: Environment, exit: SetExitCode): void {
  const command = program
    .command('capacity')
    .description('list the free space of every node and class')
    .addOption(new Option('--by <what>', 'a row for what').choices(['node', 'class']).default('node'))
    .addOption(new Option('-o, --output <format>', 'how').choices(['text', 'json', 'yaml']).default('text'));
  addConfigOptions(addStateOptions(command), 'decisions').action(async options => {
    const { capacityCommand } = await import('./commands/capacity.ts');
    exit(await capacityCommand(environment, options));
  });
}

function addFit(program: Command, environment: Environment, exit: SetExitCode): void {
  const command = program
    .command('fit')
    .description('count how many replicas of a workload fit, and where')
    .requiredOption('-f, --filename <path>', 'the manifest; may be repeated', collect)
    .option('--replicas <n>', 'how many to place; as many as the workload says unless given')
    .option('--stdin-filename <name>', 'the name that stdin gets in the output', 'stdin')
    .addOption(new Option('-o, --output <format>', 'how').choices(['text', 'json', 'yaml']).default('text'));
  addConfigOptions(addStateOptions(command), 'decisions').action(async options => {
    const { fitCommand } = await import('./commands/fit.ts');
    exit(await fitCommand(environment, options));
  });
}

/** Adds the commands that answer questions about space: why, capacity, fit. */
export function addQuestions(program: Command, environment: Environment, exit: SetExitCode): void {
  addWhy(program, environment, exit);
  addCapacity(program, environment, exit);
  addFit(program, environment, exit);
}
