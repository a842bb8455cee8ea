// Lints the texts it reads on standard input ([{ filePath, code }]) under the project's own rules and prints, for each, the
// rules it broke. A process of its own: ESLint loads its configuration with import(), which jest's sandbox does not have.
import { ESLint } from 'eslint';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const eslint = new ESLint();
const broken = [];
for (const { filePath, code } of JSON.parse(input)) {
  const [result] = await eslint.lintText(code, { filePath });
  broken.push(result.messages.map((message) => message.ruleId ?? message.message));
}
console.log(JSON.stringify(broken));
