// A headless Chromium that opens pages and says what is there. Each line of input is a job, each line of
// output what became of it: the values that its steps get, every error, and whatever a page asked of the
// network.
//
//   CHROMIUM=/usr/bin/chromium node browse.mjs FOLDER
//
// A job is {"page": file, "steps": [...]}; a step {"press": key}, {"click": selector}, {"corner": selector},
// {"type": text}, {"size": [w, h]}, {"dark": bool}, {"pdf": file}, {"shot": file}, {"open": hash},
// {"get": expression} or {"await": [expression, value]}, which waits until the page says so.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(path.resolve(process.argv[2]), "package.json"));
const { chromium } = require("playwright-core");
const TIMEOUT_MS = 120000;
const AWAIT_MS = 60000;
const AGAIN_MS = 20;

// Waits until an expression gets what is wanted. Fails, with what it got last, when that takes too long.
async function become(page, [expression, wanted]) {
  const end = Date.now() + AWAIT_MS;
  for (;;) {
    const seen = JSON.stringify(await page.evaluate(expression));
    if (seen === JSON.stringify(wanted)) return;
    if (Date.now() > end) throw new Error(`${expression} is ${seen} after ${AWAIT_MS / 1000} s, not ${JSON.stringify(wanted)}`);
    await page.waitForTimeout(AGAIN_MS);
  }
}

async function work(browser, job) {
  const told = { values: [], errors: [], requests: [], failure: "" };
  const url = pathToFileURL(path.resolve(job.page)).href;
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, colorScheme: "light" });
  page.setDefaultTimeout(TIMEOUT_MS);
  page.on("pageerror", (error) => told.errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && told.errors.push(message.text()));
  page.on("request", (request) => request.url().split("#")[0] !== url && told.requests.push(request.url()));
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
    await: (asked) => become(page, asked),
  };
  try {
    await page.goto(url);
    for (const step of job.steps) for (const [name, value] of Object.entries(step)) await doing[name](value);
  } catch (error) {
    told.failure = String(error);
  }
  await page.close();
  return told;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
for await (const text of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(await work(browser, JSON.parse(text)))}\n`);
await browser.close();
