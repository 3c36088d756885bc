/** The live page; it asks for `view.json` every two seconds, and loads nothing from elsewhere. */
export const livePage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Regulars: the pipeline, live</title>
<style>
  :root { color-scheme: light dark; --line: #8884; --bad: light-dark(#b3261e, #ff8a80); --quiet: light-dark(#555, #aaa) }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 1.5rem auto; padding: 0 1rem }
  h1 { font-size: 1.5rem; margin: 0 }
  h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
  #status { color: var(--quiet); margin: 0 }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 0; padding: 0 }
  .figures div { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .75rem }
  dt { color: var(--quiet); font-size: .85rem } dd { margin: 0; font-size: 1.6rem; font-variant-numeric: tabular-nums }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
  th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line) }
  td.number, th.number { text-align: right }
  svg { width: 100%; height: 5rem; border-bottom: 1px solid var(--line) } rect { fill: currentColor }
  code { font: .85rem ui-monospace, monospace } .bad { color: var(--bad); font-weight: 600 }
  summary { cursor: pointer; padding: .25rem 0 } ol { margin: .25rem 0 1rem; color: var(--quiet) }
</style>
<h1>Regulars: the pipeline, live</h1>
<p id="status" role="status">Loading…</p>
<main>
  <h2>Operations on their way to headquarters</h2>
  <dl class="figures" id="counts"></dl>
  <h2 id="rate">Account numbers in the last five minutes</h2>
  <svg id="numbered" viewBox="0 0 300 60" preserveAspectRatio="none" role="img" aria-labelledby="rate rate-words"></svg>
  <p id="rate-words"></p>
  <h2>Jobs, last runs</h2>
  <table><thead><tr><th scope="col">Job<th scope="col">State<th scope="col">Started<th scope="col">Trigger<th scope="col" class="number">Read<th scope="col" class="number">Written</thead><tbody id="jobs"></tbody></table>
  <h2>Dependencies in the last five minutes</h2>
  <table><thead><tr><th scope="col">Dependency<th scope="col" class="number">Calls<th scope="col" class="number">Mean, ms<th scope="col" class="number">Failed</thead><tbody id="dependencies"></tbody></table>
  <h2>Customers created asynchronously last</h2>
  <div id="customers"><p>None yet.</p></div>
</main>
<script>
  const by = (id) => document.getElementById(id);
  const element = (tag, text, className) => Object.assign(document.createElement(tag), { textContent: text ?? "", className: className ?? "" });
  const time = (iso) => iso ? new Date(iso).toLocaleTimeString() : "never";
  const age = (iso) => { const s = Math.max(0, Math.round((Date.now() - Date.parse(iso)) / 1000)); return s < 120 ? s + " s" : Math.round(s / 60) + " min" };
  const figure = (name, value, bad) => { const box = element("div"); box.append(element("dt", name), element("dd", value, bad ? "bad" : "")); return box };
  const row = (cells) => { const tr = element("tr"); for (const [text, className] of cells) tr.append(element("td", text, className)); return tr };
  const sum = (items, key) => items.reduce((all, item) => all + item[key], 0);

  function showCounts(counts) {
    const { pending, sent, failed, oldestOpenAt } = counts ?? {};
    by("counts").replaceChildren(
      figure("Pending", pending ?? "–"), figure("Sent", sent ?? "–"), figure("Failed", failed ?? "–", failed > 0),
      figure("Oldest waits for", counts ? (oldestOpenAt ? age(oldestOpenAt) : "none waits") : "–"));
  }
  function showRate({ numbered, meanWaitMs, requestUnitsPerSecond }) {
    const most = Math.max(1, ...numbered), width = 300 / numbered.length;
    by("numbered").innerHTML = numbered.map((count, index) =>
      '<rect x="' + index * width + '" y="' + (60 - 58 * count / most) + '" width="' + (width - 1) + '" height="' + 58 * count / most + '"/>').join("");
    by("rate-words").textContent = numbered.reduce((a, b) => a + b, 0) + " assigned, at most " + Math.max(...numbered) + " in ten seconds; " +
      (meanWaitMs === null ? "no async create among them" : meanWaitMs + " ms on average from an async create to its number") + "; " + requestUnitsPerSecond + " request units a second.";
  }
  function showJobs(jobs) {
    by("jobs").replaceChildren(...jobs.map(({ jobId, name, switchedOff, lastRun: run }) => row([
      [jobId + " " + name], [(switchedOff ? "switched off; " : "") + (run?.state ?? "never ran"), run?.state === "failed" ? "bad" : ""],
      [time(run?.startedAt)], [run?.trigger ?? ""], [run ? sum(run.groups, "rowsRead") : "", "number"], [run ? sum(run.groups, "rowsWritten") : "", "number"]])));
  }
  function showDependencies(dependencies) {
    by("dependencies").replaceChildren(...dependencies.map(({ system, calls, meanMs, failed }) => row([
      [system], [calls, "number"], [meanMs, "number"], [failed, failed > 0 ? "number bad" : "number"]])));
  }
  const open = new Set();
  function showCustomers(customers) {
    if (customers.length === 0) return;
    by("customers").replaceChildren(...customers.map(({ customerId, traceId, begunAt, steps }) => {
      const details = element("details"), summary = element("summary"), list = element("ol");
      const end = Math.max(...steps.map(({ offsetMs, durationMs }) => offsetMs + durationMs));
      summary.append(time(begunAt) + " ", element("code", customerId), " " + steps.length + " steps in " + Math.round(end) + " ms");
      list.append(...steps.map(({ name, offsetMs, durationMs, failed }) => element("li", offsetMs + " ms: " + name + ", " + durationMs + " ms" + (failed ? ", failed" : ""), failed ? "bad" : "")));
      details.append(summary, element("p", "Trace " + traceId), list);
      details.open = open.has(traceId);
      details.ontoggle = () => details.open ? open.add(traceId) : open.delete(traceId);
      return details;
    }));
  }
  let said = "";
  const say = (words) => { if (words !== said) by("status").textContent = said = words };
  async function refresh() {
    try {
      const view = await (await fetch("view.json")).json();
      showCounts(view.counts); showRate(view); showJobs(view.jobs); showDependencies(view.dependencies);
      // A focus or a selection in the list is not taken away.
      if (!by("customers").contains(document.activeElement)) showCustomers(view.customers);
      say(view.problem ?? "Up to date; asked for every two seconds.");
    } catch { say("This page's server does not answer."); }
    setTimeout(refresh, 2000);
  }
  refresh();
</script>
</html>
`;
