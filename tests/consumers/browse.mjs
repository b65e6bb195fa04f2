// Opens a page in a headless Chromium and says what is there, as JSON: after each step of a script,
// what its expression gives. Anything that the page asks of the network, and every error, is told.
//
//   node browse.mjs FOLDER PAGE.html <STEPS
//
// A step is {"press": key}, {"click": selector}, {"corner": selector}, {"type": text}, {"size": [w, h]}, {"dark": bool},
// {"pdf": file}, {"shot": file}, {"open": hash} or {"get": expression}.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), "package.json"));
const { chromium } = require("playwright-core");
const steps = JSON.parse(readFileSync(0, "utf8"));
const url = pathToFileURL(path.resolve(file)).href;

const told = { values: [], errors: [], requests: [] };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, colorScheme: "light" });
page.on("pageerror", (error) => told.errors.push(error.message));
page.on("console", (message) => message.type() === "error" && told.errors.push(message.text()));
page.on("request", (request) => request.url() !== url && told.requests.push(request.url()));

const doing = {
  press: (key) => page.keyboard.press(key),
  click: (selector) => page.click(selector),
  corner: (selector) => page.click(selector, { position: { x: 5, y: 5 } }),
  type: (text) => page.keyboard.type(text),
  size: ([width, height]) => page.setViewportSize({ width, height }),
  dark: (is) => page.emulateMedia({ colorScheme: is ? "dark" : "light" }),
  pdf: (to) => page.pdf({ path: to }),
  shot: (to) => page.screenshot({ path: to }),
  open: (hash) => page.goto(`${url}#${hash}`),
  get: async (expression) => told.values.push(await page.evaluate(expression)),
};
try {
  await page.goto(url);
  for (const step of steps) for (const [name, value] of Object.entries(step)) await doing[name](value);
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(told));
