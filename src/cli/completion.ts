import type { Command, Option } from 'commander';

/** The shells that a completion script is made for; `kubectl` is the helper of the plugin. */
export const COMPLETION_SHELLS = ['bash', 'zsh', 'fish', 'powershell', 'kubectl'] as const;

/** The options of a command, and those of the commands above it. */
function optionsOf(command: Command): readonly Option[] {
  const help = command.createHelp();
  return [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
}

/** The option that waits for its value when it is the last word. */
function optionBefore(command: Command, words: readonly string[]): Option | undefined {
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const option = optionsOf(command).find(({ long, short }) => long === last || short === last);
  return option?.required === true || option?.optional === true ? option : undefined;
}

/** The command that the words before the cursor lead to. */
function commandAt(program: Command, words: readonly string[]): Command {
  let command = program;
  for (const word of words)
    command = command.commands.find(candidate => candidate.name() === word) ?? command;
  return command;
}

function candidatesAfter(command: Command, names: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [
    ...command
      .createHelp()
      .visibleCommands(command)
      .map(candidate => candidate.name()),
    ...command.registeredArguments.flatMap(argument => argument.argChoices ?? []),
    ...(names.get(command.name()) ?? []),
    ...optionsOf(command).flatMap(({ long }) => long ?? []),
  ];
}

/**
 * What may stand at the end of a command line: sub-commands, flags, the values of a flag, or given names. Files are left
 * to the shell.
 * @param names further values of arguments, by command, and of flags, by flag: `explain`, `--output`
 */
export function completions(
  program: Command,
  line: readonly string[],
  names: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const before = line.slice(0, -1);
  const prefix = line.at(-1) ?? '';
  const command = commandAt(program, before);
  const option = optionBefore(command, before);
  const candidates =
    option === undefined
      ? candidatesAfter(command, names)
      : (option.argChoices ?? names.get(option.long ?? '') ?? []);
  return candidates.filter(candidate => candidate.startsWith(prefix)).sort();
}

const SCRIPTS: Readonly<Record<(typeof COMPLETION_SHELLS)[number], string>> = {
  bash: `# bash completion of stowage: source <(stowage completion bash)
_stowage() {
  local IFS=$'\\n'
  COMPREPLY=($(stowage __complete "\${COMP_WORDS[@]:1:COMP_CWORD}"))
}
complete -o default -F _stowage stowage
`,
  zsh: `#compdef stowage
# zsh completion of stowage: stowage completion zsh > "\${fpath[1]}/_stowage"
_stowage() {
  local -a candidates
  candidates=("\${(@f)$(stowage __complete "\${(@)words[2,CURRENT]}")}")
  if [[ -n "\${candidates[1]}" ]]; then compadd -a candidates; else _files; fi
}
compdef _stowage stowage
`,
  fish: `# fish completion of stowage: stowage completion fish > ~/.config/fish/completions/stowage.fish
complete -c stowage -a '(stowage __complete (commandline -opc)[2..-1] (commandline -ct))'
`,
  powershell: `# PowerShell completion of stowage: stowage completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName stowage -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
  if ($wordToComplete -eq '') { $words += '' }
  stowage __complete @words | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`,
  kubectl: `#!/bin/sh
# Completion of "kubectl stowage": save as kubectl_complete-stowage in the PATH and make it executable.
kubectl-stowage __complete "$@"
echo :0
`,
};

/** The completion script of a shell. */
export function completionScript(shell: (typeof COMPLETION_SHELLS)[number]): string {
  return SCRIPTS[shell];
}
