import { Argument, Command, Option } from 'commander';
import type { CommanderError } from 'commander';
import { COMPLETION_SHELLS } from './completion.ts';
import type { Environment } from './environment.ts';
import { EXIT } from './exit-codes.ts';
import { addConfigOptions, collect, commaList } from './options.ts';
import { addCerts } from './program-certs.ts';
import { addQuestions } from './program-questions.ts';
import { VERSION } from './version.ts';

type SetExitCode = (code: number) => void;

const SEVERITY_LEVELS = ['error', 'warning', 'info'] as const;

function addFileOptions(command: Command): Command {
  return command
    .argument('[path...]', 'files and folders; - is stdin')
    .option('-f, --filename <path>', 'a file or folder; may be repeated', collect)
    .option('-R, --recursive', 'accepted as kubectl has it; folders are always read recursively')
    .option(
      '-k, --kustomize <dir>',
      'render a kustomization with kubectl or kustomize and read the result',
      collect,
    )
    .option('--stdin-filename <name>', 'the name that stdin gets in the output', 'stdin')
    .option('-n, --namespace <name>', 'namespace of objects that name none', 'default')
    .option('--state <path>', 'manifests that stand for the cluster; may be repeated', collect);
}

function addCheck(program: Command, environment: Environment, exit: SetExitCode): void {
  const command = program
    .command('check')
    .description('check manifests with the rules of the webhook')
    .option(
      '-o, --output <format[=file]>',
      'text, json, yaml, sarif, junit or github; may be repeated',
      collect,
    )
    .option('--helm-values', 'the files are values of the IOMesh Helm charts, not manifests')
    .option('--rules <+id,-id,…>', 'switch rules on and off, in order; an id may end in *', collect)
    .addOption(
      new Option('--min-severity <level>', 'report nothing less').choices(SEVERITY_LEVELS).default('info'),
    )
    .addOption(
      new Option('--fail-on <level>', 'exit 1 from this severity on')
        .choices([...SEVERITY_LEVELS, 'never'])
        .default('error'),
    )
    .option('--strict-unknown', 'exit 1 also when a rule could not be decided')
    .option('--no-suppress', 'report suppressed findings as well')
    .option('--max-findings <n>', 'findings shown as text', '200')
    .addOption(
      new Option('--fix [write|diff]', 'mend what can be mended mechanically, or with =diff only show it')
        .choices(['write', 'diff'])
        .preset('write'),
    );
  addConfigOptions(addFileOptions(command), 'decisions', 'checker').action(async (paths, options) => {
    const { checkCommand } = await import('./commands/check.ts');
    exit(await checkCommand(environment, paths, { ...options, color: program.opts()['color'] }));
  });
}

function addMutate(program: Command, environment: Environment, exit: SetExitCode): void {
  const command = program
    .command('mutate')
    .description(
      'print what the webhook would make of objects; workloads are shown as the pod they would make',
    )
    .option('--diff', 'show the change; exit 1 when there is one')
    .option('--patch', 'show the RFC 6902 patch')
    .addOption(new Option('-o, --output <format>', 'yaml or json').choices(['yaml', 'json']).default('yaml'));
  addConfigOptions(addFileOptions(command), 'decisions').action(async (paths, options) => {
    const { mutateCommand } = await import('./commands/mutate.ts');
    exit(await mutateCommand(environment, paths, { ...options, color: program.opts()['color'] }));
  });
}

function addReview(program: Command, environment: Environment, exit: SetExitCode): void {
  const command = program
    .command('review')
    .description('answer an AdmissionReview (stdin, or -f) as the webhook would')
    .option('-f, --filename <file>', 'the AdmissionReview; stdin unless given')
    .option('--path <path>', 'the hook, such as /pvc/validate, when several take the kind')
    .option('-n, --namespace <name>', 'namespace of state objects that name none', 'default')
    .option('--state <path>', 'manifests that stand for the cluster; may be repeated', collect);
  addConfigOptions(command, 'decisions').action(async options => {
    const { reviewCommand } = await import('./commands/review.ts');
    exit(await reviewCommand(environment, options));
  });
}

