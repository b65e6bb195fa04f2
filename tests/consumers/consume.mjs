// What other people's packages make of a report: JSON on standard output, or the text that they
// would have written themselves.
//
//   node consume.mjs FOLDER github|azure|junit|checkstyle|rdjson|gitlab <INPUT
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import path from "node:path";

const [folder, what] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), "package.json"));
const input = readFileSync(0, "utf8");

// From [{level, message, file, …}] the commands that the toolkit of GitHub Actions prints.
function github(issues) {
  const core = require("@actions/core");
  for (const { level, message, ...properties } of issues) core[level](message, properties);
}

// From lines the commands that the library of Azure Pipelines reads, and writes again.
function azure(lines) {
  const { commandFromString } = require("azure-pipelines-task-lib/taskcommand.js");
  const commands = lines.map((line) => {
    const command = commandFromString(line);
    return { ...command, again: command.toString() };
  });
  process.stdout.write(JSON.stringify(commands));
}

async function junit(text) {
  const { parse } = await import(pathToFileURL(require.resolve("junit2json")));
  process.stdout.write(JSON.stringify(await parse(text)));
}

// From [{filePath, messages}] the report that ESLint's formatter writes.
function checkstyle(results) {
  process.stdout.write(require("eslint-formatter-checkstyle")(results));
}

// What the validator of reviewdog's format finds wrong.
async function rdjson(text) {
  const { validate } = require("@umbrelladocs/rdformat-validator");
  const { errors, warnings } = await validate(JSON.parse(text), { strictMode: true });
  process.stdout.write(JSON.stringify([...errors, ...warnings].map((one) => one.message)));
}

// What TypeScript finds wrong with a report that is said to be issues of Code Climate.
function gitlab(text) {
  const ts = require("typescript");
  const file = path.join(path.resolve(folder), "report.ts");
  const source = `import type { Issue } from "codeclimate-types";\nexport const report: Issue[] = ${text};\n`;
  const options = { noEmit: true, strict: true, skipLibCheck: true, types: [], module: ts.ModuleKind.NodeNext };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? source : readFile(name));
  const open = host.getSourceFile;
  host.getSourceFile = (name, ...more) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ESNext) : open(name, ...more);
  const wrong = ts.getPreEmitDiagnostics(ts.createProgram([file], options, host));
  process.stdout.write(JSON.stringify(wrong.map((one) => ts.flattenDiagnosticMessageText(one.messageText, " "))));
}

if (what === "rdjson") await rdjson(input);
if (what === "gitlab") gitlab(input);
if (what === "github") github(JSON.parse(input));
if (what === "azure") azure(JSON.parse(input));
if (what === "junit") await junit(input);
if (what === "checkstyle") checkstyle(JSON.parse(input));
