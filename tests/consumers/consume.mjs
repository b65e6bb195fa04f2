// What other people's packages make of a report: JSON on standard output, or the text that they
// would have written themselves.
//
//   node consume.mjs FOLDER github|azure|junit|checkstyle <INPUT
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

if (what === "github") github(JSON.parse(input));
if (what === "azure") azure(JSON.parse(input));
if (what === "junit") await junit(input);
if (what === "checkstyle") checkstyle(JSON.parse(input));
