import { Command } from 'commander';
import { addAccounts } from './accounts';
import { addActivity } from './activity';
import { addApply } from './apply';
import { addAttempts } from './attempts';
import { addDoctor } from './doctor';
import { addErase } from './erase';
import { addExplain } from './explain';
import { addExport } from './export';
import { addKeys } from './keys';
import { addMails } from './mails';
import { addMetadata } from './metadata';
import { addMigrate } from './migrate';
import { addOperator } from './operator';
import { addProvisioning } from './provisioning';
import { addServe } from './serve';

/** The command line (design 4.1). It throws instead of ending the process, so that exit codes are decided in one place. */
export function buildProgram(): Command {
  const program = new Command('usher')
    .description(
      'The door of an application: SAML sign-in with accounts made at the door, and reasons for every refusal.',
    )
    .exitOverride()
    .helpCommand(false)
    .addHelpText('after', '\nExit codes: 0 done, 1 refused or something found, 2 used wrongly.');
  for (const add of [addServe, addMigrate, addApply, addExport, addExplain, addAttempts, addAccounts, addActivity]) {
    add(program);
  }
  for (const add of [addErase, addOperator, addProvisioning, addKeys, addMetadata, addMails, addDoctor]) add(program);
  return program;
}
