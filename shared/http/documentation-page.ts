/** A page that shows the OpenAPI document of this service; it loads nothing from elsewhere. */
export const documentationPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Regulars API</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
  h2 { margin-top: 2.5rem; border-bottom: 1px solid #ddd }
  summary { cursor: pointer; padding: .3rem 0 }
  code, pre { font: 14px/1.4 ui-monospace, monospace }
  pre { background: #f6f6f6; padding: .8rem; overflow: auto }
  .method { display: inline-block; width: 4.5rem; font-weight: 700; color: #0a5 }
  .access { color: #777; font-size: .85rem }
</style>
<h1>Regulars API</h1>
<p>The machine-readable form is <a href="openapi.json">openapi.json</a>.</p>
<main id="operations">Loading…</main>
<script>
  const element = (tag, text, className) => Object.assign(document.createElement(tag), { textContent: text ?? "", className: className ?? "" });
  const json = (title, value) => { const part = element("div"); part.append(element("p", title), element("pre", JSON.stringify(value, null, 2))); return part };
  const operation = (method, path, described) => {
    const details = element("details"), summary = element("summary");
    summary.append(element("span", method.toUpperCase(), "method"), element("code", path), " ", element("span", described.summary));
    details.append(summary, element("p", described.security ? "Needs an access token." : "Open to everybody.", "access"));
    for (const { name, in: place, schema } of described.parameters) details.append(json(name + " (" + place + ")", schema));
    const body = described.requestBody?.content["application/json"];
    if (body) details.append(json("Request body", body.schema));
    for (const [status, answer] of Object.entries(described.responses)) {
      details.append(json(status + ": " + answer.description, Object.values(answer.content ?? {})[0]?.schema ?? {}));
    }
    return details;
  };
  fetch("openapi.json").then((response) => response.json()).then(({ paths }) => {
    const byTag = new Map(), main = document.getElementById("operations");
    for (const [path, methods] of Object.entries(paths)) for (const [method, described] of Object.entries(methods)) {
      const tag = described.tags[0];
      byTag.set(tag, [...(byTag.get(tag) ?? []), operation(method, path, described)]);
    }
    main.textContent = "";
    for (const [tag, operations] of byTag) main.append(element("h2", tag), ...operations);
  });
</script>
</html>
`;