function addManual(program: Command, environment: Environment, exit: SetExitCode): void {
  program
    .command('explain')
    .description('print the page of a rule, or of a cause that why names')
    .argument('<rule>')
    .action(async rule => {
      const { explainCommand } = await import('./commands/explain.ts');
      exit(explainCommand(environment, rule));
    });
  program
    .command('rules')
    .description('list all rules')
    .addOption(
      new Option('-o, --output <format>', 'how')
        .choices(['table', 'json', 'yaml', 'markdown'])
        .default('table'),
    )
    .action(async options => {
      const { rulesCommand } = await import('./commands/rules.ts');
      exit(rulesCommand(environment, options));
    });
  program
    .command('version')
    .description('print the version')
    .addOption(new Option('-o, --output <format>', 'json').choices(['json']))
    .action(async options => {
      const { versionCommand } = await import('./commands/version.ts');
      exit(versionCommand(environment, options));
    });
  program
    .command('completion')
    .description('print a completion script; kubectl stands for the helper of the plugin')
    .addArgument(new Argument('<shell>', 'the shell').choices(COMPLETION_SHELLS))
    .action(async shell => {
      const { completionCommand } = await import('./commands/completion.ts');
      exit(completionCommand(environment, shell));
    });
}

function addService(program: Command, environment: Environment, exit: SetExitCode): void {
  const serve = program
    .command('serve')
    .description('serve the webhooks over HTTPS')
    .option('--state <path>', 'serve on manifests instead of a cluster; may be repeated', collect)
    .option('-n, --namespace <name>', 'namespace of state objects that name none', 'default')
    .option('--kubeconfig <file>', 'the kubeconfig to reach the cluster with; the pod we run in unless given')
    .option('--context <name>', 'the context of the kubeconfig')
    .option('--ca-file-out <file>', 'write the certificate of the CA here, for clients');
  addConfigOptions(serve, 'decisions', 'service').action(async options => {
    const { serveCommand } = await import('./commands/serve.ts');
    exit(await serveCommand(environment, options));
  });
  program
    .command('demo')
    .description('start the webhook on the examples and show its answers to real AdmissionReviews')
    .action(async () => {
      const { demoCommand } = await import('./commands/demo.ts');
      exit(await demoCommand(environment, program.opts()['color']));
    });
}

function addManifests(program: Command, environment: Environment, exit: SetExitCode): void {
  program
    .command('manifests')
    .description('print the objects that install the webhook in a cluster')
    .option('-n, --namespace <name>', 'namespace of the service; stowage-system unless given')
    .addOption(
      new Option('--certificates <origin>', 'who issues the serving certificate')
        .choices(['self', 'cert-manager'])
        .default('self'),
    )
    .option('--image <reference>', 'the image; that of this release unless given')
    .option('--excluded-namespaces <a,b,…>', 'namespaces that are left alone', commaList)
    .addOption(new Option('-o, --output <format>', 'yaml or json').choices(['yaml', 'json']).default('yaml'))
    .action(async options => {
      const { manifestsCommand } = await import('./commands/manifests.ts');
      exit(manifestsCommand(environment, options));
    });
}

/** Builds the command line; the chosen command says its exit code through `exit`. */
export function buildProgram(environment: Environment, exit: SetExitCode): Command {
  const program = new Command(environment.command)
    .description('Storage placement and policy for Kubernetes: TopoLVM, IOMesh, IOMesh LocalPV.')
    .version(VERSION, '-V, --version')
    .addOption(
      new Option('--color <when>', 'colour the output').choices(['auto', 'always', 'never']).default('auto'),
    )
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: text => environment.stdout.write(text),
      writeErr: text => environment.stderr.write(text),
    })
    .showSuggestionAfterError()
    .helpCommand(true);
  addCheck(program, environment, exit);
  addMutate(program, environment, exit);
  addReview(program, environment, exit);
  addQuestions(program, environment, exit);
  addManual(program, environment, exit);
  addService(program, environment, exit);
  addCerts(program, environment, exit);
  addManifests(program, environment, exit);
  return program;
}

/** Commander's own ends: help and version are answers, everything else is wrong usage. */
export function exitCodeOf(error: CommanderError): number {
  return error.exitCode === 0 ? EXIT.yes : EXIT.usage;
}
