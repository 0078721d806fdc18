import { Option } from 'commander';
import type { Command } from 'commander';
import type { Environment } from './environment.ts';

type SetExitCode = (code: number) => void;

function addClusterOptions(command: Command): Command {
  return command
    .option('-n, --namespace <name>', 'namespace of the service; stowage-system unless given')
    .option('--ca-secret-name <name>', 'the Secret of the self-issued certificate authority')
    .option('--cert-secret-name <name>', 'the Secret that cert-manager writes')
    .option(
      '--kubeconfig <file>',
      'the kubeconfig to reach the cluster with; chosen as kubectl does unless given',
    )
    .option('--context <name>', 'the context of the kubeconfig')
    .option('--config <file>', 'configuration file; the nearest .stowage.yaml upwards unless given');
}

function addShow(certs: Command, environment: Environment, exit: SetExitCode): void {
  const command = certs
    .command('show')
    .description('show the certificates in a cluster and which webhooks trust them')
    .addOption(new Option('-o, --output <format>', 'how').choices(['text', 'json', 'yaml']).default('text'));
  addClusterOptions(command).action(async options => {
    const { certsShowCommand } = await import('./commands/certs-show.ts');
    exit(await certsShowCommand(environment, options));
  });
}

function addInit(certs: Command, environment: Environment, exit: SetExitCode): void {
  certs
    .command('init')
    .description('make a CA and a serving certificate as files: ca.crt, tls.crt, tls.key')
    .requiredOption('--out <dir>', 'folder for the files; it must not hold them yet')
    .option('--service <name>', 'the Service in front of the webhook', 'stowage-webhook')
    .option('-n, --namespace <name>', 'namespace of the Service', 'stowage-system')
    .option('--cluster-domain <domain>', 'DNS domain of the cluster', 'cluster.local')
    .action(async options => {
      const { certsInitCommand } = await import('./commands/certs-init.ts');
      exit(await certsInitCommand(environment, options));
    });
}

function addRotate(certs: Command, environment: Environment, exit: SetExitCode): void {
  const command = certs
    .command('rotate')
    .description('begin a rotation of the self-issued certificate authority in a cluster')
    .option('--urgent', 'let the next authority sign after ten minutes');
  addClusterOptions(command).action(async options => {
    const { certsRotateCommand } = await import('./commands/certs-rotate.ts');
    exit(await certsRotateCommand(environment, options));
  });
}

/** Adds the commands for the certificates of the webhook. */
export function addCerts(program: Command, environment: Environment, exit: SetExitCode): void {
  const certs = program.command('certs').description('certificates of the webhook');
  addShow(certs, environment, exit);
  addInit(certs, environment, exit);
  addRotate(certs, environment, exit);
}
