// Lighthouse's performance of pages as a desktop computer sees them, a line of JSON each:
//   node lighthouse.mjs CHROMIUM ADDRESS...
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import desktop from "lighthouse/core/config/desktop-config.js";

const [chromePath, ...addresses] = process.argv.slice(2);
const chrome = await launch({
  chromePath,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
});
try {
  for (const address of addresses) {
    const options = { port: chrome.port, onlyCategories: ["performance"] };
    const { lhr } = await lighthouse(address, options, desktop);
    const { performance } = lhr.categories;
    const metrics = Object.fromEntries(
      performance.auditRefs
        .filter(({ weight }) => weight > 0)
        .map(({ id }) => [id, lhr.audits[id].numericValue]),
    );
    console.log(JSON.stringify({ address, score: performance.score, ...metrics }));
  }
} finally {
  chrome.kill();
}
